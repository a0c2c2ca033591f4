//! A drill that comes after its last day.

use super::school::{DrillSchool, basis, counted, unrecorded};
use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::handbook::tally::tallies;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("drill-late"),
    group: Group::Drills,
    severity: Severity::Error,
    what: "A drill that has a last day is held, or planned, by that day.",
    why: "The first drills come early since new students and new staff are there from the first day, and so may be the danger.",
    source: "Illinois School Safety Drill Act (lockdown within 90 days); New York Education Law, section 807 (eight by December 31); Michigan MCL 29.19 (by December 1).",
    failing: Example(&[(
        "drills.toml",
        "year_begins = 2026-09-01\nyear_ends = 2027-06-11\n\n[[requirement]]\nkind = \"reunification\"\ncount = 1\nby = 2027-05-31\n\n[[plan]]\nid = \"reunification\"\nkind = \"reunification\"\ndate = 2027-06-02\naccommodations = [\"Interpreters are present.\"]\nsupport = \"A counselor stays with the students.\"\ndebrief = \"Everyone talks on site for 20 minutes.\"\n",
    )]),
    passing: Example(&[(
        "drills.toml",
        "year_begins = 2026-09-01\nyear_ends = 2027-06-11\n\n[[requirement]]\nkind = \"reunification\"\ncount = 1\nby = 2027-05-31\n\n[[plan]]\nid = \"reunification\"\nkind = \"reunification\"\ndate = 2027-05-13\naccommodations = [\"Interpreters are present.\"]\nsupport = \"A counselor stays with the students.\"\ndebrief = \"Everyone talks on site for 20 minutes.\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let Some(year) = handbook.drills.year() else { return };
    for school in DrillSchool::all(handbook) {
        for requirement in handbook.requirements() {
            let Some(by) = requirement.by else { continue };
            for tally in tallies(&handbook.drills, school.id, requirement, year, handbook.today) {
                let in_time = tally.done_in_time() + tally.planned_in_time();
                // Too few in all has a rule of its own.
                if in_time >= tally.needed || tally.done.len() + tally.planned.len() < tally.needed {
                    continue;
                }
                if in_time + tally.unrecorded_in_time().count() >= tally.needed {
                    let plans: Vec<_> = tally.unrecorded_in_time().collect();
                    let finding = unrecorded(findings.name(), &school, requirement, &plans);
                    findings.push_as(Severity::Warning, finding);
                    continue;
                }
                let held = tally.done.iter().find(|record| record.date.value > by);
                let held = held.map(|record| (record.date.span, record.date.value, true));
                let planned = tally.planned.iter().find_map(|plan| {
                    let date = plan.date.as_ref().or(plan.to.as_ref())?;
                    (date.value > by).then_some((date.span, date.value, false))
                });
                let Some((span, day, held)) = held.or(planned) else { continue };
                let noun = requirement.kind.name();
                let kinds = counted(tally.needed, noun);
                let message = format!(
                    "{} needs {kinds} by {by}, and has {in_time} by then: the next one {} on {day} ({})",
                    school.name,
                    if held { "was" } else { "is" },
                    basis(requirement),
                );
                let help = if held || handbook.today > by {
                    "a drill that was late stays late: say why, and what will be different, in a `[[waiver]]` of handbook.toml".to_owned()
                } else {
                    format!("plan it for {by} or a day before: `date = {by}`")
                };
                let mut finding = Diagnostic::error(findings.name(), span, message).help(help);
                if let Some(asked) = requirement.span {
                    finding = finding.related(asked, "asked for here");
                }
                for plan in &tally.unrecorded {
                    finding = finding.related(plan.span, "planned, but no record says that it was held");
                }
                findings.push(finding);
            }
        }
    }
}
