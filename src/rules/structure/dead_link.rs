//! A link to a file that is not there.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::DEAD_LINK,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every link inside the handbook leads to a file of the handbook.",
    why: "A reader who meets a dead link in an emergency stops reading.",
    source: "–",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nSee [the other page](b.md).\n",
    )]),
    passing: Example(&[
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nSee [the other page](b.md).\n"),
        ("pages/b.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n"),
    ]),
    check: Check::Reading,
};
