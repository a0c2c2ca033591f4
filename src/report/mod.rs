//! `Diagnostics` and `Coverage` become reports: for a person, or for a program.

use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::source::{SourceId, Sources};

mod agenda;
pub mod coverage;
pub mod github;
pub mod human;
pub mod json;
pub mod sarif;
pub mod short;
mod triage;

/// Whom a report is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A person: underlined words.
    #[default]
    Human,
    /// A person in a hurry, or an editor: a line a finding.
    Short,
    /// A program: one JSON object.
    Json,
    /// A code-scanning service: SARIF 2.1.0.
    Sarif,
    /// GitHub's runner: notes beside the changed lines.
    Github,
}

/// A place in a text, as editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in its line, from 1; a tab is one.
    pub column: usize,
    /// The byte in the file, from 0.
    pub offset: usize,
}

/// Finds lines and columns of byte offsets, and remembers what it has counted.
///
/// It is quick where it is asked from the top of a file to its end, also in a file that is one long line.
#[derive(Debug)]
pub struct Positions<'a> {
    sources: &'a Sources,
    counted: BTreeMap<SourceId, Counted>,
}

/// What is known about one text.
#[derive(Debug)]
struct Counted {
    /// Where each line begins.
    starts: Vec<usize>,
    /// The last answer: the next is often in the same line.
    last: Position,
}

impl<'a> Positions<'a> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Positions<'a> {
        Positions { sources, counted: BTreeMap::new() }
    }

    /// The position of a byte. An offset inside a character is its first byte; one past the end is the end.
    pub fn find(&mut self, source: SourceId, offset: usize) -> Position {
        let text = self.sources.text(source);
        let offset = text.floor_char_boundary(offset);
        let counted = self.counted.entry(source).or_insert_with(|| Counted::new(text));
        let line = counted.line(offset);
        let start = counted.starts[line];
        let (from, column) = match counted.last {
            last if last.line == line + 1 && last.offset <= offset => (last.offset, last.column),
            _ => (start, 1),
        };
        let column = column + text[from..offset].chars().count();
        counted.last = Position { line: line + 1, column, offset };
        counted.last
    }

    /// The bytes of the line that `offset` stands in, without its end.
    pub fn line(&mut self, source: SourceId, offset: usize) -> std::ops::Range<usize> {
        let text = self.sources.text(source);
        let counted = self.counted.entry(source).or_insert_with(|| Counted::new(text));
        let line = counted.line(text.floor_char_boundary(offset));
        let start = counted.starts[line];
        let end = counted.starts.get(line + 1).map_or(text.len(), |next| next - 1);
        start..if end > start && text[..end].ends_with('\r') { end - 1 } else { end }
    }
}

impl Counted {
    fn new(text: &str) -> Counted {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        Counted { starts, last: Position { line: 1, column: 1, offset: 0 } }
    }

    /// The line of an offset, from 0.
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }
}

/// The path of a place in the handbook.
fn path_of<'a>(place: &'a Place, sources: &'a Sources) -> &'a str {
    match place {
        Place::Words(span) => &sources.get(span.source).path,
        Place::File(path) => path,
    }
}

/// "1 error", "2 errors".
fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
