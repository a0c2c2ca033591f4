//! A number that can be dialled.

use std::fmt;

use toml::de::DeValue;

use super::{At, FieldValue, Refused};
use crate::diagnostic::found;

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

    /// Reads a number that can be dialled, or says why it cannot be.
    ///
    /// # Errors
    /// When letters stand in it, or when no number of its country looks like this.
    pub fn dialled(words: &str) -> Result<Phone, Refused> {
        if let Some(refused) = undialled(words) {
            return Err(refused);
        }
        Phone::parse(words).ok_or_else(|| {
            let help = "write 3 to 15 digits, with spaces or hyphens between them: \"+1 231 555 0110\"";
            Refused::new(format!("\"{words}\" cannot be dialled"), help)
        })
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

/// Why a number with a country code cannot be dialled, where that can be known.
fn undialled(words: &str) -> Option<Refused> {
    let plus = words.trim().strip_prefix('+')?;
    let digits: String = plus.chars().filter(char::is_ascii_digit).collect();
    if plus.contains("(0)") {
        let help = format!("leave the zero out: \"+{}\"", plus.replacen("(0)", "", 1).replace("  ", " ").trim());
        return Some(Refused::new(format!("\"{words}\" has a zero that is not dialled from abroad"), help));
    }
    if digits.starts_with('0') {
        let help = "begin with the country's code: \"+1 231 555 0110\"";
        return Some(Refused::new(format!("\"{words}\" begins with +0, and no country has that code"), help));
    }
    // North America: ten digits, area and exchange codes from 2 up (North American Numbering Plan).
    let national = Phone::parse(words).and_then(|phone| phone.digits.strip_prefix("+1").map(str::to_owned))?;
    if national.len() != 10 {
        let help = "after +1 stand an area code of three digits and seven more: \"+1 231 555 0110\"";
        return Some(Refused::new(format!("\"{words}\" has {} digits after +1 instead of 10", national.len()), help));
    }
    let wrong = [0, 3].into_iter().find(|&at| matches!(national.as_bytes()[at], b'0' | b'1'))?;
    let (part, digits) = if wrong == 0 { ("area code", &national[..3]) } else { ("exchange code", &national[3..6]) };
    let help = "in North America these three digits begin with 2 to 9: look the number up again";
    Some(Refused::new(format!("\"{words}\" has the {part} {digits}, which cannot be dialled"), help))
}

impl FieldValue for Phone {
    const NEEDS: &'static str = "a telephone number such as \"+1 231 555 0110\"";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Phone, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        Phone::dialled(words).map_err(|refused| Some(Refused { rule: found::INVALID_PHONE, ..refused }))
    }
}
