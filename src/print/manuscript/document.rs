//! A document as it is printed: its stamp, its facts, and its sections in the order of its page.

use serde::Serialize;

use super::Wanted;
use super::assessment::Form;
use super::scribe::{Scribe, labelled};
use super::stamp::Stamp;
use super::text::{Block, Run, Section, Step};
use crate::document::arrange::{self, Groups};
use crate::document::body::Part;
use crate::document::{Assessment, Content, Document as Read, Practice, Procedure};
use crate::fields::{Id, Named as _, Placed};
use crate::words::Joint;

/// A document.
#[derive(Debug, Serialize)]
pub(in crate::print) struct Document {
    id: String,
    kind: &'static str,
    kind_word: String,
    lang: Option<String>,
    rtl: bool,
    summary: Vec<Run>,
    stamp: Stamp,
    /// What its kind says in short: a word, and what it is.
    facts: Vec<Fact>,
    opening: Vec<Block>,
    sections: Vec<Section>,
    /// What it is based on.
    sources: Vec<Vec<Run>>,
    /// Whether what stands before the first heading has changed.
    front_changed: bool,
    procedure: Option<Box<Order>>,
    form: Option<Box<Form>>,
}

/// A word, and what it is.
#[derive(Debug, Serialize)]
struct Fact {
    word: String,
    runs: Vec<Run>,
}

/// What a procedure says before and after its steps.
#[derive(Debug, Serialize)]
struct Order {
    action: &'static str,
    brief: Option<String>,
    announcement: Option<Vec<Run>>,
    all_clear: Option<Vec<Run>>,
    first: Vec<Step>,
    first_for: Option<String>,
    calls: Vec<Call>,
    place: Option<Where>,
    settings: Vec<Section>,
    accounting: Vec<Section>,
    after: Vec<Section>,
    needs: Vec<Need>,
    rest: Vec<Section>,
}

/// A number.
#[derive(Debug, Serialize)]
struct Call {
    who: String,
    number: String,
}

/// Where to go.
#[derive(Debug, Serialize)]
struct Where {
    word: String,
    title: String,
    access: Option<Vec<Run>>,
    alternate: Option<String>,
}

/// A need and who answers it.
#[derive(Debug, Serialize)]
struct Need {
    need: Vec<Run>,
    support: Vec<Run>,
    role: Option<String>,
}

