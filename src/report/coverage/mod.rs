//! `Coverage` becomes a report: for a person at a terminal, for a program, or a page to hand on.

pub mod html;
pub mod human;
pub mod json;

use super::{Position, Positions};
use crate::coverage::Evidence;
use crate::diagnostic::Place;

/// What is said about gaps as a whole: how a text is made known to the report.
const HOW: &str = "A document says what it covers with `elements = [\"B2.3\"]` in its front matter, a section with \
    `{element=B2.3}` on its heading. What does not concern this handbook stands in handbook.toml as \
    `[[not_applicable]]` with its `element` and its `reason`.";

/// The position of evidence in its file, where it is more than the file as a whole.
fn position(evidence: &Evidence, positions: &mut Positions<'_>) -> Option<Position> {
    match &evidence.place {
        Place::Words(span) => Some(positions.find(span.source, span.start as usize)),
        Place::File(_) => None,
    }
}

/// What speaks against a piece of evidence, as a half sentence; nothing where it is sound.
fn weakness(evidence: &Evidence) -> Option<String> {
    let words: Vec<String> = evidence.weaknesses.iter().map(crate::coverage::Weakness::words).collect();
    (!words.is_empty()).then(|| words.join("; "))
}
