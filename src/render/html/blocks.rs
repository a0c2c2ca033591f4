//! Blocks: paragraphs, lists, tables, notes, pictures.

use super::{Writer, raw};
use crate::document::body::{Alert, Align, Behind, Block, BlockKind, Cell, Definition, Item, Table};
use crate::fields::Named as _;

impl<'s> Writer<'s> {
    /// Some blocks, one after another.
    pub(super) fn blocks(&mut self, blocks: &'s [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'s Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                self.push("<p>");
                self.inlines(inlines);
                self.push("</p>\n");
            }
            // A heading in a quote or a list opens no section, so it takes no place among the page's headings.
            BlockKind::Heading(_, inlines) => {
                self.push("<p><strong>");
                self.inlines(inlines);
                self.push("</strong></p>\n");
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Steps { start, steps } => self.steps(*start, steps),
            BlockKind::Quote(inner) => {
                self.push("<blockquote>\n");
                self.blocks(inner);
                self.push("</blockquote>\n");
            }
            BlockKind::Alert(alert, inner) => self.alert(*alert, inner),
            BlockKind::Code(code) => {
                self.push("<pre tabindex=\"0\"><code>");
                self.text(code);
                self.push("</code></pre>\n");
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            // Notes are written at the foot of the page.
            BlockKind::Footnote(..) => {}
            BlockKind::Figure(image) => {
                self.push("<figure>");
                self.image(image);
                self.push("</figure>\n");
            }
            BlockKind::Rule => self.push("<hr>\n"),
            BlockKind::Html(html) if self.book.edition.masthead.raw_html => {
                let clean = raw::block(html);
                self.push(&clean);
                self.push("\n");
            }
            BlockKind::Behind(behind) => self.behind(behind),
            BlockKind::Html(html) => {
                self.push("<p>");
                self.text(html.trim_end());
                self.push("</p>\n");
            }
        }
    }

    /// Words that say that the original is newer, and what it says now or the way to it.
    pub(super) fn behind(&mut self, behind: &'s Behind) {
        let words = self.book.words;
        let name = words.find("languages", behind.language.as_str()).unwrap_or(behind.language.as_str());
        self.push("<div class=\"behind\" role=\"note\"><p class=\"behind-title\">");
        if behind.now.is_empty() {
            self.text(&words.fill("translation", "behind", &[("language", name)]));
            if let Some(href) = self.original(behind) {
                self.push(" <a");
                self.attribute("href", &href);
                self.attribute("hreflang", behind.language.as_str());
                self.push(">");
                self.text(words.get("translation", "read"));
                self.push("</a>");
            }
            self.push("</p></div>\n");
            return;
        }
        self.text(&words.fill("translation", "now", &[("language", name)]));
        self.push("</p>\n<div");
        self.attribute("lang", behind.language.as_str());
        self.attribute("dir", behind.language.direction());
        self.push(">\n");
        let steps = std::mem::replace(&mut self.beside, true);
        self.blocks(&behind.now);
        self.beside = steps;
        self.push("</div></div>\n");
    }

    /// The way to a section of the original.
    fn original(&self, behind: &Behind) -> Option<String> {
        let document = self.document.filter(|_| !self.alone)?;
        let mut href = self.book.elsewhere(self.spot, document.id.as_str(), &behind.language)?;
        if let Some(section) = &behind.section {
            href.push_str(&super::inlines::fragment(section.as_str()));
        }
        Some(href)
    }

    fn list(&mut self, start: Option<u64>, items: &'s [Item]) {
        let tasks = items.iter().any(|item| item.task.is_some());
        match start {
            Some(1) => self.push("<ol"),
            Some(first) => {
                self.push("<ol start=\"");
                self.number(first);
                self.push("\"");
            }
            None => self.push("<ul"),
        }
        self.push(if tasks { " class=\"ticks\">\n" } else { ">\n" });
        for item in items {
            match item.task {
                Some(done) => self.task(done, item),
                None => {
                    self.push("<li>");
                    self.tight(&item.blocks);
                    self.push("</li>\n");
                }
            }
        }
        self.push(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// A task: a box that can be ticked, here and on paper. Nothing is sent or kept.
    fn task(&mut self, done: bool, item: &'s Item) {
        self.push("<li class=\"tick\"><input type=\"checkbox\"");
        if done {
            self.push(" checked");
        }
        let words = self.book.words.get("document", "done").to_owned();
        self.attribute("aria-label", &words);
        self.push("><div>");
        self.tight(&item.blocks);
        self.push("</div></li>\n");
    }

    /// An item's blocks; a paragraph that stands alone or before a list needs no tags.
    pub(super) fn tight(&mut self, blocks: &'s [Block]) {
        let lone = |rest: &[Block]| rest.iter().all(|block| matches!(block.kind, BlockKind::List { .. }));
        match blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(inlines), .. }, rest)) if lone(rest) => {
                self.inlines(inlines);
                if !rest.is_empty() {
                    self.push("\n");
                }
                self.blocks(rest);
            }
            _ => self.blocks(blocks),
        }
    }

    fn alert(&mut self, alert: Alert, inner: &'s [Block]) {
        let words = self.book.words;
        self.push("<div role=\"note\" class=\"note note-");
        self.push(alert.name());
        self.push("\">\n<p class=\"note-title\">");
        self.text(words.of("alert", alert));
        self.push("</p>\n");
        self.blocks(inner);
        self.push("</div>\n");
    }

    fn table(&mut self, table: &'s Table) {
        let words = self.book.words;
        self.push("<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
        self.attribute("aria-label", words.get("document", "table"));
        self.push(">\n<table>\n<thead>\n<tr>");
        for (cell, align) in table.head.iter().zip(&table.columns) {
            // An empty head names nothing, so it heads nothing.
            self.cell(if cell.inlines.is_empty() { "td" } else { "th scope=\"col\"" }, cell, *align);
        }
        self.push("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.push("<tr>");
            for (cell, align) in row.iter().zip(&table.columns) {
                self.cell("td", cell, *align);
            }
            self.push("</tr>\n");
        }
        self.push("</tbody>\n</table>\n</div>\n");
    }

    fn cell(&mut self, tag: &str, cell: &'s Cell, align: Align) {
        self.push("<");
        self.push(tag);
        match align {
            Align::Start => {}
            Align::Center => self.push(" class=\"center\""),
            Align::End => self.push(" class=\"right\""),
        }
        self.push(">");
        self.inlines(&cell.inlines);
        self.push(if tag.starts_with("th") { "</th>" } else { "</td>" });
    }

    fn definitions(&mut self, definitions: &'s [Definition]) {
        self.push("<dl>\n");
        for definition in definitions {
            for term in &definition.terms {
                self.push("<dt>");
                self.inlines(term);
                self.push("</dt>\n");
            }
            for detail in &definition.details {
                self.push("<dd>");
                self.tight(detail);
                self.push("</dd>\n");
            }
        }
        self.push("</dl>\n");
    }
}
