//! A threat assessment that leaves out a stage.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Assessment, AssessmentType, Document, Stage};
use crate::handbook::Handbook;
use crate::nearest::nearest;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-stage"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "A threat assessment goes through report, history, interviews, classify, respond and monitor, in this order, and none may be skipped.",
    why: "A team that decides before it has heard the people, or stops once it has decided, punishes some who meant nothing and loses sight of some who did.",
    source: "The staged process of the handbook's own framework; Secret Service guidance on targeted school violence (2018).",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"report\"\ntitle = \"Report\"\n[[stage.question]]\nid = \"report-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"interviews\"\ntitle = \"Interviews\"\n[[stage.question]]\nid = \"interviews-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n[[stage.question]]\nid = \"classify-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"respond\"\ntitle = \"Respond\"\n[[stage.question]]\nid = \"respond-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"monitor\"\ntitle = \"Monitor\"\n[[stage.question]]\nid = \"monitor-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[stage]]\nid = \"report\"\ntitle = \"Report\"\n[[stage.question]]\nid = \"report-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"history\"\ntitle = \"History\"\n[[stage.question]]\nid = \"history-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"interviews\"\ntitle = \"Interviews\"\n[[stage.question]]\nid = \"interviews-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"classify\"\ntitle = \"Classify\"\n[[stage.question]]\nid = \"classify-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"respond\"\ntitle = \"Respond\"\n[[stage.question]]\nid = \"respond-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n[[stage]]\nid = \"monitor\"\ntitle = \"Monitor\"\n[[stage.question]]\nid = \"monitor-notes\"\ntext = \"What is known?\"\nanswer = \"text\"\n\n",
    )]),
    check: Check::Handbook(check),
};

/// The stages, in order, with their titles.
const STAGES: [(&str, &str); 6] = [
    ("report", "Report"),
    ("history", "History"),
    ("interviews", "Interviews"),
    ("classify", "Classify"),
    ("respond", "Respond"),
    ("monitor", "Monitor"),
];

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, assessment) in assessments(handbook) {
        if assessment.kind == AssessmentType::Threat {
            missing(document, assessment, findings);
            order(assessment, findings);
            for stage in known(assessment) {
                hollow(stage, findings);
            }
        }
    }
}

/// The stages of the process that are there, in the order of the file.
fn known(assessment: &Assessment) -> impl Iterator<Item = &Stage> {
    assessment.stages.iter().filter(|stage| place_of(stage).is_some())
}

/// Where a stage stands in the process.
fn place_of(stage: &Stage) -> Option<usize> {
    STAGES.iter().position(|(id, _)| *id == stage.id.as_str())
}

fn missing(document: &Document, assessment: &Assessment, findings: &mut Findings<'_>) {
    let unnamed = || assessment.stages.iter().filter(|stage| place_of(stage).is_none());
    for (at, (id, title)) in STAGES.iter().enumerate() {
        if known(assessment).any(|stage| place_of(stage) == Some(at)) {
            continue;
        }
        let name = &document.common.title.value;
        let message = format!("\"{name}\" has no stage `{id}`");
        let close = nearest(id, unnamed().map(|stage| stage.id.as_str()));
        let titled = unnamed().find(|stage| stage.title.value.eq_ignore_ascii_case(title));
        let renamed = unnamed().find(|stage| close.first() == Some(&stage.id.as_str())).or(titled);
        match renamed {
            Some(stage) => findings.add(stage.id.span, message, format!("if this is the stage, write `id = \"{id}\"`")),
            None => findings.add(
                before(document, assessment, at),
                message,
                format!(
                    "add `[[stage]]` with `id = \"{id}\"`, `title = \"{title}\"` and its questions{}",
                    after(assessment, at)
                ),
            ),
        }
    }
}

/// The stage that the missing one follows, or the title.
fn before(document: &Document, assessment: &Assessment, at: usize) -> Span {
    let earlier = known(assessment).filter(|stage| place_of(stage).is_some_and(|place| place < at));
    earlier.max_by_key(|stage| place_of(stage)).map_or(document.common.title.span, |stage| stage.id.span)
}

fn after(assessment: &Assessment, at: usize) -> String {
    let earlier = known(assessment).filter(|stage| place_of(stage).is_some_and(|place| place < at));
    match earlier.max_by_key(|stage| place_of(stage)) {
        Some(stage) => format!(", after \"{}\"", stage.title.value),
        None => String::new(),
    }
}

fn order(assessment: &Assessment, findings: &mut Findings<'_>) {
    let stages: Vec<&Stage> = known(assessment).collect();
    for pair in stages.windows(2) {
        if place_of(pair[0]) > place_of(pair[1]) {
            findings.push(
                Diagnostic::error(
                    findings.name(),
                    pair[1].id.span,
                    format!("\"{}\" comes after \"{}\"", pair[1].title.value, pair[0].title.value),
                )
                .related(pair[0].id.span, "this one comes later in the process")
                .help("order the stages: report, history, interviews, classify, respond, monitor"),
            );
        }
    }
}

/// A stage that is there in name only.
fn hollow(stage: &Stage, findings: &mut Findings<'_>) {
    if !stage.required {
        findings.add(
            stage.id.span,
            format!("\"{}\" may be skipped", stage.title.value),
            "take `required = false` out: each of the six stages belongs to every case",
        );
    }
    if stage.questions.is_empty() {
        findings.add(
            stage.id.span,
            format!("\"{}\" asks nothing", stage.title.value),
            "add `[[stage.question]]` with `id`, `text` and `answer` for what the team must find out here",
        );
    }
}
