//! A threat assessment without a way around it.

use crate::diagnostic::{RuleName, Severity};
use crate::document::AssessmentType;
use crate::handbook::Handbook;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::is_said;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-emergency-override"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "A threat assessment begins with what to do when someone is in immediate danger.",
    why: "A form must never stand between a person and help. Whoever opens it first has to see when to close it and call.",
    source: "CSTAG and Virginia levels of threat: an imminent threat is answered before it is assessed.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[override]\nwhen = \"Someone is in immediate danger.\"\nsteps = [\"@teacher: Call 911 and say what you see.\"]\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let call = &handbook.config.emergency_number;
    for (document, assessment) in assessments(handbook) {
        if assessment.kind != AssessmentType::Threat {
            continue;
        }
        let name = &document.common.title.value;
        let example = format!("`steps = [\"@everyone: Call {call}.\"]`");
        match &assessment.override_ {
            None => findings.add(
                document.common.title.span,
                format!("\"{name}\" does not say what to do when someone is in immediate danger"),
                format!("add `[override]` with `when = \"Someone is in immediate danger.\"` and {example}"),
            ),
            Some(way) if way.steps.is_empty() && is_said(&way.when) => findings.add(
                way.span,
                format!("\"{name}\" says when someone is in immediate danger, and not what to do"),
                format!("add {example}"),
            ),
            Some(_) => {}
        }
    }
}
