//! A link to a section that is not there.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::DEAD_ANCHOR,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every link to a section leads to a section that is there.",
    why: "The reader lands at the top of a long page and searches for what the link promised.",
    source: "–",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nSee [below](#supplies).\n\n## Supply\n\nWords.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nSee [below](#supplies).\n\n## Supplies\n\nWords.\n",
    )]),
    check: Check::Reading,
};
