//! An assessment as a blank form: what is asked, what may be answered, and what follows from it.

use serde::Serialize;

use super::scribe::Scribe;
use super::text::{Run, Step};
use crate::document::{Answer, Assessment, Discipline, Method, Opt, Party, Question, Rank, Stage};
use crate::fields::{Named as _, Placed};
use crate::words::{Joint, Words};

/// The form.
#[derive(Debug, Serialize)]
pub(super) struct Form {
    method: &'static str,
    method_word: String,
    seats: Vec<Seat>,
    danger: Option<Danger>,
    stages: Vec<Shown>,
    formula: Option<String>,
    rules: Vec<String>,
    bands: Vec<Band>,
    classes: Vec<Class>,
    interventions: Vec<ForWhom>,
    reassess_after: Option<String>,
}

#[derive(Debug, Serialize)]
struct Seat {
    title: String,
    required: bool,
}

#[derive(Debug, Serialize)]
struct Danger {
    when: Vec<Run>,
    steps: Vec<Step>,
}

#[derive(Debug, Serialize)]
struct Shown {
    title: String,
    required: bool,
    disciplines: String,
    intro: Option<Vec<Run>>,
    entry: Option<Vec<Run>>,
    exit: Option<Vec<Run>>,
    questions: Vec<Asked>,
}

#[derive(Debug, Serialize)]
struct Asked {
    text: Vec<Run>,
    help: Option<Vec<Run>>,
    answer: &'static str,
    options: Vec<Choice>,
    dimension: Option<String>,
    evidence: Option<Vec<Run>>,
}

#[derive(Debug, Serialize)]
struct Choice {
    words: String,
    points: Option<i64>,
}

#[derive(Debug, Serialize)]
struct Band {
    from: i64,
    to: i64,
    title: String,
    meaning: Vec<Run>,
    response: Vec<Run>,
}

#[derive(Debug, Serialize)]
struct Class {
    title: String,
    criteria: Vec<Vec<Run>>,
    responses: Vec<Vec<Run>>,
    notify: Vec<Vec<Run>>,
    deadline: Option<String>,
}

#[derive(Debug, Serialize)]
struct ForWhom {
    title: String,
    deeds: Vec<Deed>,
}

#[derive(Debug, Serialize)]
struct Deed {
    what: Vec<Run>,
    owner: Option<String>,
    by: Option<String>,
    classes: String,
}

impl Form {
    /// Writes a form down.
    pub(super) fn of<'s>(scribe: &mut Scribe<'s>, assessment: &'s Assessment) -> Form {
        let words = scribe.words;
        let team = &assessment.team;
        let seat = |required| {
            move |discipline: &Placed<Discipline>| Seat {
                title: words.of("discipline", discipline.value).to_owned(),
                required,
            }
        };
        let rule =
            |table: &str, rank: &Option<Placed<Rank>>| rank.as_ref().map(|rank| words.of(table, rank.value).to_owned());
        let rules = assessment.scoring.as_ref().map(|scoring| {
            let rules = [rule("not-applicable", &scoring.not_applicable), rule("unobserved", &scoring.unobserved)];
            rules.into_iter().flatten().collect()
        });
        Form {
            method: assessment.method.value.name(),
            method_word: words.of("method", assessment.method.value).to_owned(),
            seats: team.required.iter().map(seat(true)).chain(team.optional.iter().map(seat(false))).collect(),
            danger: assessment
                .override_
                .as_ref()
                .map(|way| Danger { when: scribe.phrase(&way.when), steps: scribe.steps(1, &way.steps) }),
            stages: assessment.stages.iter().map(|stage| shown(scribe, stage, assessment.method.value)).collect(),
            formula: assessment.scoring.as_ref().map(|scoring| words.of("formula", scoring.formula.value).to_owned()),
            rules: rules.unwrap_or_default(),
            bands: assessment
                .bands
                .iter()
                .map(|band| Band {
                    from: band.from.value,
                    to: band.to.value,
                    title: band.title.value.clone(),
                    meaning: scribe.phrase(&band.meaning),
                    response: scribe.phrase(&band.response),
                })
                .collect(),
            classes: assessment
                .classes
                .iter()
                .map(|class| Class {
                    title: class.title.value.clone(),
                    criteria: scribe.phrases(&class.criteria),
                    responses: scribe.phrases(&class.responses),
                    notify: scribe.phrases(&class.notify),
                    deadline: class.deadline.as_ref().map(|time| words.interval(time.value)),
                })
                .collect(),
            interventions: interventions(scribe, assessment),
            reassess_after: assessment.reassess_after.as_ref().map(|time| words.interval(time.value)),
        }
    }
}

