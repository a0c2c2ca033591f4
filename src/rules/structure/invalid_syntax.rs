//! TOML that breaks off.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::INVALID_SYNTAX,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Front matter and registers are valid TOML.",
    why: "One missing quotation mark hides everything below it.",
    source: "TOML 1.1",
    failing: Example(&[("pages/a.md", "+++\ntitle = Page\nsummary = \"A page.\"\n+++\nWords.\n")]),
    passing: Example(&[("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n")]),
    check: Check::Reading,
};
