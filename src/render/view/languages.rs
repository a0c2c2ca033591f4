//! How far the handbook is translated: for each language, each document with what of it is done, old or missing.

use serde::Serialize;

use super::Link;
use crate::edition::Translated;
use crate::render::html::{Contents, Writer};

/// A language.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    id: String,
    title: String,
    lang: String,
    dir: &'static str,
    /// What it is called by those who speak it, where that is another word.
    name: Option<String>,
    /// How many documents are whole and current, of how many.
    current: String,
    of: String,
    documents: Vec<Row>,
}

/// A document in it.
#[derive(Debug, Serialize)]
struct Row {
    link: Link,
    /// The language of the title, where it is another than the page's.
    lang: Option<String>,
    /// `present`, `thin` or `missing`, as completeness has them.
    state: &'static str,
    word: String,
}

pub(super) fn of(writer: &mut Writer<'_>, contents: &mut Contents) -> Vec<Shown> {
    let (book, edition) = (writer.book, writer.book.edition);
    let languages = edition.languages.iter().skip(1).map(|language| {
        let all: Vec<&Translated> = edition.translated.iter().filter(|row| row.language == *language).collect();
        let tag = language.as_str();
        let title = book.words.find("languages", tag).or_else(|| book.theme.autonym(language)).unwrap_or(tag);
        let id = format!("language_{tag}");
        let autonym = book.theme.autonym(language).unwrap_or(tag);
        let name = (title.to_lowercase() != autonym.to_lowercase()).then(|| autonym.to_owned());
        contents.add(&id, if name.is_none() { autonym } else { title });
        Shown {
            id,
            title: if name.is_none() { autonym.to_owned() } else { title.to_owned() },
            lang: tag.to_owned(),
            dir: language.direction(),
            name,
            current: book.words.number(all.iter().filter(|row| row.current == row.of).count()),
            of: book.words.number(all.len()),
            documents: all.into_iter().filter_map(|translated| row(writer, translated)).collect(),
        }
    });
    languages.collect()
}

fn row(writer: &Writer<'_>, translated: &Translated) -> Option<Row> {
    let book = writer.book;
    let document = book.edition.document(translated.id.as_str())?;
    let (state, key) = match translated {
        Translated { current: 0, behind: 0, .. } => ("missing", "missing"),
        Translated { current, of, .. } if current == of => ("present", "current"),
        Translated { behind: 0, .. } => ("thin", "part"),
        _ => ("thin", "old"),
    };
    let counts = [translated.current, translated.of, translated.behind].map(|count| book.words.number(count));
    let gaps = [("current", counts[0].as_str()), ("of", &counts[1]), ("behind", &counts[2])];
    Some(Row {
        link: Link { title: document.common.title.value.clone(), href: writer.document_link(document, None) },
        lang: super::document::other(book, document).map(|language| language.as_str().to_owned()),
        state,
        word: book.words.fill("translation", key, &gaps),
    })
}
