//! A threat team that lacks one of the three disciplines.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{AssessmentType, Discipline};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::listed;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("incomplete-team"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "A threat is assessed by administration, mental health and law enforcement together.",
    why: "Each of the three sees what the others miss: what a school knows, what a person carries, and what the law allows. A team of one discipline decides by its own fears.",
    source: "Virginia and CSTAG models of school threat assessment: a multidisciplinary team.",
    failing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[team]\nrequired = [\"administration\", \"mental-health\"]\n",
    )]),
    passing: Example(&[(
        "assessments/threat.toml",
        "title = \"Threat assessment\"\nsummary = \"How the team decides.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n\n[team]\nrequired = [\"administration\", \"mental-health\", \"law-enforcement\"]\n",
    )]),
    check: Check::Handbook(check),
};

/// Who must be there.
const DISCIPLINES: [Discipline; 3] = [Discipline::Administration, Discipline::MentalHealth, Discipline::LawEnforcement];

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, assessment) in assessments(handbook) {
        // A discipline that cannot be read has been told, and is not missing.
        if assessment.kind != AssessmentType::Threat || !assessment.is_whole {
            continue;
        }
        let team = &assessment.team;
        let missing: Vec<Discipline> = DISCIPLINES
            .into_iter()
            .filter(|wanted| !team.required.iter().any(|discipline| discipline.value == *wanted))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let names: Vec<&str> = missing.iter().map(|discipline| spoken(*discipline)).collect();
        let all = DISCIPLINES.into_iter().chain(
            team.required.iter().map(|discipline| discipline.value).filter(|known| !DISCIPLINES.contains(known)),
        );
        let all: Vec<String> = all.map(|discipline| format!("\"{}\"", discipline.name())).collect();
        let listed_here = team.required.iter().map(|discipline| discipline.span).reduce(Span::to);
        let place = listed_here.or(team.span).unwrap_or(document.common.title.span);
        let table = if team.span.is_some() { "" } else { "[team] " };
        let mut finding = Diagnostic::error(
            findings.name(),
            place,
            format!("The team of \"{}\" may meet without {}", document.common.title.value, listed(&names, "and")),
        )
        .help(format!("write {table}`required = [{}]`", all.join(", ")));
        for optional in team.optional.iter().filter(|optional| missing.contains(&optional.value)) {
            finding = finding.related(optional.span, "only optional here");
        }
        findings.push(finding);
    }
}

fn spoken(discipline: Discipline) -> &'static str {
    match discipline {
        Discipline::Administration => "administration",
        Discipline::MentalHealth => "mental health",
        Discipline::LawEnforcement => "law enforcement",
        Discipline::Instruction => "instruction",
        Discipline::Medical => "medical",
        Discipline::Facilities => "facilities",
        Discipline::SpecialEducation => "special education",
        Discipline::Family => "family",
        Discipline::Community => "community",
    }
}
