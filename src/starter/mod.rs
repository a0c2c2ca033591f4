//! What a person wants to begin becomes the first text of it: a whole small handbook, or one document with every part that
//! it needs. What only they can know is left as a blank, `[? … ]`, which the rule `left-blank` leads them through.

mod forms;
mod texts;

use crate::fields::{Id, Language};

pub use forms::{Begun, Form, begin};
pub use texts::languages;

/// For whom a handbook is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One school.
    School,
    /// A district with schools of its own.
    District,
}

/// The files of a new handbook: path, text. Nothing where there is no starter in this language.
#[must_use]
pub fn handbook(language: &Language, scope: Scope, title: Option<&str>) -> Option<Vec<(&'static str, String)>> {
    let texts = texts::of(language)?;
    let title = title.unwrap_or(texts.title);
    let of_district = match scope {
        Scope::School => &[][..],
        Scope::District => texts.district,
    };
    let files = texts.files.iter().chain(of_district);
    Some(files.map(|(path, text)| (*path, text.replace("{title}", &quoted(title)))).collect())
}

/// Words as they stand between the quotation marks of a TOML value.
fn quoted(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.trim().to_owned()
}

/// The name for a file that is called by a title: letters without their accents, which every disk and every web server
/// writes in the same way.
fn slug(title: &str) -> Id {
    use unicode_normalization::UnicodeNormalization as _;
    let plain: String = title.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter)).collect();
    Id::slug(&plain)
}
