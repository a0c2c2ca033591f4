//! What search knows of a language: how its words bend, which of them say nothing, and what frightened people call things.

use rust_stemmers::{Algorithm, Stemmer};

use super::token::fold;
use super::{english, spanish};
use crate::fields::Language;

/// A language for search. One without a table is searched all the same: its words are only not joined to others.
pub(super) struct Tongue {
    stemmer: Option<Stemmer>,
    /// Words that are looked for only where nothing else is.
    pub(super) quiet: &'static [&'static str],
    /// How many bytes the longest of those has: most words are told apart by their length.
    longest: usize,
    /// What people say, and what the handbook calls it.
    pub(super) echoes: &'static [Echo],
    /// What people say who look for a place of a use.
    pub(super) places: &'static [Echo],
}

/// Words that people type, and the title's words or the action that they mean.
pub(super) struct Echo {
    /// All of these words stand in the title; or it is the action of the procedure.
    pub(super) meant: &'static str,
    /// What is typed: phrases with commas between them, or words in any order.
    pub(super) said: &'static str,
}

impl Tongue {
    /// A language's tongue.
    pub(super) fn of(language: &Language) -> Tongue {
        let algorithm = match language.primary() {
            "ar" => Some(Algorithm::Arabic),
            "da" => Some(Algorithm::Danish),
            "de" => Some(Algorithm::German),
            "el" => Some(Algorithm::Greek),
            "en" => Some(Algorithm::English),
            "es" => Some(Algorithm::Spanish),
            "fi" => Some(Algorithm::Finnish),
            "fr" => Some(Algorithm::French),
            "hu" => Some(Algorithm::Hungarian),
            "it" => Some(Algorithm::Italian),
            "nl" => Some(Algorithm::Dutch),
            "nb" | "nn" | "no" => Some(Algorithm::Norwegian),
            "pt" => Some(Algorithm::Portuguese),
            "ro" => Some(Algorithm::Romanian),
            "ru" => Some(Algorithm::Russian),
            "sv" => Some(Algorithm::Swedish),
            "ta" => Some(Algorithm::Tamil),
            "tr" => Some(Algorithm::Turkish),
            _ => None,
        };
        let (quiet, echoes, places) = match language.primary() {
            "en" => (english::QUIET, english::ECHOES, english::PLACES),
            "es" => (spanish::QUIET, spanish::ECHOES, spanish::PLACES),
            _ => (&[] as &[&str], &[] as &[Echo], &[] as &[Echo]),
        };
        let longest = quiet.iter().map(|word| word.len()).max().unwrap_or_default();
        Tongue { stemmer: algorithm.map(Stemmer::create), quiet, longest, echoes, places }
    }

    /// What a word has in common with its other forms. `small` is the word in small letters, with its accents.
    pub(super) fn stem(&self, word: &str, small: &str) -> String {
        let Some(stemmer) = &self.stemmer else { return word.to_owned() };
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return word.to_owned();
        }
        let stem = stemmer.stem(small);
        let stem = fold(&stem);
        if stem.is_empty() { word.to_owned() } else { stem.into_owned() }
    }

    /// Whether a word says nothing by itself.
    pub(super) fn is_quiet(&self, word: &str) -> bool {
        word.len() <= self.longest && self.quiet.binary_search(&word).is_ok()
    }
}
