//! A score that counts nothing, or an option whose points were forgotten.

use crate::diagnostic::{RuleName, Severity};
use crate::document::{Method, Opt};
use crate::handbook::Handbook;
use crate::outcome::counts;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::listed;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unscored-answer"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "In a scored assessment some question gives points, and a question that does says for each option how many.",
    why: "A forgotten number counts as nothing, so an answer in the middle scores like the worst one, and nobody sees why.",
    source: "–",
    failing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"seen\"\ntext = \"How much of the door is seen?\"\nanswer = \"scale\"\noptions = [\n  { id = \"none\", label = \"None\", points = 0 },\n  { id = \"some\", label = \"Part\" },\n  { id = \"all\", label = \"All\", points = 2 },\n]\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 49\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 50\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"seen\"\ntext = \"How much of the door is seen?\"\nanswer = \"scale\"\noptions = [\n  { id = \"none\", label = \"None\", points = 0 },\n  { id = \"some\", label = \"Part\", points = 1 },\n  { id = \"all\", label = \"All\", points = 2 },\n]\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 49\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 50\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, assessment) in assessments(handbook) {
        if assessment.method.value != Method::Scored || !assessment.is_whole {
            continue;
        }
        if !assessment.questions().any(|(_, question)| counts(question)) {
            findings.add(
                assessment.method.span,
                format!("\"{}\" is scored, and no question gives points", document.common.title.value),
                "give points to answers, such as `points = { yes = 2, no = 0 }`, or write `method = \"checklist\"`",
            );
        }
        for (_, question) in assessment.questions().filter(|(_, question)| counts(question)) {
            let silent: Vec<&Opt> = question.options.iter().filter(|option| option.points.is_none()).collect();
            let Some(first) = silent.first() else { continue };
            let names: Vec<String> = silent.iter().map(|option| format!("\"{}\"", option.label)).collect();
            findings.add(
                first.id.span,
                format!("Nothing says how many points {} gives", listed(&names, "and")),
                "add `points = …`, also where it is 0",
            );
        }
    }
}
