//! A TOML text into where each of its tables ends.

use std::ops::Range;

use super::typed;

/// The heads of tables, in order, with what they are called.
#[derive(Debug)]
pub(super) struct Extents(Vec<(usize, String)>);

impl Extents {
    /// The tables of a text.
    pub(super) fn of(text: &str) -> Extents {
        let mut heads = Vec::new();
        let bytes = text.as_bytes();
        let (mut at, mut is_fresh) = (0, true);
        while at < bytes.len() {
            match bytes[at] {
                b'\n' => {
                    is_fresh = true;
                    at += 1;
                    continue;
                }
                b' ' | b'\t' | b'\r' => {
                    at += 1;
                    continue;
                }
                b'[' if is_fresh => {
                    let line = text[at..].lines().next().unwrap_or("");
                    let name = line.trim_start_matches('[').split(']').next().unwrap_or("");
                    heads.push((at, name.trim().to_owned()));
                    at += line.len();
                }
                b'#' => at += text[at..].find('\n').unwrap_or(text.len() - at),
                quote @ (b'"' | b'\'') => at = typed::string(text, at, text.len(), quote).1,
                _ => at += 1,
            }
            is_fresh = false;
        }
        Extents(heads)
    }

    /// Every table with its name, each up to the next one.
    pub(super) fn tables<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'t str)> {
        let ends = self.0.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
        self.0.iter().zip(ends).map(|((start, name), end)| (*start..end, name.as_str()))
    }

    /// The table that a place is in, with the tables inside it: `[[hazard]]` with its `[[hazard.action]]`.
    pub(super) fn around(&self, text: &str, at: usize) -> Range<usize> {
        if text[at..].starts_with('{') {
            return at..at + braces(&text[at..]);
        }
        let here = self.0.partition_point(|(start, _)| *start <= at);
        let Some((start, name)) = here.checked_sub(1).map(|here| &self.0[here]) else {
            // Before the first table: the key's own line.
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            return line..text[at..].find('\n').map_or(text.len(), |end| at + end);
        };
        let mut after = self.0[here..].iter();
        let is_inside = |other: &str| other.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('.'));
        let end = after.find(|(_, other)| !is_inside(other)).map_or(text.len(), |(end, _)| *end);
        *start..end
    }
}

/// How long a table on one line is.
fn braces(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' => depth -= 1,
            quote @ (b'"' | b'\'') => {
                at = typed::string(text, at, text.len(), quote).1;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    text.len()
}
