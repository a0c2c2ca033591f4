//! The six kinds of document.

use super::body::Part;
use crate::fields::{Named as _, names};

names! {
    /// What a document is; its folder says so, unless its front matter does.
    pub enum Kind {
        /// What to do when something happens.
        Procedure = "procedure",
        /// A function or a hazard, before, during and after.
        Annex = "annex",
        /// How to repair harm.
        Practice = "practice",
        /// Questions that lead to a decision.
        Assessment = "assessment",
        /// What the board has decided.
        Policy = "policy",
        /// Anything else.
        Page = "page",
    }
}

impl Kind {
    /// The kind of a folder's documents.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.folder() == folder)
    }

    /// The folder of its documents, in the source and on the site.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Procedure => "procedures",
            Kind::Annex => "annexes",
            Kind::Practice => "practices",
            Kind::Assessment => "assessments",
            Kind::Policy => "policies",
            Kind::Page => "pages",
        }
    }

    /// What one is called in a sentence.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Procedure => "procedure",
            Kind::Annex => "annex",
            Kind::Practice => "practice guide",
            Kind::Assessment => "assessment",
            Kind::Policy => "policy",
            Kind::Page => "page",
        }
    }

    /// The parts its sections can be.
    #[must_use]
    pub fn parts(self) -> &'static [Part] {
        match self {
            Kind::Procedure => &[Part::Accounting, Part::Support, Part::Substitutes, Part::Families],
            Kind::Annex => &[Part::Goal, Part::Objectives, Part::Actions, Part::Support],
            Kind::Practice => &[
                Part::UseWhen,
                Part::NotWhen,
                Part::Suitability,
                Part::Power,
                Part::Harm,
                Part::Prepare,
                Part::Meet,
                Part::FollowUp,
                Part::QuestionsResponsible,
                Part::QuestionsHarmed,
                Part::SupportsResponsible,
                Part::SupportsHarmed,
                Part::Agreement,
                Part::Escalation,
                Part::Privacy,
                Part::Example,
            ],
            Kind::Assessment | Kind::Policy | Kind::Page => &[],
        }
    }
}
