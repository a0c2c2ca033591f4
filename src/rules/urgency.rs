//! What a finding can do to people becomes the order in which findings are mended.
//!
//! A folder of a school's old documents has hundreds of findings. This is the one place that says which come first: a
//! report for people follows it, programs get each finding where it stands.

use super::RULES;
use super::rule::{Group, Rule};
use crate::diagnostic::{RuleName, Severity, found};

/// How soon a finding wants to be mended, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Somebody can read what they must not: it may be read today, and a copy cannot be called back.
    Exposed,
    /// It cannot be read or resolved, so nothing behind it was checked.
    Unreadable,
    /// On the day, somebody would not know what to do or where to go.
    Unsafe,
    /// The other errors: they keep a handbook from being published.
    Faulty,
    /// Warnings.
    Weak,
}

impl Urgency {
    /// Every urgency, most urgent first.
    pub const ALL: [Urgency; 5] =
        [Urgency::Exposed, Urgency::Unreadable, Urgency::Unsafe, Urgency::Faulty, Urgency::Weak];

    /// How urgent a finding of a rule is, at the weight it was given.
    #[must_use]
    pub fn of(name: RuleName, severity: Severity) -> Urgency {
        RULES.iter().find(|rule| rule.name == name).map_or(Urgency::Faulty, |rule| rule.urgency(severity))
    }

    /// Its name, by which such findings are asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Urgency::Exposed => "exposed",
            Urgency::Unreadable => "unreadable",
            Urgency::Unsafe => "unsafe",
            Urgency::Faulty => "faulty",
            Urgency::Weak => "weak",
        }
    }

    /// What such findings are, as the heading over them.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Urgency::Exposed => "shown to people who must not see it",
            Urgency::Unreadable => "cannot be read, or names what is not there",
            Urgency::Unsafe => "leaves somebody without help on the day",
            Urgency::Faulty => "other errors",
            Urgency::Weak => "warnings",
        }
    }

    /// What to do about them, in a sentence.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Urgency::Exposed => "Take it out today, and ask who has a copy.",
            Urgency::Unreadable => "Mend it and check again: what could not be read was not checked.",
            Urgency::Unsafe => "Take one document at a time, with the people who would have to do it.",
            Urgency::Faulty => "Nothing is published until these are mended too.",
            Urgency::Weak => "They keep nothing back, and can wait until the rest is done.",
        }
    }
}

impl Rule {
    /// How urgent its findings are at this weight.
    fn urgency(&self, severity: Severity) -> Urgency {
        // The handbook names a child: that is a warning only because a name is never certain.
        if self.group == Group::Privacy && (severity == Severity::Error || self.name.0 == "student-identifier") {
            return Urgency::Exposed;
        }
        match severity {
            Severity::Warning => Urgency::Weak,
            Severity::Error if HIDES.contains(&self.name) => Urgency::Unreadable,
            Severity::Error if self.endangers() => Urgency::Unsafe,
            Severity::Error => Urgency::Faulty,
        }
    }

    /// Whether its errors leave somebody without help, whatever the handbook made of its default weight.
    fn endangers(&self) -> bool {
        let named = ["simulated-attacker", "unplanned-hazard"].contains(&self.name.0);
        let group = match self.group {
            Group::Procedures | Group::People | Group::Practices => true,
            // The scores of a checklist are arithmetic; what a threat team forgets is not.
            Group::Assessments => !self.name.0.starts_with("band-") && !self.name.0.starts_with("unscored-"),
            Group::Structure
            | Group::Annexes
            | Group::Risks
            | Group::Drills
            | Group::Release
            | Group::Privacy
            | Group::Access
            | Group::Language => false,
        };
        named || (group && self.severity == Severity::Error)
    }
}

/// Behind these something may be hidden that was not checked.
const HIDES: [RuleName; 9] = [
    found::UNREADABLE_FILE,
    found::INVALID_SYNTAX,
    found::UNKNOWN_KEY,
    found::MISSING_FIELD,
    found::INVALID_VALUE,
    found::DUPLICATE_ID,
    found::UNRESOLVED_REFERENCE,
    found::URL_COLLISION,
    found::BROKEN_TEMPLATE,
];
