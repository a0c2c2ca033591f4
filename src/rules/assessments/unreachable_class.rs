//! A class that no answers lead to.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Assessment, AssessmentType, Class, Method};
use crate::handbook::Handbook;
use crate::outcome::{Decision, Found};
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unreachable-class"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "Every class of a decision can be reached by some answers.",
    why: "Conditions that contradict one another look like a safeguard and are a dead end: the team answers honestly, and the class they need is never offered.",
    source: "CSTAG: criteria lead to a class.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"high\"\ntitle = \"High\"\nall = [\"weapon = yes\"]\nnone = [\"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"high\"\ntitle = \"High\"\nall = [\"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, assessment) in assessments(handbook).filter(|(_, assessment)| decides(assessment)) {
        if assessment.classes.is_empty() && assessment.is_whole {
            findings.add(
                assessment.method.span,
                format!("\"{}\" has no class that the team could decide on", document.common.title.value),
                "add `[[class]]` with `id`, `title`, `criteria`, `responses`, `notify` and `deadline`, one for each decision",
            );
        }
        let Some(decision) = assessment.is_whole.then(|| Decision::of(assessment)).flatten() else { continue };
        for class in &assessment.classes {
            if matches!(decision.reaches(class), Found::No) {
                findings.push(unreachable(&decision, class, findings.name()));
            }
        }
    }
}

/// Whether classes are what it is for.
fn decides(assessment: &Assessment) -> bool {
    // A scored threat has been told to become a decision.
    assessment.method.value == Method::Decision
        || assessment.kind == AssessmentType::Threat && assessment.method.value == Method::Checklist
}

fn unreachable(decision: &Decision<'_>, class: &Class, rule: RuleName) -> Diagnostic {
    let mut finding =
        Diagnostic::error(rule, class.title.span, format!("No answers lead to \"{}\"", class.title.value));
    let clash = decision.contradiction(class);
    // Where `all` and `none` agree with one another, it is each of `any` that cannot be met.
    let places: Vec<_> = if clash.is_empty() { class.any.iter().collect() } else { clash };
    let help = match places.as_slice() {
        [_] => "this condition can never hold here",
        _ if class.any.iter().any(|any| places.iter().any(|place| place.span == any.span)) => {
            "none of these can hold together with `all` and `none`"
        }
        _ => "these conditions exclude one another",
    };
    for condition in places {
        finding = finding.related(condition.span, "");
    }
    finding.help(format!("{help}; take one out, or move it to another class"))
}
