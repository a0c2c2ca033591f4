//! `Diagnostics` become one JSON object, version 1 of a format that other programs rely on.

use serde::Serialize;

use super::{Position, Positions, path_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Label, Place, Severity};
use crate::source::Sources;

/// The report as one line of JSON without a line end. `documents` is how many were read.
///
/// Every finding is in it: programs count for themselves.
///
/// # Panics
/// Never: text and numbers always have a JSON form.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, documents: usize) -> String {
    let mut positions = Positions::new(sources);
    let report = Report {
        version: 1,
        diagnostics: diagnostics.iter().map(|diagnostic| Finding::new(diagnostic, sources, &mut positions)).collect(),
        summary: Summary {
            errors: diagnostics.count(Severity::Error),
            warnings: diagnostics.count(Severity::Warning),
            documents,
        },
    };
    serde_json::to_string(&report).expect("text and numbers always have a JSON form")
}

/// The whole object.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Vec<Finding<'a>>,
    summary: Summary,
}

/// One finding. Where a file as a whole is meant, `start` and `end` are null.
#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    path: &'a str,
    start: Option<Position>,
    end: Option<Position>,
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
}

/// Another place that belongs to a finding.
#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    path: &'a str,
    start: Option<Position>,
    end: Option<Position>,
}

/// The counts.
#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    documents: usize,
}

impl<'a> Finding<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &'a Sources, positions: &mut Positions<'_>) -> Finding<'a> {
        let (start, end) = ends(&diagnostic.label.place, positions).unzip();
        Finding {
            rule: diagnostic.rule.0,
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: &diagnostic.message,
            path: path_of(&diagnostic.label.place, sources),
            start,
            end,
            help: diagnostic.help.as_deref(),
            related: diagnostic.related.iter().map(|label| Related::new(label, sources, positions)).collect(),
        }
    }
}

impl<'a> Related<'a> {
    fn new(label: &'a Label, sources: &'a Sources, positions: &mut Positions<'_>) -> Related<'a> {
        let (start, end) = ends(&label.place, positions).unzip();
        Related { message: &label.text, path: path_of(&label.place, sources), start, end }
    }
}

/// Both ends of words in a file.
fn ends(place: &Place, positions: &mut Positions<'_>) -> Option<(Position, Position)> {
    match place {
        Place::Words(span) => {
            Some((positions.find(span.source, span.start as usize), positions.find(span.source, span.end as usize)))
        }
        Place::File(_) => None,
    }
}
