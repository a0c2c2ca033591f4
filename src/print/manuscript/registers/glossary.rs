//! The glossary as it is printed.

use serde::Serialize;

use super::super::scribe::{Scribe, labelled};
use super::super::text::Run;
use crate::words::{Joint, Words};

/// One word for one thing.
#[derive(Debug, Serialize)]
pub(in crate::print::manuscript) struct Glossary {
    terms: Vec<Term>,
}

#[derive(Debug, Serialize)]
struct Term {
    label: String,
    term: String,
    meaning: Vec<Run>,
    avoid: String,
}

impl Glossary {
    pub(in crate::print::manuscript) fn of(scribe: &mut Scribe<'_>) -> Glossary {
        let mut terms: Vec<_> = scribe.edition.terms.iter().collect();
        terms.sort_by_key(|term| term.term.to_lowercase());
        let terms = terms.into_iter().map(|term| Term {
            label: labelled("term", term.id.as_str()),
            term: term.term.clone(),
            meaning: scribe.phrase(&term.meaning),
            avoid: quoted(scribe.words, term.avoid.iter().map(|word| word.value.as_str()).collect()),
        });
        Glossary { terms: terms.collect() }
    }
}

/// Words as a list, each between quotation marks.
fn quoted(words: &Words, names: Vec<&str>) -> String {
    let behind = words.behind(Joint::Or, &names);
    names.into_iter().zip(behind).map(|(name, behind)| format!("“{name}”{behind}")).collect()
}
