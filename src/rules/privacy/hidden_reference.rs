//! A name that its reader may not see.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::HIDDEN_REFERENCE,
    group: Group::Privacy,
    severity: Severity::Error,
    what: "A text names only what all of its readers may know of.",
    why: "A link that leads nowhere still tells its name: that there is a threat assessment, where families will be sent.",
    source: "Confidentiality of building plans: New York, Texas and North Carolina law.",
    failing: Example(&[
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nSee [[plan]].\n"),
        ("pages/plan.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"team\"\n+++\nWords.\n"),
    ]),
    passing: Example(&[
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nSee [[plan|the team's own plan]].\n",
        ),
        ("pages/plan.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"team\"\n+++\nWords.\n"),
    ]),
    check: Check::Reading,
};
