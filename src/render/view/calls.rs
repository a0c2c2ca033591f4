//! Buttons that call: the emergency number first, then the contacts that a page names.

use serde::Serialize;

use crate::fields::Phone;
use crate::handbook::contacts::Contact;
use crate::render::book::Book;

/// A button that calls.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct Call {
    label: String,
    number: String,
    tel: String,
    /// Whether it is the emergency number.
    first: bool,
    /// What to say.
    words: Option<String>,
}

/// The emergency number.
pub(in crate::render) fn emergency(book: &Book<'_>) -> Call {
    let masthead = &book.edition.masthead;
    let number = &masthead.emergency_number;
    Call {
        label: book.words.fill("call", "emergency", &[("number", &number.to_string())]),
        number: number.to_string(),
        tel: number.link(),
        first: true,
        words: masthead.emergency_words.clone(),
    }
}

/// A contact's number.
pub(super) fn contact(book: &Book<'_>, contact: &Contact, phone: &Phone) -> Call {
    let first = phone.digits() == book.edition.masthead.emergency_number.digits();
    Call { label: contact.label.clone(), number: phone.to_string(), tel: phone.link(), first, words: None }
}

/// Any number.
pub(in crate::render) fn number(label: &str, phone: &Phone) -> Call {
    Call { label: label.to_owned(), number: phone.to_string(), tel: phone.link(), first: false, words: None }
}

/// The emergency number and some contacts, each number once.
pub(super) fn of<'i>(book: &Book<'_>, contacts: impl Iterator<Item = &'i str>) -> Vec<Call> {
    let mut calls = vec![emergency(book)];
    for id in contacts {
        let Some(found) = book.edition.contact(id) else { continue };
        let Some(phone) = &found.phone else { continue };
        let call = contact(book, found, &phone.value);
        if !calls.iter().any(|known| known.tel == call.tel) {
            calls.push(call);
        }
    }
    calls
}