fn shown<'s>(scribe: &mut Scribe<'s>, stage: &'s Stage, method: Method) -> Shown {
    let words = scribe.words;
    let disciplines = stage.disciplines.iter().map(|discipline| words.of("discipline", discipline.value));
    Shown {
        title: stage.title.value.clone(),
        required: stage.required,
        disciplines: words.list(Joint::And, disciplines),
        intro: scribe.maybe(stage.intro.as_ref()),
        entry: scribe.maybe(stage.entry.as_ref()),
        exit: scribe.maybe(stage.exit.as_ref()),
        questions: stage.questions.iter().map(|question| asked(scribe, question, method)).collect(),
    }
}

/// A question with everything that may be ticked: its options, then "does not apply" and "could not be seen".
fn asked<'s>(scribe: &mut Scribe<'s>, question: &'s Question, method: Method) -> Asked {
    let words = scribe.words;
    let mut options: Vec<Choice> =
        question.options.iter().map(|option| choice(option, question.answer.value, method, words)).collect();
    let says_none = question.options.iter().any(|option| option.id.value.as_str() == "none");
    let extra = [
        (question.answer.value == Answer::Several && !says_none, "none"),
        (question.not_applicable, "not_applicable"),
        (question.unobserved, "unobserved"),
    ];
    for (_, key) in extra.into_iter().filter(|(there, _)| *there) {
        options.push(Choice { words: words.get("assessment", key).to_owned(), points: None });
    }
    Asked {
        text: scribe.phrase(&question.text),
        help: scribe.maybe(question.help.as_ref()),
        answer: question.answer.value.name(),
        options,
        dimension: question.dimension.map(|dimension| words.of("dimension", dimension).to_owned()),
        evidence: scribe.maybe(question.evidence.as_ref()),
    }
}

fn choice(option: &Opt, answer: Answer, method: Method, words: &Words) -> Choice {
    let said = match answer {
        Answer::YesNo => words.get("answer", option.id.value.as_str()).to_owned(),
        _ => option.label.clone(),
    };
    Choice { words: said, points: option.points.filter(|_| method == Method::Scored) }
}

fn interventions<'s>(scribe: &mut Scribe<'s>, assessment: &'s Assessment) -> Vec<ForWhom> {
    let words = scribe.words;
    let groups = Party::ALL.iter().map(|&party| {
        let deeds = assessment.interventions.iter().filter(|deed| deed.party.value == party).map(|deed| {
            let classes = deed.classes.iter();
            let classes = classes.filter_map(|id| assessment.classes.iter().find(|class| class.id.value == id.value));
            Deed {
                what: scribe.phrase(&deed.what),
                owner: deed
                    .owner
                    .as_ref()
                    .and_then(|id| scribe.edition.role(id.as_str()))
                    .map(|role| role.title.clone()),
                by: deed.by.as_ref().map(|time| words.interval(time.value)),
                classes: words.list(Joint::And, classes.map(|class| class.title.value.as_str())),
            }
        });
        let deeds: Vec<Deed> = deeds.collect();
        ForWhom { title: words.of("party", party).to_owned(), deeds }
    });
    groups.filter(|group| !group.deeds.is_empty()).collect()
}
