//! One page: what it shows, put into its template.

use serde::Serialize;
use tera::Value;

use super::book::Book;
use super::fragment::Html;
use super::navigation::{self, Near};
use super::pages::Pages;
use super::spot::Spot;
use super::view;
use crate::edition::Edition;
use crate::fields::{Language, Named as _};
use crate::plan::{Planned, Subject, subject_id};

/// What every template is told of its page.
#[derive(Debug, Serialize)]
struct Page<'p> {
    title: String,
    /// The title with the school's and the handbook's.
    full_title: String,
    description: Option<String>,
    canonical: Option<String>,
    /// The language of the theme's words, which stand around everything.
    lang: &'p str,
    dir: &'static str,
    /// The reader's language.
    language: &'p str,
    /// The language of the main part, where it is another one.
    main_lang: Option<&'p str>,
    main_dir: Option<&'static str>,
    /// Whether the main part is not translated yet.
    foreign: bool,
    /// The same page in each language of the handbook.
    languages: Vec<Tongue>,
    /// The name of the page's language.
    language_name: String,
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

/// A page in one of the handbook's languages.
#[derive(Debug, Serialize)]
struct Tongue {
    lang: String,
    dir: &'static str,
    name: String,
    href: String,
    /// The same, whole, for search engines; only where that page is translated, or is the original.
    url: Option<String>,
    here: bool,
}

/// A step on the way to a page.
#[derive(Debug, Serialize)]
struct Crumb {
    title: String,
    href: Option<String>,
    lang: Option<String>,
}

/// Writes a page.
pub(super) fn page(pages: &Pages<'_>, number: usize, html: &mut Vec<u8>) -> Result<(), tera::Error> {
    let planned = &pages.order.plan.pages[number];
    let book = pages.book(planned.edition);
    let spot = spot(book, planned);
    let mut context = pages.shared(planned.edition).clone();
    // What nobody has translated is shown as it is in the first language, the theme's words in it too.
    let original = if book.is_foreign(planned.subject) { book.source } else { None };
    let original = original.and_then(|source| Some((pages.book(source), book.same(planned.subject, source)?)));
    let (inner, subject) = original.unwrap_or((book, planned.subject));
    if original.is_some() {
        for name in ["words", "assets"] {
            let own =
                pages.shared(inner.number).get(name).expect("every edition's pages are told its words and assets");
            context.insert_value(name, own.clone());
        }
    }
    let filled = view::fill(
        inner,
        inner.source.map(|source| pages.book(source)),
        &spot,
        subject,
        &|at| pages.rota(at),
        &mut context,
    );
    let page = about(book, number, &spot, &filled);
    let tera = &book.theme.tera;
    context.insert_value("sprite", pages.strips.sprite(tera, &page.near.signs)?);
    context.insert_value("shared", pages.strips.around(tera, (planned.edition, pages.shared(planned.edition)), &spot)?);
    context.insert_value("page", Value::from_serializable(&page));
    tera.render_to(&filled.template, &context, html)
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
    let (frame, main) = (book.frame(), book.tongue_of(planned.subject));
    Page {
        full_title: full_title(book, planned.subject, &title),
        description: filled.description.clone(),
        canonical: url.map(|url| format!("{url}{}", canonical(original(book, planned)))),
        lang: frame.as_str(),
        dir: frame.direction(),
        language: edition.reader.language.as_str(),
        main_lang: main.map(Language::as_str),
        main_dir: main.map(Language::direction),
        foreign: book.is_foreign(planned.subject),
        languages: tongues(book, planned, spot, url),
        language_name: book
            .words
            .find("languages", edition.reader.language.as_str())
            .unwrap_or(edition.reader.language.as_str())
            .to_owned(),
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

/// The page that is the original of one that nobody has translated; else the page itself.
fn original<'p>(book: &'p Book<'_>, planned: &'p Planned) -> &'p Planned {
    let source = book.source.filter(|_| book.is_foreign(planned.subject));
    let found = source.and_then(|source| {
        let subject = book.same(planned.subject, source)?;
        book.plan.page(source, subject)
    });
    found.unwrap_or(planned)
}

/// A page in every language; where a language has no such page, its home page.
fn tongues(book: &Book<'_>, planned: &Planned, spot: &Spot, url: Option<&str>) -> Vec<Tongue> {
    let languages = &book.edition.languages;
    if languages.len() < 2 || planned.subject == Subject::NotFound {
        return Vec::new();
    }
    let tongues = languages.iter().filter_map(|language| {
        let other = book.in_language(language)?;
        let subject = book.same(planned.subject, other);
        let there = book.plan.page(other, subject.unwrap_or(Subject::Home))?;
        let translated = subject.is_some() && !is_untranslated(book, other, there.subject);
        let name = book.theme.autonym(language).unwrap_or(language.as_str());
        Some(Tongue {
            lang: language.as_str().to_owned(),
            dir: language.direction(),
            name: name.to_owned(),
            href: format!("{}{}", spot.top, there.path.encoded()),
            url: url.filter(|_| translated).map(|url| format!("{url}{}", canonical(there))),
            here: *language == book.edition.reader.language,
        })
    });
    tongues.collect()
}

/// Whether another edition shows a document as it was written first.
fn is_untranslated(book: &Book<'_>, other: usize, subject: Subject) -> bool {
    let edition = &book.editions[other];
    match (&edition.foreign, subject) {
        (Some(foreign), Subject::Document(at)) => edition.documents[at].language == foreign.language,
        _ => false,
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
        Subject::Languages => "languages",
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
        _ => path.into_owned(),
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

/// The language of a page's title, where it is another than that of what stands around it.
fn foreign_title<'s>(book: &Book<'s>, subject: Subject) -> Option<&'s Language> {
    match subject {
        Subject::Document(_) | Subject::Role(_) => book.tongue_of(subject),
        _ => None,
    }
}

/// Home, the chapter, the page.
fn crumbs(book: &Book<'_>, number: usize, spot: &Spot, title: &str) -> Vec<Crumb> {
    let planned = &book.plan.pages[number];
    let mut crumbs = Vec::new();
    if matches!(planned.subject, Subject::Home | Subject::NotFound) {
        return crumbs;
    }
    let home = book.inside(Subject::Home).map(|href| format!("{}{href}", spot.up));
    crumbs.push(Crumb { title: book.words.get("title", "home").to_owned(), href: home, lang: None });
    let chapter = book.plan.chapter_of(book.edition, planned.subject);
    if let Some(link) = chapter.and_then(|chapter| book.navigation.chapter(chapter))
        && book.inside(planned.subject).as_deref() != Some(link.href.as_str())
    {
        crumbs.push(Crumb { title: link.label.clone(), href: Some(format!("{}{}", spot.up, link.href)), lang: None });
    }
    let lang = foreign_title(book, planned.subject).map(|language| language.as_str().to_owned());
    crumbs.push(Crumb { title: title.to_owned(), href: None, lang });
    crumbs
}
