//! A picture that is not there.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::MISSING_MEDIA,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every picture is in the handbook.",
    why: "A picture from elsewhere is gone when the network is; and asking for it tells a stranger who reads what.",
    source: "–",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\n![The assembly place](../media/field.svg)\n",
    )]),
    passing: Example(&[
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\n![The assembly place](../media/field.svg)\n",
        ),
        ("media/field.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]),
    check: Check::Reading,
};
