//! Things by their first letter, in the order of a language's dictionaries.

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::Locale;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

use crate::fields::Language;

/// Things that begin with one letter.
#[derive(Debug, Serialize)]
pub(super) struct Letter<T> {
    letter: String,
    id: String,
    entries: Vec<T>,
}

/// Sorts things by name and puts them under their first letters; what begins with no letter comes first.
pub(super) fn letters<T>(mut things: Vec<(String, T)>, language: &Language) -> Vec<Letter<T>> {
    let collator = collator(language);
    // What stands before the first letter, such as ¿, is no part of the order.
    let word = |name: &str| name.find(char::is_alphanumeric).map_or_else(String::new, |at| name[at..].to_owned());
    things.sort_by(|(a, _), (b, _)| collator.compare(&word(a), &word(b)).then_with(|| a.cmp(b)));
    things.sort_by_key(|(name, _)| first(name).is_some());
    let mut letters: Vec<Letter<T>> = Vec::new();
    for (name, thing) in things {
        let letter = first(&name).map_or_else(|| "#".to_owned(), |letter| base(letter, language));
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.push(thing),
            _ => {
                let id = format!("letter_{}", letters.len() + 1);
                letters.push(Letter { letter, id, entries: vec![thing] });
            }
        }
    }
    letters
}

/// A language's order; the root's where it has none of its own.
fn collator(language: &Language) -> CollatorBorrowed<'static> {
    let locale = language.as_str().parse::<Locale>().unwrap_or(Locale::UNKNOWN);
    let options = CollatorOptions::default();
    let own = CollatorBorrowed::try_new((&locale).into(), options);
    own.unwrap_or_else(|_| {
        CollatorBorrowed::try_new(Default::default(), options).expect("the root's order is compiled in")
    })
}

fn first(name: &str) -> Option<char> {
    name.chars().find(|letter| letter.is_alphanumeric()).filter(|letter| letter.is_alphabetic())
}

/// The letter under which a dictionary has a word: É is under E, and Ñ is a letter of its own in Spanish.
fn base(letter: char, language: &Language) -> String {
    let upper: String = letter.to_uppercase().collect();
    let own = match language.primary() {
        "es" => "Ñ",
        "sv" | "fi" => "ÅÄÖ",
        "da" | "nb" | "nn" | "no" => "ÆØÅ",
        "tr" => "ÇĞİÖŞÜ",
        "pl" => "ĄĆĘŁŃÓŚŹŻ",
        _ => "",
    };
    if own.contains(upper.as_str()) {
        return upper;
    }
    let plain: String = upper.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    if plain.is_empty() { upper } else { plain }
}
