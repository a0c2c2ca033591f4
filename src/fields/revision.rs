//! A revision: the short code by which two sheets of paper are told apart.

use std::fmt;

use toml::de::DeValue;

use super::{At, FieldValue, Refused};

/// Six characters of Crockford's base 32 for the first 30 bits of a hash. It is read aloud and typed from paper, so the
/// letters that look like digits are not in it, and reading forgives them. Thirty bits tell the revisions of one document
/// apart; they are no proof against somebody who makes a false sheet on purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(u32);

/// Crockford's digits: no I, L, O and U.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Revision {
    /// How many characters it has.
    pub const LENGTH: usize = 6;

    /// The revision of what was hashed.
    #[must_use]
    pub fn of(hash: &blake3::Hash) -> Revision {
        let [a, b, c, d, ..] = *hash.as_bytes();
        Revision(u32::from_be_bytes([a, b, c, d]) >> 2)
    }

    /// Reads a code as people type it: small letters, O for 0, I and L for 1, hyphens and spaces anywhere.
    #[must_use]
    pub fn parse(words: &str) -> Option<Revision> {
        let mut value: u32 = 0;
        let mut length = 0;
        for letter in words.chars().filter(|letter| !matches!(letter, '-' | ' ')) {
            let digit = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let place = DIGITS.iter().position(|&known| char::from(known) == digit)?;
            length += 1;
            value = value.checked_mul(32)?.checked_add(u32::try_from(place).ok()?)?;
        }
        (length == Revision::LENGTH).then_some(Revision(value))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..Revision::LENGTH).rev() {
            let digit = self.0 >> (5 * place) & 31;
            write!(f, "{}", char::from(DIGITS[digit as usize]))?;
        }
        Ok(())
    }
}

impl FieldValue for Revision {
    const NEEDS: &'static str = "a revision such as \"7K3M9Q\"";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Revision, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        Revision::parse(words).ok_or_else(|| {
            Some(Refused::new(
                format!("\"{words}\" is not a revision"),
                "a revision is six letters and digits that `gobag release` wrote; leave its files as they are",
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Revision;

    #[test]
    fn a_code_is_read_as_it_was_written_and_as_people_type_it() {
        for words in ["", "a", "lockdown", "the whole text of a procedure"] {
            let revision = Revision::of(&blake3::hash(words.as_bytes()));
            let code = revision.to_string();
            assert_eq!(code.len(), Revision::LENGTH);
            assert_eq!(Revision::parse(&code), Some(revision));
            let typed = code.to_lowercase().replace('0', "o").replace('1', "l");
            assert_eq!(Revision::parse(&format!("{} - {}", &typed[..3], &typed[3..])), Some(revision));
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for words in ["", "7K3M9", "7K3M9QQ", "7K3M9U", "7K3M9é"] {
            assert_eq!(Revision::parse(words), None, "{words}");
        }
    }
}
