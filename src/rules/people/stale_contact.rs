//! A number that nobody has called for too long.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::contacts::Contact;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("stale-contact"),
    group: Group::People,
    severity: Severity::Warning,
    what: "Somebody has called each contact within 180 days, or within `contact_interval`.",
    why: "Numbers change with people and contracts. A wrong one is found out in the one minute in which it counts.",
    source: "Practice of emergency management: contact lists are verified twice a year.",
    failing: Example(&[(
        "contacts.toml",
        "[[contact]]\nid = \"fire\"\nlabel = \"Fire department\"\nphone = \"+1 231 555 0152\"\nverified = 2001-09-01\n",
    )]),
    // Three digits belong to nobody in particular, and are right for decades.
    passing: Example(&[("contacts.toml", "[[contact]]\nid = \"emergency\"\nlabel = \"Emergency\"\nphone = \"911\"\n")]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for contact in &handbook.contacts {
        one(handbook, contact, findings);
    }
    for own in handbook.schools.iter().flat_map(|school| &school.contacts) {
        // What a school leaves as the district has it, the district has verified.
        if ["phone", "email", "verified"].into_iter().any(|key| own.keys.has(key)) {
            one(handbook, own, findings);
        }
    }
}

fn one(handbook: &Handbook, contact: &Contact, findings: &mut Findings<'_>) {
    let interval = handbook.config.contact_interval;
    let today = handbook.today;
    let is_short = |contact: &Contact| contact.phone.as_ref().is_some_and(|phone| phone.digits().len() <= 3);
    let nothing = contact.phone.is_none() && contact.email.is_none();
    if is_short(contact) || nothing {
        return;
    }
    // A date that the district gave belongs to the district's number.
    let verified = contact.verified.as_ref().filter(|_| contact.keys.has("verified"));
    let help = format!("call it, then write `verified = {today}`");
    match verified {
        None if contact.keys.has("verified") => {}
        None => {
            let message = format!("Nothing says when somebody last called \"{}\"", contact.label);
            findings.add(contact.span, message, help);
        }
        Some(day) if day.value > today => {
            let message = format!("\"{}\" was verified on a day that has not come: {}", contact.label, day.value);
            findings.add(day.span, message, help);
        }
        Some(day) => {
            if interval.after(day.value).is_some_and(|end| end < today) {
                let message = format!("Nobody has called \"{}\" for more than {interval}", contact.label);
                findings.add(day.span, message, help);
            }
        }
    }
}
