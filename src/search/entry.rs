//! What can be found: a document, a role, a place …, as the words that it is found by and the words that are shown of it.

use std::ops::Range;

use crate::fields::names;

names! {
    /// What is found, in the order in which what fits equally well is shown.
    pub enum Group {
        /// What to do when something happens.
        Procedure = "procedure",
        /// Who does it.
        Role = "role",
        /// Whom to call.
        Contact = "contact",
        /// Where to go.
        Place = "place",
        /// How to repair harm.
        Practice = "practice",
        /// Questions that lead to a decision.
        Assessment = "assessment",
        /// Anything else that is written.
        Page = "page",
        /// A part of the plan.
        Annex = "annex",
        /// What the board has decided.
        Policy = "policy",
        /// What could happen here.
        Hazard = "hazard",
        /// A word and what it means.
        Term = "term",
        /// A page that lists others.
        List = "list",
    }
}

impl Group {
    /// How much what it holds counts beside the others: what to do comes first.
    pub(super) fn weight(self) -> f32 {
        match self {
            Group::Procedure => 1.25,
            Group::Practice => 1.05,
            Group::Contact | Group::Assessment => 1.0,
            Group::Role | Group::Place | Group::Page | Group::List => 0.95,
            Group::Annex | Group::Policy => 0.9,
            Group::Hazard | Group::Term => 0.75,
        }
    }
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    /// What it is.
    pub(super) group: Group,
    /// Its id, or for a list its address from the edition's folder.
    pub(super) id: String,
    /// What it is called.
    pub(super) title: String,
    /// Other words that its author says people search for.
    pub(super) aliases: Vec<String>,
    /// Words that mean the same, from the glossary and from the language.
    pub(super) echoes: Vec<String>,
    /// A procedure's action.
    pub(super) action: Option<&'static str>,
    /// Whether it is a school's own.
    pub(super) local: bool,
    /// The roles that act in it.
    pub(super) roles: Vec<String>,
    /// Its text; the first part belongs to the whole of it.
    pub(super) passages: Vec<Passage>,
}

/// A part of a text that can be jumped to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Passage {
    /// Its heading; empty where it has none of its own.
    pub(super) heading: String,
    /// Its anchor; empty for the top.
    pub(super) anchor: String,
    /// Its words.
    pub(super) text: String,
    /// Which of them are steps.
    pub(super) steps: Vec<Range<usize>>,
}
