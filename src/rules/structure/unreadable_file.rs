//! A file that cannot be read as what it is.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::UNREADABLE_FILE,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every file in the folder can be read as what its name says.",
    why: "A file that is silently passed over is a page that somebody believes is published.",
    source: "–",
    failing: Example(&[("pages.toml", "title = \"Nobody reads this\"\n")]),
    passing: Example(&[("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n")]),
    check: Check::Reading,
};
