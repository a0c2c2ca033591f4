//! A threat that is decided by adding up.

use crate::diagnostic::{RuleName, Severity};
use crate::document::{AssessmentType, Method};
use crate::handbook::Handbook;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("scored-threat"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "A threat is decided by a team that weighs facts, never by a sum of points or of ticks.",
    why: "No checklist predicts violence. A sum hides the one fact that matters among twenty that do not, and turns being poor, new or different into points.",
    source: "CSTAG and federal guidance: a threat assessment is not a profile and not a score.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"scored\"\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, assessment) in assessments(handbook) {
        if assessment.kind != AssessmentType::Threat {
            continue;
        }
        let name = &document.common.title.value;
        let by = match assessment.method.value {
            Method::Scored => Some("by a sum of points"),
            // A method that is missing or cannot be read has been told, and stands here as a checklist.
            Method::Checklist if assessment.is_whole => Some("by ticking off"),
            Method::Checklist | Method::Decision => None,
        };
        if let Some(by) = by {
            findings.add(
                assessment.method.span,
                format!("\"{name}\" is decided {by}"),
                "write `method = \"decision\"`, and say with `[[class]]` and its conditions what the team decides by",
            );
            continue;
        }
        // Points in a form invite people to add them up, whatever the method says.
        let mut options = assessment.questions().flat_map(|(_, question)| &question.options);
        let pointed = options.find(|option| option.points.is_some());
        let place = assessment
            .scoring
            .as_ref()
            .map(|scoring| (scoring.span, "a formula"))
            .or_else(|| assessment.bands.first().map(|band| (band.span, "bands of scores")))
            .or_else(|| pointed.map(|option| (option.id.span, "answers with points")));
        if let Some((span, what)) = place {
            findings.add(
                span,
                format!("\"{name}\" is a threat assessment and has {what}"),
                "take every `points`, `[scoring]` and `[[band]]` out of it: conditions of `[[class]]` say what decides",
            );
        }
    }
}
