//! A language tag, as far as handbooks need it.

use std::fmt;

use toml::de::DeValue;

use super::{At, FieldValue, Refused};

/// A BCP 47 tag of language, and perhaps script and region: `es`, `zh-Hant`, `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

impl Language {
    /// The language, if the words are a tag: two or three letters, then parts of two to eight letters or digits.
    #[must_use]
    pub fn parse(words: &str) -> Option<Language> {
        let mut parts = words.split('-');
        let first = parts.next()?;
        let known = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
        let rest = parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        (known && rest).then(|| Language(words.to_owned()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt` of `pt-BR`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction it is written in, as HTML calls it.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let script = self.0.split('-').nth(1);
        matches!(self.primary(), "ar" | "arc" | "dv" | "fa" | "he" | "ku" | "ps" | "sd" | "ug" | "ur" | "yi")
            && script.is_none_or(|script| !matches!(script, "Latn" | "Cyrl"))
            || matches!(script, Some("Arab" | "Hebr"))
    }
}

impl Default for Language {
    fn default() -> Language {
        Language("en".to_owned())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FieldValue for Language {
    const NEEDS: &'static str = "a language tag such as \"en\" or \"es\"";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Language, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        Language::parse(words).ok_or_else(|| {
            Some(Refused::new(
                format!("\"{words}\" is not a language tag"),
                "write two or three small letters: \"en\", \"es\", \"hmn\"",
            ))
        })
    }
}
