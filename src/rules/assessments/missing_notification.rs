//! A serious threat of which someone is not told.

use crate::diagnostic::{RuleName, Severity};
use crate::document::AssessmentType;
use crate::handbook::Handbook;
use crate::rules::assessments::told::Words;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::listed;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-notification"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "In every class but the mildest, the person threatened and the families of both are told.",
    why: "A person who was threatened has a right to know and to protect themself. A family that hears it first from the street trusts nobody afterwards, and families see what schools do not.",
    source: "CSTAG: for a serious threat, notify the intended target and both families.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"serious\"\ntitle = \"Serious threat\"\nall = [\"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\nnotify = [\"principal\", \"family of the subject\"]\n\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"serious\"\ntitle = \"Serious threat\"\nall = [\"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\nnotify = [\"principal\", \"person threatened (the target)\", \"family of the target\", \"family of the subject\"]\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, assessment) in assessments(handbook) {
        let Some(words) = Words::of(&document.language) else { continue };
        if assessment.kind != AssessmentType::Threat {
            continue;
        }
        for class in assessment.classes.iter().filter(|class| !words.is_mild(class)) {
            let entries: Vec<String> = class.notify.iter().map(|entry| entry.plain()).collect();
            let told = words.told(&entries);
            let mut missing = Vec::new();
            if !told.target {
                missing.push("the person threatened");
            }
            if !told.family_of_target {
                missing.push("the family of the person threatened");
            }
            if !told.family_of_subject {
                missing.push("the family of the student who made the threat");
            }
            if !missing.is_empty() {
                let place = class.notify.first().map_or(class.title.span, |first| first.span);
                let add: Vec<String> = missing.iter().map(|who| format!("\"{who}\"")).collect();
                findings.add(
                    place,
                    format!("\"{}\" does not say that someone tells {}", class.title.value, listed(&missing, "and")),
                    format!("add to `notify`: {}", add.join(", ")),
                );
            }
        }
    }
}
