//! Contacts as they are printed.

use serde::Serialize;

use super::super::scribe::Scribe;
use super::super::text::Run;

/// Whom to call.
#[derive(Debug, Serialize)]
pub(in crate::print::manuscript) struct Contacts {
    contacts: Vec<Contact>,
}

#[derive(Debug, Serialize)]
struct Contact {
    id: String,
    who: String,
    function: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    hours: Option<String>,
    verified: Option<String>,
    note: Option<Vec<Run>>,
}

impl Contacts {
    pub(in crate::print::manuscript) fn of(scribe: &mut Scribe<'_>) -> Contacts {
        let (edition, words) = (scribe.edition, scribe.words);
        let contacts = edition.contacts.iter().map(|contact| Contact {
            id: contact.id.value.to_string(),
            who: contact.label.clone(),
            function: contact.function.clone(),
            phone: contact.phone.as_ref().map(|phone| phone.value.to_string()),
            email: contact.email.clone(),
            hours: contact.hours.clone(),
            verified: contact.verified.as_ref().map(|date| words.date(date.value)),
            note: scribe.maybe(contact.note.as_ref()),
        });
        Contacts { contacts: contacts.collect() }
    }
}
