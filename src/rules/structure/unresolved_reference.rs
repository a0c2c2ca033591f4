//! A name that nothing has.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::UNRESOLVED_REFERENCE,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every role, place, contact, term, value, hazard and document that is named exists.",
    why: "A step for a role that nobody holds is a step that nobody takes.",
    source: "–",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nAsk the [[role:techer]].\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nAsk the [[role:teacher]].\n",
    )]),
    check: Check::Reading,
};
