//! One page: what it shows, put into its template.

use serde::Serialize;
use tera::{Context, Value};

use super::book::Book;
use super::fragment::Html;
use super::navigation::{self, Near};
use super::spot::Spot;
use super::view;
use crate::edition::Edition;
use crate::fields::Named as _;
use crate::plan::{Planned, Subject, subject_id};

/// What every template is told of its page.
#[derive(Debug, Serialize)]
struct Page<'p> {
    title: String,
    /// The title with the school's and the handbook's.
    full_title: String,
    description: Option<String>,
    canonical: Option<String>,
    lang: &'p str,
    dir: &'static str,
    /// The way to the edition's folder.
    up: &'p str,
    /// The way to the top of the site.
    top: &'p str,
    /// The page's own address from the edition's folder.
    href: String,
    chapter: Option<&'static str>,
    /// What it shows, for scripts.
    kind: &'static str,
    /// The id of what it shows, for scripts.
    id: Option<&'p str>,
    crumbs: Vec<Crumb>,
    /// The pages near this one in its chapter.
    near: Near,
    /// List items of what is on the page.
    contents: Option<Html>,
    /// The schools that have the same page at the same place in their own folder, for scripts; on the district's pages.
    schools: Option<String>,
    /// Whether search engines are to leave it out.
    unlisted: bool,
}

/// A step on the way to a page.
#[derive(Debug, Serialize)]
struct Crumb {
    title: String,
    href: Option<String>,
}

/// Writes a page. `shared` holds what all pages of the edition are told.
pub(super) fn page(book: &Book<'_>, number: usize, shared: &Context, html: &mut Vec<u8>) -> Result<(), tera::Error> {
    let planned = &book.plan.pages[number];
    let spot = spot(book, planned);
    let mut context = shared.clone();
    let filled = view::fill(book, &spot, planned.subject, &mut context);
    let page = about(book, number, &spot, &filled);
    context.insert_value("page", Value::from_serializable(&page));
    book.theme.tera.render_to(&filled.template, &context, html)
}

fn spot(book: &Book<'_>, planned: &Planned) -> Spot {
    match planned.subject {
        Subject::NotFound => Spot::anywhere(book.edition.masthead.url.as_deref()),
        _ => Spot::of(&planned.path, book.plan.root(book.number)),
    }
}

fn about<'p>(book: &Book<'p>, number: usize, spot: &'p Spot, filled: &view::Filled) -> Page<'p> {
    let planned = &book.plan.pages[number];
    let edition = book.edition;
    let title = navigation::title(edition, planned.subject, book.words);
    let chapter = book.plan.chapter_of(edition, planned.subject);
    let url = edition.masthead.url.as_deref().filter(|_| planned.subject != Subject::NotFound);
    let language = &edition.reader.language;
    Page {
        full_title: full_title(book, planned.subject, &title),
        description: filled.description.clone(),
        canonical: url.map(|url| format!("{url}{}", canonical(planned))),
        lang: language.as_str(),
        dir: if language.is_right_to_left() { "rtl" } else { "ltr" },
        up: &spot.up,
        top: &spot.top,
        href: book.inside(planned.subject).unwrap_or_default(),
        chapter: chapter.map(|chapter| chapter.name()),
        kind: kind(edition, planned.subject),
        id: subject_id(edition, planned.subject).map(|id| id.as_str()),
        crumbs: crumbs(book, number, spot, &title),
        near: chapter.map(|chapter| book.navigation.near(chapter, number, &spot.up)).unwrap_or_default(),
        contents: filled.contents.clone(),
        schools: schools(book, planned),
        unlisted: !book.is_public() || is_unlisted(planned.subject),
        title,
    }
}

/// The schools that have a page too, with spaces between them.
fn schools(book: &Book<'_>, planned: &Planned) -> Option<String> {
    let schools: Vec<&str> = book.schools_with(planned).collect();
    (!schools.is_empty()).then(|| schools.join(" "))
}

/// Whether a page is of no use to those who search the web: it says what other pages say better, or nothing of its own.
pub(super) fn is_unlisted(subject: Subject) -> bool {
    matches!(subject, Subject::NotFound | Subject::Pocket | Subject::Offline)
}

/// What a page shows, in one word.
fn kind(edition: &Edition, subject: Subject) -> &'static str {
    match subject {
        Subject::Home => "home",
        Subject::Document(at) => edition.documents[at].kind().name(),
        Subject::List(_) => "list",
        Subject::Roles => "roles",
        Subject::Role(_) => "role",
        Subject::Contacts => "contacts",
        Subject::Places => "places",
        Subject::Hazards => "hazards",
        Subject::Drills => "drills",
        Subject::Glossary => "glossary",
        Subject::Changes => "changes",
        Subject::Verify => "verify",
        Subject::Coverage => "coverage",
        Subject::Checks => "checks",
        Subject::Index => "index",
        Subject::Pocket => "pocket",
        Subject::Offline => "offline",
        Subject::NotFound => "not-found",
    }
}

/// A page's address below the handbook's: folders go without the name of their first page, as hosts show them.
pub(super) fn canonical(planned: &Planned) -> String {
    let path = planned.path.encoded();
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.to_owned(),
        _ => path,
    }
}

fn full_title(book: &Book<'_>, subject: Subject, title: &str) -> String {
    let mut parts = Vec::with_capacity(3);
    if subject != Subject::Home {
        parts.push(title);
    }
    parts.extend(book.edition.school.as_ref().map(|school| school.title.as_str()));
    parts.push(&book.edition.masthead.title);
    parts.join(" · ")
}

/// Home, the chapter, the page.
fn crumbs(book: &Book<'_>, number: usize, spot: &Spot, title: &str) -> Vec<Crumb> {
    let planned = &book.plan.pages[number];
    let mut crumbs = Vec::new();
    if matches!(planned.subject, Subject::Home | Subject::NotFound) {
        return crumbs;
    }
    let home = book.inside(Subject::Home).map(|href| format!("{}{href}", spot.up));
    crumbs.push(Crumb { title: book.words.get("title", "home").to_owned(), href: home });
    let chapter = book.plan.chapter_of(book.edition, planned.subject);
    if let Some(link) = chapter.and_then(|chapter| book.navigation.chapter(chapter))
        && book.inside(planned.subject).as_deref() != Some(link.href.as_str())
    {
        crumbs.push(Crumb { title: link.label.clone(), href: Some(format!("{}{}", spot.up, link.href)) });
    }
    crumbs.push(Crumb { title: title.to_owned(), href: None });
    crumbs
}
