//! An assessment's TOML into an `Assessment`, and what is missing or wrong in it into findings.

use super::{
    Answer, Assessment, AssessmentType, Band, Class, Condition, Formula, Intervention, Method, Opt, Override, Party,
    Question, Scoring, Stage, Team,
};
use crate::diagnostic::{Diagnostic, Severity, found};
use crate::document::reading::Reading;
use crate::fields::{Fields, Id, Placed};

impl Assessment {
    /// Reads an assessment's keys.
    pub(in crate::document) fn read(reading: Reading<'_>, fields: &mut Fields<'_>) -> Assessment {
        let wrong = || reading.findings.borrow().count(Severity::Error);
        let before = wrong();
        let assessment = Assessment::read_keys(reading, fields);
        Assessment { is_whole: wrong() == before, ..assessment }
    }

    fn read_keys(reading: Reading<'_>, fields: &mut Fields<'_>) -> Assessment {
        let kind = fields.optional::<AssessmentType>("type");
        if kind.is_none() && fields.key_span("type").is_none() {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, fields.first_line(), "`type` is missing")
                    .help("add `type = \"threat\"`; or site, vulnerability, drill-evaluation, compliance"),
            );
        }
        let method = fields.placed::<Method>("method");
        if method.is_none() && fields.key_span("method").is_none() {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, fields.first_line(), "`method` is missing")
                    .help("add `method = \"decision\"`, `\"scored\"` or `\"checklist\"`"),
            );
        }
        let scored = method.as_ref().filter(|method| method.value == Method::Scored);
        if let Some(scored) = scored
            && kind != Some(AssessmentType::Threat)
            && fields.key_span("scoring").is_none()
        {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, scored.span, "A scored assessment needs a table [scoring]").help(
                    "add `[scoring]` with `formula = \"percent\"`, `not_applicable = \"leave-out\"` and `unobserved = \"lowest\"`",
                ),
            );
        }
        Assessment {
            kind: kind.unwrap_or(AssessmentType::Compliance),
            method: method.unwrap_or(Placed { value: Method::Checklist, span: fields.first_line() }),
            purpose: reading.optional(fields, "purpose"),
            instructions: reading.optional(fields, "instructions"),
            record_policy: reading.optional(fields, "record_policy"),
            reassess_after: fields.placed("reassess_after"),
            wipe_after: fields.placed("wipe_after"),
            team: fields.table("team").map(team).unwrap_or_default(),
            override_: fields.table("override").map(|table| override_(reading, table)),
            stages: fields.tables("stage").into_iter().map(|table| stage(reading, table)).collect(),
            scoring: fields.table("scoring").and_then(scoring),
            bands: fields.tables("band").into_iter().map(|table| band(reading, table)).collect(),
            classes: fields.tables("class").into_iter().map(|table| class(reading, table)).collect(),
            interventions: fields
                .tables("intervention")
                .into_iter()
                .map(|table| intervention(reading, table))
                .collect(),
            is_whole: true,
        }
    }
}

fn team(mut table: Fields<'_>) -> Team {
    let team = Team { required: table.list("required"), optional: table.list("optional"), span: Some(table.span()) };
    table.finish();
    team
}

fn override_(reading: Reading<'_>, mut table: Fields<'_>) -> Override {
    let value = Override {
        when: reading.required(&mut table, "when", "\"Someone is in immediate danger.\""),
        steps: reading.steps(&mut table, "steps"),
        span: table.span(),
    };
    table.finish();
    value
}

fn stage(reading: Reading<'_>, mut table: Fields<'_>) -> Stage {
    let stage = Stage {
        id: table.required("id", "\"report\""),
        title: table.required("title", "\"Report\""),
        required: table.optional("required").unwrap_or(true),
        disciplines: table.list("disciplines"),
        intro: reading.optional(&mut table, "intro"),
        entry: reading.optional(&mut table, "entry"),
        exit: reading.optional(&mut table, "exit"),
        questions: table.tables("question").into_iter().map(|question| self::question(reading, question)).collect(),
        span: table.span(),
    };
    table.finish();
    stage
}

