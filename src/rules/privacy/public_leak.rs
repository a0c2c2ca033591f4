//! Restricted words, numbers, names or files in what is about to be published.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

const PLAN: &str = "+++\ntitle = \"Keys and alarms\"\nsummary = \"Where the spare keys are.\"\naudience = \"team\"\n+++\nThe spare key hangs behind the boiler in the cellar.\n";

/// The rule.
pub const RULE: Rule = Rule {
    name: found::PUBLIC_LEAK,
    group: Group::Privacy,
    severity: Severity::Error,
    what: "No published file holds, in any form, what its readers may not see.",
    why: "Restricted text is left out of every page when a site is built. This is the second look, at the finished files themselves: a style, a picture or a data file can carry words out of the building just as a page can.",
    source: "Confidentiality of building plans: New York, Texas and North Carolina law. The method and its limits: docs/privacy.md.",
    failing: Example(&[
        ("pages/plan.md", PLAN),
        ("theme/assets/note.txt", "To do: the spare key hangs behind the boiler in the cellar.\n"),
    ]),
    passing: Example(&[("pages/plan.md", PLAN), ("theme/assets/note.txt", "To do: draw a larger sign.\n")]),
    check: Check::Rendering,
};
