//! A place of a form that nobody has filled in yet.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::LEFT_BLANK,
    group: Group::Structure,
    severity: Severity::Warning,
    what: "Nothing is left to be filled in: no words between `[?` and `]`.",
    why: "A form that was begun looks like a plan that is done. On the day, somebody reads \"the place where everyone gathers\" and does not know where to go.",
    source: "–",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWe gather [? at which place].\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWe gather on the soccer field.\n",
    )]),
    check: Check::Reading,
};
