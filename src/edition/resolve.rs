//! A reference into the thing it names, as this reader sees it.

use std::sync::Arc;

use super::{Edition, HazardSummary};
use crate::document::Document;
use crate::document::body::{Reference, ReferenceKind};
use crate::handbook::contacts::Contact;
use crate::handbook::glossary::Term;
use crate::handbook::hazards::Hazard;
use crate::handbook::places::Place;
use crate::handbook::roles::Role;

/// What a reference names.
#[derive(Clone, Copy, Debug)]
pub enum Resolved<'e> {
    /// A document.
    Document(&'e Arc<Document>),
    /// A role.
    Role(&'e Role),
    /// A contact.
    Contact(&'e Contact),
    /// A place.
    Place(&'e Place),
    /// A term.
    Term(&'e Term),
    /// A value's words.
    Value(&'e str),
    /// A hazard.
    Hazard(&'e Hazard),
    /// What may be said of a hazard.
    HazardSummary(&'e HazardSummary),
    /// Nothing that this reader may see: only the author's own words are left.
    Hidden,
}

impl Edition {
    /// What a reference names.
    #[must_use]
    pub fn resolve(&self, reference: &Reference) -> Resolved<'_> {
        let id = reference.id.as_str();
        let found = match reference.kind {
            ReferenceKind::Document => self.document(id).map(Resolved::Document),
            ReferenceKind::Role => self.role(id).map(Resolved::Role),
            ReferenceKind::Contact => self.contact(id).map(Resolved::Contact),
            ReferenceKind::Place => self.place(id).map(Resolved::Place),
            ReferenceKind::Term => self.terms.iter().find(|term| term.id.as_str() == id).map(Resolved::Term),
            ReferenceKind::Value => self.values.get(id).map(|value| Resolved::Value(value)),
            ReferenceKind::Hazard => {
                let hazard = self.hazards.iter().find(|hazard| hazard.id.as_str() == id).map(Resolved::Hazard);
                hazard.or_else(|| {
                    let mut summaries = self.hazard_summaries.iter();
                    summaries.find(|summary| summary.id.as_str() == id).map(Resolved::HazardSummary)
                })
            }
        };
        found.unwrap_or(Resolved::Hidden)
    }
}
