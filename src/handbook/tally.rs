//! A requirement into the drills that count for it at a school: those that were done, and those still to come.

use jiff::civil::Date;

use super::drills::{DrillPlan, DrillRecord, Drills};
use super::requirement::{Pace, Requirement, Year};
use crate::fields::{Id, Interval, Unit};

/// How long after its day a planned drill counts as held while its record is being written.
const PAPERWORK: Interval = Interval { count: 30, unit: Unit::Day };

/// The drills that count for a requirement in a stretch of time, whether or not they come by its last day.
#[derive(Clone, Debug)]
pub struct Tally<'h> {
    /// The stretch: the whole year from the requirement's first day, or a month of it.
    pub stretch: Year,
    /// The last day by which they must have been held.
    pub by: Option<Date>,
    /// How many there must be.
    pub needed: usize,
    /// Whether the stretch is a month of several, each with its own need.
    pub monthly: bool,
    /// Done, by day.
    pub done: Vec<&'h DrillRecord>,
    /// Still to come, by day.
    pub planned: Vec<&'h DrillPlan>,
    /// Planned, but their day is long past and no record says that they were held.
    pub unrecorded: Vec<&'h DrillPlan>,
}

impl Tally<'_> {
    /// How many were done by the last day.
    #[must_use]
    pub fn done_in_time(&self) -> usize {
        self.done.iter().filter(|record| self.is_in_time(record.date.value)).count()
    }

    /// How many are still planned for the last day or before.
    #[must_use]
    pub fn planned_in_time(&self) -> usize {
        self.planned.iter().filter(|plan| plan.last_day().is_some_and(|day| self.is_in_time(day))).count()
    }

    /// Those that were planned for the last day or before, and of which no record says that they were held.
    pub fn unrecorded_in_time(&self) -> impl Iterator<Item = &DrillPlan> {
        self.unrecorded.iter().copied().filter(|plan| plan.last_day().is_some_and(|day| self.is_in_time(day)))
    }

    /// The most that count here: for a month what it needs, for a year as many as there were.
    #[must_use]
    pub fn enough(&self) -> usize {
        if self.monthly { self.needed } else { usize::MAX }
    }

    fn is_in_time(&self, day: Date) -> bool {
        self.by.is_none_or(|by| day <= by)
    }
}

/// The tallies of a requirement at a school: one, or one for each month.
#[must_use]
pub fn tallies<'h>(
    drills: &'h Drills,
    school: Option<&Id>,
    requirement: &Requirement,
    year: Year,
    today: Date,
) -> Vec<Tally<'h>> {
    let stretches = match requirement.every {
        None => vec![year],
        Some(Pace::Month) => year.months(),
    };
    stretches.into_iter().map(|stretch| tally(drills, school, requirement, stretch, today)).collect()
}

fn tally<'h>(
    drills: &'h Drills,
    school: Option<&Id>,
    requirement: &Requirement,
    stretch: Year,
    today: Date,
) -> Tally<'h> {
    let begins = requirement.from.map_or(stretch.begins, |from| from.max(stretch.begins));
    let stretch = Year { begins, ends: stretch.ends };
    let here = |place: Option<&Id>| place.is_none() || place == school;
    let mut done: Vec<&DrillRecord> = drills
        .records
        .iter()
        .filter(|record| requirement.counts(record.kind) && here(record.school.as_deref()))
        .filter(|record| stretch.contains(record.date.value))
        .collect();
    done.sort_by_key(|record| record.date.value);
    let open = drills
        .plans
        .iter()
        .filter(|plan| requirement.counts(plan.kind) && here(plan.school.as_deref()))
        .filter(|plan| plan.last_day().is_some_and(|day| stretch.contains(day)))
        .filter(|plan| {
            !drills.records.iter().any(|record| here(record.school.as_deref()) && carries_out(record, plan))
        });
    let (mut planned, unrecorded): (Vec<&DrillPlan>, Vec<&DrillPlan>) =
        open.partition(|plan| plan.last_day().and_then(|day| PAPERWORK.after(day)).is_some_and(|day| today <= day));
    planned.sort_by_key(|plan| plan.last_day());
    let monthly = requirement.every == Some(Pace::Month);
    Tally { stretch, by: requirement.by, needed: requirement.count as usize, monthly, done, planned, unrecorded }
}

/// Whether a record is of this plan: it says so, or it says nothing and its kind and day are the plan's.
fn carries_out(record: &DrillRecord, plan: &DrillPlan) -> bool {
    match &record.plan {
        Some(id) => id.value == plan.id.value,
        None => {
            let first = plan.from.as_ref().or(plan.date.as_ref()).map(|date| date.value);
            record.kind == plan.kind
                && first.is_some_and(|first| first <= record.date.value)
                && plan.last_day().is_some_and(|last| record.date.value <= last)
        }
    }
}
