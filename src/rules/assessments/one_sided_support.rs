//! Support for some of the three, and not for all.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{AssessmentType, Class, Intervention, Party};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::rules::assessments::told::Words;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_said, listed};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("one-sided-support"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "A threat assessment has interventions for the person of concern, for the person threatened and for the place they share.",
    why: "To watch one student is not to help another. The person threatened stays afraid, the person of concern stays alone, and the hallway where it began stays as it was.",
    source: "The handbook's own framework; Virginia: subject, target, environment.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[intervention]]\nfor = \"subject\"\nwhat = \"A weekly meeting with a trusted adult.\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[[intervention]]\nfor = \"subject\"\nwhat = \"A weekly meeting with a trusted adult.\"\n\n[[intervention]]\nfor = \"target\"\nwhat = \"Ask what would make them feel safe, and do it.\"\n\n[[intervention]]\nfor = \"environment\"\nwhat = \"An adult in the hallway where it happened.\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, assessment) in assessments(handbook) {
        if assessment.kind != AssessmentType::Threat || !assessment.is_whole {
            continue;
        }
        let given = &assessment.interventions;
        let missing: Vec<Party> = Party::ALL.iter().copied().filter(|party| !helps(given, *party, None)).collect();
        if !missing.is_empty() {
            let names: Vec<&str> = missing.iter().map(|party| spoken(*party)).collect();
            findings.push(
                Diagnostic::error(
                    findings.name(),
                    given.last().map_or(document.common.title.span, |last| last.span),
                    format!("\"{}\" has no intervention for {}", document.common.title.value, listed(&names, "and")),
                )
                .help(help(&missing)),
            );
        }
        // A threat that is put right at once needs no plan for each of the three; a serious one does.
        let Some(words) = Words::of(&document.language) else { continue };
        for class in assessment.classes.iter().filter(|class| !words.is_mild(class)) {
            let unhelped = |party: &Party| !missing.contains(party) && !helps(given, *party, Some(class));
            let parties: Vec<Party> = Party::ALL.iter().copied().filter(unhelped).collect();
            if !parties.is_empty() {
                let names: Vec<&str> = parties.iter().map(|party| spoken(*party)).collect();
                findings.add(
                    class.title.span,
                    format!("\"{}\" has no intervention for {}", class.title.value, listed(&names, "and")),
                    format!(
                        "{}, with `classes = [\"{}\"]` or without `classes`, for all",
                        help(&parties),
                        class.id.value
                    ),
                );
            }
        }
    }
}

/// Whether someone is helped: in a class, or in any.
fn helps(given: &[Intervention], party: Party, class: Option<&Class>) -> bool {
    given.iter().any(|intervention| {
        let here = class.is_none_or(|class| {
            intervention.classes.is_empty() || intervention.classes.iter().any(|id| id.value == class.id.value)
        });
        intervention.party.value == party && here && is_said(&intervention.what)
    })
}

fn help(parties: &[Party]) -> String {
    let tables: Vec<String> = parties.iter().map(|party| format!("`for = \"{}\"`", party.name())).collect();
    format!("add `[[intervention]]` with {} and `what = \"…\"`", listed(&tables, "and another with"))
}

fn spoken(party: Party) -> &'static str {
    match party {
        Party::Subject => "the person of concern",
        Party::Target => "the person threatened",
        Party::Environment => "the place they share",
    }
}
