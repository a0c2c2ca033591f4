//! The glossary: one word for one thing.

use serde::Serialize;

use super::letters::{Letter, letters};
use crate::render::fragment::Html;
use crate::render::html::Writer;
use crate::words::Joint;

/// A term.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    id: String,
    term: String,
    meaning: Html,
    avoid: String,
    translations: Vec<Translated>,
}

/// A term in another language.
#[derive(Debug, Serialize)]
struct Translated {
    lang: String,
    dir: &'static str,
    term: String,
}

pub(super) fn of(writer: &mut Writer<'_>) -> Vec<Letter<Shown>> {
    let (language, words) = (&writer.book.edition.reader.language, writer.book.words);
    let terms = writer.book.edition.terms.iter().map(|term| {
        let translations = term.translations.iter().filter(|(known, _)| known != language).map(|(language, word)| {
            Translated { lang: language.as_str().to_owned(), dir: language.direction(), term: word.clone() }
        });
        let shown = Shown {
            id: term.id.value.to_string(),
            term: term.term.clone(),
            meaning: writer.phrase(&term.meaning),
            avoid: words.list(Joint::Or, term.avoid.iter().map(|word| word.value.as_str())),
            translations: translations.collect(),
        };
        (term.term.clone(), shown)
    });
    letters(terms.collect(), &writer.book.edition.reader.language)
}
