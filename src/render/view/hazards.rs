//! The risk register: the heat map, the ranking by the team's priority, a table, and every risk in full.

use std::cmp::Reverse;

use serde::Serialize;

use super::heat::{self, Dot};
use super::{Day, Link, entries, role_link};
use crate::fields::Named as _;
use crate::handbook::hazards::{Category, Hazard, rating};
use crate::plan::Subject;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};

/// The register.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Register {
    /// None for readers who see summaries only.
    map: Option<Html>,
    hazards: Vec<Shown>,
    summaries: Vec<Group>,
}

/// A risk in full.
#[derive(Debug, Serialize)]
struct Shown {
    number: usize,
    id: String,
    title: String,
    category: String,
    scenario: Option<Html>,
    probability: String,
    magnitude: String,
    warning: String,
    duration: String,
    priority: &'static str,
    priority_word: String,
    reason: Option<Html>,
    physical: Vec<Html>,
    social: Vec<Html>,
    controls: Vec<Html>,
    stakeholders: Vec<Html>,
    assessed: Option<Day>,
    annex: Option<super::Entry>,
    actions: Vec<Planned>,
}

/// What will be done about it.
#[derive(Debug, Serialize)]
struct Planned {
    what: Html,
    owner: Option<Link>,
    cost: Option<String>,
    due: Option<Day>,
    late: bool,
    funding: Option<String>,
}

/// What may be said of the risks of one category.
#[derive(Debug, Serialize)]
struct Group {
    title: String,
    hazards: Vec<Summary>,
}

/// What may be said of a risk.
#[derive(Debug, Serialize)]
struct Summary {
    id: String,
    title: String,
    summary: Html,
}

pub(super) fn of(writer: &mut Writer<'_>, contents: &mut Contents) -> Register {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let ranked = ranked(&edition.hazards);
    let map = (!ranked.is_empty()).then(|| {
        let dots = ranked.iter().enumerate().map(|(at, hazard)| Dot {
            number: at + 1,
            anchor: writer.entry(Subject::Hazards, hazard.id.as_str()).unwrap_or_default(),
            title: &hazard.title,
            probability: hazard.probability.value,
            magnitude: hazard.magnitude.value,
        });
        heat::map(&dots.collect::<Vec<_>>(), words)
    });
    if map.is_some() {
        for (id, key) in [("map_", "map"), ("ranking_", "ranking"), ("table_", "table"), ("each_", "each")] {
            contents.add(id, words.get("hazards", key));
        }
    }
    let hazards = ranked.iter().enumerate().map(|(at, hazard)| shown(writer, at + 1, hazard)).collect();
    Register { map, hazards, summaries: summaries(writer) }
}

/// By the team's priority. Within one priority the more probable and worse comes first: a tie has to be broken, and the
/// page says how.
fn ranked(hazards: &[Hazard]) -> Vec<&Hazard> {
    let mut ranked: Vec<&Hazard> = hazards.iter().collect();
    ranked.sort_by_key(|hazard| {
        let product = u32::from(rating(hazard.magnitude.value)) * u32::from(rating(hazard.probability.value));
        (hazard.priority.value, Reverse(product), Reverse(hazard.magnitude.value), hazard.title.to_lowercase())
    });
    ranked
}

fn shown<'s>(writer: &mut Writer<'s>, number: usize, hazard: &'s Hazard) -> Shown {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let actions = hazard.actions.iter().map(|action| Planned {
        what: writer.phrase(&action.what),
        owner: action.owner.as_ref().and_then(|id| role_link(writer, id.as_str())),
        cost: action.cost.as_ref().map(|cost| cost.value.to_string()),
        due: action.due.as_ref().map(|date| Day::of(date.value, words)),
        late: action.due.as_ref().is_some_and(|date| date.value < edition.today),
        funding: action.funding.clone(),
    });
    let actions = actions.collect();
    Shown {
        number,
        id: hazard.id.value.to_string(),
        title: hazard.title.clone(),
        category: words.of("category", hazard.category).to_owned(),
        scenario: hazard.scenario.as_ref().map(|prose| writer.phrase(prose)),
        probability: words.of("probability", hazard.probability.value).to_owned(),
        magnitude: words.of("magnitude", hazard.magnitude.value).to_owned(),
        warning: words.of("warning", hazard.warning.value).to_owned(),
        duration: words.of("duration", hazard.duration.value).to_owned(),
        priority: hazard.priority.name(),
        priority_word: words.of("priority", hazard.priority.value).to_owned(),
        reason: hazard.reason.as_ref().map(|prose| writer.phrase(prose)),
        physical: writer.phrases(&hazard.physical),
        social: writer.phrases(&hazard.social),
        controls: writer.phrases(&hazard.controls),
        stakeholders: writer.phrases(&hazard.stakeholders),
        assessed: hazard.assessed.as_ref().map(|date| Day::of(date.value, words)),
        annex: entries(writer, hazard.annex.iter().map(|id| id.as_str())).pop(),
        actions,
    }
}

fn summaries(writer: &mut Writer<'_>) -> Vec<Group> {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let groups = Category::ALL.iter().map(|&category| {
        let here = edition.hazard_summaries.iter().filter(|hazard| hazard.category == category);
        let hazards = here.map(|hazard| Summary {
            id: hazard.id.to_string(),
            title: hazard.title.clone(),
            summary: writer.phrase(&hazard.summary),
        });
        let hazards = hazards.collect();
        Group { title: words.of("category", category).to_owned(), hazards }
    });
    groups.filter(|group| !group.hazards.is_empty()).collect()
}
