//! `drills.toml`: what must be practised, what is planned, and what was done.

use jiff::civil::Date;

use super::requirement::{self, Requirement, Year};
use crate::diagnostic::{Diagnostic, found};
use crate::document::{Prose, Reading};
use crate::fields::{Clock, Fields, Id, Placed, names};
use crate::source::Span;

/// The drills of a school year.
#[derive(Clone, Debug, Default)]
pub struct Drills {
    /// The register's first line; nothing where there is no register.
    pub head: Option<Span>,
    /// The first day of the school year.
    pub year_begins: Option<Placed<Date>>,
    /// The last day of the school year.
    pub year_ends: Option<Placed<Date>>,
    /// What the handbook demands beside its jurisdiction.
    pub requirements: Vec<Requirement>,
    /// What is planned.
    pub plans: Vec<DrillPlan>,
    /// What was done.
    pub records: Vec<DrillRecord>,
}

names! {
    /// What is practised.
    pub enum DrillKind {
        /// Leaving because of fire.
        Fire = "fire",
        /// Out of sight behind a locked door.
        Lockdown = "lockdown",
        /// Doors locked, the day goes on.
        Secure = "secure",
        /// Halls clear.
        Hold = "hold",
        /// To the safest part of the building.
        Shelter = "shelter",
        /// Severe weather.
        Tornado = "tornado",
        /// Leaving for another reason.
        Evacuation = "evacuation",
        /// Leaving a bus.
        Bus = "bus",
        /// Down, covered, holding on.
        Earthquake = "earthquake",
        /// Students back to their families.
        Reunification = "reunification",
        /// Around a table.
        Tabletop = "tabletop",
        /// Another one.
        Other = "other",
    }
}

/// A drill that is planned.
#[derive(Clone, Debug)]
pub struct DrillPlan {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Where; everywhere if not said.
    pub school: Option<Placed<Id>>,
    /// Of what.
    pub kind: DrillKind,
    /// The day.
    pub date: Option<Placed<Date>>,
    /// The first day it may be.
    pub from: Option<Placed<Date>>,
    /// The last day it may be.
    pub to: Option<Placed<Date>>,
    /// What is practised.
    pub situation: Option<Prose>,
    /// Who is told, and when.
    pub notice: Option<Prose>,
    /// Who needs what.
    pub accommodations: Vec<Prose>,
    /// Who looks after distress.
    pub support: Option<Prose>,
    /// How it is talked over.
    pub debrief: Option<Prose>,
    /// Where it stands.
    pub span: Span,
}

/// A drill that was done.
#[derive(Clone, Debug)]
pub struct DrillRecord {
    /// The plan it carried out.
    pub plan: Option<Placed<Id>>,
    /// Where.
    pub school: Option<Placed<Id>>,
    /// Of what.
    pub kind: DrillKind,
    /// When.
    pub date: Placed<Date>,
    /// When it began.
    pub start: Option<Clock>,
    /// How people were told.
    pub alerted: Option<String>,
    /// When everyone was out, or behind a locked door.
    pub protected: Option<Clock>,
    /// When everyone was accounted for.
    pub accounted: Option<Clock>,
    /// When it ended.
    pub end: Option<Clock>,
    /// How many took part.
    pub participants: Option<u32>,
    /// What was practised.
    pub situation: Option<Prose>,
    /// Who answers for the record.
    pub certified_by: Option<Placed<String>>,
    /// When it was published.
    pub posted: Option<Placed<Date>>,
    /// What went wrong.
    pub problems: Vec<DrillProblem>,
    /// Where it stands.
    pub span: Span,
}

/// What went wrong in a drill, and what comes of it.
#[derive(Clone, Debug)]
pub struct DrillProblem {
    /// What.
    pub what: Prose,
    /// The role that mends it.
    pub owner: Option<Placed<Id>>,
    /// By when.
    pub due: Option<Placed<Date>>,
    /// What changes in the plan.
    pub change: Option<Prose>,
    /// The day it was mended.
    pub closed: Option<Placed<Date>>,
    /// Where it stands.
    pub span: Span,
}

impl Drills {
    /// The school year, where both of its days are known.
    #[must_use]
    pub fn year(&self) -> Option<Year> {
        requirement::year(self.year_begins.as_ref(), self.year_ends.as_ref())
    }
}

