//! The home page: what to do now, in my role, at my school; then the whole handbook.

use std::collections::BTreeSet;

use serde::Serialize;

use super::calls::{self, Call};
use super::{Entry, Link, entry, page_link};
use crate::document::{Content, Document, Group, Kind};
use crate::fields::{Language, Named as _};
use crate::handbook::roles::RoleGroup;
use crate::plan::{Chapter, Subject};
use crate::render::book::Book;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};

/// The home page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    call: Call,
    tiles: Vec<Tile>,
    more: Vec<More>,
    procedures: Option<Link>,
    count: String,
    roles: Vec<Role>,
    all_roles: Option<String>,
    families: Vec<Entry>,
    chapters: Vec<Door>,
    registers: Vec<Door>,
    /// The words of the page that its author gave to the home page.
    words: Option<Words>,
}

/// An action's button.
#[derive(Debug, Serialize)]
struct Tile {
    title: String,
    href: String,
    action: &'static str,
    gist: String,
    #[serde(flatten)]
    tongue: Tongue,
}

/// The language of a document's words, where it is another than the page's.
#[derive(Debug, Serialize)]
struct Tongue {
    lang: Option<String>,
    dir: Option<&'static str>,
}

impl Tongue {
    fn of(book: &Book<'_>, document: &Document) -> Tongue {
        let other = super::document::other(book, document);
        Tongue { lang: other.map(|language| language.as_str().to_owned()), dir: other.map(Language::direction) }
    }
}

/// A procedure beside the buttons.
#[derive(Debug, Serialize)]
struct More {
    title: String,
    href: Option<String>,
    #[serde(flatten)]
    tongue: Tongue,
}

/// A role, and its id for scripts.
#[derive(Debug, Serialize)]
struct Role {
    id: String,
    title: String,
    href: String,
}

/// The way into a part of the handbook.
#[derive(Debug, Serialize)]
struct Door {
    name: &'static str,
    title: String,
    lead: String,
    href: String,
}

/// An author's words.
#[derive(Debug, Serialize)]
struct Words {
    #[serde(flatten)]
    tongue: Tongue,
    title: String,
    opening: Html,
    body: Html,
    footnotes: Html,
}

/// The most procedures, roles and pages that are named beside the buttons.
const MORE: usize = 6;
const ROLES: usize = 12;
const FAMILIES: usize = 4;

pub(super) fn of(writer: &mut Writer<'_>, _contents: &mut Contents) -> Shown {
    let (book, spot) = (writer.book, writer.spot);
    let (edition, words) = (book.edition, book.words);
    let link = |document: &Document| Link {
        title: document.common.title.value.clone(),
        href: book
            .document_position(document.id.as_str())
            .map(|at| format!("{}{}", spot.up, book.document_address(at))),
    };
    let mut tiles = Vec::new();
    let mut more = Vec::new();
    let mut seen = BTreeSet::new();
    for document in edition.of_kind(Kind::Procedure) {
        let Content::Procedure(procedure) = &document.content else { continue };
        let action = procedure.action.name();
        let link = link(document);
        match link.href {
            // The first of each action is its button.
            Some(href) if action != "other" && seen.insert(action) => {
                let gist = procedure.brief.clone().unwrap_or_else(|| words.get("gist", action).to_owned());
                tiles.push(Tile { title: link.title, href, action, gist, tongue: Tongue::of(book, document) });
            }
            href => more.push(More { title: link.title, href, tongue: Tongue::of(book, document) }),
        }
    }
    let count = tiles.len() + more.len();
    more.truncate(MORE);
    let wanted = |group: RoleGroup| edition.roles.iter().enumerate().filter(move |(_, role)| role.group == group);
    let roles = wanted(RoleGroup::School).chain(wanted(RoleGroup::Command)).take(ROLES);
    let roles = roles.map(|(at, role)| Role {
        id: role.id.value.to_string(),
        title: role.title.clone(),
        href: format!("{}{}", spot.up, book.role_address(at)),
    });
    let roles = roles.collect();
    let of_group = |wanted: Group| {
        edition.of_kind(Kind::Page).filter(
            move |document| matches!(&document.content, Content::Page(page) if page.group == wanted && !page.home),
        )
    };
    let families = of_group(Group::Families).take(FAMILIES).map(|document| entry(writer, document)).collect();
    Shown {
        call: calls::emergency(book),
        tiles,
        more,
        procedures: page_link(writer, Subject::List(Kind::Procedure))
            .map(|href| Link { title: words.of("kinds", Kind::Procedure).to_owned(), href: Some(href) }),
        count: words.number(count),
        roles,
        all_roles: page_link(writer, Subject::Roles),
        families,
        chapters: chapters(writer),
        registers: registers(writer),
        words: own_words(writer),
    }
}

/// The chapters, but for the registers, which are named on their own.
fn chapters(writer: &Writer<'_>) -> Vec<Door> {
    let (book, words) = (writer.book, writer.book.words);
    let chapters = book.navigation.chapters().filter(|link| {
        let hidden = [Chapter::People, Chapter::Risks, Chapter::About].map(Chapter::name);
        !hidden.contains(&link.name)
    });
    let doors = chapters.map(|link| Door {
        name: link.name,
        title: link.label.clone(),
        lead: words.get("door", link.name).to_owned(),
        href: format!("{}{}", writer.spot.up, link.href),
    });
    doors.collect()
}

fn registers(writer: &Writer<'_>) -> Vec<Door> {
    let words = writer.book.words;
    let registers = [
        (Subject::Roles, "roles"),
        (Subject::Contacts, "contacts"),
        (Subject::Places, "places"),
        (Subject::Hazards, "hazards"),
        (Subject::Drills, "drills"),
        (Subject::Glossary, "glossary"),
        (Subject::Changes, "changes"),
        (Subject::Verify, "verify"),
        (Subject::Coverage, "coverage"),
        (Subject::Checks, "checks"),
        (Subject::Languages, "languages"),
        (Subject::List(Kind::Page), "pages"),
        (Subject::Index, "index"),
        (Subject::Pocket, "pocket"),
        (Subject::Offline, "offline"),
    ];
    let doors = registers.into_iter().filter_map(|(subject, name)| {
        let href = page_link(writer, subject)?;
        Some(Door { name, title: words.get("title", name).to_owned(), lead: words.get("door", name).to_owned(), href })
    });
    doors.collect()
}

/// The text of the page that says `home = true`.
fn own_words(writer: &Writer<'_>) -> Option<Words> {
    let mut pages = writer.book.edition.of_kind(Kind::Page);
    let document = pages.find(|document| matches!(&document.content, Content::Page(page) if page.home))?;
    let mut writer = Writer::new(writer.book, writer.spot, Some(document));
    let opening = writer.opening();
    let body = writer.sections(&document.body.sections);
    let footnotes = writer.foot();
    Some(Words {
        tongue: Tongue::of(writer.book, document),
        title: document.common.title.value.clone(),
        opening,
        body,
        footnotes,
    })
}
