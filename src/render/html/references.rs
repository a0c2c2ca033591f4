//! References into the registry: what a name shows to this reader, and where it leads.

use std::sync::Arc;

use super::Writer;
use super::inlines::fragment;
use crate::document::Document;
use crate::document::body::Reference;
use crate::edition::Resolved;
use crate::handbook::contacts::Contact;
use crate::plan::Subject;
use crate::render::book::has_section;

impl<'s> Writer<'s> {
    /// A wikilink. A name that this reader may not see leaves the author's own words, and nothing else.
    pub(super) fn reference(&mut self, reference: &'s Reference) {
        match self.book.edition.resolve(reference) {
            Resolved::Hidden => self.reference_label(reference),
            Resolved::Value(words) => match &reference.label {
                Some(label) => self.inlines(label),
                None => self.text(words),
            },
            Resolved::Contact(contact) => self.contact(contact, reference),
            resolved => {
                let (class, href) = match resolved {
                    Resolved::Document(document) => ("", self.document_link(document, reference.anchor.as_deref())),
                    Resolved::Role(role) => ("", self.role_link(role.id.as_str())),
                    Resolved::Place(place) => ("", self.entry(Subject::Places, place.id.as_str())),
                    Resolved::Term(term) => ("term", self.entry(Subject::Glossary, term.id.as_str())),
                    Resolved::Hazard(hazard) => ("", self.entry(Subject::Hazards, hazard.id.as_str())),
                    Resolved::HazardSummary(hazard) => ("", self.entry(Subject::Hazards, hazard.id.as_str())),
                    Resolved::Contact(_) | Resolved::Value(_) | Resolved::Hidden => ("", None),
                };
                self.linked(class, href.as_deref(), reference);
            }
        }
    }

    /// What a reference shows, without a link.
    pub(super) fn reference_label(&mut self, reference: &'s Reference) {
        if let Some(label) = &reference.label {
            self.label(label);
            return;
        }
        match self.book.edition.resolve(reference) {
            Resolved::Document(document) => self.text(&document.common.title.value),
            Resolved::Role(role) => self.common_noun(&role.title),
            Resolved::Contact(contact) => self.text(&contact.label),
            Resolved::Place(place) => self.text(&place.title),
            Resolved::Term(term) => self.common_noun(&term.term),
            Resolved::Value(words) => self.text(words),
            Resolved::Hazard(hazard) => self.text(&hazard.title),
            Resolved::HazardSummary(hazard) => self.text(&hazard.title),
            Resolved::Hidden => {}
        }
    }

    /// A role or a term as it stands in a sentence: "tell the incident commander". Its register begins it with a
    /// capital; in English and Spanish that goes inside a sentence, unless a further capital says that it is a name.
    fn common_noun(&mut self, words: &str) {
        let mut characters = words.chars();
        let first = characters.next().unwrap_or(' ');
        let is_name = characters.as_str().chars().any(char::is_uppercase);
        if is_name || !matches!(self.book.words.language(), "en" | "es") || !self.is_inside_a_sentence() {
            self.text(words);
            return;
        }
        self.text(&first.to_lowercase().to_string());
        self.text(characters.as_str());
    }

    /// Whether what was written last goes on: a word or a comma, perhaps with a tag that ends or begins after it.
    fn is_inside_a_sentence(&self) -> bool {
        let mut before = self.out.as_str();
        loop {
            before = before.trim_end();
            let Some(tag) = before.strip_suffix('>').and_then(|rest| rest.rfind('<')) else { break };
            let inline = ["<a ", "</a>", "<em>", "</em>", "<strong>", "</strong>", "</bdi>"];
            if !inline.iter().any(|known| before[tag..].starts_with(known)) {
                return false;
            }
            before = &before[..tag];
        }
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '(' | ')' | '’'))
    }

    fn linked(&mut self, class: &str, href: Option<&str>, reference: &'s Reference) {
        let Some(href) = href else {
            self.reference_label(reference);
            return;
        };
        self.push("<a");
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.attribute("href", href);
        self.push(">");
        self.reference_label(reference);
        self.push("</a>");
    }

    /// Somebody to call: the label, then the number as a link that dials.
    fn contact(&mut self, contact: &'s Contact, reference: &'s Reference) {
        self.reference_label(reference);
        if let Some(phone) = &contact.phone {
            self.push(" <a class=\"tel\"");
            self.attribute("href", &phone.link());
            self.push(">");
            self.push("<bdi>");
            self.text(&phone.to_string());
            self.push("</bdi></a>");
        } else if let Some(email) = &contact.email {
            self.push(" <a");
            self.attribute("href", &format!("mailto:{email}"));
            self.push(">");
            self.text(email);
            self.push("</a>");
        }
    }

    /// The way to a document, and to a section of it that this reader may see.
    pub(in crate::render) fn document_link(&self, document: &Arc<Document>, anchor: Option<&str>) -> Option<String> {
        let at = self.book.document_position(document.id.as_str()).filter(|_| !self.alone)?;
        let mut href = format!("{}{}", self.spot.up, self.book.document_address(at));
        if let Some(anchor) = anchor.filter(|anchor| has_section(&document.body, anchor)) {
            href.push_str(&fragment(anchor));
        }
        Some(href)
    }

    /// The way to a role's page.
    pub(in crate::render) fn role_link(&self, id: &str) -> Option<String> {
        let at = self.book.role_position(id).filter(|_| !self.alone)?;
        Some(format!("{}{}", self.spot.up, self.book.role_address(at)))
    }

    /// The way to an entry of a register's page, if the edition has the page.
    pub(in crate::render) fn entry(&self, register: Subject, id: &str) -> Option<String> {
        let page = self.book.inside(register).filter(|_| !self.alone)?;
        Some(format!("{}{page}{}", self.spot.up, fragment(id)))
    }
}