impl DrillPlan {
    /// The day, or the last day it may be.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.date.as_ref().or(self.to.as_ref()).or(self.from.as_ref()).map(|date| date.value)
    }
}

/// Reads the register.
pub(super) fn read(reading: Reading<'_>, fields: &mut Fields<'_>) -> Drills {
    let (year_begins, year_ends) = (fields.placed("year_begins"), fields.placed("year_ends"));
    let year = requirement::year(year_begins.as_ref(), year_ends.as_ref());
    let requirements = fields.tables("requirement");
    let first = reading.text.lines().next().unwrap_or("").trim_end();
    let plans: Vec<DrillPlan> = fields.tables("plan").into_iter().map(|table| plan(reading, table)).collect();
    let records = fields.tables("record").into_iter().filter_map(|table| record(reading, &plans, table)).collect();
    Drills {
        head: Some(Span::new(reading.source, 0, first.len())),
        year_begins,
        year_ends,
        requirements: requirements.into_iter().filter_map(|table| Requirement::read(table, year, true)).collect(),
        plans,
        records,
    }
}

/// Reads a plan. One that does not say its kind has been told, and stays: others name it.
fn plan(reading: Reading<'_>, mut table: Fields<'_>) -> DrillPlan {
    let kind = kind(&mut table);
    let id = table.required("id", "\"2026-10-fire\"");
    let school = table.placed("school");
    let (date, from, to) = (table.placed("date"), table.placed("from"), table.placed("to"));
    if date.is_none() && (from.is_none() || to.is_none()) {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), "This drill has no day")
                .help("add `date = 2026-10-08`, or `from` and `to`"),
        );
    }
    let situation = reading.optional(&mut table, "situation");
    let notice = reading.optional(&mut table, "notice");
    let accommodations = reading.list(&mut table, "accommodations");
    let support = reading.optional(&mut table, "support");
    let debrief = reading.optional(&mut table, "debrief");
    let span = table.first_line();
    table.finish();
    DrillPlan {
        id,
        school,
        kind: kind.unwrap_or(DrillKind::Other),
        date,
        from,
        to,
        situation,
        notice,
        accommodations,
        support,
        debrief,
        span,
    }
}

/// Reads a record. What it leaves out has been told, and is then what its plan says, so that it is not missed as well.
fn record(reading: Reading<'_>, plans: &[DrillPlan], mut table: Fields<'_>) -> Option<DrillRecord> {
    let kind = kind(&mut table);
    let date = table.placed("date");
    if date.is_none() && table.key_span("date").is_none() {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), "`date` is missing in [record]")
                .help("add `date = 2026-10-08`"),
        );
    }
    let plan = table.placed::<Id>("plan");
    let planned = plan.as_ref().and_then(|id| plans.iter().find(|plan| plan.id.value == id.value));
    let school = table.placed("school");
    let start = table.optional("start");
    let alerted = table.optional("alerted");
    let protected = table.optional("protected");
    let accounted = table.optional("accounted");
    let end = table.optional("end");
    let participants = table.optional("participants");
    let situation = reading.optional(&mut table, "situation");
    let certified_by = table.placed("certified_by");
    let posted = table.placed("posted");
    let problems = table.tables("problem").into_iter().map(|table| problem(reading, table)).collect();
    let span = table.first_line();
    table.finish();
    Some(DrillRecord {
        plan,
        school,
        kind: kind.or(planned.map(|plan| plan.kind)).unwrap_or(DrillKind::Other),
        date: date.or_else(|| planned?.date.clone())?,
        start,
        alerted,
        protected,
        accounted,
        end,
        participants,
        situation,
        certified_by,
        posted,
        problems,
        span,
    })
}

fn problem(reading: Reading<'_>, mut table: Fields<'_>) -> DrillProblem {
    let problem = DrillProblem {
        what: reading.required(&mut table, "what", "\"The bell did not sound in the gym.\""),
        owner: table.placed("owner"),
        due: table.placed("due"),
        change: reading.optional(&mut table, "change"),
        closed: table.placed("closed"),
        span: table.first_line(),
    };
    table.finish();
    problem
}

pub(super) fn kind(table: &mut Fields<'_>) -> Option<DrillKind> {
    let kind = table.optional::<DrillKind>("kind");
    if kind.is_none() && table.key_span("kind").is_none() {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), "`kind` is missing: what is practised?")
                .help("add `kind = \"fire\"`"),
        );
    }
    kind
}
