//! What a reader sees of a document into its revision: one code, the same words.
//!
//! What is hashed is the text with every name resolved as this reader sees it (a school's place, a number to call), who
//! acts and by when, and what the kind adds. The file's own bytes, the way Markdown was typed, the look of the page and the
//! document's control data (owner, reviews, status, its place in lists) are not in it: a sheet is replaced when what it says
//! has changed, and only then.

mod kinds;
mod lists;
mod text;

use std::collections::BTreeMap;

use super::Edition;
use crate::document::{Content, Document, Prose};
use crate::fields::{Id, Named, Placed, Revision};

/// The way of hashing. Codes of two ways cannot be compared; a release says which one its codes are of.
pub const FORM: u32 = 1;

impl Edition {
    /// The revision of a document as this reader sees it.
    #[must_use]
    pub fn revision(&self, document: &Document) -> Revision {
        let mut seen = Seen::new(self);
        seen.document(document);
        seen.end()
    }

    /// The revision of what stands before a document's first heading, with its front matter; and those of its outermost
    /// sections, by id.
    #[must_use]
    pub fn section_revisions(&self, document: &Document) -> (Revision, BTreeMap<Id, Revision>) {
        let mut front = Seen::new(self);
        front.front(document);
        front.blocks(&document.body.opening);
        let sections = document.body.sections.iter().map(|section| {
            let mut seen = Seen::new(self);
            seen.section(section);
            (section.id.clone(), seen.end())
        });
        (front.end(), sections.collect())
    }
}

/// What has been seen so far. Words gather until something other than words comes, so that it does not matter into how
/// many pieces a parser cut them.
struct Seen<'e> {
    edition: &'e Edition,
    bytes: Vec<u8>,
    words: String,
}

impl<'e> Seen<'e> {
    fn new(edition: &'e Edition) -> Seen<'e> {
        let mut seen = Seen { edition, bytes: Vec::with_capacity(8 * 1024), words: String::new() };
        seen.mark(&format!("form {FORM}"));
        seen
    }

    fn end(mut self) -> Revision {
        self.flush();
        Revision::of(&blake3::hash(&self.bytes))
    }

    /// Something that is no text. Its length goes before it, so that no two sequences are one.
    fn mark(&mut self, what: &str) {
        self.flush();
        self.piece(b'#', what);
    }

    fn say(&mut self, words: &str) {
        self.words.push_str(words);
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let words = words.trim();
        if !words.is_empty() {
            self.piece(b'"', words);
        }
    }

    fn piece(&mut self, kind: u8, words: &str) {
        self.bytes.push(kind);
        self.bytes.extend((words.len() as u64).to_le_bytes());
        self.bytes.extend(words.as_bytes());
    }

    fn field(&mut self, name: &str, words: &str) {
        self.mark(name);
        self.say(words);
    }

    fn some(&mut self, name: &str, words: Option<impl ToString>) {
        if let Some(words) = words {
            self.field(name, &words.to_string());
        }
    }

    fn prose(&mut self, name: &str, prose: &Prose) {
        self.mark(name);
        self.blocks(&prose.blocks);
    }

    fn proses<'p>(&mut self, name: &str, proses: impl IntoIterator<Item = &'p Prose>) {
        proses.into_iter().for_each(|prose| self.prose(name, prose));
    }

    fn names<'n, T: Named + 'n>(&mut self, name: &str, values: impl IntoIterator<Item = &'n Placed<T>>) {
        values.into_iter().for_each(|value| self.field(name, value.value.name()));
    }

    fn document(&mut self, document: &Document) {
        self.front(document);
        self.body(&document.body);
    }

    fn front(&mut self, document: &Document) {
        self.mark(document.kind().name());
        self.mark(document.language.as_str());
        // For whom a sheet is stands on it.
        let audience = document.common.audience.as_ref().map(|audience| audience.as_str());
        self.mark(audience.unwrap_or(&self.edition.masthead.default_audience));
        self.field("title", &document.common.title.value);
        self.prose("summary", &document.common.summary);
        self.proses("source", &document.common.sources);
        match &document.content {
            Content::Procedure(procedure) => self.procedure(procedure),
            Content::Annex(annex) => self.annex(annex),
            Content::Practice(practice) => self.practice(practice),
            Content::Assessment(assessment) => self.assessment(assessment),
            Content::Policy(policy) => self.policy(policy),
            Content::Page(page) => self.page(page),
        }
    }

    fn role(&mut self, name: &str, id: &Placed<Id>) {
        self.some(name, self.edition.role(id.as_str()).map(|role| role.title.clone()));
    }

    fn hazard(&mut self, id: &Placed<Id>) {
        let hazard = self.edition.hazards.iter().find(|hazard| hazard.id.value == id.value).map(|hazard| &hazard.title);
        let summaries = &self.edition.hazard_summaries;
        let title =
            hazard.or_else(|| summaries.iter().find(|hazard| hazard.id == id.value).map(|hazard| &hazard.title));
        self.some("hazard", title.cloned());
    }

    fn place(&mut self, id: &Placed<Id>) {
        let edition = self.edition;
        if let Some(place) = edition.place(id.as_str()) {
            self.field("place", &place.title);
            self.proses("access", &place.access_note);
        }
    }

    fn contact(&mut self, id: &Placed<Id>) {
        let edition = self.edition;
        if let Some(contact) = edition.contact(id.as_str()) {
            self.field("call", &contact.label);
            self.some("number", contact.phone.as_ref().map(|phone| phone.value.to_string()));
        }
    }
}
