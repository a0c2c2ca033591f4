//! A school as drills name it: its own, or the whole handbook where there are no schools.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::fields::{Id, Named as _};
use crate::handbook::Handbook;
use crate::handbook::drills::DrillPlan;
use crate::handbook::requirement::Requirement;
use crate::source::Span;

/// Where drills are held.
pub(super) struct DrillSchool<'h> {
    /// Its id; none where the handbook has no schools.
    pub(super) id: Option<&'h Id>,
    /// Its name at the beginning of a sentence.
    pub(super) name: &'h str,
}

impl<'h> DrillSchool<'h> {
    /// Every school, or the whole handbook.
    pub(super) fn all(handbook: &'h Handbook) -> Vec<DrillSchool<'h>> {
        if handbook.schools.is_empty() {
            return vec![DrillSchool { id: None, name: "The school" }];
        }
        let schools = handbook.schools.iter();
        schools.map(|school| DrillSchool { id: Some(&school.id), name: &school.title }).collect()
    }

    /// The line of a plan or record that says whose it is, ready to copy.
    pub(super) fn key(&self) -> String {
        self.id.map(|id| format!("`school = \"{id}\"`, ")).unwrap_or_default()
    }

    /// Where the next drill of a kind goes in the register: below the last one that is like it.
    pub(super) fn next(&self, handbook: &Handbook, requirement: &Requirement) -> Option<Span> {
        let drills = &handbook.drills;
        let here = |plan: &&DrillPlan| plan.school.is_none() || plan.school.as_deref() == self.id;
        let like = drills.plans.iter().filter(here).rfind(|plan| requirement.counts(plan.kind));
        let any = || drills.plans.iter().rfind(here).or(drills.plans.last());
        like.or_else(any).map(|plan| plan.span).or(drills.head)
    }
}

/// Drills that were planned, whose day is past, and of which nobody has written a record.
pub(super) fn unrecorded(
    rule: RuleName,
    school: &DrillSchool<'_>,
    requirement: &Requirement,
    plans: &[&DrillPlan],
) -> Diagnostic {
    let Some((first, others)) = plans.split_first() else { unreachable!("told only where there is one") };
    let day = first.last_day().map(|day| format!(" for {day}")).unwrap_or_default();
    let message = format!(
        "No record says that {} held the {} drill that was planned{day}, and without it the year has too few ({})",
        school.name,
        first.kind.name(),
        basis(requirement),
    );
    let help = format!(
        "if it was held, add `[[record]]` with {}`plan = \"{}\"`, `kind = \"{}\"` and its `date`; if not, give the plan a new day",
        school.key(),
        first.id.value,
        first.kind.name(),
    );
    let finding = Diagnostic::warning(rule, first.id.span, message).help(help);
    others.iter().fold(finding, |finding, plan| finding.related(plan.id.span, "this one has no record either"))
}

/// What demands a drill, for a sentence that goes on.
pub(super) fn basis(requirement: &Requirement) -> &str {
    requirement.basis.as_deref().unwrap_or("the handbook's own requirement")
}

/// So many of a kind, as people say it.
pub(super) fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun} drill"),
        _ => format!("{count} {noun} drills"),
    }
}
