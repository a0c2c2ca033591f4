//! A value of the wrong kind.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::INVALID_VALUE,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every value is of its key's kind: a date is a day of the calendar, a phone number can be dialled.",
    why: "What cannot be read as a date is never overdue, and what cannot be dialled is found out in the worst minute.",
    source: "–",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\nlast_reviewed = \"last summer\"\n+++\nWords.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\nlast_reviewed = 2026-08-15\n+++\nWords.\n",
    )]),
    check: Check::Reading,
};
