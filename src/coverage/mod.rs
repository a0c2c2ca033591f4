//! A handbook held against a framework: for each element what speaks to it, how well, and what to do first.
//!
//! It finds and counts; it does not judge whether a plan is good. Every output carries [`Coverage::statement`].

mod evidence;
mod judge;
mod registers;
mod text;
mod weakness;

use jiff::civil::Date;

use crate::config::Rank;
use crate::handbook::Handbook;
use crate::handbook::framework::{Element, Framework};

pub use evidence::{Evidence, Kind};
pub use weakness::Weakness;

/// How much of a framework a handbook speaks to.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The handbook's title.
    pub handbook: String,
    /// The framework's id.
    pub framework: String,
    /// The framework's title.
    pub title: String,
    /// The book behind it.
    pub source: Option<String>,
    /// The day it was looked at: reviews and agreements run out.
    pub today: Date,
    /// Part by part, in the framework's order.
    pub parts: Vec<PartCoverage>,
}

/// One part of a framework.
#[derive(Clone, Debug)]
pub struct PartCoverage {
    /// What it is called by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its elements, in the framework's order.
    pub elements: Vec<Covered>,
}

/// One element, and what the handbook has for it.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The element.
    pub element: Element,
    /// How it stands.
    pub status: Status,
    /// Why it does not stand better, most telling first; for *not applicable* the handbook's own reason.
    pub reasons: Vec<String>,
    /// What to do first about a gap.
    pub first: Option<String>,
    /// What was found, strongest first.
    pub evidence: Vec<Evidence>,
    /// How many pieces of evidence this reader may not see.
    pub withheld: usize,
}

/// How an element stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// There is enough of it.
    Present,
    /// There is something, and it is not enough.
    Thin,
    /// There is nothing.
    Missing,
    /// The handbook says why it does not need it.
    NotApplicable,
}

impl Status {
    /// Every status, best first.
    pub const ALL: [Status; 4] = [Status::Present, Status::Thin, Status::Missing, Status::NotApplicable];

    /// As people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Status::Present => "present",
            Status::Thin => "thin",
            Status::Missing => "missing",
            Status::NotApplicable => "not applicable",
        }
    }

    /// As programs read it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Present => "present",
            Status::Thin => "thin",
            Status::Missing => "missing",
            Status::NotApplicable => "not_applicable",
        }
    }
}

impl Coverage {
    /// Holds a handbook against a framework.
    #[must_use]
    pub fn of(handbook: &Handbook, framework: &Framework) -> Coverage {
        let covered: Vec<Covered> =
            framework.elements.iter().map(|element| judge::covered(handbook, element)).collect();
        let parts = framework.parts.iter().map(|part| PartCoverage {
            id: part.id.to_string(),
            title: part.title.clone(),
            elements: covered.iter().filter(|covered| covered.element.part.value == part.id.value).cloned().collect(),
        });
        Coverage {
            handbook: handbook.config.title.clone(),
            framework: framework.id.to_string(),
            title: framework.title.clone(),
            source: framework.source.clone(),
            today: handbook.today,
            parts: parts.filter(|part| !part.elements.is_empty()).collect(),
        }
    }

    /// The same for a reader: evidence that they may not see is counted and not named.
    #[must_use]
    pub fn seen_by(&self, audience: Rank) -> Coverage {
        let mut seen = self.clone();
        for covered in seen.parts.iter_mut().flat_map(|part| &mut part.elements) {
            let before = covered.evidence.len();
            covered.evidence.retain(|evidence| evidence.rank <= audience);
            covered.withheld = before - covered.evidence.len();
        }
        seen
    }

    /// Every element, part by part.
    pub fn elements(&self) -> impl Iterator<Item = &Covered> {
        self.parts.iter().flat_map(|part| &part.elements)
    }

    /// How many elements stand so.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.elements().filter(|covered| covered.status == status).count()
    }

    /// The counts as a sentence: "41 of 47 present, 3 thin, 2 missing, 1 not applicable".
    #[must_use]
    pub fn counts(&self) -> String {
        let mut words = format!("{} of {} present", self.count(Status::Present), self.elements().count());
        for status in [Status::Thin, Status::Missing, Status::NotApplicable] {
            words.push_str(&format!(", {} {}", self.count(status), status.words()));
        }
        words
    }

    /// What this is and what it is not.
    #[must_use]
    pub fn statement(&self) -> String {
        format!(
            "This report says where the handbook speaks to each element of \"{}\", and where it says little or nothing. \
             It finds and counts; it does not judge whether the words are right, lawful or rehearsed, and it certifies \
             nothing.",
            self.title
        )
    }
}
