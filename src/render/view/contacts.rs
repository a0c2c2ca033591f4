//! All contacts: those that everyone may know, then the others.

use serde::Serialize;

use super::Day;
use super::calls::{self, Call};
use crate::handbook::contacts::Contact;
use crate::render::fragment::Html;
use crate::render::html::Writer;

/// Contacts for the same readers.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Group {
    id: String,
    title: String,
    contacts: Vec<Shown>,
}

/// A contact.
#[derive(Debug, Serialize)]
struct Shown {
    id: String,
    label: String,
    function: Option<String>,
    call: Option<Call>,
    hours: Option<String>,
    verified: Option<Day>,
    email: Option<String>,
    note: Option<Html>,
}

pub(super) fn of(writer: &mut Writer<'_>) -> Vec<Group> {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let mut groups: Vec<Group> = Vec::new();
    for contact in &edition.contacts {
        let audience =
            contact.audience.as_ref().map_or(edition.masthead.default_audience.as_str(), |audience| audience.as_str());
        let id = format!("for_{audience}");
        let at = groups.iter().position(|group| group.id == id).unwrap_or_else(|| {
            let audience = words.find("audience", audience).unwrap_or(audience);
            let title = words.fill("contacts", "for", &[("audience", audience)]);
            groups.push(Group { id, title, contacts: Vec::new() });
            groups.len() - 1
        });
        let shown = shown(writer, contact);
        groups[at].contacts.push(shown);
    }
    // What everyone may know stands first, whatever the register's order.
    let lowest = format!("for_{}", edition.masthead.lowest_audience);
    groups.sort_by_key(|group| group.id != lowest);
    groups
}

fn shown<'s>(writer: &mut Writer<'s>, contact: &'s Contact) -> Shown {
    let book = writer.book;
    Shown {
        id: contact.id.value.to_string(),
        label: contact.label.clone(),
        function: contact.function.clone(),
        call: contact.phone.as_ref().map(|phone| calls::contact(book, contact, &phone.value)),
        hours: contact.hours.clone(),
        verified: contact.verified.as_ref().map(|date| Day::of(date.value, book.words)),
        email: contact.email.clone(),
        note: contact.note.as_ref().map(|note| writer.phrase(note)),
    }
}
