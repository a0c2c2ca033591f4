//! An annex: its text, what it relies on, and the risks that it answers.

use serde::Serialize;

use super::document::{self, Shown};
use super::procedure::hazard_link;
use super::{Entry, Joined, Link, entries, joined_links};
use crate::document::{Annex, Document};
use crate::fields::Named as _;
use crate::render::html::{Contents, Writer};
use crate::words::Joint;

/// An annex's own parts.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Parts {
    kind: &'static str,
    kind_word: String,
    function: Option<String>,
    uses: Vec<Entry>,
    hazards: Vec<Joined<Link>>,
}

pub(super) fn of<'s>(
    writer: &mut Writer<'s>,
    document: &'s Document,
    annex: &'s Annex,
    contents: &mut Contents,
) -> (Shown, Parts) {
    let words = writer.book.words;
    let shown = document::whole(writer, document, contents);
    let uses = entries(writer, annex.uses.iter().map(|id| id.as_str()));
    if !uses.is_empty() {
        contents.add("uses_", words.get("annex", "uses"));
    }
    let parts = Parts {
        kind: annex.kind.name(),
        kind_word: words.of("annex-type", annex.kind).to_owned(),
        function: annex.function.as_ref().map(|function| words.of("function", function.value).to_owned()),
        uses,
        hazards: joined_links(
            words,
            Joint::And,
            annex.hazards.iter().filter_map(|id| hazard_link(writer, id.as_str())),
        ),
    };
    (shown, parts)
}
