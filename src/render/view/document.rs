//! What every document's page shows: its summary, who keeps it true and how old it is, and its text.

use serde::Serialize;

use super::{Day, Entry, Joined, Link, entries, joined, role_link, verify};
use crate::document::{Document, Status};
use crate::fields::{Language, Named as _};
use crate::render::book::Book;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};
use crate::words::Joint;

/// The anchor of the part about the page itself. No section's id has an underscore.
pub(super) const ABOUT: &str = "about_";

/// A document on its own page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    id: String,
    kind: &'static str,
    kind_word: String,
    title: String,
    summary: Html,
    owner: Option<Link>,
    reviewed: Option<Day>,
    due: Option<Day>,
    overdue: bool,
    effective: Option<Day>,
    status: &'static str,
    status_word: String,
    draft: bool,
    /// Words for a text that is not what the newest release has.
    changed: Option<String>,
    /// Its code, to check paper against.
    revision: String,
    /// The way to where codes are checked.
    verify: Option<String>,
    audience: String,
    /// Whether it is not for everyone.
    restricted: bool,
    sources: Vec<Html>,
    /// The PDFs in which it is printed.
    prints: Vec<Joined<Print>>,
    local: Option<String>,
    related: Vec<Entry>,
    /// The words before the first heading.
    pub(super) opening: Html,
    /// The sections, where the kind does not arrange them itself.
    pub(super) body: Html,
    /// The notes at the foot.
    pub(super) footnotes: Html,
}

/// A PDF that holds a document.
#[derive(Debug, Serialize)]
struct Print {
    title: String,
    href: String,
    size: String,
}

/// The PDFs of this school (or the district) that hold a document.
fn prints(writer: &Writer<'_>, document: &Document) -> Vec<Joined<Print>> {
    let words = writer.book.words;
    let school = &writer.book.edition.reader.school;
    let mine = writer.book.plan.prints.iter().filter(|print| print.school == *school);
    let prints = mine.filter(|print| print.documents.contains(&document.id.value)).map(|print| Print {
        title: print.title.clone(),
        href: format!("{}{}", writer.spot.top, print.path.encoded()),
        size: words.size(print.bytes),
    });
    joined(words, Joint::And, prints.collect(), |print| &print.title)
}

/// A document's facts, and its opening; the kind adds its sections and then the notes.
pub(super) fn begun<'s>(writer: &mut Writer<'s>, document: &'s Document) -> Shown {
    let book = writer.book;
    let (words, edition, common) = (book.words, book.edition, &document.common);
    let at = book.document_position(document.id.as_str());
    let reviewed = common.last_reviewed.as_ref().map(|date| date.value);
    let interval = common.review_interval.as_ref().map_or(edition.masthead.review_interval, |interval| interval.value);
    let due = reviewed.and_then(|date| interval.after(date));
    let audience =
        common.audience.as_ref().map_or(edition.masthead.default_audience.as_str(), |audience| audience.as_str());
    Shown {
        id: document.id.value.to_string(),
        kind: document.kind().name(),
        kind_word: words.of("kind", document.kind()).to_owned(),
        title: common.title.value.clone(),
        summary: writer.phrase(&common.summary),
        owner: common.owner.as_ref().and_then(|owner| role_link(writer, owner.as_str())),
        reviewed: reviewed.map(|date| Day::of(date, words)),
        due: due.map(|date| Day::of(date, words)),
        overdue: due.is_some_and(|date| date < edition.today),
        effective: common.effective.as_ref().map(|date| Day::of(date.value, words)),
        status: common.status.name(),
        status_word: words.of("status", common.status).to_owned(),
        draft: common.status != Status::Approved,
        changed: at.and_then(|at| verify::changed(book, at)),
        revision: at.map(|at| book.history(at).revision.to_string()).unwrap_or_default(),
        verify: at.and_then(|at| verify::link(writer, at)),
        audience: words.find("audience", audience).unwrap_or(audience).to_owned(),
        restricted: audience != edition.masthead.lowest_audience,
        sources: writer.phrases(&common.sources),
        prints: prints(writer, document),
        local: local(book, document),
        related: entries(writer, common.related.iter().map(|id| id.as_str())),
        opening: writer.opening(),
        body: Html::default(),
        footnotes: Html::default(),
    }
}

/// A document whose sections follow one another as they were written.
pub(super) fn whole<'s>(writer: &mut Writer<'s>, document: &'s Document, contents: &mut Contents) -> Shown {
    let mut shown = begun(writer, document);
    contents.sections(writer, &document.body.sections);
    shown.body = writer.sections(&document.body.sections);
    shown.footnotes = writer.foot();
    shown
}

/// The language of a document, where it is not the reader's.
pub(super) fn other<'d>(book: &Book<'_>, document: &'d Document) -> Option<&'d Language> {
    (document.language != book.edition.reader.language).then_some(&document.language)
}

/// Words of a document that is a school's own, or that the school has added to.
pub(super) fn local(book: &Book<'_>, document: &Document) -> Option<String> {
    document.school.as_ref()?;
    let school = book.edition.school.as_ref()?;
    let key = if document.path.starts_with("schools/") { "local" } else { "partly-local" };
    Some(book.words.fill("document", key, &[("school", &school.short)]))
}
