//! An assessment as a form: complete on paper, on a screen without a network, and without anything that keeps answers.

use serde::Serialize;

use super::calls::{self, Call};
use super::document::{self, Shown};
use super::{Link, role_link};
use crate::document::{
    Answer, Assessment, Band, Class, Discipline, Document, Intervention, Method, Opt, Party, Prose, Question, Rank,
    Stage,
};
use crate::fields::{Named as _, Placed};
use crate::outcome::Sheet;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};
use crate::words::{Joint, Words};

/// An assessment's own parts.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Parts {
    kind: &'static str,
    method: &'static str,
    method_word: String,
    purpose: Option<Html>,
    instructions: Option<Html>,
    record_policy: Option<Html>,
    reassess_after: Option<String>,
    wipe_after: Option<String>,
    required: Vec<String>,
    /// The same as lists in running text.
    required_words: String,
    optional_words: String,
    seats: Vec<Seat>,
    danger: Option<Danger>,
    stages: Vec<Part>,
    formula: Option<String>,
    rules: Vec<String>,
    bands: Vec<Row>,
    classes: Vec<Choice>,
    interventions: Vec<ForWhom>,
    /// The rules as data, for the script that works with the form.
    sheet: Html,
}

/// A discipline's place at the table.
#[derive(Debug, Serialize)]
struct Seat {
    id: &'static str,
    title: String,
    required: bool,
}

/// What comes before stage one.
#[derive(Debug, Serialize)]
struct Danger {
    when: Html,
    steps: Html,
    call: Call,
}

/// A stage.
#[derive(Debug, Serialize)]
struct Part {
    id: String,
    /// Its id in the source, for scripts.
    key: String,
    title: String,
    required: bool,
    disciplines: String,
    intro: Option<Html>,
    entry: Option<Html>,
    exit: Option<Html>,
    questions: Vec<Asked>,
}

/// A question.
#[derive(Debug, Serialize)]
struct Asked {
    id: String,
    /// Its id in the source, for scripts.
    key: String,
    text: Html,
    help: Option<Html>,
    answer: &'static str,
    options: Vec<Answerable>,
    several: bool,
    /// Whether "none of these" is offered: where no option says it already.
    none: bool,
    dimension: Option<String>,
    evidence: Option<Html>,
    not_applicable: bool,
    unobserved: bool,
}

/// An answer that can be chosen.
#[derive(Debug, Serialize)]
struct Answerable {
    id: String,
    label: String,
    points: Option<String>,
}

/// What a range of scores means.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    from: i64,
    to: i64,
    title: String,
    meaning: Html,
    response: Html,
}

/// A class to decide for.
#[derive(Debug, Serialize)]
struct Choice {
    id: String,
    title: String,
    criteria: Vec<Html>,
    responses: Vec<Html>,
    notify: Vec<Html>,
    deadline: Option<String>,
}

/// What is done for one of the three.
#[derive(Debug, Serialize)]
struct ForWhom {
    party: &'static str,
    title: String,
    deeds: Vec<Deed>,
}

/// Something to do.
#[derive(Debug, Serialize)]
struct Deed {
    /// Its place among the interventions of the source.
    key: usize,
    what: Html,
    owner: Option<Link>,
    by: Option<String>,
    /// The classes it belongs to; none is all.
    classes: String,
}

