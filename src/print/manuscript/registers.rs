//! The registers as they are printed: roles, contacts, places, glossary, risks, drills.

use std::cmp::Reverse;

use serde::Serialize;

use super::Wanted;
use super::scribe::{Scribe, labelled};
use super::text::Run;
use crate::fields::Named as _;
use crate::handbook::drills::DrillPlan;
use crate::handbook::hazards::{Hazard as Read, rating};
use crate::words::{Joint, Words};

/// Every role, or those that a binder is for.
#[derive(Debug, Serialize)]
pub(super) struct Roles {
    roles: Vec<Role>,
}

#[derive(Debug, Serialize)]
struct Role {
    label: String,
    title: String,
    group: &'static str,
    group_word: String,
    reports_to: Option<String>,
    primary: Option<String>,
    alternates: Vec<String>,
    summary: Option<Vec<Run>>,
    phone: Option<String>,
    contact: Option<String>,
    before: Vec<Vec<Run>>,
    first_five: Vec<Vec<Run>>,
    during: Vec<Vec<Run>>,
    after: Vec<Vec<Run>>,
    hand_over: Vec<Vec<Run>>,
    /// The language of what nobody has translated, and what that is.
    lang: Option<String>,
    rtl: bool,
    untold: Vec<&'static str>,
}

impl Roles {
    pub(super) fn of(scribe: &mut Scribe<'_>, wanted: &Wanted<'_>) -> Roles {
        let (edition, words) = (scribe.edition, scribe.words);
        let only = &wanted.binder.roles;
        let mut roles: Vec<_> = edition
            .roles
            .iter()
            .filter(|role| only.is_empty() || only.iter().any(|id| id.value == role.id.value))
            .collect();
        roles.sort_by_key(|role| role.group);
        let roles = roles.into_iter().map(|role| {
            let contact = role.contact.as_ref().and_then(|id| edition.contact(id.as_str()));
            let foreign = edition.foreign.as_ref();
            let untold = foreign.and_then(|foreign| foreign.roles.get(&role.id.value).copied()).unwrap_or_default();
            let parts = [
                ("summary", untold.name),
                ("primary", untold.primary),
                ("alternates", untold.alternates),
                ("before", untold.before),
                ("first_five", untold.first_five),
                ("during", untold.during),
                ("after", untold.after),
                ("hand_over", untold.hand_over),
            ];
            let above = role.reports_to.as_ref().and_then(|id| edition.role(id.as_str()));
            Role {
                label: labelled("role", role.id.as_str()),
                title: role.title.clone(),
                group: role.group.name(),
                group_word: words.of("role-group", role.group).to_owned(),
                reports_to: above.map(|role| role.title.clone()),
                primary: role.primary.as_ref().map(|primary| primary.value.clone()),
                alternates: role.alternates.iter().map(|alternate| alternate.value.clone()).collect(),
                summary: scribe.maybe(role.summary.as_ref()),
                phone: contact.and_then(|contact| contact.phone.as_ref()).map(|phone| phone.value.to_string()),
                contact: contact.map(|contact| contact.label.clone()),
                before: scribe.phrases(&role.before),
                first_five: scribe.phrases(&role.first_five),
                during: scribe.phrases(&role.during),
                after: scribe.phrases(&role.after),
                hand_over: scribe.phrases(&role.hand_over),
                lang: foreign.map(|foreign| foreign.language.as_str().to_owned()),
                rtl: foreign.is_some_and(|foreign| foreign.language.is_right_to_left()),
                untold: parts.into_iter().filter(|(_, is_untold)| *is_untold).map(|(part, _)| part).collect(),
            }
        });
        Roles { roles: roles.collect() }
    }
}

/// Whom to call.
#[derive(Debug, Serialize)]
pub(super) struct Contacts {
    contacts: Vec<Contact>,
}

#[derive(Debug, Serialize)]
struct Contact {
    id: String,
    who: String,
    function: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    hours: Option<String>,
    verified: Option<String>,
    note: Option<Vec<Run>>,
}

