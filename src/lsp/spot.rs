//! The letters around a cursor become what is named there, or what somebody has begun to name.

use std::ops::Range;

/// What a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// `role`, `place`, `contact`, `term`, `value`, `hazard`, or nothing for a document.
    pub(super) kind: String,
    /// The name.
    pub(super) id: String,
    /// The bytes of the whole reference.
    pub(super) range: Range<usize>,
}

/// What has been begun left of a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Begun {
    /// `[[` and perhaps letters, without a kind.
    Reference,
    /// `[[place:` and perhaps letters.
    Of(String),
    /// `@` and perhaps letters.
    Role,
    /// The first letters of a line of TOML.
    Key,
}

/// What is named at a cursor.
pub(super) fn spot(text: &str, at: usize) -> Option<Spot> {
    reference(text, at).or_else(|| role(text, at))
}

fn reference(text: &str, at: usize) -> Option<Spot> {
    let line = line(text, at);
    // The cursor may stand before the brackets or between them.
    let seen = text.floor_char_boundary((at + 2).min(line.end));
    let start = line.start + text[line.start..seen].rfind("[[")?;
    let end = start + text[start..line.end].find("]]")? + 2;
    if at > end {
        return None;
    }
    let inner = text[start + 2..end - 2].split('|').next()?;
    let (kind, id) = inner.split_once(':').unwrap_or(("", inner));
    let id = id.split('#').next()?.trim();
    Some(Spot { kind: kind.trim().to_owned(), id: id.to_owned(), range: start..end })
}

fn role(text: &str, at: usize) -> Option<Spot> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '.';
    let start = text[..at].rfind(|letter: char| !is_name(letter)).unwrap_or(0);
    let start = if text[at..].starts_with('@') { at } else { start };
    let rest = text[start..].strip_prefix('@')?;
    let length = rest.find(|letter: char| !is_name(letter)).unwrap_or(rest.len());
    let id = &rest[..length];
    (!id.is_empty()).then(|| Spot { kind: "role".to_owned(), id: id.to_owned(), range: start..start + 1 + length })
}

/// What has been begun left of a cursor, and the bytes of its letters so far.
pub(super) fn begun(text: &str, at: usize, is_toml: bool) -> Option<(Begun, Range<usize>)> {
    let line = line(text, at);
    let before = &text[line.start..at];
    let is_name = |open: &usize| !before[*open..].contains(|letter: char| letter == ']' || letter.is_whitespace());
    let open = before.rfind("[[").filter(is_name);
    // Two brackets at the beginning of a line of TOML begin a table.
    if let Some(open) = open.filter(|open| !is_toml || !before[..*open].trim().is_empty()) {
        let inner = &before[open + 2..];
        return Some(match inner.rsplit_once(':') {
            Some((kind, letters)) => (Begun::Of(kind.to_owned()), at - letters.len()..at),
            None => (Begun::Reference, at - inner.len()..at),
        });
    }
    let letters =
        before.len() - before.trim_end_matches(|letter: char| letter.is_alphanumeric() || letter == '-').len();
    if before[..before.len() - letters].ends_with('@') {
        return Some((Begun::Role, at - letters..at));
    }
    let word = before.trim_start();
    let is_key = is_toml && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    is_key.then(|| (Begun::Key, at - word.len()..at))
}

/// The bytes of a line, without its end.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

#[cfg(test)]
mod tests {
    use super::{Begun, begun, spot};

    #[test]
    fn names_are_found_under_the_cursor() {
        let text = "1. @teacher @aide: Go to [[place:assembly|the field]], see [[lockdown#during]].\n";
        let at = |words: &str| text.find(words).expect("it is there");
        let named = |offset: usize| spot(text, offset).map(|spot| (spot.kind, spot.id));
        let pair = |kind: &str, id: &str| Some((kind.to_owned(), id.to_owned()));
        assert_eq!(named(at("teacher") + 3), pair("role", "teacher"));
        assert_eq!(named(at("@aide")), pair("role", "aide"));
        assert_eq!(named(at("assembly")), pair("place", "assembly"));
        assert_eq!(named(at("lockdown")), pair("", "lockdown"));
        assert_eq!(named(at("Go to")), None);
        assert_eq!(named(at("see")), None);
    }

    #[test]
    fn what_has_been_begun_is_known() {
        let begins = |text: &str, is_toml: bool| begun(text, text.len(), is_toml);
        assert_eq!(begins("Go to [[place:as", false), Some((Begun::Of("place".to_owned()), 14..16)));
        assert_eq!(begins("Go to [[", false), Some((Begun::Reference, 8..8)));
        assert_eq!(begins("1. @te", false), Some((Begun::Role, 4..6)));
        assert_eq!(begins("[[role]]\nal", true), Some((Begun::Key, 9..11)));
        assert_eq!(begins("Only words", false), None);
        assert_eq!(begins("See [[lockdown]] and", false), None);
        assert_eq!(begins("See [[ and @", false), Some((Begun::Role, 12..12)));
    }
}
