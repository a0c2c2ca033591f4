//! A role: who holds it, its tasks, and its steps from every document, with the way to where each stands.

use serde::Serialize;

use super::calls::{self, Call};
use super::{Link, action, role_link};
use crate::document::body::Section;
use crate::document::{Kind, Prose};
use crate::render::book::Book;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};
use crate::render::rota::Turn;
use crate::render::spot::Spot;

/// A role on its own page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    id: String,
    title: String,
    group: String,
    summary: Option<Html>,
    primary: Option<String>,
    alternates: Vec<String>,
    reports_to: Option<Link>,
    call: Option<Call>,
    first_five: Vec<Html>,
    tasks: Vec<Tasks>,
    hand_over: Vec<Html>,
    procedures: Vec<Mine>,
    elsewhere: Vec<Mine>,
}

/// The tasks of a phase.
#[derive(Debug, Serialize)]
struct Tasks {
    phase: &'static str,
    title: String,
    tasks: Vec<Html>,
}

/// The role's steps in a document.
#[derive(Debug, Serialize)]
struct Mine {
    id: String,
    title: String,
    href: String,
    action: Option<&'static str>,
    kind_word: String,
    sections: Vec<Stretch>,
}

/// The role's steps in a section.
#[derive(Debug, Serialize)]
struct Stretch {
    title: Option<Html>,
    href: String,
    steps: Html,
}

pub(super) fn of<'s>(book: &'s Book<'s>, spot: &'s Spot, at: usize, contents: &mut Contents) -> Shown {
    let role = &book.edition.roles[at];
    let mut writer = Writer::new(book, spot, None).for_role(role.id.as_str());
    let (words, writer) = (book.words, &mut writer);
    let mut procedures = Vec::new();
    let mut elsewhere = Vec::new();
    for turns in book.rota.turns(role.id.as_str()).chunk_by(|a, b| a.document == b.document) {
        let document = &book.edition.documents[turns[0].document];
        let group = if document.kind() == Kind::Procedure { &mut procedures } else { &mut elsewhere };
        group.push(mine(writer, turns));
    }
    let phases: [(&'static str, &'s [Prose]); 3] =
        [("before", &role.before), ("during", &role.during), ("after", &role.after)];
    let tasks: Vec<Tasks> = phases
        .into_iter()
        .filter(|(_, tasks)| !tasks.is_empty())
        .map(|(phase, tasks)| Tasks {
            phase,
            title: words.get("phase", phase).to_owned(),
            tasks: writer.phrases(tasks),
        })
        .collect();
    if !role.first_five.is_empty() {
        contents.add("five_", words.get("role", "first-five"));
    }
    if !tasks.is_empty() {
        contents.add("tasks_", words.get("role", "tasks"));
    }
    if !procedures.is_empty() {
        contents.add("steps_", words.get("role", "steps"));
    }
    if !elsewhere.is_empty() {
        contents.add("more_", words.get("role", "elsewhere"));
    }
    let contact = role.contact.as_ref().and_then(|id| book.edition.contact(id.as_str()));
    Shown {
        id: role.id.value.to_string(),
        title: role.title.clone(),
        group: words.of("role-group", role.group).to_owned(),
        summary: role.summary.as_ref().map(|summary| writer.phrase(summary)),
        primary: role.primary.as_ref().map(|primary| primary.value.clone()),
        alternates: role.alternates.iter().map(|alternate| alternate.value.clone()).collect(),
        reports_to: role.reports_to.as_ref().and_then(|id| role_link(writer, id.as_str())),
        call: contact
            .and_then(|contact| Some((contact, contact.phone.as_ref()?)))
            .map(|(contact, phone)| calls::contact(book, contact, &phone.value)),
        first_five: writer.phrases(&role.first_five),
        tasks,
        hand_over: writer.phrases(&role.hand_over),
        procedures,
        elsewhere,
    }
}

fn mine<'s>(writer: &mut Writer<'s>, turns: &[Turn<'s>]) -> Mine {
    let book = writer.book;
    let document = &book.edition.documents[turns[0].document];
    let href = format!("{}{}", writer.spot.up, book.document_address(turns[0].document));
    let same = |a: Option<&Section>, b: Option<&Section>| a.map(|section| &section.id) == b.map(|section| &section.id);
    let sections = turns.chunk_by(|a, b| same(a.section, b.section)).map(|run| {
        let section = run[0].section;
        let anchor = section.map(|section| section.id.as_str());
        Stretch {
            title: section.map(|section| writer.label_of(section)),
            href: writer.document_link(document, anchor).unwrap_or_default(),
            steps: writer.step_list(run.iter().map(|turn| turn.step)),
        }
    });
    let sections = sections.collect();
    Mine {
        id: format!("mine_{}", document.id.value),
        title: document.common.title.value.clone(),
        href,
        action: action(document),
        kind_word: book.words.of("kind", document.kind()).to_owned(),
        sections,
    }
}
