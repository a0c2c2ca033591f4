//! Answers for which no class holds.

use crate::diagnostic::{RuleName, Severity};
use crate::document::Method;
use crate::handbook::Handbook;
use crate::outcome::{Decision, Found};
use crate::rules::assessments::example;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("undecided-answers"),
    group: Group::Assessments,
    severity: Severity::Warning,
    what: "Whatever the answers, some class holds.",
    why: "A team that has answered every question and is offered nothing begins to bend its answers until something fits.",
    source: "CSTAG: every threat is resolved or classified.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"transient\"\ntitle = \"Transient\"\nall = [\"intent = no\", \"weapon = no\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n[[class]]\nid = \"grave\"\ntitle = \"Grave\"\nall = [\"intent = yes\", \"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"transient\"\ntitle = \"Transient\"\nall = [\"intent = no\", \"weapon = no\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n[[class]]\nid = \"grave\"\ntitle = \"Grave\"\nany = [\"intent = yes\", \"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (_, assessment) in assessments(handbook) {
        let decides = assessment.method.value != Method::Scored && assessment.is_whole;
        let Some(decision) = decides.then(|| Decision::of(assessment)).flatten() else { continue };
        let Some(last) = assessment.classes.last() else { continue };
        // Where no class can be reached at all, each of them has been told.
        let reached = assessment.classes.iter().any(|class| !matches!(decision.reaches(class), Found::No));
        if reached && let Found::Yes(answers) = decision.undecided() {
            findings.add(
                last.title.span,
                format!("No class holds {}", example::when(&answers)),
                "let one of the classes hold then, the more careful one where you are in doubt",
            );
        }
    }
}
