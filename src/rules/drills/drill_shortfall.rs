//! Too few drills in the school year.

use std::collections::BTreeSet;

use super::school::{DrillSchool, basis, counted, unrecorded};
use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::handbook::drills::DrillKind;
use crate::handbook::requirement::Requirement;
use crate::handbook::tally::{Tally, tallies};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("drill-shortfall"),
    group: Group::Drills,
    severity: Severity::Error,
    what: "What was practised this school year, with what is still planned, is as much as the law and the handbook ask of each school.",
    why: "Feet remember what heads forget. A drill that nobody has planned is one that nobody will hold, and in June it is too late.",
    source: "State law on school drills (Michigan, New York, Illinois, Washington); the board's own policy.",
    failing: Example(&[(
        "drills.toml",
        "year_begins = 2026-09-01\nyear_ends = 2027-06-11\n\n[[requirement]]\nkind = \"reunification\"\ncount = 1\nbasis = \"Board policy on drills\"\n",
    )]),
    passing: Example(&[(
        "drills.toml",
        "year_begins = 2026-09-01\nyear_ends = 2027-06-11\n\n[[requirement]]\nkind = \"reunification\"\ncount = 1\nbasis = \"Board policy on drills\"\n\n[[plan]]\nid = \"2027-05-reunification\"\nkind = \"reunification\"\ndate = 2027-05-13\naccommodations = [\"Interpreters are present.\"]\nsupport = \"A counselor stays with the students.\"\ndebrief = \"Everyone talks on site for 20 minutes.\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    if handbook.requirements().next().is_none() {
        return;
    }
    let Some(year) = handbook.drills.year() else { return unknown_year(handbook, findings) };
    for school in DrillSchool::all(handbook) {
        // Where the year's number is not met, the part of it that falls in one season is not told as well.
        let mut short: BTreeSet<DrillKind> = BTreeSet::new();
        for requirement in handbook.requirements() {
            if short.contains(&requirement.kind) {
                continue;
            }
            for tally in tallies(&handbook.drills, school.id, requirement, year, handbook.today) {
                let sure = tally.done.len() + tally.planned.len();
                if sure >= tally.needed {
                    continue;
                }
                short.insert(requirement.kind);
                // What was planned and not recorded was most likely held: paper is missing, which stops no publication.
                if sure + tally.unrecorded.len() >= tally.needed {
                    let finding = unrecorded(findings.name(), &school, requirement, &tally.unrecorded);
                    findings.push_as(Severity::Warning, finding);
                } else {
                    findings.push(shortfall(handbook, &school, requirement, &tally, findings));
                }
            }
        }
    }
}

fn shortfall(
    handbook: &Handbook,
    school: &DrillSchool<'_>,
    requirement: &Requirement,
    tally: &Tally<'_>,
    findings: &Findings<'_>,
) -> Diagnostic {
    let noun = requirement.kind.name();
    let (done, planned) = (tally.done.len(), tally.planned.len());
    let when = if tally.monthly {
        let month = tally.stretch.begins.strftime("%B %Y").to_string();
        format!("in {month}")
    } else if requirement.from.is_some() {
        format!("from {} on", tally.stretch.begins)
    } else {
        "this school year".to_owned()
    };
    let kind = if tally.monthly { "a drill of any kind".to_owned() } else { counted(tally.needed, noun) };
    let have = match (done, planned) {
        (0, 0) => "none done and none planned".to_owned(),
        (done, 0) => format!("{done} done and none planned"),
        (done, planned) => format!("{done} done and {planned} planned"),
    };
    let message = format!("{} needs {kind} {when}, with {have} ({})", school.name, basis(requirement));
    let last = requirement.by.unwrap_or(tally.stretch.ends).min(tally.stretch.ends);
    let help = if handbook.today <= last {
        let id = school.id.map(|id| format!("{id}-")).unwrap_or_default();
        format!(
            "add `[[plan]]` with `id = \"{id}{last}-{noun}\"`, {}`kind = \"{noun}\"` and `date = {last}` or a day before it; or the `[[record]]` of one that was held",
            school.key(),
        )
    } else {
        format!(
            "its last day was {last}: add the `[[record]]` of the drill if it was held ({}`kind = \"{noun}\"`); if it was not, hold it now and say why in a `[[waiver]]`",
            school.key()
        )
    };
    let mut finding = match school.next(handbook, requirement) {
        Some(span) => Diagnostic::error(findings.name(), span, message).label("the missing one goes below this"),
        None => Diagnostic::error(findings.name(), crate::diagnostic::Place::File("drills.toml".to_owned()), message),
    };
    if let Some(span) = requirement.span {
        finding = finding.related(span, "asked for here");
    }
    for plan in &tally.unrecorded {
        let words = "planned, but no record says that it was held";
        // Where the next one goes below this very plan, one drawing says both.
        if finding.label.place == plan.span.into() {
            finding.label.text = format!("{words}; the missing one goes below this");
        } else {
            finding = finding.related(plan.span, words);
        }
    }
    finding.help(help)
}

/// Without a school year nothing can be counted; told once.
fn unknown_year(handbook: &Handbook, findings: &mut Findings<'_>) {
    let drills = &handbook.drills;
    let (begins, ends) = (drills.year_begins.as_ref(), drills.year_ends.as_ref());
    let lines = "`year_begins = 2026-09-01` and `year_ends = 2027-06-11`";
    if let (Some(begins), Some(ends)) = (begins, ends) {
        let message = "The school year ends before it begins, so its drills cannot be counted";
        let finding = Diagnostic::error(findings.name(), ends.span, message).related(begins.span, "it begins here");
        findings.push(finding.help(format!("write the days of this school year, such as {lines}")));
        return;
    }
    let known = begins.or(ends).map(|date| date.span).or(drills.head);
    match (known, &handbook.config.jurisdiction) {
        (Some(span), _) => findings.add(
            span,
            "The drills cannot be counted: the register does not say when the school year begins and ends",
            format!("add {lines}, each on its own line, at the top of drills.toml"),
        ),
        (None, Some(jurisdiction)) => {
            let title = handbook.jurisdiction.as_ref().map_or("The state", |profile| profile.title.as_str());
            findings.add(
                jurisdiction.span,
                format!(
                    "{title} asks for drills each school year, and there is no drills.toml with their plans and records"
                ),
                format!("make a file drills.toml with the lines {lines}, then a `[[plan]]` for each drill"),
            );
        }
        // Requirements of its own stand in the register, so it has a first line.
        (None, None) => {}
    }
}
