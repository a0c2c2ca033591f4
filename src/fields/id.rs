//! A name that things are called by in the source and in addresses.

use std::fmt;
use std::sync::Arc;

use toml::de::DeValue;

use super::{At, FieldValue, Refused};

/// The most bytes that an id has.
const LONGEST: usize = 120;

/// Lower case letters (of any script), digits and hyphens. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The id, if the words are one.
    #[must_use]
    pub fn parse(words: &str) -> Option<Id> {
        let plain = |c: char| c == '-' || c == '.' || c.is_alphanumeric() && !c.is_uppercase();
        let fits = !words.is_empty() && words.len() <= LONGEST && words.chars().all(plain);
        let ends = words.starts_with(['-', '.']) || words.ends_with(['-', '.']);
        (fits && !ends && !words.contains("..")).then(|| Id(words.into()))
    }

    /// The nearest id to some words: lower case, everything else a hyphen. Empty words give `untitled`.
    #[must_use]
    pub fn slug(words: &str) -> Id {
        let mut slug = String::with_capacity(words.len());
        for c in words.chars().flat_map(char::to_lowercase) {
            match c {
                // A mark on a letter stays with it; apostrophes go without a gap.
                c if c.is_alphanumeric() => slug.push(c),
                '\'' | '’' => {}
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
            if slug.len() > 80 {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        Id(if slug.is_empty() { "untitled".into() } else { slug.into() })
    }

    /// The same with a number after it, which tells it from every other number's; what is too long for both is cut short.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Id {
        let end = format!("-{number}");
        let stem = &self.0[..self.0.floor_char_boundary(LONGEST - end.len())];
        Id(format!("{}{end}", stem.trim_end_matches(['-', '.'])).into())
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Id {
    /// Stands in for an id that was missing; a finding has said so.
    fn default() -> Id {
        Id("unnamed".into())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl FieldValue for Id {
    const NEEDS: &'static str = "an id such as \"front-office\"";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Id, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        Id::parse(words).ok_or_else(|| {
            Some(Refused::new(
                format!("\"{words}\" is not an id"),
                format!("lower case letters, digits and hyphens only: \"{}\"", Id::slug(words)),
            ))
        })
    }
}
