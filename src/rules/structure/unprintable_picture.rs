//! A picture that cannot be printed.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::UNPRINTABLE_PICTURE,
    group: Group::Structure,
    severity: Severity::Warning,
    what: "Every picture of what is printed is whole, of a kind that paper takes, and not larger than a sheet can show.",
    why: "Where the picture cannot be printed, the sheet has only the words that describe it.",
    source: "–",
    failing: Example(&[
        (
            "handbook.toml",
            "title = \"Handbook\"\npublisher = \"School\"\n[[binder]]\nid = \"all\"\ntitle = \"All\"\ninclude = [\"pages\"]\non_site = true\n",
        ),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n![The way to the field](../media/way.svg)\n",
        ),
        ("media/way.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0"),
    ]),
    passing: Example(&[
        (
            "handbook.toml",
            "title = \"Handbook\"\npublisher = \"School\"\n[[binder]]\nid = \"all\"\ntitle = \"All\"\ninclude = [\"pages\"]\non_site = true\n",
        ),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n![The way to the field](../media/way.svg)\n",
        ),
        (
            "media/way.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\" width=\"10\" height=\"10\"><path d=\"M0 0h10v10z\"/></svg>",
        ),
    ]),
    check: Check::Printing,
};
