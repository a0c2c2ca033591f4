//! Every page from A to Z, and every other word that people search for.

use serde::Serialize;

use super::letters::{Letter, letters};
use super::{action, document};
use crate::plan::Subject;
use crate::render::book::Book;
use crate::render::navigation;
use crate::render::spot::Spot;

/// A line of the index.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Line {
    title: String,
    href: String,
    action: Option<&'static str>,
    /// Its language, where it is another than the page's.
    lang: Option<String>,
}

pub(super) fn of(book: &Book<'_>, spot: &Spot) -> Vec<Letter<Line>> {
    let pages = book.plan.pages.iter().filter(|planned| planned.edition == book.number);
    let lines = pages.filter_map(|planned| {
        if matches!(planned.subject, Subject::NotFound | Subject::Index | Subject::Home) {
            return None;
        }
        let title = navigation::title(book.edition, planned.subject, book.words);
        let href = format!("{}{}", spot.up, book.inside(planned.subject)?);
        let action = match planned.subject {
            Subject::Document(at) => action(&book.edition.documents[at]),
            _ => None,
        };
        let lang = match planned.subject {
            Subject::Document(at) => document::other(book, &book.edition.documents[at]),
            _ => None,
        };
        Some((title.clone(), Line { title, href, action, lang: lang.map(|language| language.as_str().to_owned()) }))
    });
    letters(lines.collect(), &book.edition.reader.language)
}
