//! A key nobody reads.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::UNKNOWN_KEY,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every key, attribute and rule name is one that Gobag knows.",
    why: "A mistyped key is an instruction that nobody follows: `audiance = \"team\"` would show the page to all staff.",
    source: "–",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudiance = \"team\"\n+++\nWords.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"team\"\n+++\nWords.\n",
    )]),
    check: Check::Reading,
};