pub(super) fn of<'s>(
    writer: &mut Writer<'s>,
    document: &'s Document,
    assessment: &'s Assessment,
    contents: &mut Contents,
) -> (Shown, Parts) {
    let words = writer.book.words;
    let mut shown = document::begun(writer, document);
    contents.add("how_", words.get("assessment", "how"));
    if !assessment.team.required.is_empty() {
        contents.add("table_", words.get("assessment", "table"));
    }
    for stage in &assessment.stages {
        contents.add(&stage_anchor(stage), &stage.title.value);
    }
    let sections = [
        (!assessment.classes.is_empty(), "class_", "class"),
        (!assessment.bands.is_empty(), "result_", "result"),
        (!assessment.interventions.is_empty(), "deeds_", "interventions"),
        (assessment.reassess_after.is_some(), "review_", "review"),
        (!assessment.team.required.is_empty(), "sign_", "signatures"),
    ];
    for (_, id, key) in sections.into_iter().filter(|(there, ..)| *there) {
        contents.add(id, words.get("assessment", key));
    }
    let parts = Parts {
        kind: assessment.kind.name(),
        method: assessment.method.name(),
        method_word: words.of("method", assessment.method.value).to_owned(),
        purpose: phrase(writer, assessment.purpose.as_ref()),
        instructions: phrase(writer, assessment.instructions.as_ref()),
        record_policy: phrase(writer, assessment.record_policy.as_ref()),
        reassess_after: assessment.reassess_after.as_ref().map(|interval| words.interval(interval.value)),
        wipe_after: assessment.wipe_after.as_ref().map(|interval| words.interval(interval.value)),
        required: disciplines(&assessment.team.required, words).map(str::to_owned).collect(),
        required_words: words.list(Joint::And, disciplines(&assessment.team.required, words)),
        optional_words: words.list(Joint::And, disciplines(&assessment.team.optional, words)),
        seats: seats(assessment, words),
        danger: assessment.override_.as_ref().map(|way| Danger {
            when: writer.phrase(&way.when),
            steps: writer.step_list(&way.steps),
            call: calls::emergency(writer.book),
        }),
        stages: assessment.stages.iter().map(|stage| part(writer, stage, assessment.method.value)).collect(),
        formula: assessment.scoring.as_ref().map(|scoring| words.of("formula", scoring.formula.value).to_owned()),
        rules: rules(assessment, words),
        bands: assessment.bands.iter().map(|band| row(writer, band)).collect(),
        classes: assessment.classes.iter().map(|class| choice(writer, class)).collect(),
        interventions: interventions(writer, assessment),
        sheet: sheet(assessment),
    };
    shown.body = writer.sections(&document.body.sections);
    shown.footnotes = writer.foot();
    (shown, parts)
}

fn phrase<'s>(writer: &mut Writer<'s>, prose: Option<&'s Prose>) -> Option<Html> {
    prose.map(|prose| writer.phrase(prose))
}

/// A stage's id may be that of a heading in the text, so it gets a mark of its own.
fn stage_anchor(stage: &Stage) -> String {
    format!("stage_{}", stage.id.value)
}

fn disciplines<'w>(disciplines: &'w [Placed<Discipline>], words: &'w Words) -> impl Iterator<Item = &'w str> {
    disciplines.iter().map(|discipline| words.of("discipline", discipline.value))
}

fn seats(assessment: &Assessment, words: &Words) -> Vec<Seat> {
    let seat = |required| {
        move |discipline: &Placed<Discipline>| Seat {
            id: discipline.value.name(),
            title: words.of("discipline", discipline.value).to_owned(),
            required,
        }
    };
    let team = &assessment.team;
    team.required.iter().map(seat(true)).chain(team.optional.iter().map(seat(false))).collect()
}

/// JSON that may stand inside an element: nothing in it ends a script.
fn sheet(assessment: &Assessment) -> Html {
    let json = serde_json::to_string(&Sheet::of(assessment)).expect("rules always have a JSON form");
    Html(json.replace('<', "\\u003c"))
}

fn part<'s>(writer: &mut Writer<'s>, stage: &'s Stage, method: Method) -> Part {
    let words = writer.book.words;
    Part {
        id: stage_anchor(stage),
        key: stage.id.value.to_string(),
        title: stage.title.value.clone(),
        required: stage.required,
        disciplines: words.list(Joint::And, disciplines(&stage.disciplines, words)),
        intro: phrase(writer, stage.intro.as_ref()),
        entry: phrase(writer, stage.entry.as_ref()),
        exit: phrase(writer, stage.exit.as_ref()),
        questions: stage.questions.iter().map(|question| asked(writer, stage, question, method)).collect(),
    }
}

