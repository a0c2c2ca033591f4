//! Anything that may name its audience into the lowest audience that may know of it.

use super::Handbook;
use super::contacts::Contact;
use super::hazards::Hazard;
use super::places::Place;
use super::roles::Role;
use crate::config::Rank;
use crate::document::Document;
use crate::document::body::Section;
use crate::fields::{Id, Placed};

impl Handbook {
    /// The rank of something that may name its audience. Unknown names are told elsewhere and count as the highest.
    #[must_use]
    pub fn rank(&self, audience: Option<&Placed<Id>>, otherwise: Rank) -> Rank {
        let audiences = &self.config.audiences;
        match audience {
            None => otherwise,
            Some(name) => audiences
                .rank(name.as_str())
                .unwrap_or_else(|| audiences.ranks().next_back().expect("there is at least one audience")),
        }
    }

    /// Who may read a document; missing means staff, and for a translation whoever may read its original.
    #[must_use]
    pub fn document_rank(&self, document: &Document) -> Rank {
        let original = if document.translates { self.original(document) } else { None };
        let otherwise = original.map_or(self.config.audiences.default_rank(), |original| self.document_rank(original));
        self.rank(document.common.audience.as_ref(), otherwise)
    }

    /// Who may read a section that stands in others: never lower than those around it.
    #[must_use]
    pub fn section_rank(&self, section: &Section, around: Rank) -> Rank {
        self.rank(section.meaning.audience.as_ref(), around).max(around)
    }

    /// Who may know of a contact; missing means staff.
    #[must_use]
    pub fn contact_rank(&self, contact: &Contact) -> Rank {
        self.rank(contact.audience.as_ref(), self.config.audiences.default_rank())
    }

    /// Who may know of a place; missing means public, for sensitive places at least staff.
    #[must_use]
    pub fn place_rank(&self, place: &Place) -> Rank {
        let rank = self.rank(place.audience.as_ref(), Rank::LOWEST);
        if place.sensitive { rank.max(self.config.audiences.default_rank()) } else { rank }
    }

    /// Who may know of a role; missing means public.
    #[must_use]
    pub fn role_rank(&self, role: &Role) -> Rank {
        self.rank(role.audience.as_ref(), Rank::LOWEST)
    }

    /// Who may read an entry of the risk register; missing means staff.
    #[must_use]
    pub fn hazard_rank(&self, hazard: &Hazard) -> Rank {
        self.rank(hazard.audience.as_ref(), self.config.audiences.default_rank())
    }
}
