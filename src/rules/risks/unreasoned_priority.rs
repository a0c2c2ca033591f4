//! A priority without its reason.

use crate::diagnostic::{RuleName, Severity};
use crate::document::Prose;
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::says;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unreasoned-priority"),
    group: Group::Risks,
    severity: Severity::Error,
    what: "The priority of each risk has its reason, in words.",
    why: "A rating is a judgement of people. Next year's team can only agree or disagree with a reason, and families believe a sentence more than a number.",
    source: "Federal school guide, risk assessment worksheet: ratings are listed, and the team sets the priority; there is no formula.",
    failing: Example(&[(
        "hazards.toml",
        "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"medium\"\n",
    )]),
    passing: Example(&[(
        "hazards.toml",
        "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"medium\"\nreason = \"Warnings come nearly every spring.\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for hazard in &handbook.hazards {
        let said = hazard.reason.as_ref().is_some_and(is_reason);
        // A rating that could not be read has been told, and stands at the table's first line.
        if said || hazard.priority.span == hazard.span {
            continue;
        }
        let priority = hazard.priority.value.name();
        findings.add(
            hazard.reason.as_ref().map_or(hazard.priority.span, |reason| reason.span),
            format!("\"{}\" has {priority} priority without a reason", hazard.title),
            "add `reason = \"…\"`: how often it happened here, whom it would hurt, and what already helps",
        );
    }
}

/// Whether words give a reason: not a placeholder, nor the rating once more ("High", "Risk score 3.2").
fn is_reason(reason: &Prose) -> bool {
    const RATING: &[&str] = &[
        "high", "medium", "low", "priority", "risk", "score", "index", "rating", "rated", "rank", "points", "total",
        "is", "the", "of", "a", "very",
    ];
    let words = reason.plain().to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    says(&reason.plain()) && words.any(|word| !RATING.contains(&word) && !word.chars().all(|c| c.is_ascii_digit()))
}
