//! The risks as they are printed, the most pressing first.

use std::cmp::Reverse;

use serde::Serialize;

use super::super::scribe::{Scribe, labelled};
use super::super::text::Run;
use crate::fields::Named as _;
use crate::handbook::hazards::{Hazard as Read, rating};

/// The risks, the most pressing first.
#[derive(Debug, Serialize)]
pub(in crate::print::manuscript) struct Hazards {
    hazards: Vec<Hazard>,
    /// What may be said to those who may not read the register.
    summaries: Vec<Summary>,
}

#[derive(Debug, Serialize)]
struct Hazard {
    label: String,
    number: usize,
    title: String,
    category: String,
    scenario: Option<Vec<Run>>,
    probability: u8,
    probability_word: String,
    magnitude: u8,
    magnitude_word: String,
    warning_word: String,
    duration_word: String,
    priority: &'static str,
    priority_word: String,
    reason: Option<Vec<Run>>,
    physical: Vec<Vec<Run>>,
    social: Vec<Vec<Run>>,
    controls: Vec<Vec<Run>>,
    stakeholders: Vec<Vec<Run>>,
    assessed: Option<String>,
    actions: Vec<Action>,
}

#[derive(Debug, Serialize)]
struct Action {
    what: Vec<Run>,
    owner: Option<String>,
    cost: Option<String>,
    amount: Option<u64>,
    due: Option<String>,
    funding: Option<String>,
}

#[derive(Debug, Serialize)]
struct Summary {
    label: String,
    title: String,
    category: String,
    summary: Vec<Run>,
}

impl Hazards {
    pub(in crate::print::manuscript) fn of(scribe: &mut Scribe<'_>) -> Hazards {
        let (edition, words) = (scribe.edition, scribe.words);
        let mut ranked: Vec<&Read> = edition.hazards.iter().collect();
        // As on the site's page, which says why a list needs an order.
        ranked.sort_by_key(|hazard| {
            let product = u32::from(rating(hazard.magnitude.value)) * u32::from(rating(hazard.probability.value));
            (hazard.priority.value, Reverse(product), Reverse(hazard.magnitude.value), hazard.title.to_lowercase())
        });
        let hazards = ranked.into_iter().zip(1..).map(|(hazard, number)| Hazard {
            label: labelled("hazard", hazard.id.as_str()),
            number,
            title: hazard.title.clone(),
            category: words.of("category", hazard.category).to_owned(),
            scenario: scribe.maybe(hazard.scenario.as_ref()),
            probability: rating(hazard.probability.value),
            probability_word: words.of("probability", hazard.probability.value).to_owned(),
            magnitude: rating(hazard.magnitude.value),
            magnitude_word: words.of("magnitude", hazard.magnitude.value).to_owned(),
            warning_word: words.of("warning", hazard.warning.value).to_owned(),
            duration_word: words.of("duration", hazard.duration.value).to_owned(),
            priority: hazard.priority.value.name(),
            priority_word: words.of("priority", hazard.priority.value).to_owned(),
            reason: scribe.maybe(hazard.reason.as_ref()),
            physical: scribe.phrases(&hazard.physical),
            social: scribe.phrases(&hazard.social),
            controls: scribe.phrases(&hazard.controls),
            stakeholders: scribe.phrases(&hazard.stakeholders),
            assessed: hazard.assessed.as_ref().map(|date| words.date(date.value)),
            actions: hazard
                .actions
                .iter()
                .map(|action| Action {
                    what: scribe.phrase(&action.what),
                    owner: action
                        .owner
                        .as_ref()
                        .and_then(|id| edition.role(id.as_str()))
                        .map(|role| role.title.clone()),
                    cost: action.cost.as_ref().map(|cost| cost.value.to_string()),
                    amount: action.cost.as_ref().map(|cost| cost.value.amount()),
                    due: action.due.as_ref().map(|date| words.date(date.value)),
                    funding: action.funding.clone(),
                })
                .collect(),
        });
        let hazards = hazards.collect();
        let summaries = edition.hazard_summaries.iter().map(|hazard| Summary {
            label: labelled("hazard", hazard.id.as_str()),
            title: hazard.title.clone(),
            category: words.of("category", hazard.category).to_owned(),
            summary: scribe.phrase(&hazard.summary),
        });
        Hazards { hazards, summaries: summaries.collect() }
    }
}
