//! Every id of every register, for "did you mean".

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::document::body::ReferenceKind;
use crate::handbook::Handbook;

/// Every id of every register, for "did you mean".
pub(super) struct Names<'h> {
    handbook: &'h Handbook,
    /// There may be thousands, and seldom does anybody ask for one that is not there.
    documents: OnceLock<BTreeSet<&'h str>>,
    pub(super) roles: BTreeSet<&'h str>,
    pub(super) contacts: BTreeSet<&'h str>,
    pub(super) places: BTreeSet<&'h str>,
    pub(super) terms: BTreeSet<&'h str>,
    pub(super) values: BTreeSet<&'h str>,
    pub(super) hazards: BTreeSet<&'h str>,
    pub(super) schools: BTreeSet<&'h str>,
    pub(super) plans: BTreeSet<&'h str>,
}

impl<'h> Names<'h> {
    pub(super) fn of(handbook: &'h Handbook) -> Names<'h> {
        Names {
            handbook,
            documents: OnceLock::new(),
            roles: handbook.roles.iter().map(|role| role.id.as_str()).collect(),
            contacts: handbook.contacts.iter().map(|contact| contact.id.as_str()).collect(),
            places: handbook.places.iter().map(|place| place.id.as_str()).collect(),
            terms: handbook.terms.iter().map(|term| term.id.as_str()).collect(),
            values: handbook.config.values.iter().map(|(key, _)| key.value.as_str()).collect(),
            hazards: handbook.hazards.iter().map(|hazard| hazard.id.as_str()).collect(),
            schools: handbook.schools.iter().map(|school| school.id.as_str()).collect(),
            plans: handbook.drills.plans.iter().map(|plan| plan.id.as_str()).collect(),
        }
    }

    /// The district's documents.
    pub(super) fn documents(&self) -> &BTreeSet<&'h str> {
        self.documents.get_or_init(|| {
            let documents = self.handbook.documents.iter();
            let originals = documents.filter(|document| !document.translates && document.school.is_none());
            originals.map(|document| document.id.as_str()).collect()
        })
    }

    pub(super) fn of_kind(&self, kind: ReferenceKind) -> &BTreeSet<&'h str> {
        match kind {
            ReferenceKind::Document => self.documents(),
            ReferenceKind::Role => &self.roles,
            ReferenceKind::Contact => &self.contacts,
            ReferenceKind::Place => &self.places,
            ReferenceKind::Term => &self.terms,
            ReferenceKind::Value => &self.values,
            ReferenceKind::Hazard => &self.hazards,
        }
    }
}

/// The file in which things of a kind are listed.
pub(super) fn register(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Document => "the handbook's folders",
        ReferenceKind::Role => "roles.toml",
        ReferenceKind::Contact => "contacts.toml",
        ReferenceKind::Place => "places.toml",
        ReferenceKind::Term => "glossary.toml",
        ReferenceKind::Value => "[values] of handbook.toml",
        ReferenceKind::Hazard => "hazards.toml",
    }
}
