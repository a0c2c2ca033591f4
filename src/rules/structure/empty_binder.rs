//! A binder with nothing in it.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::EMPTY_BINDER,
    group: Group::Structure,
    severity: Severity::Error,
    what: "What is printed holds something that its readers may see.",
    why: "A cover with nothing behind it is found empty on the day that somebody opens it.",
    source: "–",
    failing: Example(&[(
        "handbook.toml",
        "title = \"Handbook\"\npublisher = \"School\"\n[[binder]]\nid = \"all\"\ntitle = \"All\"\ninclude = [\"policies\"]\non_site = true\n",
    )]),
    passing: Example(&[
        (
            "handbook.toml",
            "title = \"Handbook\"\npublisher = \"School\"\n[[binder]]\nid = \"all\"\ntitle = \"All\"\ninclude = [\"pages\"]\non_site = true\n",
        ),
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nWords.\n"),
    ]),
    check: Check::Printing,
};
