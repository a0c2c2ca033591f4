//! A waiver that silences nothing, or whose date has passed.

use crate::config::Waiver;
use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::rules::rule::{Check, Example, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unused-waiver"),
    group: Group::Structure,
    severity: Severity::Warning,
    what: "Every waiver silences a finding, and its date has not passed.",
    why: "A waiver that nobody needs any more waits to hide the next mistake in the same place.",
    source: "–",
    failing: Example(&[(
        "handbook.toml",
        "title = \"Handbook\"\npublisher = \"School\"\n\n[[waiver]]\nrule = \"heading-jump\"\nwhere = \"a\"\nreason = \"R.\"\nby = \"B\"\nuntil = 2100-01-01\n",
    )]),
    passing: Example(&[]),
    check: Check::Reading,
};

/// A waiver that silenced nothing.
pub(in crate::rules) fn unused(waiver: &Waiver) -> Diagnostic {
    let message = format!("This waiver of \"{}\" silences nothing in {}", waiver.rule.value, waiver.place.value);
    Diagnostic::warning(RULE.name, waiver.place.span, message).help("take the waiver out, or correct `where`")
}

/// A waiver whose date has passed.
pub(in crate::rules) fn expired(waiver: &Waiver) -> Diagnostic {
    let message = format!("This waiver of \"{}\" ended on {}", waiver.rule.value, waiver.until.value);
    Diagnostic::warning(RULE.name, waiver.until.span, message)
        .help("mend what it silenced, or have it signed again with a new date")
}
