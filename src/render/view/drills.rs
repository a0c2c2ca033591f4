//! The drills: each school against the numbers that are asked for, what is planned and what was done.

use serde::Serialize;

use super::{Day, Link, role_link};
use crate::edition::{SchoolDrills, Standing};
use crate::fields::Clock;
use crate::handbook::drills::{DrillPlan, DrillProblem, DrillRecord};
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};
use crate::words::Words;

/// The drills of a school year.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    /// The first and the last day of the school year.
    begins: Option<Day>,
    ends: Option<Day>,
    /// What is asked for, one column each.
    columns: Vec<Column>,
    schools: Vec<School>,
    /// Whether any school has plans, or records, that this reader may see.
    has_plans: bool,
    has_records: bool,
}

/// A requirement.
#[derive(Debug, Serialize)]
struct Column {
    kind: String,
    count: String,
    from: Option<Day>,
    by: Option<Day>,
    basis: Option<String>,
}

/// A school's drills.
#[derive(Debug, Serialize)]
struct School {
    id: String,
    title: String,
    cells: Vec<Cell>,
    plans: Vec<Planned>,
    records: Vec<Done>,
}

/// How a school stands against a requirement.
#[derive(Debug, Serialize)]
struct Cell {
    done: usize,
    planned: usize,
    open: usize,
    /// The same for people.
    words: CellWords,
}

/// How a school stands, in the digits of the page's language.
#[derive(Debug, Serialize)]
struct CellWords {
    done: String,
    planned: String,
    open: String,
}

/// A drill that is planned.
#[derive(Debug, Serialize)]
struct Planned {
    kind: String,
    day: Option<Day>,
    from: Option<Day>,
    to: Option<Day>,
    situation: Option<Html>,
    notice: Option<Html>,
    accommodations: Vec<Html>,
    support: Option<Html>,
    debrief: Option<Html>,
}

/// A drill that was done.
#[derive(Debug, Serialize)]
struct Done {
    kind: String,
    day: Day,
    start: Option<String>,
    alerted: Option<String>,
    protected: Option<String>,
    accounted: Option<String>,
    end: Option<String>,
    participants: Option<String>,
    situation: Option<Html>,
    certified_by: Option<String>,
    posted: Option<Day>,
    problems: Vec<Problem>,
}

/// What went wrong, and what comes of it.
#[derive(Debug, Serialize)]
struct Problem {
    what: Html,
    change: Option<Html>,
    owner: Option<Link>,
    due: Option<Day>,
    late: bool,
    closed: Option<Day>,
}

pub(super) fn of(writer: &mut Writer<'_>, contents: &mut Contents) -> Shown {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let book = &edition.drills;
    let columns = book.schools.first().map(|school| school.standing.as_slice()).unwrap_or_default();
    let columns: Vec<Column> = columns.iter().map(|standing| column(standing, words)).collect();
    let schools: Vec<School> = book.schools.iter().map(|drills| school(writer, drills)).collect();
    let has_plans = schools.iter().any(|school| !school.plans.is_empty());
    let has_records = schools.iter().any(|school| !school.records.is_empty());
    for (there, id, key) in
        [(!columns.is_empty(), "year_", "year"), (has_records, "records_", "records"), (has_plans, "plans_", "planned")]
    {
        if there {
            contents.add(id, words.get("drills", key));
        }
    }
    Shown {
        begins: book.year.map(|(begins, _)| Day::of(begins, words)),
        ends: book.year.map(|(_, ends)| Day::of(ends, words)),
        columns,
        schools,
        has_plans,
        has_records,
    }
}

fn column(standing: &Standing, words: &Words) -> Column {
    let requirement = &standing.requirement;
    Column {
        kind: words.of("drill", requirement.kind).to_owned(),
        count: words.number(requirement.count),
        from: requirement.from.map(|date| Day::of(date, words)),
        by: requirement.by.map(|date| Day::of(date, words)),
        basis: requirement.basis.clone(),
    }
}