fn asked<'s>(writer: &mut Writer<'s>, stage: &Stage, question: &'s Question, method: Method) -> Asked {
    let words = writer.book.words;
    let option = |option: &Opt| Answerable {
        id: option.id.value.to_string(),
        label: match (question.answer.value, option.id.as_str()) {
            (Answer::YesNo, id) => words.get("answer", id).to_owned(),
            _ => option.label.clone(),
        },
        points: option.points.filter(|_| method == Method::Scored).map(|points| {
            let word = words.counted("assessment", "point", "points", points.unsigned_abs());
            word.replace("{count}", &words.number(points))
        }),
    };
    Asked {
        id: format!("q_{}_{}", stage.id.value, question.id.value),
        key: question.id.value.to_string(),
        text: writer.phrase(&question.text),
        help: phrase(writer, question.help.as_ref()),
        answer: question.answer.value.name(),
        options: question.options.iter().map(option).collect(),
        several: question.answer.value == Answer::Several,
        none: question.answer.value == Answer::Several
            && !question.options.iter().any(|option| option.id.value.as_str() == "none"),
        dimension: question.dimension.map(|dimension| words.of("dimension", dimension).to_owned()),
        evidence: phrase(writer, question.evidence.as_ref()),
        not_applicable: question.not_applicable,
        unobserved: question.unobserved,
    }
}

/// How answers that say nothing are counted, in words.
fn rules(assessment: &Assessment, words: &Words) -> Vec<String> {
    let Some(scoring) = &assessment.scoring else { return Vec::new() };
    let rule =
        |table: &str, rank: &Option<Placed<Rank>>| rank.as_ref().map(|rank| words.of(table, rank.value).to_owned());
    let rules = [rule("not-applicable", &scoring.not_applicable), rule("unobserved", &scoring.unobserved)];
    rules.into_iter().flatten().collect()
}

fn row<'s>(writer: &mut Writer<'s>, band: &'s Band) -> Row {
    Row {
        id: band.id.value.to_string(),
        from: band.from.value,
        to: band.to.value,
        title: band.title.value.clone(),
        meaning: writer.phrase(&band.meaning),
        response: writer.phrase(&band.response),
    }
}

fn choice<'s>(writer: &mut Writer<'s>, class: &'s Class) -> Choice {
    let words = writer.book.words;
    Choice {
        id: class.id.value.to_string(),
        title: class.title.value.clone(),
        criteria: writer.phrases(&class.criteria),
        responses: writer.phrases(&class.responses),
        notify: writer.phrases(&class.notify),
        deadline: class.deadline.as_ref().map(|interval| words.interval(interval.value)),
    }
}

fn interventions<'s>(writer: &mut Writer<'s>, assessment: &'s Assessment) -> Vec<ForWhom> {
    let words = writer.book.words;
    let titles = |intervention: &Intervention| {
        let ids = intervention.classes.iter();
        let classes = ids.filter_map(|id| assessment.classes.iter().find(|class| class.id.value == id.value));
        words.list(Joint::And, classes.map(|class| class.title.value.as_str()))
    };
    let groups = Party::ALL.iter().map(|&party| {
        let all = assessment.interventions.iter().enumerate();
        let deeds = all.filter(|(_, intervention)| intervention.party.value == party);
        let deeds = deeds.map(|(key, intervention)| Deed {
            key,
            what: writer.phrase(&intervention.what),
            owner: intervention.owner.as_ref().and_then(|id| role_link(writer, id.as_str())),
            by: intervention.by.as_ref().map(|interval| words.interval(interval.value)),
            classes: titles(intervention),
        });
        let deeds = deeds.collect();
        ForWhom { party: party.name(), title: words.of("party", party).to_owned(), deeds }
    });
    groups.filter(|group| !group.deeds.is_empty()).collect()
}
