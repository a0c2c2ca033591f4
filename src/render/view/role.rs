//! A role: who holds it, its tasks, and its steps from every document, with the way to where each stands.

use serde::Serialize;

use super::calls::{self, Call};
use super::{Link, action, role_link};
use crate::document::body::Section;
use crate::document::{Kind, Prose};
use crate::edition::Foreign;
use crate::render::book::Book;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};
use crate::render::rota::{Rotas, Turn};
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
    tongue: Tongues,
}

/// The attributes of each part of a role that nobody has translated, for its language; nothing for the others.
#[derive(Debug, Default, Serialize)]
struct Tongues {
    primary: Html,
    alternates: Html,
    first_five: Html,
    hand_over: Html,
}

/// The tasks of a phase.
#[derive(Debug, Serialize)]
struct Tasks {
    phase: &'static str,
    title: String,
    /// The attributes for their language, where that is another than the page's.
    tongue: Html,
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
    /// The document's language, where it is another than the page's.
    lang: Option<String>,
    dir: Option<&'static str>,
    sections: Vec<Stretch>,
}

/// The role's steps in a section.
#[derive(Debug, Serialize)]
struct Stretch {
    title: Option<Html>,
    href: String,
    steps: Html,
}

pub(super) fn of<'s>(
    book: &'s Book<'s>,
    source: Option<&'s Book<'s>>,
    rota: Rotas<'_, 's>,
    spot: &'s Spot,
    at: usize,
    contents: &mut Contents,
) -> Shown {
    let role = &book.edition.roles[at];
    let mut writer = Writer::new(book, spot, None).for_role(role.id.as_str());
    let (words, writer) = (book.words, &mut writer);
    let mut procedures = Vec::new();
    let mut elsewhere = Vec::new();
    for turns in rota(book.number).turns(role.id.as_str()).chunk_by(|a, b| a.document == b.document) {
        let document = &book.edition.documents[turns[0].document];
        let group = if document.kind() == Kind::Procedure { &mut procedures } else { &mut elsewhere };
        group.push(mine(writer, source, rota, turns, role.id.as_str()));
    }
    let foreign = book.edition.foreign.as_ref();
    let untold = foreign.and_then(|foreign| foreign.roles.get(&role.id.value).copied()).unwrap_or_default();
    let tongue = |is_untold: bool| match foreign.filter(|_| is_untold) {
        Some(Foreign { language, .. }) => {
            Html(format!(" lang=\"{}\" dir=\"{}\"", language.as_str(), language.direction()))
        }
        None => Html::default(),
    };
    let phases: [(&'static str, &'s [Prose], bool); 3] = [
        ("before", &role.before, untold.before),
        ("during", &role.during, untold.during),
        ("after", &role.after, untold.after),
    ];
    let tasks: Vec<Tasks> = phases
        .into_iter()
        .filter(|(_, tasks, _)| !tasks.is_empty())
        .map(|(phase, tasks, untold)| Tasks {
            phase,
            title: words.get("phase", phase).to_owned(),
            tongue: tongue(untold),
            tasks: writer.phrases(tasks),
        })
        .collect();
    if !role.first_five.is_empty() {
        contents.add("five_", words.get("role", "first-five"));
    }
    if !procedures.is_empty() {
        contents.add("steps_", words.get("role", "steps"));
    }
    if !tasks.is_empty() {
        contents.add("tasks_", words.get("role", "tasks"));
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
        tongue: Tongues {
            primary: tongue(untold.primary),
            alternates: tongue(untold.alternates),
            first_five: tongue(untold.first_five),
            hand_over: tongue(untold.hand_over),
        },
    }
}

/// A document's steps for a role. One that nobody has translated is told in the first language, the theme's words in it too.
fn mine<'s>(
    own: &mut Writer<'s>,
    source: Option<&'s Book<'s>>,
    rota: Rotas<'_, 's>,
    turns: &[Turn<'s>],
    role: &'s str,
) -> Mine {
    let document = &own.book.edition.documents[turns[0].document];
    let original = source.filter(|_| super::document::other(own.book, document).is_some()).and_then(|source| {
        let at = source.edition.position(document.id.as_str())?;
        let turns = rota(source.number).turns(role).chunk_by(|a, b| a.document == b.document);
        Some((source, turns.into_iter().find(|turns| turns[0].document == at)?))
    });
    let (book, turns) = original.unwrap_or((own.book, turns));
    let mut foreign = original.map(|(source, _)| Writer::new(source, own.spot, None).for_role(role));
    let writer = foreign.as_mut().unwrap_or(own);
    let document = &book.edition.documents[turns[0].document];
    let language = original.map(|_| &document.language);
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
        lang: language.map(|language| language.as_str().to_owned()),
        dir: language.map(|language| language.direction()),
        sections,
    }
}
