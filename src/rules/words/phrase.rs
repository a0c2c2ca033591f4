//! A phrase as people type it: in any case, with a hyphen or a space, over the end of a line, one or several of it.

use std::borrow::Cow;
use std::ops::Range;

use super::phrases::Phrases;

/// A word of a text: letters and digits, with apostrophes inside.
#[derive(Clone)]
pub(in crate::rules) struct Word<'t> {
    /// Where it stands.
    pub(in crate::rules) range: Range<usize>,
    /// In small letters, with straight apostrophes.
    pub(in crate::rules) folded: Cow<'t, str>,
    /// What stands between it and the word before.
    pub(in crate::rules) gap: &'t str,
}

/// The words of a text.
pub(in crate::rules) fn words(text: &str) -> Vec<Word<'_>> {
    // Five letters a word and the space after it: nearly always enough, never much too much.
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut ended = 0;
    each(text, |range, is_small| {
        let word = &text[range.clone()];
        let folded = match is_small {
            true => Cow::Borrowed(word),
            false if word.is_ascii() => Cow::Owned(word.to_ascii_lowercase()),
            false => Cow::Owned(word.to_lowercase().replace('’', "'")),
        };
        let gap = &text[ended..range.start];
        ended = range.end;
        words.push(Word { range, folded, gap });
    });
    words
}

/// Each word of a text: where it stands, and whether it is in small letters already, as nearly all are.
pub(super) fn each(text: &str, mut each: impl FnMut(Range<usize>, bool)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut kinds = 0;
        loop {
            while let Some(&byte) = bytes.get(at)
                && KINDS[usize::from(byte)] != 0
            {
                kinds |= KINDS[usize::from(byte)];
                at += 1;
            }
            // Other alphabets' letters, and apostrophes inside a word.
            let length = match bytes.get(at) {
                Some(b'\'') if at > start => apostrophe(text, at),
                Some(byte) if !byte.is_ascii() => match letter(text, at) {
                    0 if at > start => apostrophe(text, at),
                    length => length,
                },
                _ => 0,
            };
            if length == 0 {
                break;
            }
            kinds |= if length > 1 { OTHER } else { 0 };
            at += length;
        }
        if at > start {
            each(start..at, kinds & OTHER == 0);
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// What is to be told of a word besides that it is one: letters that are not small ones of the English alphabet.
const OTHER: u8 = 2;

/// For each byte: 0 where it is no letter or digit by itself, [`OTHER`] for capitals.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => 1,
            b'A'..=b'Z' => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// How many bytes the letter or digit at a place has; 0 where another sign stands, or nothing.
fn letter(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => usize::from(byte.is_ascii_alphanumeric()),
        Some(_) => text[at..].chars().next().filter(|sign| sign.is_alphanumeric()).map_or(0, char::len_utf8),
        None => 0,
    }
}

/// How many bytes the apostrophe at a place has, if it stands inside a word; the letter before it has been seen.
fn apostrophe(text: &str, at: usize) -> usize {
    let length = match text.as_bytes().get(at) {
        Some(b'\'') => 1,
        Some(0xe2) if text[at..].starts_with('’') => '’'.len_utf8(),
        _ => return 0,
    };
    if letter(text, at + length) > 0 { length } else { 0 }
}

/// The words of a phrase, as a table or an author writes it.
pub(in crate::rules) fn parts(phrase: &str) -> impl Iterator<Item = &str> + Clone {
    phrase.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|part| !part.is_empty())
}

/// Whether a phrase stands among some words.
pub(in crate::rules) fn has(words: &[Word<'_>], phrase: &str) -> bool {
    let parts = parts(phrase);
    (0..words.len()).any(|at| stands_at(words, at, parts.clone()))
}

/// Whether one of some phrases stands among some words.
pub(in crate::rules) fn has_any(words: &[Word<'_>], phrases: &Phrases) -> bool {
    phrases.all(words).next().is_some()
}

/// The first of some phrases among some words; of several that begin there, the first of the table.
pub(in crate::rules) fn first(words: &[Word<'_>], phrases: &Phrases) -> Option<Range<usize>> {
    phrases.all(words).next().map(|(_, range)| range)
}

/// The letters from the first to the last of some words.
pub(in crate::rules) fn range(words: &[Word<'_>], of: &Range<usize>) -> Range<usize> {
    words[of.start].range.start..words[of.end - 1].range.end
}

/// Whether the words of a phrase stand from a place on.
pub(super) fn stands_at<'p>(words: &[Word<'_>], at: usize, parts: impl Iterator<Item = &'p str>) -> bool {
    let mut parts = parts.peekable();
    let mut here = at;
    while let Some(part) = parts.next() {
        let Some(word) = words.get(here) else { return false };
        let same = if parts.peek().is_some() { word.folded == part } else { is_form_of(&word.folded, part) };
        if !same || (here > at && !is_join(word.gap) && !(word.gap == ". " && is_address(&words[here - 1].folded))) {
            return false;
        }
        here += 1;
    }
    here > at
}

/// "Dr. Armstrong": a full stop that ends nothing.
fn is_address(word: &str) -> bool {
    matches!(word, "mr" | "ms" | "mrs" | "dr")
}

/// Whether a gap joins two words of a phrase: no comma, no full stop.
pub(in crate::rules) fn is_join(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '/'))
}

/// One or several: "roster" is also "rosters".
fn is_form_of(word: &str, wanted: &str) -> bool {
    word == wanted
        || (wanted.len() > 2 && (word.strip_suffix('s') == Some(wanted) || word.strip_suffix("es") == Some(wanted)))
}
