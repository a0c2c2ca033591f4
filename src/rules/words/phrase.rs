//! A phrase as people type it: in any case, with a hyphen or a space, over the end of a line, one or several of it.

use std::ops::Range;

/// A word of a text: letters and digits, with apostrophes inside.
pub(in crate::rules) struct Word<'t> {
    /// Where it stands.
    pub(in crate::rules) range: Range<usize>,
    /// In small letters, with straight apostrophes.
    pub(in crate::rules) folded: String,
    /// What stands between it and the word before.
    pub(in crate::rules) gap: &'t str,
}

/// The words of a text.
pub(in crate::rules) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut ended = 0;
    let mut start = None;
    let mut word = |from: usize, to: usize| {
        let folded = text[from..to].to_lowercase().replace('’', "'");
        words.push(Word { range: from..to, folded, gap: &text[ended..from] });
        ended = to;
    };
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let inside = letter.is_alphanumeric()
            || (matches!(letter, '\'' | '’') && start.is_some() && next.is_some_and(char::is_alphanumeric));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                word(from, at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        word(from, text.len());
    }
    words
}

/// The words of a phrase, as a table or an author writes it.
pub(in crate::rules) fn parts(phrase: &str) -> impl Iterator<Item = &str> + Clone {
    phrase.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|part| !part.is_empty())
}

/// Wherever a phrase stands: the words of it, by their place among the words of the text. The phrase is in small letters.
pub(in crate::rules) fn all(words: &[Word<'_>], phrase: &str) -> Vec<Range<usize>> {
    let parts = parts(phrase);
    let length = parts.clone().count();
    if length == 0 || words.len() < length {
        return Vec::new();
    }
    (0..=words.len() - length).filter(|&at| stands_at(words, at, parts.clone())).map(|at| at..at + length).collect()
}

/// Whether a phrase stands among some words.
pub(in crate::rules) fn has(words: &[Word<'_>], phrase: &str) -> bool {
    let parts = parts(phrase);
    (0..words.len()).any(|at| stands_at(words, at, parts.clone()))
}

/// Whether one of some phrases stands among some words.
pub(in crate::rules) fn has_any(words: &[Word<'_>], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| has(words, phrase))
}

/// The letters from the first to the last of some words.
pub(in crate::rules) fn range(words: &[Word<'_>], of: &Range<usize>) -> Range<usize> {
    words[of.start].range.start..words[of.end - 1].range.end
}

fn stands_at<'p>(words: &[Word<'_>], at: usize, parts: impl Iterator<Item = &'p str>) -> bool {
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
