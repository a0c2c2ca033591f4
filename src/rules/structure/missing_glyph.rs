//! A letter that no font has.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::MISSING_GLYPH,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every letter of what is printed is in a font: Gobag's own, or one in the folder fonts/.",
    why: "A letter without a font vanishes from paper, and nobody sees that a word is missing.",
    source: "PDF/UA-1 (ISO 14289-1), 7.21.8: no undefined glyph.",
    failing: Example(&[
        (
            "handbook.toml",
            "title = \"Handbook\"\npublisher = \"School\"\n[[binder]]\nid = \"all\"\ntitle = \"All\"\ninclude = [\"pages\"]\non_site = true\n",
        ),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n避難 means leaving.\n",
        ),
    ]),
    passing: Example(&[
        (
            "handbook.toml",
            "title = \"Handbook\"\npublisher = \"School\"\n[[binder]]\nid = \"all\"\ntitle = \"All\"\ninclude = [\"pages\"]\non_site = true\n",
        ),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nΈξοδος means exit.\n",
        ),
    ]),
    check: Check::Printing,
};
