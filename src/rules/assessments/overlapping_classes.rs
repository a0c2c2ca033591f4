//! Answers for which two classes hold.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Class, Method};
use crate::handbook::Handbook;
use crate::outcome::{Decision, Found};
use crate::rules::assessments::example;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("overlapping-classes"),
    group: Group::Assessments,
    severity: Severity::Warning,
    what: "No answers lead to two classes at once.",
    why: "Two classes have two deadlines and two lists of people to call. When both hold, a tired team picks the lighter one, or argues while time runs.",
    source: "CSTAG: one class is agreed.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"serious\"\ntitle = \"Serious\"\nany = [\"intent = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n[[class]]\nid = \"grave\"\ntitle = \"Grave\"\nany = [\"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n[[class]]\nid = \"transient\"\ntitle = \"Transient\"\nall = [\"intent = no\", \"weapon = no\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"serious\"\ntitle = \"Serious\"\nany = [\"intent = yes\"]\nnone = [\"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n[[class]]\nid = \"grave\"\ntitle = \"Grave\"\nany = [\"weapon = yes\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n[[class]]\nid = \"transient\"\ntitle = \"Transient\"\nall = [\"intent = no\", \"weapon = no\"]\nresponses = [\"Talk about what the words did.\"]\ndeadline = \"24 hours\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (_, assessment) in assessments(handbook) {
        let decides = assessment.method.value != Method::Scored && assessment.is_whole;
        let Some(decision) = decides.then(|| Decision::of(assessment)).flatten() else { continue };
        let classes: Vec<&Class> = assessment.classes.iter().filter(|class| !example::is_judged(class)).collect();
        for (at, class) in classes.iter().enumerate() {
            for earlier in &classes[..at] {
                if let Found::Yes(answers) = decision.both(earlier, class) {
                    findings.push(
                        Diagnostic::warning(
                            findings.name(),
                            class.title.span,
                            format!(
                                "\"{}\" and \"{}\" both hold {}",
                                earlier.title.value,
                                class.title.value,
                                example::when(&answers)
                            ),
                        )
                        .related(earlier.title.span, "the other class")
                        .help("say in the lighter one what rules it out: `none = [\"…\"]`"),
                    );
                }
            }
        }
    }
}
