//! Two files with one address.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::URL_COLLISION,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every page has an address of its own, capitals aside.",
    why: "On many disks two names that differ in capitals are one file, and one page would overwrite the other.",
    source: "–",
    failing: Example(&[(
        "procedures/index.md",
        "+++\ntitle = \"Index\"\nsummary = \"A procedure.\"\naction = \"other\"\nauthority = [\"teacher\"]\ntrigger = \"A.\"\nannouncement = \"B.\"\nall_clear = \"C.\"\naudience = \"public\"\n+++\n## Before\n\n1. @teacher: Look.\n\n## During\n\n1. @teacher: Look.\n\n## After\n\n1. @teacher: Look.\n",
    )]),
    passing: Example(&[(
        "procedures/indexing.md",
        "+++\ntitle = \"Index\"\nsummary = \"A procedure.\"\naction = \"other\"\nauthority = [\"teacher\"]\ntrigger = \"A.\"\nannouncement = \"B.\"\nall_clear = \"C.\"\naudience = \"public\"\n+++\n## Before\n\n1. @teacher: Look.\n\n## During\n\n1. @teacher: Look.\n\n## After\n\n1. @teacher: Look.\n",
    )]),
    check: Check::Planning,
};
