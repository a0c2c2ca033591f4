//! A procedure: the order's words, the first three steps, whom to call and where to go; then everything else.

use serde::Serialize;

use super::calls::{self, Call};
use super::document::{self, Shown};
use super::{Joined, Link, joined_links, role_link};
use crate::document::arrange::{self, Groups};
use crate::document::body::Section;
use crate::document::{Document, Procedure, Prose};
use crate::fields::Named as _;
use crate::plan::Subject;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};
use crate::words::{Joint, Words};

/// A procedure's own parts.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Parts {
    action: &'static str,
    announcement: Option<Html>,
    all_clear: Option<Html>,
    trigger: Option<Html>,
    not_for: Option<Html>,
    authority: Vec<Joined<Link>>,
    supplies: Vec<Html>,
    first: Vec<First>,
    /// The role whose first steps they are, if they are one role's.
    first_for: Option<Link>,
    calls: Vec<Call>,
    place: Option<Where>,
    phases: Html,
    settings: Vec<Elsewhere>,
    accounting: Html,
    after: Html,
    rest: Html,
    accommodations: Vec<Need>,
    hazards: Vec<Joined<Link>>,
    drills: String,
}

/// One of the first three steps.
#[derive(Debug, Serialize)]
struct First {
    words: Html,
    limit: Option<Html>,
}

/// Where to go.
#[derive(Debug, Serialize)]
struct Where {
    title: String,
    href: Option<String>,
    use_word: String,
    access: Option<Html>,
}

/// What to do for people who are somewhere else.
#[derive(Debug, Serialize)]
struct Elsewhere {
    id: String,
    title: Html,
    inside: Html,
}

/// A need and who answers it.
#[derive(Debug, Serialize)]
struct Need {
    need: Html,
    support: Html,
    role: Option<Link>,
}

/// The role whose steps come first.
const TEACHER: &str = "teacher";

pub(super) fn of<'s>(
    writer: &mut Writer<'s>,
    document: &'s Document,
    procedure: &'s Procedure,
    contents: &mut Contents,
) -> (Shown, Parts) {
    let words = writer.book.words;
    let mut shown = document::begun(writer, document);
    let (first, for_teacher) = arrange::first(&document.body.sections);
    let groups = Groups::of(&document.body.sections);

    contents.add("when_", words.get("procedure", "when"));
    contents.sections(writer, groups.phases.iter().copied());
    if !groups.settings.is_empty() {
        contents.add("elsewhere_", words.get("procedure", "elsewhere"));
    }
    contents.sections(writer, groups.accounting.iter().copied());
    contents.add("clear_", words.get("procedure", "all-clear"));
    contents.sections(writer, groups.after.iter().copied());
    if !procedure.accommodations.is_empty() {
        contents.add("needs_", words.get("procedure", "needs"));
    }
    contents.sections(writer, groups.rest.iter().copied());

    let some = |writer: &mut Writer<'s>, prose: &'s Prose| (!prose.is_empty()).then(|| writer.phrase(prose));
    let parts = Parts {
        action: procedure.action.name(),
        announcement: some(writer, &procedure.announcement),
        all_clear: some(writer, &procedure.all_clear),
        trigger: some(writer, &procedure.trigger),
        not_for: procedure.not_for.as_ref().map(|prose| writer.phrase(prose)),
        authority: joined_links(
            words,
            Joint::Or,
            procedure.authority.iter().filter_map(|id| role_link(writer, id.as_str())),
        ),
        supplies: writer.phrases(&procedure.supplies),
        first: first
            .into_iter()
            .map(|step| First { words: writer.action(step), limit: writer.time_limit(step) })
            .collect(),
        first_for: for_teacher.then(|| role_link(writer, TEACHER)).flatten(),
        calls: calls::of(writer.book, procedure.calls.iter().map(|id| id.as_str())),
        place: place(writer, procedure),
        phases: writer.sections(groups.phases),
        settings: groups.settings.into_iter().map(|section| elsewhere(writer, section)).collect(),
        accounting: writer.sections(groups.accounting),
        after: writer.sections(groups.after),
        accommodations: procedure
            .accommodations
            .iter()
            .map(|accommodation| Need {
                need: writer.phrase(&accommodation.need),
                support: writer.phrase(&accommodation.support),
                role: role_link(writer, accommodation.role.as_str()),
            })
            .collect(),
        rest: writer.sections(groups.rest),
        hazards: joined_links(
            words,
            Joint::And,
            procedure.hazards.iter().filter_map(|id| hazard_link(writer, id.as_str())),
        ),
        drills: words.list(Joint::And, procedure.drills.iter().map(|kind| drill_word(words, kind.as_str()))),
    };
    shown.footnotes = writer.foot();
    (shown, parts)
}

fn place<'s>(writer: &mut Writer<'s>, procedure: &'s Procedure) -> Option<Where> {
    let book = writer.book;
    let place = book.edition.place_of(procedure)?;
    Some(Where {
        title: place.title.clone(),
        href: writer.entry(Subject::Places, place.id.as_str()),
        use_word: book.words.of("place", place.use_).to_owned(),
        access: place.access_note.as_ref().map(|note| writer.phrase(note)),
    })
}

fn elsewhere<'s>(writer: &mut Writer<'s>, section: &'s Section) -> Elsewhere {
    Elsewhere { id: section.id.to_string(), title: writer.title(section), inside: writer.inside(section, 1) }
}

/// An entry of the risk register, as far as this reader may know of it.
pub(super) fn hazard_link(writer: &Writer<'_>, id: &str) -> Option<Link> {
    let edition = writer.book.edition;
    let full = edition.hazards.iter().find(|hazard| hazard.id.as_str() == id).map(|hazard| &hazard.title);
    let summary =
        || edition.hazard_summaries.iter().find(|hazard| hazard.id.as_str() == id).map(|hazard| &hazard.title);
    let title = full.or_else(summary)?.clone();
    Some(Link { title, href: writer.entry(Subject::Hazards, id) })
}

fn drill_word<'w>(words: &'w Words, kind: &'w str) -> &'w str {
    words.find("drill", kind).unwrap_or(kind)
}
