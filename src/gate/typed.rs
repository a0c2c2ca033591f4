//! What an author typed, Markdown or TOML, into the words that a reader of it would be shown.
//!
//! It is read letter by letter and not through the parsers that pages come from: the gate must not share their mistakes.

use std::ops::Range;

use super::word::{Listener, Speller};

/// The words of Markdown in a range of a text.
pub(super) fn markdown(text: &str, range: Range<usize>, listener: &mut impl Listener) {
    let bytes = &text.as_bytes()[..range.end];
    let mut speller = Speller::default();
    let mut at = range.start;
    let mut is_fresh = true;
    while at < range.end {
        if is_fresh {
            at = line_start(text, at, range.end, &mut speller, listener);
            is_fresh = false;
            continue;
        }
        let rest = &text[at..range.end];
        match bytes[at] {
            b'\n' => {
                speller.end(at, listener);
                at += 1;
                is_fresh = true;
            }
            b'[' if rest.starts_with("[[") && rest.contains("]]") => {
                let end = at + rest.find("]]").expect("it is there");
                speller.end(at, listener);
                let inner = at + 2..end;
                match text[inner.clone()].split_once('|') {
                    Some((name, _)) => {
                        listener.gap();
                        markdown(text, inner.start + name.len() + 1..end, listener);
                        listener.gap();
                    }
                    None => listener.name(text[inner].trim()),
                }
                at = end + 2;
            }
            // A footnote's mark, an alert's kind.
            b'[' if rest.starts_with("[^") || rest.starts_with("[!") => {
                speller.gap(at, listener);
                at += rest.find(']').map_or(1, |end| end + 1);
            }
            b']' if rest.starts_with("](") => {
                speller.end(at, listener);
                at += rest.find(')').map_or(1, |end| end + 1);
            }
            // A heading's attributes.
            b'{' if rest.lines().next().is_some_and(|line| line.trim_end().ends_with('}')) => {
                speller.gap(at, listener);
                at += rest.lines().next().map_or(1, str::len);
            }
            b'|' | b'<' => {
                speller.gap(at, listener);
                at += 1;
            }
            _ => at = speller.step(bytes, at, listener),
        }
    }
    speller.gap(at.min(range.end), listener);
}

/// What stands before a line's words: marks of lists, headings and quotes, and a step's head.
fn line_start(text: &str, from: usize, end: usize, speller: &mut Speller, listener: &mut impl Listener) -> usize {
    let mut at = from;
    loop {
        let rest = &text[at..end];
        let line = rest.lines().next().unwrap_or("");
        let spaces = line.len() - line.trim_start().len();
        let words = line.trim_start();
        let list = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = words.len() - list.len();
        let is_numbered = digits > 0 && (list.starts_with(". ") || list.starts_with(") "));
        let mark = match words.bytes().next() {
            None => {
                speller.gap(at, listener);
                return at + line.len();
            }
            Some(b'>' | b'|' | b':') => 1,
            Some(b'#') => words.len() - words.trim_start_matches('#').len(),
            Some(b'-' | b'*' | b'+') if words[1..].starts_with(' ') => 2,
            Some(b'[') if words.starts_with("[ ] ") || words.starts_with("[x] ") => 4,
            Some(b'`') if words.starts_with("```") => words.len(),
            // Where a link by name leads.
            Some(b'[') if words.contains("]: ") && !words.starts_with("[[") && !words.starts_with("[^") => words.len(),
            Some(b'@') => match words.find(": ") {
                Some(colon) => colon + 1,
                None => return at + spaces,
            },
            Some(_) if is_numbered => digits + 2,
            Some(_) => return at + spaces,
        };
        speller.gap(at, listener);
        at += spaces + mark;
    }
}

/// The words of TOML in a range of a text: strings as Markdown, each on its own. Comments are nobody's to read, and a
/// string that is a name of something else (`annex = "hazard-fire"`) shows nothing of itself.
pub(super) fn toml(text: &str, range: Range<usize>, listener: &mut impl Listener) {
    let bytes = &text.as_bytes()[..range.end];
    let mut speller = Speller::default();
    let mut at = range.start;
    let mut line = at;
    let mut is_own = false;
    while at < range.end {
        match bytes[at] {
            b'#' => {
                speller.gap(at, listener);
                at += text[at..range.end].find('\n').unwrap_or(range.end - at);
            }
            quote @ (b'"' | b'\'') => {
                speller.gap(at, listener);
                let (inner, after) = string(text, at, range.end, quote);
                if is_own || !is_name(&text[inner.clone()]) {
                    markdown(text, inner, listener);
                    listener.gap();
                }
                at = after;
            }
            b'=' => {
                is_own = text[line..at].trim() == "id";
                speller.gap(at, listener);
                at += 1;
            }
            b'\n' => {
                is_own = false;
                speller.gap(at, listener);
                at += 1;
                line = at;
            }
            b',' | b'[' | b']' | b'{' | b'}' => {
                speller.gap(at, listener);
                at += 1;
            }
            _ => at = speller.step(bytes, at, listener),
        }
    }
    speller.gap(at.min(range.end), listener);
}

/// What is inside a string that begins here, and where it ends.
pub(super) fn string(text: &str, at: usize, end: usize, quote: u8) -> (Range<usize>, usize) {
    let bytes = text.as_bytes();
    let long = [quote; 3];
    let width = if bytes[at..end].starts_with(&long) { 3 } else { 1 };
    let start = at + width;
    let mut here = start;
    while here < end {
        match bytes[here] {
            b'\\' if quote == b'"' => here += 2,
            byte if byte == quote && (width == 1 || bytes[here..end].starts_with(&long)) => {
                return (start..here, here + width);
            }
            b'\n' if width == 1 => return (start..here, here),
            _ => here += 1,
        }
    }
    (start.min(end)..end, end)
}

/// Whether a string is the name of a thing, not words about it.
fn is_name(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_lowercase())
        && words.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.'))
}
