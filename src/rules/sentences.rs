//! Words into sentences, and the few questions that rules ask of an English sentence.

use std::ops::Range;

/// Each sentence as a range of the text, without the space around it. A full stop after a short form ("Ms.", "No.") ends
/// nothing.
pub(in crate::rules) fn sentences(text: &str) -> Vec<Range<usize>> {
    const SHORT: [&str; 12] = ["mr", "ms", "mrs", "dr", "st", "no", "e.g", "i.e", "a.m", "p.m", "gr", "sgt"];
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = match letter {
            '.' => {
                let word = text[start..at].rsplit([' ', '(']).next().unwrap_or("").to_lowercase();
                let goes_on = letters.peek().is_some_and(|(_, next)| !next.is_whitespace() && !is_closing(*next));
                !goes_on && !SHORT.contains(&word.as_str())
            }
            '!' | '?' | '\n' => true,
            _ => false,
        };
        if ends {
            let end = at + letter.len_utf8();
            push(text, start..end, &mut sentences);
            start = end;
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
