//! What rules know of a language: its words, one table a language, and silence where there is none.
//!
//! A rule asks for the table of the language that a text is written in ([`Words::of`]) and looks at nothing where there is
//! no table: better silent than wrong. A new language is a new file like [`english`].

mod english;
pub(in crate::rules) mod phrase;
pub(in crate::rules) mod phrases;
pub(in crate::rules) mod reading;

use crate::fields::Language;
use phrases::Phrases;

/// One language's tables. Everything is in lower case.
pub(in crate::rules) struct Words {
    /// The most words of a step.
    pub(in crate::rules) step_length: usize,
    /// First words of a step that is told about instead of told: "the", "students", "it".
    pub(in crate::rules) no_verb: &'static [&'static str],
    /// Words of obligation that follow who is meant: "should", "will".
    pub(in crate::rules) modals: &'static [&'static str],
    /// First words in "-ing" that are verbs after all: "bring".
    pub(in crate::rules) ing_verbs: &'static [&'static str],
    /// What leaves the decision to the reader, and what to write instead.
    pub(in crate::rules) vague: Phrases<(&'static str, Instead)>,
    /// What a code begins with: "code", "condition".
    pub(in crate::rules) code_heads: Phrases,
    /// What follows it: colours, names.
    pub(in crate::rules) code_tails: &'static [&'static str],
    /// Phrases that are codes by themselves.
    pub(in crate::rules) codes: Phrases,
    /// Somebody is not there.
    pub(in crate::rules) missing: Phrases,
    /// What is done about somebody who is not there.
    pub(in crate::rules) pursuit: Phrases,
    /// Care for feelings.
    pub(in crate::rules) recovery: Phrases,
    /// A bus, a yard, the hours around school: words of headings for each setting.
    pub(in crate::rules) buses: Phrases,
    /// Outside.
    pub(in crate::rules) outside: Phrases,
    /// Before and after school.
    pub(in crate::rules) off_hours: Phrases,
    /// People who come to see the school.
    pub(in crate::rules) visitors: Phrases,
    /// How an adult shows who they are.
    pub(in crate::rules) identity: Phrases,
    /// What says that an adult may take a student.
    pub(in crate::rules) entitlement: Phrases,
    /// A student.
    pub(in crate::rules) students: Phrases,
    /// Leaving.
    pub(in crate::rules) leaving: Phrases,
    /// Not leaving yet.
    pub(in crate::rules) waiting: Phrases,
    /// Without an adult.
    pub(in crate::rules) alone: Phrases,
    /// With an adult.
    pub(in crate::rules) escorted: Phrases,
    /// May.
    pub(in crate::rules) allowed: Phrases,
    /// What keeps others from seeing and hearing.
    pub(in crate::rules) privacy: Phrases,
}

/// What to write instead of vague words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Instead {
    /// In which case.
    Case,
    /// By when.
    Time,
    /// Who.
    Person,
    /// What.
    Deed,
    /// One of two.
    Choice,
}

impl Words {
    /// The table of a language, where there is one.
    pub(in crate::rules) fn of(language: &Language) -> Option<&'static Words> {
        match language.primary() {
            "en" => Some(&english::WORDS),
            _ => None,
        }
    }
}
