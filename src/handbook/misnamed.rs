//! A school's own entry that was surely meant to be the district's: one letter off, and the school would show the
//! district's channel, place or number instead of its own.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Handbook;
use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::nearest::certain;
use crate::source::Span;

/// Tells every value, place and contact of a school that is nearly one of the district's, which the school does not name.
pub(super) fn check(handbook: &Handbook, findings: &RefCell<Diagnostics>) {
    let values = handbook.config.values.iter().map(|(key, _)| key.as_str()).collect();
    let places = handbook.places.iter().map(|place| place.id.as_str()).collect();
    let contacts = handbook.contacts.iter().map(|contact| contact.id.as_str()).collect();
    for school in &handbook.schools {
        let own: Vec<(&str, Span)> = school.values.iter().map(|(key, _)| (key.as_str(), key.span)).collect();
        tell(&own, &values, "value", "[values] of handbook.toml", findings);
        let own: Vec<(&str, Span)> = school.places.iter().map(|place| (place.id.as_str(), place.id.span)).collect();
        tell(&own, &places, "place", "places.toml", findings);
        let own: Vec<(&str, Span)> =
            school.contacts.iter().map(|contact| (contact.id.as_str(), contact.id.span)).collect();
        tell(&own, &contacts, "contact", "contacts.toml", findings);
    }
}

fn tell(own: &[(&str, Span)], district: &BTreeSet<&str>, noun: &str, register: &str, findings: &RefCell<Diagnostics>) {
    let unnamed = || district.iter().copied().filter(|name| own.iter().all(|(own, _)| own != name));
    // Names of two or three letters are near to one another by nature.
    for (name, span) in own.iter().filter(|(name, _)| name.len() > 3 && !district.contains(name)) {
        if let Some(meant) = certain(name, unnamed()) {
            let message =
                format!("There is no {noun} \"{name}\" in {register}, so that \"{meant}\" stays the district's");
            findings.borrow_mut().push(
                Diagnostic::error(found::UNRESOLVED_REFERENCE, *span, message)
                    .help(format!("did you mean `{meant}`? A {noun} that only this school has needs another name"))
                    .fix_if(*span, name, Some(meant)),
            );
        }
    }
}
