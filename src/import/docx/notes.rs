//! Footnotes and endnotes become notes of the page that has their mark: there are no sheets whose foot they could stand at.

use roxmltree::Document;

use super::Reader;
use super::tree::{attribute, is};

/// Where a word processor puts notes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Note {
    /// At the foot of a sheet.
    Foot,
    /// At the end.
    End,
}

impl Note {
    /// The mark of a note by its number there: both kinds count from one.
    pub(super) fn mark(self, id: &str) -> String {
        match self {
            Note::Foot => id.to_owned(),
            Note::End => format!("end-{id}"),
        }
    }
}

impl Reader<'_> {
    /// Reads the notes of a part.
    pub(super) fn notes(&mut self, tree: &Document<'_>, kind: Note) {
        let name = if kind == Note::Foot { "footnote" } else { "endnote" };
        for note in tree.root_element().children().filter(|node| is(*node, name)) {
            let Some(id) = attribute(note, "id") else { continue };
            // The lines that separate notes from the text are notes, too.
            if attribute(note, "type").is_some() {
                continue;
            }
            let words: Vec<String> = note
                .children()
                .filter(|node| is(*node, "p"))
                .map(|node| self.words(node, 0).markdown.trim().to_owned())
                .filter(|words| !words.is_empty())
                .collect();
            self.flow.notes.insert(kind.mark(id), words.join(" "));
        }
    }
}
