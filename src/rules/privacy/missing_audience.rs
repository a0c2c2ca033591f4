//! A document that does not say for whom it is.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-audience"),
    group: Group::Privacy,
    severity: Severity::Warning,
    what: "Each document says for whom it is; one that does not is for staff only.",
    why: "A family looks for a page that nobody meant to hide. A page that somebody meant to hide is shown on the day a setting changes.",
    source: "Confidentiality of building plans: New York, Texas and North Carolina law.",
    failing: Example(&[("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n")]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nWords.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let audiences = &handbook.config.audiences;
    let (lowest, default) = (audiences.name(crate::config::Rank::LOWEST), audiences.name(audiences.default_rank()));
    for document in &handbook.documents {
        // A translation and an extension are for those whom the original is for; what has no front matter is told as that.
        let unread = document.common.title.value.is_empty();
        if document.common.audience.is_some() || document.translates || document.extends || unread {
            continue;
        }
        findings.add(
            document.common.title.span,
            format!("\"{}\" does not say for whom it is, so only {default} can read it", document.common.title.value),
            format!("add `audience = \"{lowest}\"` if everyone may read it, or `audience = \"{default}\"`"),
        );
    }
}
