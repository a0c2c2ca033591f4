//! Footnotes: numbered as they are first marked, written at the foot, with the way back to each mark.
//!
//! Their anchors have an underscore, which no section's id can have.

use std::collections::BTreeMap;

use super::Writer;
use crate::document::body::{Block, BlockKind, Body, Section};

/// A document's notes.
#[derive(Default)]
pub(super) struct Footnotes<'s> {
    notes: BTreeMap<&'s str, &'s [Block]>,
    /// The labels in the order of their first mark, with how often each was marked.
    marked: Vec<(&'s str, u32)>,
}

impl<'s> Footnotes<'s> {
    /// Finds every note of a text: the mark may stand before it, and in another section.
    pub(super) fn of(body: &'s Body) -> Footnotes<'s> {
        fn blocks<'s>(list: &'s [Block], notes: &mut BTreeMap<&'s str, &'s [Block]>) {
            for block in list {
                match &block.kind {
                    BlockKind::Footnote(label, inner) => {
                        notes.insert(label, inner);
                    }
                    BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => blocks(inner, notes),
                    BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, notes)),
                    _ => {}
                }
            }
        }
        fn sections<'s>(list: &'s [Section], notes: &mut BTreeMap<&'s str, &'s [Block]>) {
            for section in list {
                blocks(&section.blocks, notes);
                sections(&section.sections, notes);
            }
        }
        let mut notes = BTreeMap::new();
        blocks(&body.opening, &mut notes);
        sections(&body.sections, &mut notes);
        Footnotes { notes, marked: Vec::new() }
    }
}

impl<'s> Writer<'s> {
    /// A mark. One whose note the reader does not see leaves nothing.
    pub(super) fn footnote_mark(&mut self, label: &'s str) {
        if !self.footnotes.notes.contains_key(label) {
            return;
        }
        let marked = &mut self.footnotes.marked;
        let at = marked.iter().position(|(known, _)| *known == label).unwrap_or_else(|| {
            marked.push((label, 0));
            marked.len() - 1
        });
        marked[at].1 += 1;
        let (number, time) = (at + 1, marked[at].1);
        let words = self.book.words.fill("document", "footnote", &[("number", &number.to_string())]);
        self.push(&format!("<sup id=\"mark_{number}_{time}\"><a href=\"#note_{number}\""));
        self.attribute("aria-label", &words);
        self.push(&format!(">{number}</a></sup>"));
    }

    /// The notes that were marked, as a section; nothing where there are none.
    pub(super) fn footnotes(&mut self) {
        if self.footnotes.marked.is_empty() {
            return;
        }
        let title = self.book.words.get("document", "footnotes").to_owned();
        self.push("<section class=\"section footnotes\">\n<h2>");
        self.text(&title);
        self.push("</h2>\n<ol>\n");
        let mut at = 0;
        // A note may mark further notes, which then follow.
        while let Some(&(label, _)) = self.footnotes.marked.get(at) {
            let number = at + 1;
            self.push(&format!("<li id=\"note_{number}\">"));
            let blocks = self.footnotes.notes.get(label).copied().unwrap_or_default();
            self.blocks(blocks);
            let times = self.footnotes.marked[at].1;
            self.push("<p>");
            for time in 1..=times {
                let words = self.book.words.fill("document", "back", &[("number", &number.to_string())]);
                self.push(&format!("<a href=\"#mark_{number}_{time}\""));
                self.attribute("aria-label", &words);
                self.push(">↩</a> ");
            }
            self.push("</p></li>\n");
            at += 1;
        }
        self.push("</ol>\n</section>\n");
    }
}
