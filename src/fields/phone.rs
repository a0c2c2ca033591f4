//! A number that can be dialled.

use std::fmt;

use toml::de::DeValue;

use super::{At, FieldValue, Refused};

/// A telephone number: as it is written, and as it is dialled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    shown: String,
    digits: String,
    extension: Option<String>,
}

impl Phone {
    /// Reads a number: an optional `+`, 3 to 15 digits (ITU-T E.164 allows 15), spaces, dots, hyphens, brackets and
    /// slashes between them, and `ext` with up to 6 digits at the end.
    #[must_use]
    pub fn parse(words: &str) -> Option<Phone> {
        let shown = words.trim();
        let lower = shown.to_lowercase();
        let (number, extension) = match lower.find("ext").or_else(|| lower.find('x')) {
            Some(at) => {
                let tail = lower[at..].trim_start_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ').trim();
                let fits = (1..=6).contains(&tail.len()) && tail.bytes().all(|b| b.is_ascii_digit());
                (&lower[..at], Some(fits.then(|| tail.to_owned())?))
            }
            None => (lower.as_str(), None),
        };
        let plus = number.trim_start().starts_with('+');
        let rest = number.trim_start().trim_start_matches('+');
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let separators =
            rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}'));
        let fits = separators && (3..=15).contains(&digits.len());
        let dialled = if plus { format!("+{digits}") } else { digits };
        fits.then(|| Phone { shown: shown.to_owned(), digits: dialled, extension })
    }

    /// The target of a call link (RFC 3966): `tel:+12315550110;ext=12`.
    #[must_use]
    pub fn link(&self) -> String {
        match &self.extension {
            Some(extension) => format!("tel:{};ext={extension}", self.digits),
            None => format!("tel:{}", self.digits),
        }
    }

    /// The digits alone, with `+` where it was typed.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }
}

impl fmt::Display for Phone {
    /// As the author wrote it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl FieldValue for Phone {
    const NEEDS: &'static str = "a telephone number such as \"+1 231 555 0110\"";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Phone, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        Phone::parse(words).ok_or_else(|| {
            Some(Refused::new(
                format!("\"{words}\" cannot be dialled"),
                "write 3 to 15 digits, with spaces or hyphens between them: \"+1 231 555 0110\"",
            ))
        })
    }
}
