//! `contacts.toml`: whom to call.

use jiff::civil::Date;

use crate::document::{Prose, Reading};
use crate::fields::{Fields, Id, Keys, Phone, Placed};
use crate::source::Span;

/// Somebody to call: a function, not a person.
#[derive(Clone, Debug)]
pub struct Contact {
    /// What it is called by.
    pub id: Placed<Id>,
    /// What it shows.
    pub label: String,
    /// What it is for.
    pub function: Option<String>,
    /// The number.
    pub phone: Option<Placed<Phone>>,
    /// When somebody answers.
    pub hours: Option<String>,
    /// The day somebody last called it.
    pub verified: Option<Placed<Date>>,
    /// An address for mail.
    pub email: Option<String>,
    /// Who may know of it; missing means staff.
    pub audience: Option<Placed<Id>>,
    /// More.
    pub note: Option<Prose>,
    /// Which keys are there, readable or not; at a school its own.
    pub keys: Keys,
    /// Where it stands.
    pub span: Span,
}

/// Reads one contact of the register.
pub(super) fn read(reading: Reading<'_>, mut table: Fields<'_>) -> Contact {
    let id = table.required("id", "\"front-office\"");
    let label = table.required::<String>("label", "\"Front office\"").value;
    let known = table.key_span("phone").is_some() || table.key_span("email").is_some();
    if !known {
        table.report(
            crate::diagnostic::Diagnostic::error(
                crate::diagnostic::found::MISSING_FIELD,
                table.first_line(),
                format!("The contact \"{label}\" has neither `phone` nor `email`"),
            )
            .help("add `phone = \"+1 231 555 0110\"`"),
        );
    }
    let contact = Contact { id, label, ..rest(reading, &mut table) };
    table.finish();
    contact
}

/// Reads what a school says of a contact, over what the district says.
pub(super) fn overlay(
    reading: Reading<'_>,
    id: &Placed<Id>,
    district: Option<&Contact>,
    mut table: Fields<'_>,
) -> Contact {
    let label = match district {
        Some(district) => table.optional("label").unwrap_or_else(|| district.label.clone()),
        None => table.required::<String>("label", "\"Front office\"").value,
    };
    let own = rest(reading, &mut table);
    table.finish();
    let of = |pick: fn(&Contact) -> Option<String>| pick(&own).or_else(|| district.and_then(pick));
    Contact {
        id: id.clone(),
        label,
        function: of(|contact| contact.function.clone()),
        hours: of(|contact| contact.hours.clone()),
        email: of(|contact| contact.email.clone()),
        phone: own.phone.clone().or_else(|| district.and_then(|contact| contact.phone.clone())),
        verified: own.verified.clone().or_else(|| district.and_then(|contact| contact.verified.clone())),
        audience: own.audience.clone().or_else(|| district.and_then(|contact| contact.audience.clone())),
        note: own.note.clone().or_else(|| district.and_then(|contact| contact.note.clone())),
        keys: own.keys,
        span: own.span,
    }
}

fn rest(reading: Reading<'_>, table: &mut Fields<'_>) -> Contact {
    Contact {
        id: Placed { value: Id::default(), span: table.first_line() },
        label: String::new(),
        function: table.optional("function"),
        phone: table.placed("phone"),
        hours: table.optional("hours"),
        verified: table.placed("verified"),
        email: table.optional("email"),
        audience: table.placed("audience"),
        note: reading.optional(table, "note"),
        keys: table.keys(),
        span: table.first_line(),
    }
}