impl Contacts {
    pub(super) fn of(scribe: &mut Scribe<'_>) -> Contacts {
        let (edition, words) = (scribe.edition, scribe.words);
        let contacts = edition.contacts.iter().map(|contact| Contact {
            id: contact.id.value.to_string(),
            who: contact.label.clone(),
            function: contact.function.clone(),
            phone: contact.phone.as_ref().map(|phone| phone.value.to_string()),
            email: contact.email.clone(),
            hours: contact.hours.clone(),
            verified: contact.verified.as_ref().map(|date| words.date(date.value)),
            note: scribe.maybe(contact.note.as_ref()),
        });
        Contacts { contacts: contacts.collect() }
    }
}

/// Where to go.
#[derive(Debug, Serialize)]
pub(super) struct Places {
    places: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct Place {
    label: String,
    title: String,
    use_word: String,
    kind: &'static str,
    alternate: Option<String>,
    capacity: Option<String>,
    /// Whether everyone can get there, in words.
    access: String,
    accessible: Option<bool>,
    access_note: Option<Vec<Run>>,
    address: Option<String>,
    off_site: bool,
    until: Option<String>,
    note: Option<Vec<Run>>,
}

impl Places {
    pub(super) fn of(scribe: &mut Scribe<'_>) -> Places {
        let (edition, words) = (scribe.edition, scribe.words);
        let places = edition.places.iter().map(|place| {
            let access = match place.accessible {
                Some(true) => "accessible",
                Some(false) => "not_accessible",
                None => "access_unknown",
            };
            let alternate = place.alternate.as_ref().and_then(|id| edition.place(id.as_str()));
            Place {
                label: labelled("place", place.id.as_str()),
                title: place.title.clone(),
                use_word: words.of("place", place.use_).to_owned(),
                kind: place.use_.name(),
                alternate: alternate.map(|place| place.title.clone()),
                capacity: place.capacity.map(|count| words.number(count)),
                access: words.get("places", access).to_owned(),
                accessible: place.accessible,
                access_note: scribe.maybe(place.access_note.as_ref()),
                address: place.address.clone(),
                off_site: place.off_site,
                until: place.agreement_expires.as_ref().map(|date| words.date(date.value)),
                note: scribe.maybe(place.note.as_ref()),
            }
        });
        Places { places: places.collect() }
    }
}

/// One word for one thing.
#[derive(Debug, Serialize)]
pub(super) struct Glossary {
    terms: Vec<Term>,
}

#[derive(Debug, Serialize)]
struct Term {
    label: String,
    term: String,
    meaning: Vec<Run>,
    avoid: String,
}

impl Glossary {
    pub(super) fn of(scribe: &mut Scribe<'_>) -> Glossary {
        let mut terms: Vec<_> = scribe.edition.terms.iter().collect();
        terms.sort_by_key(|term| term.term.to_lowercase());
        let terms = terms.into_iter().map(|term| Term {
            label: labelled("term", term.id.as_str()),
            term: term.term.clone(),
            meaning: scribe.phrase(&term.meaning),
            avoid: quoted(scribe.words, term.avoid.iter().map(|word| word.value.as_str()).collect()),
        });
        Glossary { terms: terms.collect() }
    }
}

/// Words as a list, each between quotation marks.
fn quoted(words: &Words, names: Vec<&str>) -> String {
    let behind = words.behind(Joint::Or, &names);
    names.into_iter().zip(behind).map(|(name, behind)| format!("“{name}”{behind}")).collect()
}

/// The risks, the most pressing first.
#[derive(Debug, Serialize)]
pub(super) struct Hazards {
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
    pub(super) fn of(scribe: &mut Scribe<'_>) -> Hazards {
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

/// The drills of the year, school by school.
#[derive(Debug, Serialize)]
pub(super) struct Drills {
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
    pub(super) fn of(scribe: &mut Scribe<'_>) -> Drills {
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
