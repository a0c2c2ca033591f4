//! The chapters of an edition, and the list of pages of each, written once and cut to fit every page.
//!
//! A page shows the top level and the pages of its own chapter, and of a long chapter only those near it: the whole tree
//! on every page would make the site grow with the square of the handbook.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::escape;
use super::fragment::Html;
use crate::document::{Content, Kind};
use crate::edition::Edition;
use crate::fields::{Language, Named as _};
use crate::plan::{Chapter, Plan, Subject, UrlPath};
use crate::words::Words;

/// The most pages of a chapter that a page lists: a screen's worth, before and after together.
const NEAR: usize = 40;

/// An action's sign, drawn once on the page (`icons.html`).
const SIGN: &str = "<svg class=\"sign\" width=\"24\" height=\"24\" aria-hidden=\"true\"><use href=\"#sign_";

/// An edition's chapters.
pub(super) struct Navigation {
    chapters: Vec<(Chapter, Pages)>,
}

/// A chapter as the top level shows it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ChapterLink {
    /// Its name in the word tables.
    pub(super) name: &'static str,
    /// What it is called.
    pub(super) label: String,
    /// Its first page, from the edition's folder.
    pub(super) href: String,
}

/// A chapter's pages as one run of list items, with the place of each.
struct Pages {
    link: ChapterLink,
    html: BTreeMap<&'static str, Run>,
    places: BTreeMap<usize, usize>,
}

/// The same list items, seen from pages of one depth.
struct Run {
    html: String,
    items: Vec<Item>,
}

/// A list item of a run.
struct Item {
    /// Where it begins.
    begins: usize,
    /// Where in it the mark of the current page goes.
    mark: usize,
    /// The action whose sign it shows.
    sign: Option<&'static str>,
}

/// What a page lists of its chapter.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Near {
    /// List items.
    pub(super) items: Html,
    /// The actions whose signs they show.
    pub(super) signs: BTreeSet<&'static str>,
}

/// A page of a chapter: its number, its address from the edition's folder, its title, the action that colours it, and the
/// title's language, where that is not the reader's.
type Entry<'e> = (usize, String, String, Option<&'static str>, Option<&'e Language>);

impl Navigation {
    /// Writes the list of each chapter.
    pub(super) fn of(edition: &Edition, number: usize, plan: &Plan, words: &Words) -> Navigation {
        let folder = UrlPath::new(plan.root(number)).encoded().into_owned();
        let chapters = plan.chapters(number).filter_map(|(chapter, numbers)| {
            let entry = |&page: &usize| {
                let planned = &plan.pages[page];
                let path = planned.path.encoded();
                let inside = path.strip_prefix(&*folder).unwrap_or(&path).to_owned();
                let lang = other_language(edition, planned.subject);
                (page, inside, title(edition, planned.subject, words), mark(edition, planned.subject), lang)
            };
            let entries: Vec<Entry<'_>> = numbers.iter().map(entry).collect();
            let href = entries.first()?.1.clone();
            let link =
                ChapterLink { name: chapter.name(), label: words.get("chapter", chapter.name()).to_owned(), href };
            let html = ["", "../"].into_iter().map(|up| (up, Run::of(up, &entries))).collect();
            let places = entries.iter().enumerate().map(|(at, (page, ..))| (*page, at)).collect();
            Some((chapter, Pages { link, html, places }))
        });
        Navigation { chapters: chapters.collect() }
    }

    /// The top level.
    pub(super) fn chapters(&self) -> impl Iterator<Item = &ChapterLink> {
        self.chapters.iter().map(|(_, pages)| &pages.link)
    }

    /// A chapter's own link.
    pub(super) fn chapter(&self, chapter: Chapter) -> Option<&ChapterLink> {
        self.chapters.iter().find(|(known, _)| *known == chapter).map(|(_, pages)| &pages.link)
    }

    /// The list items of the pages near a page in its chapter, the page itself marked.
    pub(super) fn near(&self, chapter: Chapter, page: usize, up: &str) -> Near {
        let found = self.chapters.iter().find(|(known, _)| *known == chapter);
        let Some((run, &place)) = found.and_then(|(_, pages)| Some((pages.html.get(up)?, pages.places.get(&page)?)))
        else {
            return Near::default();
        };
        run.near(place)
    }
}

