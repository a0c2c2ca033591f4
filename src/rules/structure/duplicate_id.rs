//! One id, two things.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::DUPLICATE_ID,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Ids are unique in their register, and section names in their document.",
    why: "Two things with one name: half of the readers end up at the wrong one.",
    source: "–",
    failing: Example(&[
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n"),
        ("policies/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n"),
    ]),
    passing: Example(&[
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n"),
        ("policies/b.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n"),
    ]),
    check: Check::Reading,
};
