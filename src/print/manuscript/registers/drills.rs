//! The drills as they are printed: what is asked for, planned and done.

use serde::Serialize;

use super::super::scribe::Scribe;
use super::super::text::Run;
use crate::handbook::drills::DrillPlan;

/// The drills of the year, school by school.
#[derive(Debug, Serialize)]
pub(in crate::print::manuscript) struct Drills {
    begins: Option<String>,
    ends: Option<String>,
    schools: Vec<School>,
}

#[derive(Debug, Serialize)]
struct School {
    title: String,
    standing: Vec<Standing>,
    plans: Vec<Planned>,
    records: Vec<Done>,
}

#[derive(Debug, Serialize)]
struct Standing {
    kind: String,
    count: String,
    done: String,
    planned: String,
    by: Option<String>,
    basis: Option<String>,
}

#[derive(Debug, Serialize)]
struct Planned {
    kind: String,
    day: Option<String>,
    from: Option<String>,
    to: Option<String>,
    situation: Option<Vec<Run>>,
}

#[derive(Debug, Serialize)]
struct Done {
    kind: String,
    day: String,
    participants: Option<String>,
    certified_by: Option<String>,
    problems: Vec<Problem>,
}

#[derive(Debug, Serialize)]
struct Problem {
    what: Vec<Run>,
    change: Option<Vec<Run>>,
    owner: Option<String>,
    due: Option<String>,
    closed: Option<String>,
}

impl Drills {
    pub(in crate::print::manuscript) fn of(scribe: &mut Scribe<'_>) -> Drills {
        let (edition, words) = (scribe.edition, scribe.words);
        let book = &edition.drills;
        let schools = book.schools.iter().map(|drills| {
            let known = drills.school.as_ref().and_then(|id| edition.schools.iter().find(|school| school.id == *id));
            // A plan that was carried out is a record now.
            let is_open = |plan: &&DrillPlan| {
                !drills.records.iter().any(|record| record.plan.as_ref().is_some_and(|id| id.value == plan.id.value))
            };
            let day = |date: &Option<crate::fields::Placed<jiff::civil::Date>>| {
                date.as_ref().map(|date| words.date(date.value))
            };
            School {
                title: known.map_or_else(|| edition.masthead.publisher.clone(), |school| school.title.clone()),
                standing: drills
                    .standing
                    .iter()
                    .map(|standing| Standing {
                        kind: words.of("drill", standing.requirement.kind).to_owned(),
                        count: words.number(standing.requirement.count),
                        done: words.number(standing.done),
                        planned: words.number(standing.planned),
                        by: standing.requirement.by.map(|date| words.date(date)),
                        basis: standing.requirement.basis.clone(),
                    })
                    .collect(),
                plans: drills
                    .plans
                    .iter()
                    .filter(is_open)
                    .map(|plan| Planned {
                        kind: words.of("drill", plan.kind).to_owned(),
                        day: day(&plan.date),
                        from: day(&plan.from),
                        to: day(&plan.to),
                        situation: scribe.maybe(plan.situation.as_ref()),
                    })
                    .collect(),
                records: drills
                    .records
                    .iter()
                    .rev()
                    .map(|record| Done {
                        kind: words.of("drill", record.kind).to_owned(),
                        day: words.date(record.date.value),
                        participants: record.participants.map(|count| words.number(count)),
                        certified_by: record.certified_by.as_ref().map(|by| by.value.clone()),
                        problems: record
                            .problems
                            .iter()
                            .map(|problem| Problem {
                                what: scribe.phrase(&problem.what),
                                change: scribe.maybe(problem.change.as_ref()),
                                owner: problem
                                    .owner
                                    .as_ref()
                                    .and_then(|id| edition.role(id.as_str()))
                                    .map(|role| role.title.clone()),
                                due: day(&problem.due),
                                closed: day(&problem.closed),
                            })
                            .collect(),
                    })
                    .collect(),
            }
        });
        Drills {
            begins: book.year.map(|(begins, _)| words.date(begins)),
            ends: book.year.map(|(_, ends)| words.date(ends)),
            schools: schools.collect(),
        }
    }
}