impl Run {
    fn of(up: &str, entries: &[Entry<'_>]) -> Run {
        let mut html = String::with_capacity(entries.len() * 96);
        let mut items = Vec::with_capacity(entries.len());
        for (_, inside, title, mark, lang) in entries {
            let begins = html.len();
            html.push_str("<li><a");
            if let Some(mark) = mark {
                html.push_str(" class=\"action-");
                html.push_str(mark);
                html.push('"');
            }
            html.push_str(" href=\"");
            html.push_str(up);
            html.push_str(inside);
            html.push('"');
            if let Some(lang) = lang {
                html.push_str(&format!(" lang=\"{lang}\""));
            }
            items.push(Item { begins, mark: html.len(), sign: *mark });
            html.push('>');
            if let Some(mark) = mark {
                html.push_str(SIGN);
                html.push_str(mark);
                html.push_str("\"/></svg>");
            }
            escape::text(title, &mut html);
            html.push_str("</a></li>\n");
        }
        Run { html, items }
    }

    fn near(&self, place: usize) -> Near {
        // The chapter's first page is its list; it stands at the top whatever is cut away.
        let (first, last) = if self.items.len() <= NEAR {
            (0, self.items.len())
        } else {
            let first = place.saturating_sub(NEAR / 2).min(self.items.len() - NEAR);
            (first, first + NEAR)
        };
        let start = |at: usize| self.items.get(at).map_or(self.html.len(), |item| item.begins);
        let mut near = String::with_capacity(start(last) - start(first) + 160);
        if first > 0 {
            near.push_str(&self.html[..start(1)]);
        }
        let mark = self.items[place].mark;
        near.push_str(&self.html[start(first)..mark]);
        near.push_str(" aria-current=\"page\"");
        near.push_str(&self.html[mark..start(last)]);
        let shown = self.items[first..last].iter().chain(self.items.first());
        Near { items: Html(near), signs: shown.filter_map(|item| item.sign).collect() }
    }
}

/// The language of a page's title, where it is not the reader's: of a document that nobody has translated.
fn other_language(edition: &Edition, subject: Subject) -> Option<&Language> {
    match subject {
        Subject::Document(at) => {
            let language = &edition.documents[at].language;
            (*language != edition.reader.language).then_some(language)
        }
        _ => None,
    }
}

/// What a page is called.
pub(super) fn title(edition: &Edition, subject: Subject, words: &Words) -> String {
    let word = |key| words.get("title", key).to_owned();
    match subject {
        Subject::Home => word("home"),
        Subject::Document(at) => edition.documents[at].common.title.value.clone(),
        Subject::List(kind) => words.of("kinds", kind).to_owned(),
        Subject::Roles => word("roles"),
        Subject::Role(at) => edition.roles[at].title.clone(),
        Subject::Contacts => word("contacts"),
        Subject::Places => word("places"),
        Subject::Hazards => word("hazards"),
        Subject::Drills => word("drills"),
        Subject::Glossary => word("glossary"),
        Subject::Changes => word("changes"),
        Subject::Verify => word("verify"),
        Subject::Coverage => word("coverage"),
        Subject::Checks => word("checks"),
        Subject::Languages => word("languages"),
        Subject::Index => word("index"),
        Subject::Pocket => word("pocket"),
        Subject::Offline => word("offline"),
        Subject::NotFound => word("not-found"),
    }
}

/// The words that lead to a page that lists others, among those on the ways into the handbook.
pub(super) fn door(subject: Subject) -> Option<&'static str> {
    match subject {
        Subject::List(kind) => Some(match kind {
            Kind::Procedure => "act",
            Kind::Annex => "plan",
            Kind::Practice => "repair",
            Kind::Assessment => "assess",
            Kind::Policy => "policies",
            Kind::Page => "pages",
        }),
        Subject::Roles => Some("roles"),
        Subject::Contacts => Some("contacts"),
        Subject::Places => Some("places"),
        Subject::Hazards => Some("hazards"),
        Subject::Drills => Some("drills"),
        Subject::Glossary => Some("glossary"),
        Subject::Changes => Some("changes"),
        Subject::Verify => Some("verify"),
        Subject::Coverage => Some("coverage"),
        Subject::Checks => Some("checks"),
        Subject::Languages => Some("languages"),
        Subject::Home
        | Subject::Document(_)
        | Subject::Role(_)
        | Subject::Index
        | Subject::Pocket
        | Subject::Offline
        | Subject::NotFound => None,
    }
}

/// The action that a page's entry is coloured by.
fn mark(edition: &Edition, subject: Subject) -> Option<&'static str> {
    match subject {
        Subject::Document(at) => match &edition.documents[at].content {
            Content::Procedure(procedure) => Some(procedure.action.name()),
            _ => None,
        },
        _ => None,
    }
}
