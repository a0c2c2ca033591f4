//! What rules know of a language: its words, one table a language, and silence where there is none.
//!
//! A rule asks for the table of the language that a text is written in ([`Words::of`]) and looks at nothing where there is
//! no table: better silent than wrong. A new language is a new file like [`english`].

mod english;
pub(in crate::rules) mod phrase;
pub(in crate::rules) mod reading;

use crate::fields::Language;

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
    pub(in crate::rules) vague: &'static [(&'static str, Instead)],
    /// What a code begins with: "code", "condition".
    pub(in crate::rules) code_heads: &'static [&'static str],
    /// What follows it: colours, names.
    pub(in crate::rules) code_tails: &'static [&'static str],
    /// Phrases that are codes by themselves.
    pub(in crate::rules) codes: &'static [&'static str],
    /// Somebody is not there.
    pub(in crate::rules) missing: &'static [&'static str],
    /// What is done about somebody who is not there.
    pub(in crate::rules) pursuit: &'static [&'static str],
    /// Care for feelings.
    pub(in crate::rules) recovery: &'static [&'static str],
    /// A bus, a yard, the hours around school: words of headings for each setting.
    pub(in crate::rules) buses: &'static [&'static str],
    /// Outside.
    pub(in crate::rules) outside: &'static [&'static str],
    /// Before and after school.
    pub(in crate::rules) off_hours: &'static [&'static str],
    /// People who come to see the school.
    pub(in crate::rules) visitors: &'static [&'static str],
    /// How an adult shows who they are.
    pub(in crate::rules) identity: &'static [&'static str],
    /// What says that an adult may take a student.
    pub(in crate::rules) entitlement: &'static [&'static str],
    /// A student.
    pub(in crate::rules) students: &'static [&'static str],
    /// Leaving.
    pub(in crate::rules) leaving: &'static [&'static str],
    /// Not leaving yet.
    pub(in crate::rules) waiting: &'static [&'static str],
    /// Without an adult.
    pub(in crate::rules) alone: &'static [&'static str],
    /// With an adult.
    pub(in crate::rules) escorted: &'static [&'static str],
    /// May.
    pub(in crate::rules) allowed: &'static [&'static str],
    /// What keeps others from seeing and hearing.
    pub(in crate::rules) privacy: &'static [&'static str],
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
