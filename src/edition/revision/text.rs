//! A text as it is seen: its words, who acts and by when, and every name as this reader knows it.

use super::Seen;
use crate::document::body::{
    Behind, Block, BlockKind, Body, Cell, Decision, Definition, Image, Inline, Item, Link, Meaning, Reference, Section,
    Step, Table, Target,
};
use crate::edition::Resolved;
use crate::fields::Named;

impl Seen<'_> {
    pub(super) fn body(&mut self, body: &Body) {
        self.blocks(&body.opening);
        body.sections.iter().for_each(|section| self.section(section));
    }

    pub(super) fn section(&mut self, section: &Section) {
        let Section { id: _, level, title, span: _, meaning, typed: _, blocks, sections } = section;
        let Meaning { phase, settings, part, audience, elements: _, language, locked: _, required_local: _ } = meaning;
        self.mark(&format!("heading {level}"));
        self.inlines(title);
        self.some("phase", phase.map(Named::name));
        settings.iter().for_each(|setting| self.mark(setting.name()));
        self.some("part", part.map(Named::name));
        self.some("audience", audience.as_ref().map(|audience| audience.as_str()));
        self.some("language", language.as_ref().map(|language| language.as_str()));
        self.blocks(blocks);
        sections.iter().for_each(|section| self.section(section));
        self.mark("end");
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(words) => {
                self.mark("p");
                self.inlines(words);
            }
            BlockKind::Heading(level, words) => {
                self.mark(&format!("h{level}"));
                self.inlines(words);
            }
            BlockKind::List { start, items } => {
                self.mark(&start.map_or("points".to_owned(), |start| format!("numbers from {start}")));
                for Item { task, blocks } in items {
                    self.mark(match task {
                        None => "item",
                        Some(true) => "done",
                        Some(false) => "to do",
                    });
                    self.blocks(blocks);
                }
                self.mark("end");
            }
            BlockKind::Steps { start, steps } => {
                self.mark(&format!("steps from {start}"));
                steps.iter().for_each(|step| self.step(step));
                self.mark("end");
            }
            BlockKind::Quote(inner) => self.within("quote", inner),
            BlockKind::Alert(alert, inner) => self.within(alert.name(), inner),
            BlockKind::Footnote(_, inner) => self.within("note", inner),
            BlockKind::Code(words) => self.field("code", words),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => {
                for Definition { terms, details } in definitions {
                    for term in terms {
                        self.mark("term");
                        self.inlines(term);
                    }
                    details.iter().for_each(|detail| self.within("detail", detail));
                }
            }
            BlockKind::Figure(image) => self.image(image),
            BlockKind::Rule => self.mark("line"),
            BlockKind::Html(html) => self.field("html", html),
            BlockKind::Behind(behind) => {
                let Behind { language, section: _, now } = &**behind;
                self.within(&format!("now in {language}"), now);
            }
        }
    }

    fn within(&mut self, name: &str, blocks: &[Block]) {
        self.mark(name);
        self.blocks(blocks);
        self.mark("end");
    }

    fn table(&mut self, table: &Table) {
        let Table { columns, head, rows } = table;
        self.mark(&format!("table of {}", columns.len()));
        for Cell { span: _, inlines } in head.iter().chain(rows.iter().flatten()) {
            self.mark("cell");
            self.inlines(inlines);
        }
        self.mark("end");
    }

    pub(super) fn step(&mut self, step: &Step) {
        let Step { span: _, head: _, roles, within, place, action, details, decisions } = step;
        self.mark("step");
        roles.iter().for_each(|role| self.role("who", role));
        self.some("within", within.as_ref().map(|within| within.value.to_string()));
        if let Some(place) = place {
            self.mark("at");
            self.reference(place);
        }
        self.mark("do");
        self.inlines(action);
        self.blocks(details);
        for Decision { span: _, condition, blocked: _, blocks } in decisions {
            self.mark("if");
            self.inlines(condition);
            self.blocks(blocks);
        }
        self.mark("end");
    }

    pub(super) fn inlines(&mut self, words: &[Inline]) {
        for inline in words {
            match inline {
                Inline::Text(words) | Inline::Code(words) => self.say(&words.value),
                // How loudly a word is said changes no sheet.
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner),
                Inline::Strike(inner) => {
                    self.mark("struck out");
                    self.inlines(inner);
                    self.mark("end");
                }
                Inline::Link(link) => {
                    let Link { span: _, target, label } = &**link;
                    self.inlines(label);
                    if let Target::Elsewhere(address) = target {
                        self.field("leads to", address);
                        self.mark("end");
                    }
                }
                Inline::Reference(reference) => self.reference(reference),
                Inline::Image(image) => self.image(image),
                Inline::FootnoteMark(_) => self.mark("note mark"),
                Inline::SoftBreak | Inline::HardBreak => self.say(" "),
                Inline::Html(html) => self.say(&html.value),
            }
        }
    }

    fn image(&mut self, image: &Image) {
        let Image { span: _, target, alt } = image;
        if let Target::File { path, .. } = target {
            self.mark(path);
        }
        self.field("picture", alt);
        self.mark("end");
    }

    /// A name as it stands on the page; a contact's number stands beside it.
    fn reference(&mut self, reference: &Reference) {
        let edition = self.edition;
        let resolved = edition.resolve(reference);
        match (&reference.label, resolved) {
            (Some(label), _) => self.inlines(label),
            (None, Resolved::Document(document)) => self.say(&document.common.title.value),
            (None, Resolved::Role(role)) => self.say(&role.title),
            (None, Resolved::Contact(contact)) => self.say(&contact.label),
            (None, Resolved::Place(place)) => self.say(&place.title),
            (None, Resolved::Term(term)) => self.say(&term.term),
            (None, Resolved::Value(words)) => self.say(words),
            (None, Resolved::Hazard(hazard)) => self.say(&hazard.title),
            (None, Resolved::HazardSummary(hazard)) => self.say(&hazard.title),
            (None, Resolved::Hidden) => {}
        }
        if let Resolved::Contact(contact) = resolved {
            self.some("number", contact.phone.as_ref().map(|phone| phone.value.to_string()));
            self.mark("end");
        }
    }
}
