//! `Coverage` becomes a calm table: the counts, then part by part a line for each element, with a gap's reason below it.

use std::fmt::Write;

use super::super::Positions;
use super::{HOW, position};
use crate::coverage::{Coverage, Covered, Status};
use crate::source::Sources;

/// The widest line, in columns; paths may be longer.
const WIDTH: usize = 110;

/// The widest title that others are aligned with.
const TITLE: usize = 48;

/// The report as lines. `folder` is the handbook's folder as the person wrote it, put before every path.
///
/// # Panics
/// Never: text can always grow.
#[must_use]
pub fn render(coverage: &Coverage, sources: &Sources, folder: &str) -> String {
    let widest = |of: fn(&Covered) -> &str, most: usize| {
        coverage.elements().map(|covered| of(covered).chars().count()).filter(|width| *width <= most).max().unwrap_or(0)
    };
    let mut table = Table {
        positions: Positions::new(sources),
        folder: folder.trim_end_matches('/'),
        name: widest(|covered| covered.element.name(), 40),
        title: widest(|covered| &covered.element.title, TITLE),
        text: String::new(),
    };
    let text = &mut table.text;
    writeln!(text, "{}, held against \"{}\" on {}", coverage.handbook, coverage.title, coverage.today).expect(GROWS);
    writeln!(text, "{}", coverage.counts()).expect(GROWS);
    for part in &coverage.parts {
        write!(table.text, "\n{}\n", part.title).expect(GROWS);
        part.elements.iter().for_each(|covered| table.row(covered));
    }
    table.text.push('\n');
    if coverage.count(Status::Present) + coverage.count(Status::NotApplicable) < coverage.elements().count() {
        wrapped(HOW, 0, &mut table.text);
        table.text.push('\n');
    }
    wrapped(&coverage.statement(), 0, &mut table.text);
    table.text
}

const GROWS: &str = "text can always grow";

struct Table<'a> {
    positions: Positions<'a>,
    folder: &'a str,
    name: usize,
    title: usize,
    text: String,
}

impl Table<'_> {
    fn row(&mut self, covered: &Covered) {
        let Covered { element, status, .. } = covered;
        let line = format!(
            "  {:14}  {:name$}  {:title$}  {}",
            status.words(),
            element.name(),
            element.title,
            self.found(covered),
            name = self.name,
            title = self.title
        );
        self.text.push_str(line.trim_end());
        self.text.push('\n');
        let indent = 2 + 14 + 2 + self.name + 2;
        match status {
            Status::Present => {}
            Status::NotApplicable => self.below("because: ", &covered.reasons.join("; "), indent),
            Status::Thin => self.below("because ", &covered.reasons.join("; "), indent),
            Status::Missing => self.below("looked for: ", &element.looks_for, indent),
        }
        if let Some(first) = &covered.first {
            self.below("first: ", first, indent);
        }
    }

    fn below(&mut self, label: &str, words: &str, indent: usize) {
        wrapped(&format!("{label}{words}"), indent, &mut self.text);
    }

    /// The place of the strongest evidence, and how much more there is.
    fn found(&mut self, covered: &Covered) -> String {
        let Some(strongest) = covered.evidence.first() else { return String::new() };
        let mut found = String::new();
        if !self.folder.is_empty() {
            found.push_str(self.folder);
            found.push('/');
        }
        found.push_str(&strongest.path);
        if let Some(at) = position(strongest, &mut self.positions) {
            write!(found, ":{}", at.line).expect(GROWS);
        }
        if covered.evidence.len() > 1 {
            write!(found, " and {} more", covered.evidence.len() - 1).expect(GROWS);
        }
        found
    }
}

/// Words in lines of at most [`WIDTH`] columns, each after an indent.
fn wrapped(words: &str, indent: usize, text: &mut String) {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() && indent + line.chars().count() + 1 + word.chars().count() > WIDTH {
            writeln!(text, "{:indent$}{line}", "").expect(GROWS);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(text, "{:indent$}{line}", "").expect(GROWS);
}
