//! What a device is told when somebody puts the handbook on its home screen: `manifest.webmanifest`, one for each edition,
//! so that it opens on the reader's own school. Every address in it is relative to its own.

use serde::Serialize;

use super::book::Book;
use super::theme::Theme;
use crate::artifact::Shelf;
use crate::document::{Content, Document, Kind};
use crate::fields::{Language, Named as _};
use crate::plan::{Subject, UrlPath};

/// The web application manifest (W3C).
#[derive(Debug, Serialize)]
struct Manifest<'m> {
    name: String,
    short_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'m str>,
    lang: &'m str,
    dir: &'static str,
    start_url: String,
    scope: String,
    display: &'static str,
    theme_color: String,
    background_color: &'static str,
    icons: Vec<Icon>,
    shortcuts: Vec<Shortcut<'m>>,
}

#[derive(Debug, Serialize)]
struct Icon {
    src: String,
    sizes: &'static str,
    #[serde(rename = "type")]
    media_type: &'static str,
    purpose: &'static str,
}

/// What a long press on the icon offers.
#[derive(Debug, Serialize)]
struct Shortcut<'m> {
    name: &'m str,
    url: String,
}

/// What the screen shows before the first page: `--page` in tokens.css.
const PAPER: &str = "#ffffff";

/// How many letters fit below an icon.
const SHORT: usize = 12;

/// The most shortcuts that systems show.
const SHORTCUTS: usize = 4;

/// The file's name, in an edition's folder.
pub(super) const FILE: &str = "manifest.webmanifest";

/// Writes an edition's manifest.
pub(super) fn manifest(book: &Book<'_>, shelf: &dyn Shelf) {
    let edition = book.edition;
    let masthead = &edition.masthead;
    let here = UrlPath::new(format!("{}{FILE}", book.plan.root(book.number)));
    let there = |path: &str| UrlPath::new(path).from(&here);
    let name = match &edition.school {
        Some(school) => format!("{}: {}", school.short, masthead.title),
        None => masthead.title.clone(),
    };
    let short = edition.school.as_ref().map(|school| school.short.as_str());
    let language = &edition.reader.language;
    let top = there("index.html");
    let manifest = Manifest {
        name,
        short_name: short.unwrap_or_else(|| shortened(&masthead.title)).to_owned(),
        description: masthead.summary.as_deref(),
        lang: language.as_str(),
        dir: language.direction(),
        start_url: book.inside(Subject::Home).unwrap_or_default(),
        scope: format!("./{}", top.trim_end_matches("index.html")),
        display: "standalone",
        theme_color: book.theme_colour(),
        background_color: PAPER,
        icons: icons(book.theme, there),
        shortcuts: shortcuts(book),
    };
    let json = serde_json::to_vec_pretty(&manifest).expect("text always has a JSON form");
    shelf.put(here.as_str(), &json);
}

/// Writes the manifest of a locked handbook, which says no more than its door does.
pub(super) fn door(theme: &Theme, title: &str, language: &Language, shelf: &dyn Shelf) {
    let manifest = Manifest {
        name: title.to_owned(),
        short_name: shortened(title).to_owned(),
        description: None,
        lang: language.as_str(),
        dir: if language.is_right_to_left() { "rtl" } else { "ltr" },
        start_url: "index.html".to_owned(),
        scope: "./".to_owned(),
        display: "standalone",
        theme_color: PAPER.to_owned(),
        background_color: PAPER,
        icons: icons(theme, str::to_owned),
        shortcuts: Vec::new(),
    };
    let json = serde_json::to_vec_pretty(&manifest).expect("text always has a JSON form");
    shelf.put(FILE, &json);
}

fn icons(theme: &Theme, there: impl Fn(&str) -> String) -> Vec<Icon> {
    let published = &theme.assets.paths;
    let mut icons = Vec::new();
    if let Some(path) = published.get("icon.svg") {
        icons.push(Icon { src: there(path), sizes: "any", media_type: "image/svg+xml", purpose: "any" });
    }
    // Its picture fills the square, so it may be cut to any shape.
    if let Some(path) = published.get("icon.png") {
        for purpose in ["any", "maskable"] {
            icons.push(Icon { src: there(path), sizes: "512x512", media_type: "image/png", purpose });
        }
    }
    icons
}

/// The first procedure of each action, as on the home page.
fn shortcuts<'m>(book: &Book<'m>) -> Vec<Shortcut<'m>> {
    let mut seen = Vec::new();
    let is_first = |document: &&Document| match &document.content {
        Content::Procedure(procedure) if procedure.action.name() != "other" => {
            let fresh = !seen.contains(&procedure.action);
            seen.push(procedure.action);
            fresh
        }
        _ => false,
    };
    let main = book.edition.of_kind(Kind::Procedure).map(AsRef::as_ref).filter(is_first).take(SHORTCUTS);
    main.filter_map(|document| {
        let at = book.document_position(document.id.as_str())?;
        Some(Shortcut { name: &document.common.title.value, url: book.document_address(at).to_owned() })
    })
    .collect()
}

/// As many whole words as fit, and the first one in any case.
fn shortened(title: &str) -> &str {
    let ends = title.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([title.len()]);
    let mut fits = ends.take_while(|end| title[..*end].chars().count() <= SHORT);
    let first = title.split_whitespace().next().unwrap_or(title);
    fits.by_ref().last().map_or(first, |end| &title[..end])
}
