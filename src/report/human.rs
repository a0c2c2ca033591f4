//! `Diagnostics` become text for a person: the place, the words underlined, what is wrong, and what to type.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::{Positions, path_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Label, Place, RuleName, Severity};
use crate::source::{Sources, Span};

/// How many findings of one rule in one file are shown; the rest is counted.
const SHOWN: usize = 20;

/// How wide the drawing is at most, in columns; a longer line is cut on both sides of its words.
const WIDTH: usize = 120;

/// What goes around the findings.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The handbook's folder as the person wrote it, put before every path so that editors can open it; may be empty.
    pub folder: String,
    /// Whether to use a terminal's colours.
    pub colour: bool,
    /// Whether something was to be published, so that the last sentence says that it was not.
    pub publishing: bool,
}

/// The findings, with a blank line after each, and the sentence that counts them. Nothing at all where there are none.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, style: &Style) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut page = Page { sources, positions: Positions::new(sources), folder: &style.folder };
    let mut of_kind: BTreeMap<(&str, RuleName), usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *of_kind.entry((path_of(&diagnostic.label.place, sources), diagnostic.rule)).or_default() += 1;
    }
    let mut shown: BTreeMap<(&str, RuleName), usize> = BTreeMap::new();
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let kind = (path_of(&diagnostic.label.place, sources), diagnostic.rule);
        let number = shown.entry(kind).or_default();
        *number += 1;
        if *number > SHOWN {
            continue;
        }
        text.push_str(&renderer.render(&[page.group(diagnostic)]));
        text.push_str("\n\n");
        let rest = of_kind[&kind] - SHOWN.min(of_kind[&kind]);
        if *number == SHOWN && rest > 0 {
            let path = page.path(kind.0);
            writeln!(text, "... and {rest} more of {} in {path}\n", kind.1.0).expect("text can always grow");
        }
    }
    text.push_str(&tally(diagnostics, sources, style.publishing));
    text.push('\n');
    text
}

/// "3 errors and 1 warning in 2 files. Nothing was published."
fn tally(diagnostics: &Diagnostics, sources: &Sources, publishing: bool) -> String {
    let errors = diagnostics.count(Severity::Error);
    let warnings = diagnostics.count(Severity::Warning);
    let files: BTreeSet<&str> =
        diagnostics.iter().map(|diagnostic| path_of(&diagnostic.label.place, sources)).collect();
    let (errors, fatal) = (counted(errors, "error"), errors > 0);
    let found = match warnings {
        0 => errors,
        _ if !fatal => counted(warnings, "warning"),
        _ => format!("{errors} and {}", counted(warnings, "warning")),
    };
    let files = counted(files.len(), "file");
    if fatal && publishing {
        format!("{found} in {files}. Nothing was published.")
    } else {
        format!("{found} in {files}.")
    }
}

/// "1 error", "2 errors".
fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What all findings share.
struct Page<'a> {
    sources: &'a Sources,
    positions: Positions<'a>,
    folder: &'a str,
}

impl<'a> Page<'a> {
    /// One finding.
    fn group(&mut self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.rule.0);
        let group = self.place(Group::with_title(title), &diagnostic.label, AnnotationKind::Primary);
        let group =
            diagnostic.related.iter().fold(group, |group, label| self.place(group, label, AnnotationKind::Context));
        match &diagnostic.help {
            Some(help) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
            None => group,
        }
    }

    /// A place: its address, and the words where there are any.
    fn place(&mut self, group: Group<'a>, label: &'a Label, kind: AnnotationKind) -> Group<'a> {
        match &label.place {
            Place::File(path) => {
                let group = group.element(Origin::path(self.path(path)));
                if label.text.is_empty() {
                    return group;
                }
                group.element(Level::NOTE.message(normalize_untrusted_str(&label.text)))
            }
            Place::Words(span) => {
                let number = self.positions.find(span.source, span.start as usize).line;
                let path = self.path(&self.sources.get(span.source).path);
                let (line, words) = self.shown(*span);
                let text = (!label.text.is_empty()).then(|| one_line(&label.text));
                let words = kind.span(words).label(text);
                group.element(Snippet::source(line).path(path).line_start(number).annotation(words))
            }
        }
    }

    /// The line to show for a span, and the words' place in it. Words over several lines are shown as far as the first.
    fn shown(&mut self, span: Span) -> (&'a str, Range<usize>) {
        let text = self.sources.text(span.source);
        let start = text.floor_char_boundary(span.start as usize);
        let line = self.positions.line(span.source, start);
        // A span may begin at the line's own end, behind what is shown of it.
        let start = start.min(line.end);
        let end = text.floor_char_boundary(span.end as usize).clamp(start, line.end);
        (&text[line.clone()], start - line.start..end - line.start)
    }

    /// A path of the handbook as the person can open it.
    fn path(&self, path: &str) -> String {
        match self.folder {
            "" | "." => path.to_owned(),
            folder => format!("{}/{path}", folder.trim_end_matches('/')),
        }
    }
}

/// Words without line breaks, which would tear the drawing apart.
fn one_line(words: &str) -> Cow<'_, str> {
    if words.contains(['\n', '\r']) {
        words.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        words.into()
    }
}