impl Document {
    /// Writes a document down.
    pub(super) fn of<'s>(scribe: &mut Scribe<'s>, document: &'s Read, wanted: &Wanted<'_>) -> Document {
        let other = (document.language != wanted.edition.reader.language).then_some(&document.language);
        let front_changed = wanted.changed.get(&document.id.value).is_some_and(|sections| sections.is_empty());
        let mut written = Document {
            id: document.id.value.to_string(),
            kind: document.kind().name(),
            kind_word: scribe.words.of("kind", document.kind()).to_owned(),
            lang: other.map(|language| language.as_str().to_owned()),
            rtl: other.is_some_and(|language| language.is_right_to_left()),
            summary: scribe.phrase(&document.common.summary),
            stamp: Stamp::of(document, wanted),
            facts: Vec::new(),
            opening: scribe.blocks(&document.body.opening),
            sections: Vec::new(),
            sources: Vec::new(),
            front_changed,
            procedure: None,
            form: None,
        };
        match &document.content {
            Content::Procedure(procedure) => written.procedure(scribe, document, procedure),
            Content::Practice(practice) => written.practice(scribe, document, practice),
            Content::Assessment(assessment) => written.assessment(scribe, document, assessment),
            Content::Annex(annex) => {
                let hazards = hazards(scribe, &annex.hazards);
                written.fact(scribe, "annex", "hazards", hazards);
                written.sections = scribe.sections(&document.body.sections, 1);
                let uses = documents(scribe, &annex.uses);
                written.fact(scribe, "annex", "uses", uses);
            }
            Content::Policy(policy) => {
                let adopted = policy.adopted.as_ref().map(|date| vec![Run::Words(scribe.words.date(date.value))]);
                written.fact(scribe, "policy", "adopted", adopted);
                for (key, prose) in [("adopted_by", &policy.adopted_by), ("applies_to", &policy.applies_to)] {
                    let runs = scribe.maybe(prose.as_ref());
                    written.fact(scribe, "policy", key, runs);
                }
                let law = scribe.phrases(&policy.law);
                written.fact(scribe, "policy", "law", joined(law, "; "));
                written.sections = scribe.sections(&document.body.sections, 1);
            }
            Content::Page(_) => written.sections = scribe.sections(&document.body.sections, 1),
        }
        written.sources = scribe.phrases(&document.common.sources);
        written
    }

    fn fact(&mut self, scribe: &Scribe<'_>, table: &str, key: &str, runs: Option<Vec<Run>>) {
        if let Some(runs) = runs.filter(|runs| !runs.is_empty()) {
            let word = scribe.words.get(table, key).trim_end_matches(':').to_owned();
            self.facts.push(Fact { word, runs });
        }
    }

    fn procedure<'s>(&mut self, scribe: &mut Scribe<'s>, document: &'s Read, procedure: &'s Procedure) {
        for (key, prose) in [("trigger", Some(&procedure.trigger)), ("not_for", procedure.not_for.as_ref())] {
            let runs = scribe.maybe(prose);
            self.fact(scribe, "procedure", key, runs);
        }
        let authority = roles(scribe, Joint::Or, &procedure.authority);
        self.fact(scribe, "procedure", "authority", authority);
        let supplies = scribe.phrases(&procedure.supplies);
        self.fact(scribe, "procedure", "supplies", joined(supplies, " · "));
        let answered = hazards(scribe, &procedure.hazards);
        self.fact(scribe, "procedure", "hazards", answered);
        let drills = scribe.words.list(
            Joint::And,
            procedure.drills.iter().map(|kind| scribe.words.find("drill", kind.as_str()).unwrap_or(kind.as_str())),
        );
        self.fact(scribe, "procedure", "drills", said(drills));
        let groups = Groups::of(&document.body.sections);
        let (first, for_teacher) = arrange::first(&document.body.sections);
        // Notes belong to the text, in its order; the first steps are its echo.
        self.sections = scribe.sections(groups.phases, 1);
        let order = Order {
            action: procedure.action.name(),
            brief: procedure.brief.clone(),
            announcement: scribe.maybe(Some(&procedure.announcement)),
            all_clear: scribe.maybe(Some(&procedure.all_clear)),
            settings: scribe.sections(groups.settings, 2),
            accounting: scribe.sections(groups.accounting, 1),
            after: scribe.sections(groups.after, 1),
            needs: procedure
                .accommodations
                .iter()
                .map(|need| Need {
                    need: scribe.phrase(&need.need),
                    support: scribe.phrase(&need.support),
                    role: scribe.edition.role(need.role.as_str()).map(|role| role.title.clone()),
                })
                .collect(),
            rest: scribe.sections(groups.rest, 1),
            first: first.into_iter().zip(1..).map(|(step, number)| scribe.step(number, step)).collect(),
            first_for: for_teacher.then(|| scribe.edition.role("teacher")).flatten().map(|role| role.title.clone()),
            calls: calls(scribe, procedure),
            place: place(scribe, procedure),
        };
        self.procedure = Some(Box::new(order));
    }

    fn practice<'s>(&mut self, scribe: &mut Scribe<'s>, document: &'s Read, practice: &'s Practice) {
        let words = scribe.words;
        self.fact(scribe, "practice", "duration", practice.duration.and_then(|time| said(words.interval(time))));
        self.fact(scribe, "practice", "group_size", practice.group_size.clone().and_then(said));
        let voluntary = practice.voluntary.as_ref().is_some_and(|voluntary| voluntary.value);
        let mut choice = words.get("practice", if voluntary { "voluntary" } else { "required" }).to_owned();
        if practice.either_may_stop.as_ref().is_some_and(|stop| stop.value) {
            choice = format!("{choice} {}", words.get("practice", "stop"));
        }
        self.fact(scribe, "practice", "choice", said(choice));
        let facilitators = roles(scribe, Joint::And, &practice.facilitator);
        self.fact(scribe, "practice", "facilitators", facilitators);
        let harm = words.list(Joint::And, practice.harm.iter().map(|harm| words.of("harm", harm.value)));
        self.fact(scribe, "practice", "harm", said(harm));
        let power = words.list(Joint::And, practice.power.iter().map(|power| words.of("power", power.value)));
        self.fact(scribe, "practice", "power", said(power));
        let terms = practice.agreement.as_ref();
        let owner = terms.and_then(|terms| terms.owner.as_ref()).and_then(|owner| scribe.edition.role(owner.as_str()));
        let check = terms.and_then(|terms| terms.check_after.as_ref()).map(|after| words.interval(after.value));
        let kept = owner.map(|owner| match &check {
            Some(check) => format!("{}, {} {check}", owner.title, words.get("practice", "check")),
            None => owner.title.clone(),
        });
        self.fact(scribe, "practice", "agreement", kept.and_then(said));
        let training = practice.training.as_ref().map(|training| training.value.clone());
        self.fact(scribe, "practice", "training", training.and_then(said));
        // As on the page: what belongs to both parties stands together, where the first of it does.
        let sections = &document.body.sections;
        let sides =
            [Part::QuestionsHarmed, Part::SupportsHarmed, Part::QuestionsResponsible, Part::SupportsResponsible];
        let together = |part: Part| sections.iter().find(move |section| section.meaning.part == Some(part));
        let mut order = Vec::with_capacity(sections.len());
        let mut is_done = false;
        for section in sections {
            let is_side = section.meaning.part.is_some_and(|part| {
                sides.contains(&part) && together(part).is_some_and(|first| std::ptr::eq(first, section))
            });
            if !is_side {
                order.push(section);
            } else if !is_done {
                is_done = true;
                order.extend(sides.into_iter().filter_map(together));
            }
        }
        self.sections = scribe.sections(order, 1);
    }

    fn assessment<'s>(&mut self, scribe: &mut Scribe<'s>, document: &'s Read, assessment: &'s Assessment) {
        for (key, prose) in [
            ("purpose", &assessment.purpose),
            ("instructions", &assessment.instructions),
            ("record", &assessment.record_policy),
        ] {
            let runs = scribe.maybe(prose.as_ref());
            self.fact(scribe, "assessment", key, runs);
        }
        self.form = Some(Box::new(Form::of(scribe, assessment)));
        self.sections = scribe.sections(&document.body.sections, 1);
    }
}

