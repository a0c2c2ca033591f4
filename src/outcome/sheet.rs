//! An assessment into what a script needs to work with it: ids and rules, no words. They stand on the page already.
//!
//! This is the wire format of assessments. Its other side is `themes/default/types/case.d.ts`; `tests/cases.rs` holds both
//! against one snapshot, and the browser's reckoning against this room's.

use serde::Serialize;

use super::score::{not_applicable, unobserved};
use crate::document::{Assessment, Class, Comparison, Condition, Intervention, Question, Stage};
use crate::fields::{Interval, Named as _, Placed, Unit};

/// An assessment's rules, as a page carries them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet<'a> {
    /// The version of this format.
    format: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    method: &'static str,
    /// The disciplines that must be at the table.
    team: Vec<&'static str>,
    stages: Vec<Part<'a>>,
    scoring: Option<Counting>,
    bands: Vec<Row<'a>>,
    classes: Vec<Choice<'a>>,
    interventions: Vec<Deed<'a>>,
    reassess_after: Option<Length>,
    wipe_after: Option<Length>,
}

/// A stage.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Part<'a> {
    id: &'a str,
    title: &'a str,
    required: bool,
    disciplines: Vec<&'static str>,
    /// Whether it says when it begins, and what must be true before the next.
    entry: bool,
    exit: bool,
    questions: Vec<Asked<'a>>,
}

/// A question.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Asked<'a> {
    id: &'a str,
    answer: &'static str,
    options: Vec<Choosable<'a>>,
    not_applicable: bool,
    unobserved: bool,
    evidence: bool,
}

/// An option.
#[derive(Debug, Serialize)]
struct Choosable<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<i64>,
}

/// How points are counted, with what stands where nothing was said.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Counting {
    formula: &'static str,
    not_applicable: &'static str,
    unobserved: &'static str,
}

/// What a range of scores is called.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    from: i64,
    to: i64,
}

/// A class with its conditions.
#[derive(Debug, Serialize)]
struct Choice<'a> {
    id: &'a str,
    title: &'a str,
    all: Vec<Demand<'a>>,
    any: Vec<Demand<'a>>,
    none: Vec<Demand<'a>>,
    /// How many responses and people to tell it lists.
    responses: usize,
    notify: usize,
    deadline: Option<Length>,
}

/// What an answer must be.
#[derive(Debug, Serialize)]
struct Demand<'a> {
    question: &'a str,
    sign: &'static str,
    option: &'a str,
}

/// What is done for one of the three.
#[derive(Debug, Serialize)]
struct Deed<'a> {
    party: &'static str,
    /// None is all.
    classes: Vec<&'a str>,
}

/// A length of time.
#[derive(Debug, Serialize)]
struct Length {
    count: u32,
    unit: &'static str,
}

impl<'a> Sheet<'a> {
    /// Takes an assessment's rules.
    #[must_use]
    pub fn of(assessment: &'a Assessment) -> Sheet<'a> {
        Sheet {
            format: 1,
            kind: assessment.kind.name(),
            method: assessment.method.value.name(),
            team: assessment.team.required.iter().map(|discipline| discipline.value.name()).collect(),
            stages: assessment.stages.iter().map(part).collect(),
            scoring: assessment.scoring.as_ref().map(|scoring| Counting {
                formula: scoring.formula.value.name(),
                not_applicable: not_applicable(scoring).name(),
                unobserved: unobserved(scoring).name(),
            }),
            bands: assessment
                .bands
                .iter()
                .map(|band| Row {
                    id: band.id.value.as_str(),
                    title: &band.title.value,
                    from: band.from.value,
                    to: band.to.value,
                })
                .collect(),
            classes: assessment.classes.iter().map(choice).collect(),
            interventions: assessment.interventions.iter().map(deed).collect(),
            reassess_after: assessment.reassess_after.as_ref().map(length),
            wipe_after: assessment.wipe_after.as_ref().map(length),
        }
    }
}

fn part(stage: &Stage) -> Part<'_> {
    Part {
        id: stage.id.value.as_str(),
        title: &stage.title.value,
        required: stage.required,
        disciplines: stage.disciplines.iter().map(|discipline| discipline.value.name()).collect(),
        entry: stage.entry.is_some(),
        exit: stage.exit.is_some(),
        questions: stage.questions.iter().map(asked).collect(),
    }
}

fn asked(question: &Question) -> Asked<'_> {
    Asked {
        id: question.id.value.as_str(),
        answer: question.answer.value.name(),
        options: question
            .options
            .iter()
            .map(|option| Choosable { id: option.id.value.as_str(), points: option.points })
            .collect(),
        not_applicable: question.not_applicable,
        unobserved: question.unobserved,
        evidence: question.evidence.is_some(),
    }
}

fn choice(class: &Class) -> Choice<'_> {
    Choice {
        id: class.id.value.as_str(),
        title: &class.title.value,
        all: demands(&class.all),
        any: demands(&class.any),
        none: demands(&class.none),
        responses: class.responses.len(),
        notify: class.notify.len(),
        deadline: class.deadline.as_ref().map(length),
    }
}

fn demands(conditions: &[Placed<Condition>]) -> Vec<Demand<'_>> {
    let sign = |comparison: Comparison| match comparison {
        Comparison::Is => "=",
        Comparison::IsNot => "!=",
        Comparison::AtMost => "<=",
        Comparison::AtLeast => ">=",
    };
    conditions
        .iter()
        .map(|condition| Demand {
            question: condition.value.question.as_str(),
            sign: sign(condition.value.comparison),
            option: condition.value.option.as_str(),
        })
        .collect()
}

fn deed(intervention: &Intervention) -> Deed<'_> {
    Deed {
        party: intervention.party.value.name(),
        classes: intervention.classes.iter().map(|class| class.value.as_str()).collect(),
    }
}

fn length(interval: &Placed<Interval>) -> Length {
    let unit = match interval.value.unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    Length { count: interval.value.count, unit }
}
