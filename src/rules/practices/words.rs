//! What practice guides are read by: the words of a language for separate meetings and for reasons not to meet.
//!
//! A language without a table is asked only whether the sections are there.

use crate::document::body::Part;
use crate::document::{Document, Practice, Tier};
use crate::fields::{Language, Named as _};

/// One language's words, in lower case; each is the beginning of a word.
pub(super) struct Words {
    /// Apart from the other.
    apart: &'static [&'static str],
    /// Coming together with somebody.
    meeting: &'static [&'static str],
    /// What turns a sentence round.
    not: &'static [&'static str],
    /// What turns it back: "do not hold it until each was met alone".
    until: &'static [&'static str],
    /// The reasons not to meet.
    exclusions: [Exclusion; 4],
}

/// A reason not to meet.
pub(super) struct Exclusion {
    /// Its name in a sentence.
    pub(super) name: &'static str,
    /// How a line of the section begins.
    pub(super) line: &'static str,
    /// Words that speak of it.
    words: &'static [&'static str],
}

const ENGLISH: Words = Words {
    apart: &[
        "alone",
        "separate",
        "individual",
        "apart",
        "one at a time",
        "one by one",
        "one on one",
        "one-on-one",
        "one-to-one",
        "each side",
        "each person",
        "each party",
        "each student",
        "each family",
        "both sides on",
        "on their own",
        "by themsel",
        "in private",
        "privately",
        "before they meet",
        "without the other",
        "pre-conference",
        "preconference",
        "person harmed first",
    ],
    meeting: &[
        "meet",
        "met ",
        "talk",
        "speak",
        "spoke",
        "see ",
        "visit",
        "interview",
        "listen",
        "hear",
        "ask",
        "sit down",
        "call",
        "prepar",
        "pre-conference",
        "preconference",
        "conversation",
    ],
    not: &["not", "never", "don't", "don’t", "no one", "nobody", "without meeting", "instead of"],
    until: &["until", "before", "unless", "only"],
    exclusions: [
        Exclusion {
            name: "safety",
            line: "Safety.",
            words: &[
                "safe",
                "unsafe",
                "danger",
                "afraid",
                "fear",
                "threat",
                "weapon",
                "violen",
                "risk",
                "restraining order",
                "no-contact",
            ],
        },
        Exclusion {
            name: "harm that is not acknowledged",
            line: "Harm that is not acknowledged.",
            words: &[
                "acknowledg",
                "unacknowledg",
                "admit",
                "deny",
                "denies",
                "denied",
                "denial",
                "take responsibility",
                "takes responsibility",
                "taken responsibility",
                "taking responsibility",
                "accept responsibility",
                "accepts responsibility",
                "accepted responsibility",
                "own up",
                "owns up",
                "owned up",
                "did nothing wrong",
                "never happened",
                "remorse",
                "minimiz",
                "disput",
            ],
        },
        Exclusion {
            name: "power imbalance",
            line: "Power imbalance",
            words: &[
                "power",
                "imbalance",
                "unequal",
                "coerc",
                "intimidat",
                "pressure",
                "dominat",
                "outnumber",
                "controls",
                "control over",
                "depends on",
            ],
        },
        Exclusion {
            name: "sexual harm",
            line: "Sexual harm",
            words: &["sexual", "sex-based", "rape", "title ix", "dating violence", "intimate partner"],
        },
    ],
};

impl Words {
    /// The table of a language.
    pub(super) fn of(language: &Language) -> Option<&'static Words> {
        match language.primary() {
            "en" => Some(&ENGLISH),
            _ => None,
        }
    }

    /// Whether some sentence says to meet people one by one, and does not say not to.
    pub(super) fn meets_separately(&self, pieces: &[String]) -> bool {
        let sentences = pieces.iter().flat_map(|piece| piece.split(['.', '!', '?', ';']));
        sentences.map(str::to_lowercase).any(|sentence| {
            let turned = has_whole(&sentence, self.not) && !has_whole(&sentence, self.until);
            has(&sentence, self.apart) && has(&sentence, self.meeting) && !turned
        })
    }

    /// The reasons not to meet of which a text does not speak.
    pub(super) fn unnamed_exclusions(&self, text: &str) -> Vec<&Exclusion> {
        let text = text.to_lowercase();
        self.exclusions.iter().filter(|exclusion| !has(&text, exclusion.words)).collect()
    }
}

/// Whether a text has one of some beginnings of words.
fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric)))
}

/// Whether a text has one of some words, whole.
fn has_whole(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            !text[..at].ends_with(char::is_alphanumeric) && !text[at + word.len()..].starts_with(char::is_alphanumeric)
        })
    })
}

/// Whether a practice is about harm between people. A sentence about a feeling is not, and a circle only where the guide
/// names what kinds of harm it can speak to: many circles are for getting to know one another.
pub(super) fn speaks_to_harm(practice: &Practice) -> bool {
    match practice.tier {
        Tier::AffectiveStatement => false,
        Tier::Circle => !practice.harm.is_empty(),
        Tier::RestorativeQuestions | Tier::ImpromptuConversation | Tier::Conference => true,
    }
}

/// The heading of a part; where no words say it by themselves, with the attribute that does.
pub(super) fn heading(document: &Document, part: Part) -> String {
    let title = match part {
        Part::Prepare => "Prepare",
        Part::NotWhen => "Do not use when",
        Part::QuestionsResponsible => "Questions for the person responsible",
        Part::QuestionsHarmed => "Questions for the person harmed",
        Part::SupportsResponsible => "Support for the person responsible",
        Part::SupportsHarmed => "Support for the person harmed",
        _ => "…",
    };
    match document.language.primary() {
        "en" if title != "…" => format!("## {title}"),
        _ => format!("## … {{part={}}}", part.name()),
    }
}
