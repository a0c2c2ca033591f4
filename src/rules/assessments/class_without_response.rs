//! A class that leads to nothing.

use crate::diagnostic::{RuleName, Severity};
use crate::document::Method;
use crate::handbook::Handbook;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::is_said;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("class-without-response"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "Every class says what is done, and by when.",
    why: "A decision without a response or a date is a label on a student. It protects no one, and it stays.",
    source: "CSTAG: each class has its responses; Virginia: with a time for them.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"high\"\ntitle = \"High\"\nall = [\"weapon = yes\"]\nresponses = [\"Call the police.\"]\n\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n\n[[stage.question]]\nid = \"intent\"\ntext = \"Is there a lasting intent?\"\nanswer = \"yes-no\"\n\n[[stage.question]]\nid = \"weapon\"\ntext = \"Is a weapon within reach?\"\nanswer = \"yes-no\"\n\n[[class]]\nid = \"high\"\ntitle = \"High\"\nall = [\"weapon = yes\"]\nresponses = [\"Call the police.\"]\ndeadline = \"60 minutes\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (_, assessment) in assessments(handbook).filter(|(_, assessment)| assessment.method.value != Method::Scored) {
        for class in &assessment.classes {
            let responds = class.responses.iter().any(is_said);
            // A deadline that cannot be read has been told.
            let dated = class.deadline.is_some() || !assessment.is_whole;
            let (what, help) = match (responds, dated) {
                (true, true) => continue,
                (false, true) => ("what is done", "add `responses = [\"…\"]`"),
                (true, false) => ("by when it is done", "add `deadline = \"24 hours\"`"),
                (false, false) => {
                    ("what is done, and by when", "add `responses = [\"…\"]` and `deadline = \"24 hours\"`")
                }
            };
            findings.add(class.title.span, format!("\"{}\" does not say {what}", class.title.value), help);
        }
    }
}