fn school<'s>(writer: &mut Writer<'s>, drills: &'s SchoolDrills) -> School {
    let edition = writer.book.edition;
    let known = drills.school.as_ref().and_then(|id| edition.schools.iter().find(|school| school.id == *id));
    let title = known.map_or_else(|| edition.masthead.publisher.clone(), |school| school.title.clone());
    let id = drills.school.as_ref().map_or("district", |id| id.as_str());
    // A plan that was carried out is a record now.
    let carried_out = |plan: &&DrillPlan| {
        !drills.records.iter().any(|record| record.plan.as_ref().is_some_and(|id| id.value == plan.id.value))
    };
    let plans: Vec<&'s DrillPlan> = drills.plans.iter().filter(carried_out).collect();
    School {
        id: id.to_owned(),
        title,
        cells: drills.standing.iter().map(|standing| cell(standing, writer.book.words)).collect(),
        plans: plans.into_iter().map(|plan| planned(writer, plan)).collect(),
        records: drills.records.iter().rev().map(|record| done(writer, record)).collect(),
    }
}

/// What is planned counts only as far as it is still asked for.
fn cell(standing: &Standing, words: &Words) -> Cell {
    let needed = standing.requirement.count as usize;
    let left = needed.saturating_sub(standing.done);
    let (done, planned, open) = (standing.done, standing.planned, left.saturating_sub(standing.planned));
    let [all, more, rest] = [done, planned, open].map(|count| words.number(count));
    Cell { done, planned, open, words: CellWords { done: all, planned: more, open: rest } }
}

fn planned<'s>(writer: &mut Writer<'s>, plan: &'s DrillPlan) -> Planned {
    let words = writer.book.words;
    let day =
        |date: &Option<crate::fields::Placed<jiff::civil::Date>>| date.as_ref().map(|date| Day::of(date.value, words));
    Planned {
        kind: words.of("drill", plan.kind).to_owned(),
        day: day(&plan.date),
        from: day(&plan.from),
        to: day(&plan.to),
        situation: plan.situation.as_ref().map(|prose| writer.phrase(prose)),
        notice: plan.notice.as_ref().map(|prose| writer.phrase(prose)),
        accommodations: writer.phrases(&plan.accommodations),
        support: plan.support.as_ref().map(|prose| writer.phrase(prose)),
        debrief: plan.debrief.as_ref().map(|prose| writer.phrase(prose)),
    }
}

fn done<'s>(writer: &mut Writer<'s>, record: &'s DrillRecord) -> Done {
    let words = writer.book.words;
    let time = |clock: Option<Clock>| clock.map(|clock| words.time(clock.0));
    Done {
        kind: words.of("drill", record.kind).to_owned(),
        day: Day::of(record.date.value, words),
        start: time(record.start),
        alerted: record.alerted.clone(),
        protected: time(record.protected),
        accounted: time(record.accounted),
        end: time(record.end),
        participants: record.participants.map(|count| words.number(count)),
        situation: record.situation.as_ref().map(|prose| writer.phrase(prose)),
        certified_by: record.certified_by.as_ref().map(|by| by.value.clone()),
        posted: record.posted.as_ref().map(|date| Day::of(date.value, words)),
        problems: record.problems.iter().map(|found| problem(writer, found)).collect(),
    }
}

fn problem<'s>(writer: &mut Writer<'s>, problem: &'s DrillProblem) -> Problem {
    let (edition, words) = (writer.book.edition, writer.book.words);
    Problem {
        what: writer.phrase(&problem.what),
        change: problem.change.as_ref().map(|change| writer.phrase(change)),
        owner: problem.owner.as_ref().and_then(|id| role_link(writer, id.as_str())),
        due: problem.due.as_ref().map(|date| Day::of(date.value, words)),
        late: problem.closed.is_none() && problem.due.as_ref().is_some_and(|date| date.value < edition.today),
        closed: problem.closed.as_ref().map(|date| Day::of(date.value, words)),
    }
}
