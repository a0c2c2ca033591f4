//! Blocks into words, as this reader sees them: a reference is what it shows, and nothing where it is hidden.

use std::ops::Range;

use crate::document::Prose;
use crate::document::body::{Block, BlockKind, Inline, Reference, Step};
use crate::edition::{Edition, Resolved};

/// Writes the words of one passage.
pub(super) struct Writer<'e> {
    edition: &'e Edition,
    bends: bool,
    text: String,
    steps: Vec<Range<usize>>,
}

impl<'e> Writer<'e> {
    /// A writer for a reader's copy.
    pub(super) fn new(edition: &'e Edition) -> Writer<'e> {
        let bends = matches!(edition.reader.language.primary(), "en" | "es");
        Writer { edition, bends, text: String::new(), steps: Vec::new() }
    }

    /// The words so far and which of them are steps; the writer begins anew.
    pub(super) fn take(&mut self) -> (String, Vec<Range<usize>>) {
        // A copy has room for its own length only; the writer's room has grown by doubling, and is used again.
        let taken = (self.text.clone(), self.steps.clone());
        self.text.clear();
        self.steps.clear();
        taken
    }

    /// Words that stand on their own.
    pub(super) fn words(&mut self, words: &str) {
        self.gap();
        self.text.push_str(words);
    }

    /// What follows belongs to what stands there.
    pub(super) fn colon(&mut self) {
        self.text.push(':');
    }

    /// A short text.
    pub(super) fn prose(&mut self, prose: &Prose) {
        self.blocks(&prose.blocks);
    }

    /// Some blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(words) | BlockKind::Heading(_, words) => self.line(words),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Steps { steps, .. } => steps.iter().for_each(|step| self.step(step)),
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => {
                    self.blocks(inner);
                }
                BlockKind::Code(code) => self.words(code),
                BlockKind::Table(table) => {
                    for row in std::iter::once(&table.head).chain(&table.rows) {
                        row.iter().for_each(|cell| self.line(&cell.inlines));
                    }
                }
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        definition.terms.iter().for_each(|term| self.line(term));
                        definition.details.iter().for_each(|detail| self.blocks(detail));
                    }
                }
                BlockKind::Figure(image) => self.words(&image.alt),
                // What a translation has not caught up with is found in its own language.
                BlockKind::Rule | BlockKind::Html(_) | BlockKind::Behind(_) => {}
            }
        }
    }

    /// A step: who acts, where, what to do, and where it branches.
    pub(super) fn step(&mut self, step: &Step) {
        self.gap();
        let start = self.text.len();
        let roles = step.roles.iter().filter_map(|id| self.edition.role(id.as_str()));
        let roles: Vec<&str> = roles.map(|role| role.title.as_str()).collect();
        self.text.push_str(&roles.join(", "));
        if let Some(place) = &step.place {
            self.gap();
            self.reference(place);
        }
        if self.text.len() > start {
            self.text.push(':');
        }
        self.line(&step.action);
        self.blocks(&step.details);
        for decision in &step.decisions {
            self.line(&decision.condition);
            self.text.push(':');
            self.blocks(&decision.blocks);
        }
        self.steps.push(start..self.text.len());
    }

    /// A run of words on a line of its own.
    pub(super) fn line(&mut self, inlines: &[Inline]) {
        self.gap();
        self.inlines(inlines);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.text.push_str(&text.value),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => self.inlines(inner),
                Inline::Link(link) => self.inlines(&link.label),
                Inline::Reference(reference) => self.reference(reference),
                Inline::Image(image) => self.text.push_str(&image.alt),
                Inline::SoftBreak | Inline::HardBreak => self.text.push(' '),
                Inline::FootnoteMark(_) | Inline::Html(_) => {}
            }
        }
    }

    fn reference(&mut self, reference: &Reference) {
        if let Some(label) = &reference.label {
            self.inlines(label);
            return;
        }
        let edition = self.edition;
        match edition.resolve(reference) {
            Resolved::Document(document) => self.text.push_str(&document.common.title.value),
            Resolved::Role(role) => self.common_noun(&role.title),
            Resolved::Contact(contact) => {
                self.text.push_str(&contact.label);
                if let Some(phone) = &contact.phone {
                    self.text.push(' ');
                    self.text.push_str(&phone.value.to_string());
                }
            }
            Resolved::Place(place) => self.text.push_str(&place.title),
            Resolved::Term(term) => self.common_noun(&term.term),
            Resolved::Value(words) => self.text.push_str(words),
            Resolved::Hazard(hazard) => self.text.push_str(&hazard.title),
            Resolved::HazardSummary(hazard) => self.text.push_str(&hazard.title),
            Resolved::Hidden => {}
        }
    }

    /// A role or a term, which in an English or Spanish sentence begins with a small letter, as on the page.
    fn common_noun(&mut self, words: &str) {
        let mut letters = words.chars();
        let first = letters.next().unwrap_or(' ');
        let goes_on =
            self.text.trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '(' | ')' | '’'));
        if self.bends && goes_on && !letters.as_str().chars().any(char::is_uppercase) {
            self.text.extend(first.to_lowercase());
            self.text.push_str(letters.as_str());
        } else {
            self.text.push_str(words);
        }
    }

    /// Between two lines: after words without an end of their own, a mark that they are two.
    fn gap(&mut self) {
        if self.text.ends_with(char::is_alphanumeric) {
            self.text.push_str(" · ");
        } else if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }
}
