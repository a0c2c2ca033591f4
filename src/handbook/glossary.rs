//! `glossary.toml`: one word for one thing.

use crate::document::{Prose, Reading};
use crate::fields::{Fields, Id, Language, Placed};
use crate::source::Span;

/// A term and what it means.
#[derive(Clone, Debug)]
pub struct Term {
    /// What it is called by.
    pub id: Placed<Id>,
    /// The word.
    pub term: String,
    /// What it means.
    pub meaning: Prose,
    /// Words that mean the same and should not be used.
    pub avoid: Vec<Placed<String>>,
    /// Words that people search for.
    pub aliases: Vec<Placed<String>>,
    /// The word in other languages.
    pub translations: Vec<(Language, String)>,
    /// Where it stands.
    pub span: Span,
}

/// Reads one term.
pub(super) fn read(reading: Reading<'_>, mut table: Fields<'_>) -> Term {
    let term = Term {
        id: table.required("id", "\"reunification\""),
        term: table.required::<String>("term", "\"Reunification\"").value,
        meaning: reading.required(&mut table, "meaning", "\"What it means, in one sentence.\""),
        avoid: table.list("avoid"),
        aliases: table.list("aliases"),
        translations: translations(&mut table),
        span: table.first_line(),
    };
    table.finish();
    term
}

fn translations(table: &mut Fields<'_>) -> Vec<(Language, String)> {
    let Some(mut translations) = table.table("translations") else { return Vec::new() };
    translations
        .entries::<String>()
        .into_iter()
        .filter_map(|(tag, word)| {
            let language = Language::parse(&tag.value);
            if language.is_none() {
                translations.report(
                    crate::diagnostic::Diagnostic::error(
                        crate::diagnostic::found::INVALID_VALUE,
                        tag.span,
                        format!("\"{}\" is not a language tag", tag.value),
                    )
                    .help("write two or three small letters: es = \"…\""),
                );
            }
            Some((language?, word.value))
        })
        .collect()
}
