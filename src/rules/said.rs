//! Whether a text says anything, and what it says, as words alone. "To be determined" says nothing.

use crate::document::body::{Block, BlockKind, Part, Section};
use crate::document::{Document, Prose, plain, walk};

/// What people leave in a text that they mean to come back to.
const PLACEHOLDERS: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "todo",
    "to do",
    "tk",
    "xx",
    "xxx",
    "n/a",
    "to come",
    "coming soon",
    "to be added",
    "to be announced",
    "to be completed",
    "to be confirmed",
    "to be decided",
    "to be determined",
    "to be written",
    "fill in",
    "fill in here",
    "insert here",
    "insert text here",
];

/// Whether words say something.
pub(super) fn says(words: &str) -> bool {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    !words.is_empty() && !PLACEHOLDERS.contains(&words.as_str())
}

/// Whether a text of a register or an assessment says something.
pub(super) fn is_said(prose: &Prose) -> bool {
    says(&prose.plain())
}

/// Whether a section says something, by itself or in the sections inside it.
pub(super) fn is_filled(section: &Section) -> bool {
    blocks_say(&section.blocks) || section.sections.iter().any(is_filled)
}

fn blocks_say(blocks: &[Block]) -> bool {
    let shown = |block: &Block| matches!(block.kind, BlockKind::Figure(_) | BlockKind::Code(_) | BlockKind::Html(_));
    let mut said = blocks.iter().any(shown);
    walk::inlines(blocks, &mut |inlines| said = said || says(&plain(inlines)));
    said
}

/// The runs of words in a section and those inside it: paragraphs, items, steps, cells.
pub(super) fn pieces(section: &Section) -> Vec<String> {
    let mut pieces = pieces_of(&section.blocks);
    pieces.extend(section.sections.iter().flat_map(self::pieces));
    pieces
}

fn pieces_of(blocks: &[Block]) -> Vec<String> {
    let mut pieces = Vec::new();
    walk::inlines(blocks, &mut |inlines| pieces.push(plain(inlines)));
    pieces
}

/// The sections of a document that are one part of it.
pub(super) fn parts(document: &Document, part: Part) -> Vec<&Section> {
    let mut found = Vec::new();
    walk::sections(&document.body, &mut |section, _| {
        if section.meaning.part == Some(part) {
            found.push(section);
        }
    });
    found
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed<T: AsRef<str>>(names: &[T], last: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [head @ .., end] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", head.join(", "), end.as_ref())
        }
    }
}
