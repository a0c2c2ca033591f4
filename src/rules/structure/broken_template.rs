//! A template of the handbook's own theme that does not work.

use crate::diagnostic::{Severity, found};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: found::BROKEN_TEMPLATE,
    group: Group::Structure,
    severity: Severity::Error,
    what: "Every template of the handbook's own theme works.",
    why: "A theme that breaks one kind of page breaks it for everybody.",
    source: "–",
    failing: Example(&[("theme/templates/page.html", "{% if %}\n")]),
    passing: Example(&[("theme/templates/own.html", "{# nothing yet #}\n")]),
    check: Check::Rendering,
};
