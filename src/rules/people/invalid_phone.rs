//! A number that cannot be dialled.

use crate::diagnostic::{Severity, found};
use crate::document::body::Target;
use crate::document::walk::Pointer;
use crate::document::whole;
use crate::fields::Phone;
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule. Numbers of registers are found while they are read; those behind links here.
pub const RULE: Rule = Rule {
    name: found::INVALID_PHONE,
    group: Group::People,
    severity: Severity::Error,
    what: "Every telephone number can be dialled.",
    why: "A button that does not call costs the caller the half minute in which they still think clearly.",
    source: "ITU-T E.164; North American Numbering Plan.",
    failing: Example(&[(
        "contacts.toml",
        "[[contact]]\nid = \"office\"\nlabel = \"Front office\"\nphone = \"+1 231 555 011\"\nverified = 2026-10-05\n",
    )]),
    passing: Example(&[(
        "contacts.toml",
        "[[contact]]\nid = \"office\"\nlabel = \"Front office\"\nphone = \"+1 231 555 0110 ext 12\"\nverified = 2026-10-05\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        whole::pointers(document, &mut |pointer| {
            let Pointer::Link(link) = pointer else { return };
            let Target::Elsewhere(address) = &link.target else { return };
            let number = address.strip_prefix("tel:").or_else(|| address.strip_prefix("sms:"));
            let Some(number) = number.and_then(|number| number.split([';', '?']).next()) else { return };
            if let Err(refused) = Phone::dialled(&number.replace("%20", " ")) {
                findings.add(link.span, refused.message, refused.help.unwrap_or_default());
            }
        });
    }
}
