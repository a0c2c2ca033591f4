//! Words into sentences, and the few questions that rules ask of an English sentence.

use std::ops::Range;

/// Each sentence as a range of the text, without the space around it. A full stop after a short form ("Ms.", "No.") ends
/// nothing.
pub(in crate::rules) fn sentences(text: &str) -> Vec<Range<usize>> {
    const SHORT: [&str; 12] = ["mr", "ms", "mrs", "dr", "st", "no", "e.g", "i.e", "a.m", "p.m", "gr", "sgt"];
    let mut sentences = Vec::new();
    let mut start = 0;
    // All signs that may end a sentence are single bytes, in every letter's encoding.
    let bytes = text.as_bytes();
    let next = |from: usize| bytes[from..].iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | b'\n'));
    let mut from = 0;
    while let Some(at) = next(from).map(|length| from + length) {
        from = at + 1;
        let ends = bytes[at] != b'.' || {
            let next = text[at + 1..].chars().next();
            let goes_on = next.is_some_and(|next| !next.is_whitespace() && !is_closing(next));
            let is_short = || {
                let word = text[start..at].rsplit([' ', '(']).next().unwrap_or("");
                word.len() < 4 && SHORT.iter().any(|short| short.eq_ignore_ascii_case(word))
            };
            !goes_on && !is_short()
        };
        if ends {
            push(text, start..at + 1, &mut sentences);
            start = at + 1;
        }
    }
    push(text, start..text.len(), &mut sentences);
    sentences
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let words = &text[range.clone()];
    let start =
        range.start + (words.len() - words.trim_start_matches(|c: char| c.is_whitespace() || is_closing(c)).len());
    let end = range.start + words.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']')
}

/// Whether a text has a digit. It is asked of every text: counting all is quicker than to stop at the first.
pub(in crate::rules) fn has_digit(text: &str) -> bool {
    text.bytes().fold(0, |found, byte| found | u8::from(byte.is_ascii_digit())) != 0
}

/// Where a word, or several, stands whole: no letter or digit touches it.
pub(in crate::rules) fn find_word(text: &str, word: &str) -> Option<usize> {
    let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word)
        .map(|(at, _)| at)
        .find(|&at| !touches(text[..at].chars().next_back()) && !touches(text[at + word.len()..].chars().next()))
}

/// Whether an English sentence in lower case denies or forbids what stands at a place: "no one plays …", "… is forbidden".
pub(in crate::rules) fn is_denied(sentence: &str, at: usize) -> bool {
    const BEFORE: [&str; 15] = [
        "no",
        "no one",
        "nobody",
        "none",
        "not",
        "never",
        "nothing",
        "without",
        "neither",
        "nor",
        "cannot",
        "avoid",
        "forbid",
        "forbids",
        "instead of",
    ];
    const AFTER: [&str; 9] = [
        "forbidden",
        "prohibited",
        "banned",
        "not allowed",
        "never allowed",
        "not permitted",
        "not part",
        "must not",
        "is not",
    ];
    // A "but" turns the sentence.
    let clause = sentence[..at].rfind(" but ").map_or(0, |but| but + 5);
    let before = &sentence[clause..at];
    before.contains("n't ")
        || before.contains("n’t ")
        || before.contains("prohibit")
        || BEFORE.iter().any(|word| find_word(before, word).is_some())
        || AFTER.iter().any(|word| find_word(&sentence[at..], word).is_some())
}
