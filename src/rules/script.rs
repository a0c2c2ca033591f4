//! The script of some letters: as certain as a language is not.

use crate::fields::Language;

/// A script that a handbook is likely to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Script {
    /// a, ñ, ư.
    Latin,
    /// Arabic, Persian, Urdu, Pashto.
    Arabic,
    /// Russian, Ukrainian.
    Cyrillic,
    /// Chinese, Japanese.
    Han,
    /// Korean.
    Hangul,
    /// Amharic, Tigrinya.
    Ethiopic,
    /// Hindi, Nepali, Marathi.
    Devanagari,
    /// Hebrew, Yiddish.
    Hebrew,
}

impl Script {
    const ALL: [Script; 8] = [
        Script::Latin,
        Script::Arabic,
        Script::Cyrillic,
        Script::Han,
        Script::Hangul,
        Script::Ethiopic,
        Script::Devanagari,
        Script::Hebrew,
    ];

    /// The script that a language is written in, where there is one.
    pub(in crate::rules) fn of(language: &Language) -> Option<Script> {
        match language.primary() {
            "en" | "es" | "fr" | "pt" | "de" | "it" | "vi" | "so" | "ht" | "hmn" | "tl" | "fil" | "sw" | "pl"
            | "nl" => Some(Script::Latin),
            "ar" | "fa" | "ur" | "ps" => Some(Script::Arabic),
            "ru" | "uk" | "bg" => Some(Script::Cyrillic),
            "zh" => Some(Script::Han),
            "am" | "ti" => Some(Script::Ethiopic),
            "hi" | "ne" | "mr" => Some(Script::Devanagari),
            "he" | "yi" => Some(Script::Hebrew),
            // Japanese and Korean mix scripts; of the others nothing is claimed.
            _ => None,
        }
    }

    /// The script of most letters, and how many there are of it.
    pub(in crate::rules) fn most(words: &str) -> Option<(Script, usize)> {
        let mut counts = [0; Script::ALL.len()];
        for letter in words.chars() {
            if let Some(at) = Script::ALL.iter().position(|script| script.has(letter)) {
                counts[at] += 1;
            }
        }
        Script::ALL.into_iter().zip(counts).max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0)
    }

    /// Its name in a sentence.
    pub(in crate::rules) fn name(self) -> &'static str {
        match self {
            Script::Latin => "Latin",
            Script::Arabic => "Arabic",
            Script::Cyrillic => "Cyrillic",
            Script::Han => "Chinese",
            Script::Hangul => "Korean",
            Script::Ethiopic => "Ethiopic",
            Script::Devanagari => "Devanagari",
            Script::Hebrew => "Hebrew",
        }
    }

    /// The tag of a language that is written in it.
    pub(in crate::rules) fn example(self) -> &'static str {
        match self {
            Script::Latin => "en",
            Script::Arabic => "ar",
            Script::Cyrillic => "ru",
            Script::Han => "zh",
            Script::Hangul => "ko",
            Script::Ethiopic => "am",
            Script::Devanagari => "hi",
            Script::Hebrew => "he",
        }
    }

    fn has(self, letter: char) -> bool {
        match self {
            Script::Latin => matches!(letter, 'A'..='Z' | 'a'..='z' | 'À'..='ɏ' | 'Ḁ'..='ỿ') && letter.is_alphabetic(),
            Script::Arabic => matches!(letter, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{750}'..='\u{77f}'),
            Script::Cyrillic => matches!(letter, '\u{400}'..='\u{52f}'),
            Script::Han => matches!(letter, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}'),
            Script::Hangul => matches!(letter, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}'),
            Script::Ethiopic => matches!(letter, '\u{1200}'..='\u{137f}'),
            Script::Devanagari => matches!(letter, '\u{900}'..='\u{97f}'),
            Script::Hebrew => matches!(letter, '\u{5d0}'..='\u{5ea}'),
        }
    }
}
