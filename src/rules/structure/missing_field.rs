//! A key that is needed.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::MISSING_FIELD,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every document and every entry has the keys that it cannot do without.",
    why: "A page without a title cannot be found, and a contact without a number cannot be called.",
    source: "–",
    failing: Example(&[("pages/a.md", "+++\ntitle = \"Page\"\n+++\nWords.\n")]),
    passing: Example(&[("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n")]),
    check: Check::Reading,
};
