//! What a page shows into the chapter of the handbook that it belongs to.

use super::Subject;
use crate::document::{Content, Group, Kind};
use crate::edition::Edition;

/// The chapters of a handbook, in the order of navigation and print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chapter {
    /// What to do now: procedures.
    Act,
    /// Roles, contacts, places.
    People,
    /// For families.
    Families,
    /// How to repair harm.
    Repair,
    /// Assessments.
    Assess,
    /// The basic plan and its annexes.
    Plan,
    /// Risks and drills.
    Risks,
    /// Policies.
    Policies,
    /// Everything about the handbook itself.
    About,
}

impl Chapter {
    /// Every chapter in order.
    pub const ALL: [Chapter; 9] = [
        Chapter::Act,
        Chapter::People,
        Chapter::Families,
        Chapter::Repair,
        Chapter::Assess,
        Chapter::Plan,
        Chapter::Risks,
        Chapter::Policies,
        Chapter::About,
    ];

    /// Its name in the theme's word tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Chapter::Act => "act",
            Chapter::People => "people",
            Chapter::Families => "families",
            Chapter::Repair => "repair",
            Chapter::Assess => "assess",
            Chapter::Plan => "plan",
            Chapter::Risks => "risks",
            Chapter::Policies => "policies",
            Chapter::About => "about",
        }
    }
    /// The chapter of a page of an edition; none for those that belong to no chapter.
    pub(super) fn of(edition: &Edition, subject: Subject) -> Option<Chapter> {
        let of_kind = |kind| match kind {
            Kind::Procedure => Chapter::Act,
            Kind::Annex => Chapter::Plan,
            Kind::Practice => Chapter::Repair,
            Kind::Assessment => Chapter::Assess,
            Kind::Policy => Chapter::Policies,
            Kind::Page => Chapter::About,
        };
        match subject {
            Subject::Home | Subject::NotFound => None,
            Subject::Document(at) => match &edition.documents[at].content {
                Content::Page(page) => Some(match page.group {
                    Group::BasicPlan => Chapter::Plan,
                    Group::Families => Chapter::Families,
                    Group::General => Chapter::About,
                }),
                _ => Some(of_kind(edition.documents[at].kind())),
            },
            Subject::List(kind) => Some(of_kind(kind)),
            Subject::Roles | Subject::Role(_) | Subject::Contacts | Subject::Places => Some(Chapter::People),
            Subject::Hazards | Subject::Drills => Some(Chapter::Risks),
            Subject::Glossary
            | Subject::Changes
            | Subject::Verify
            | Subject::Coverage
            | Subject::Checks
            | Subject::Languages
            | Subject::Index
            | Subject::Pocket
            | Subject::Offline => Some(Chapter::About),
        }
    }
}
