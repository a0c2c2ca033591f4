//! A document's tree into HTML. One walk, one string; nothing is parsed again.

mod blocks;
mod brief;
mod footnotes;
mod inlines;
mod raw;
mod references;
mod sections;
mod steps;

use std::sync::Arc;

use super::book::Book;
use super::escape;
use super::fragment::Html;
use super::spot::Spot;
use crate::document::body::{Block, BlockKind, Step};
use crate::document::{Document, Prose};
use footnotes::Footnotes;

pub(super) use sections::Contents;

/// Writes the parts of one page.
pub(super) struct Writer<'s> {
    /// The edition that the page belongs to.
    pub(super) book: &'s Book<'s>,
    /// Where the page stands.
    pub(super) spot: &'s Spot,
    /// The document that the page shows, if it shows one: links within it lead to its own sections.
    document: Option<&'s Arc<Document>>,
    footnotes: Footnotes<'s>,
    /// The role whose page it is.
    me: Option<&'s str>,
    /// Whether the page is to be read without any other file: nothing in it leads to one.
    alone: bool,
    /// Whether what is written stands beside a step, and is none that could be ticked.
    beside: bool,
    out: String,
}

impl<'s> Writer<'s> {
    /// A writer for a page.
    pub(super) fn new(book: &'s Book<'s>, spot: &'s Spot, document: Option<&'s Arc<Document>>) -> Writer<'s> {
        let footnotes = document.map(|document| Footnotes::of(&document.body)).unwrap_or_default();
        Writer { book, spot, document, footnotes, me: None, alone: false, beside: false, out: String::new() }
    }

    /// The same writer for the page of a role, whose name stands out in every step.
    pub(super) fn for_role(mut self, role: &'s str) -> Writer<'s> {
        self.me = Some(role);
        self
    }

    /// The same writer for a page that is to be read without any other file: names are words there, not links.
    pub(super) fn alone(mut self) -> Writer<'s> {
        self.alone = true;
        self
    }

    /// Words of a short text, without a paragraph around them: they may stand in a cell, a heading or a list.
    pub(super) fn phrase(&mut self, prose: &'s Prose) -> Html {
        match prose.inlines() {
            Some(inlines) => self.inlines(inlines),
            None => self.several(&prose.blocks),
        }
        self.take()
    }

    /// Words of a short text that stand in a link, and so hold none.
    pub(super) fn gist(&mut self, prose: &'s Prose) -> Html {
        match prose.inlines() {
            Some(inlines) => self.label(inlines),
            None => self.text(&prose.plain()),
        }
        self.take()
    }

    /// Each of some short texts as words.
    pub(super) fn phrases(&mut self, proses: &'s [Prose]) -> Vec<Html> {
        proses.iter().map(|prose| self.phrase(prose)).collect()
    }

    /// Steps as a list.
    pub(super) fn step_list(&mut self, steps: impl IntoIterator<Item = &'s Step>) -> Html {
        self.steps(1, steps);
        self.take()
    }

    /// A step's time limit.
    pub(super) fn time_limit(&mut self, step: &'s Step) -> Option<Html> {
        self.limit(step.within.as_ref()?.value);
        Some(self.take())
    }

    /// What a step says to do, without who and when.
    pub(super) fn action(&mut self, step: &'s Step) -> Html {
        self.inlines(&step.action);
        self.take()
    }

    /// What was written since the last time.
    fn take(&mut self) -> Html {
        Html(std::mem::take(&mut self.out))
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, words: &str) {
        escape::text(words, &mut self.out);
    }

    /// An attribute with its value.
    fn attribute(&mut self, name: &str, value: &str) {
        self.push(" ");
        self.push(name);
        self.push("=\"");
        self.text(value);
        self.push("\"");
    }

    fn number(&mut self, number: u64) {
        self.push(&number.to_string());
    }

    /// Several paragraphs where only words may stand: line by line; of anything else the words alone.
    fn several(&mut self, blocks: &'s [Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.push("<br>");
            }
            match &block.kind {
                BlockKind::Paragraph(inlines) => self.inlines(inlines),
                _ => {
                    let prose = Prose { blocks: vec![block.clone()], span: block.span };
                    self.text(&prose.plain());
                }
            }
        }
    }
}