fn question(reading: Reading<'_>, mut table: Fields<'_>) -> Question {
    let id = table.required("id", "\"weapon\"");
    let text = reading.required(&mut table, "text", "\"Does the person have a weapon?\"");
    let answer = table.placed::<Answer>("answer");
    if answer.is_none() && table.key_span("answer").is_none() {
        table.report(
            Diagnostic::error(
                found::MISSING_FIELD,
                table.first_line(),
                "`answer` is missing: how is the question answered?",
            )
            .help("add `answer = \"yes-no\"`; or scale, choice, several, text, date"),
        );
    }
    let answer = answer.unwrap_or(Placed { value: Answer::Text, span: table.first_line() });
    let mut options: Vec<Opt> = table.tables("options").into_iter().map(option).collect();
    let points = table.table("points");
    if answer.value == Answer::YesNo {
        let mut points = points;
        // Where points are given, the two stand in their table; else they are only meant by `yes-no`.
        let span = points.as_ref().map_or(answer.span, Fields::span);
        let mut of = |key: &'static str| points.as_mut().and_then(|points| points.optional::<i64>(key));
        let (yes, no) = (of("yes"), of("no"));
        if let Some(points) = points {
            points.finish();
        }
        let both = [("yes", "Yes", yes), ("no", "No", no)];
        options = both
            .into_iter()
            .map(|(id, label, points)| Opt {
                id: Placed { value: Id::slug(id), span },
                label: label.to_owned(),
                points,
            })
            .collect();
    } else if let Some(points) = points {
        table.report(
            Diagnostic::error(found::INVALID_VALUE, points.span(), "`points` belongs to yes-no questions")
                .help("give each option its own: { id = \"some\", label = \"Some\", points = 1 }"),
        );
    }
    if matches!(answer.value, Answer::Scale | Answer::Choice | Answer::Several) && options.len() < 2 {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, answer.span, "This question has fewer than two options")
                .help("add `options = [{ id = \"some\", label = \"Some of it\" }, …]`"),
        );
    }
    let question = Question {
        id,
        text,
        help: reading.optional(&mut table, "help"),
        answer,
        options,
        dimension: table.optional("dimension"),
        evidence: reading.optional(&mut table, "evidence"),
        not_applicable: table.optional("not_applicable").unwrap_or(false),
        unobserved: table.optional("unobserved").unwrap_or(false),
        element: table.placed("element"),
        span: table.span(),
    };
    table.finish();
    question
}

fn option(mut table: Fields<'_>) -> Opt {
    let label = table.required::<String>("label", "\"Some of it\"");
    let id = table.placed::<Id>("id").unwrap_or(Placed { value: Id::slug(&label.value), span: label.span });
    let option = Opt { id, label: label.value, points: table.optional("points") };
    table.finish();
    option
}

fn scoring(mut table: Fields<'_>) -> Option<Scoring> {
    let formula = table.placed::<Formula>("formula");
    if formula.is_none() && table.key_span("formula").is_none() {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), "`formula` is missing in [scoring]")
                .help("add `formula = \"percent\"`, `\"sum\"` or `\"mean\"`"),
        );
    }
    let span = table.span();
    let not_applicable = table.placed("not_applicable");
    let unobserved = table.placed("unobserved");
    table.finish();
    Some(Scoring { formula: formula?, not_applicable, unobserved, span })
}

fn band(reading: Reading<'_>, mut table: Fields<'_>) -> Band {
    let band = Band {
        id: table.required("id", "\"urgent\""),
        title: table.required("title", "\"Urgent\""),
        from: table.required("from", "0"),
        to: table.required("to", "49"),
        meaning: reading.required(&mut table, "meaning", "\"What this score means.\""),
        response: reading.required(&mut table, "response", "\"What to do now.\""),
        span: table.span(),
    };
    table.finish();
    band
}

fn class(reading: Reading<'_>, mut table: Fields<'_>) -> Class {
    let class = Class {
        id: table.required("id", "\"transient\""),
        title: table.required("title", "\"Transient\""),
        criteria: reading.list(&mut table, "criteria"),
        all: conditions(&mut table, "all"),
        any: conditions(&mut table, "any"),
        none: conditions(&mut table, "none"),
        responses: reading.list(&mut table, "responses"),
        notify: reading.list(&mut table, "notify"),
        deadline: table.placed("deadline"),
        span: table.span(),
    };
    table.finish();
    class
}

fn conditions(table: &mut Fields<'_>, key: &'static str) -> Vec<Placed<Condition>> {
    let typed = table.list::<String>(key);
    typed
        .into_iter()
        .filter_map(|typed| match Condition::parse(&typed.value) {
            Some(value) => Some(Placed { value, span: typed.span }),
            None => {
                table.report(
                    Diagnostic::error(
                        found::INVALID_VALUE,
                        typed.span,
                        format!("\"{}\" is not a condition", typed.value),
                    )
                    .help("write a question's id, a sign and an option's id: \"weapon = no\""),
                );
                None
            }
        })
        .collect()
}

fn intervention(reading: Reading<'_>, mut table: Fields<'_>) -> Intervention {
    let party = table.placed::<Party>("for");
    if party.is_none() && table.key_span("for").is_none() {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), "`for` is missing: whom does it help?")
                .help("add `for = \"subject\"`, `\"target\"` or `\"environment\"`"),
        );
    }
    let intervention = Intervention {
        party: party.unwrap_or(Placed { value: Party::Environment, span: table.first_line() }),
        what: reading.required(&mut table, "what", "\"A weekly meeting with a trusted adult.\""),
        owner: table.placed("owner"),
        by: table.placed("by"),
        classes: table.list("classes"),
        span: table.span(),
    };
    table.finish();
    intervention
}