/// Roles by name, each leading to its entry.
fn roles(scribe: &Scribe<'_>, joint: Joint, ids: &[Placed<Id>]) -> Option<Vec<Run>> {
    let found = ids.iter().filter_map(|id| scribe.edition.role(id.as_str()));
    named(scribe, joint, found.map(|role| (labelled("role", role.id.as_str()), role.title.as_str())).collect())
}

/// Entries of the risk register, as far as the reader may know of them.
fn hazards(scribe: &Scribe<'_>, ids: &[Placed<Id>]) -> Option<Vec<Run>> {
    let edition = scribe.edition;
    let title = |id: &str| {
        let full = edition.hazards.iter().find(|hazard| hazard.id.as_str() == id).map(|hazard| hazard.title.as_str());
        full.or_else(|| {
            edition.hazard_summaries.iter().find(|hazard| hazard.id.as_str() == id).map(|hazard| hazard.title.as_str())
        })
    };
    let found = ids.iter().filter_map(|id| Some((id.as_str(), title(id.as_str())?)));
    named(scribe, Joint::And, found.map(|(id, title)| (labelled("hazard", id), title)).collect())
}

/// Documents by title.
fn documents(scribe: &Scribe<'_>, ids: &[Placed<Id>]) -> Option<Vec<Run>> {
    let found = ids.iter().filter_map(|id| scribe.edition.document(id.as_str()));
    let names = found.map(|found| (labelled("doc", found.id.as_str()), found.common.title.value.as_str()));
    named(scribe, Joint::And, names.collect())
}

/// Names with what each leads to, as a list.
fn named(scribe: &Scribe<'_>, joint: Joint, names: Vec<(String, &str)>) -> Option<Vec<Run>> {
    let behind = scribe.words.behind(joint, &names.iter().map(|(_, name)| *name).collect::<Vec<_>>());
    let mut all = Vec::new();
    for ((label, name), behind) in names.into_iter().zip(behind) {
        all.extend(scribe.name(&label, name));
        all.extend(said(behind).unwrap_or_default());
    }
    (!all.is_empty()).then_some(all)
}

/// Words as a run; nothing where there are none.
fn said(words: String) -> Option<Vec<Run>> {
    (!words.is_empty()).then(|| vec![Run::Words(words)])
}

/// Several runs as one, with something between them.
pub(super) fn joined(parts: Vec<Vec<Run>>, between: &str) -> Option<Vec<Run>> {
    let mut all = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            all.push(Run::Words(between.to_owned()));
        }
        all.extend(part);
    }
    (!all.is_empty()).then_some(all)
}

/// The emergency number and the contacts that a procedure names, each number once.
fn calls(scribe: &Scribe<'_>, procedure: &Procedure) -> Vec<Call> {
    let masthead = &scribe.edition.masthead;
    let mut calls = vec![Call {
        who: masthead.emergency_words.clone().unwrap_or_default(),
        number: masthead.emergency_number.to_string(),
    }];
    for contact in procedure.calls.iter().filter_map(|id| scribe.edition.contact(id.as_str())) {
        let Some(phone) = &contact.phone else { continue };
        let number = phone.value.to_string();
        if !calls.iter().any(|known| known.number == number) {
            calls.push(Call { who: contact.label.clone(), number });
        }
    }
    calls
}

fn place<'s>(scribe: &mut Scribe<'s>, procedure: &'s Procedure) -> Option<Where> {
    let place = scribe.edition.place_of(procedure)?;
    let alternate = place.alternate.as_ref().and_then(|id| scribe.edition.place(id.as_str()));
    Some(Where {
        word: scribe.words.of("place", place.use_).to_owned(),
        title: place.title.clone(),
        access: scribe.maybe(place.access_note.as_ref()),
        alternate: alternate.map(|place| place.title.clone()),
    })
}
