//! All procedures in short on one page that needs no other file: for phones that open a stick, and for a folded sheet.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::calls::{self, Call};
use crate::document::body::{Phase, Section, Step};
use crate::document::{Content, Document, Kind, Procedure, arrange};
use crate::fields::Named as _;
use crate::handbook::places::{Place, Use};
use crate::plan::Subject;
use crate::render::book::Book;
use crate::render::fragment::Html;
use crate::render::html::Writer;

/// The page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    /// The only styles that the page has.
    style: Html,
    /// By which its policy knows them: the page lets in no others, and no script at all.
    style_hash: String,
    /// The whole handbook's address, where it is known.
    url: Option<String>,
    procedures: Vec<Brief>,
    places: Vec<Where>,
    contacts: Vec<Call>,
}

/// A procedure in short.
#[derive(Debug, Serialize)]
struct Brief {
    id: String,
    /// Its language, where it is another than the page's.
    lang: Option<String>,
    dir: Option<&'static str>,
    title: String,
    /// The theme's words in the procedure's language.
    words: BTreeMap<&'static str, String>,
    action: &'static str,
    when: Option<Html>,
    announcement: Option<Html>,
    all_clear: Option<Html>,
    stretches: Vec<Stretch>,
    calls: Vec<Call>,
    place: Option<Where>,
}

/// A section's steps.
#[derive(Debug, Serialize)]
struct Stretch {
    title: Html,
    steps: Html,
    /// Whether it is inside the one before it.
    inner: bool,
}

/// Somewhere to go.
#[derive(Debug, Serialize)]
struct Where {
    use_word: String,
    title: String,
    address: Option<String>,
    access: Option<Html>,
    alternate: Option<String>,
}

/// The places that everybody may have to find.
const USES: [Use; 4] = [Use::Assembly, Use::Shelter, Use::Reunification, Use::Medical];

pub(super) fn of<'s>(writer: &mut Writer<'s>, source: Option<&'s Book<'s>>) -> Shown {
    let book = writer.book;
    let style = format!("{}{}", book.theme.assets.pocket, book.colours.css);
    let procedures = book.edition.of_kind(Kind::Procedure).filter_map(|document| match &document.content {
        Content::Procedure(procedure) => {
            // What nobody has translated is told in the first language, the theme's words too.
            let original = source.filter(|_| super::document::other(book, document).is_some());
            let original = original.and_then(|source| Some((source, source.edition.document(document.id.as_str())?)));
            let (book, document) = original.unwrap_or((book, document));
            let is_foreign = original.is_some();
            let mut brief = brief(Writer::new(book, writer.spot, Some(document)).alone(), document, procedure);
            brief.lang = is_foreign.then(|| document.language.as_str().to_owned());
            brief.dir = is_foreign.then(|| document.language.direction());
            Some(brief)
        }
        _ => None,
    });
    let procedures = procedures.collect();
    let places = book.edition.places.iter().filter(|place| USES.contains(&place.use_));
    let places = places.map(|place| somewhere(writer, place)).collect();
    let contacts = book.edition.contacts.iter();
    let contacts =
        contacts.filter_map(|contact| Some(calls::contact(book, contact, &contact.phone.as_ref()?.value))).collect();
    let url = book.edition.masthead.url.as_ref();
    let home = book.plan.path(book.number, Subject::Home);
    Shown {
        style_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(style.as_bytes()))),
        style: Html(style),
        url: url.zip(home).map(|(url, home)| format!("{url}{}", home.encoded().trim_end_matches("index.html"))),
        procedures,
        places,
        contacts,
    }
}

fn brief<'s>(mut writer: Writer<'s>, document: &'s Document, procedure: &'s Procedure) -> Brief {
    let writer = &mut writer;
    let (first, _) = arrange::first(&document.body.sections);
    let mut stretches = Vec::new();
    for section in &document.body.sections {
        gather(writer, section, false, &first, &mut stretches);
    }
    let mut calls = calls::of(writer.book, procedure.calls.iter().map(|id| id.as_str()));
    // The emergency number stands at the top of the page.
    calls.remove(0);
    Brief {
        id: document.id.value.to_string(),
        lang: None,
        dir: None,
        title: document.common.title.value.clone(),
        words: [("trigger", "procedure"), ("all-clear", "procedure"), ("blocked", "places")]
            .into_iter()
            .map(|(key, table)| (key, writer.book.words.get(table, key).to_owned()))
            .collect(),
        action: procedure.action.name(),
        when: (!procedure.trigger.is_empty()).then(|| writer.phrase(&procedure.trigger)),
        announcement: (!procedure.announcement.is_empty()).then(|| writer.phrase(&procedure.announcement)),
        all_clear: (!procedure.all_clear.is_empty()).then(|| writer.phrase(&procedure.all_clear)),
        stretches,
        calls,
        place: writer.book.edition.place_of(procedure).map(|place| somewhere(writer, place)),
    }
}

/// The steps of a section and of those inside it, but for what is done beforehand.
fn gather<'s>(
    writer: &mut Writer<'s>,
    section: &'s Section,
    inner: bool,
    first: &[&'s Step],
    stretches: &mut Vec<Stretch>,
) {
    if section.meaning.phase == Some(Phase::Before) {
        return;
    }
    let steps = writer.brief(&section.blocks, first);
    if !steps.0.is_empty() {
        stretches.push(Stretch { title: writer.label_of(section), steps, inner });
    }
    for section in &section.sections {
        gather(writer, section, true, first, stretches);
    }
}

fn somewhere<'s>(writer: &mut Writer<'s>, place: &'s Place) -> Where {
    let book = writer.book;
    let alternate = place.alternate.as_ref().and_then(|id| book.edition.place(id.as_str()));
    Where {
        use_word: book.words.of("place", place.use_).to_owned(),
        title: place.title.clone(),
        address: place.address.clone(),
        access: place.access_note.as_ref().map(|note| writer.phrase(note)),
        alternate: alternate.map(|place| place.title.clone()),
    }
}
