//! `Coverage` becomes one JSON object, version 1 of a format that other programs rely on.

use serde::Serialize;

use super::super::{Position, Positions};
use super::{position, weakness};
use crate::coverage::{Coverage, Covered, Evidence, Kind, Status};
use crate::source::Sources;

/// The report as one line of JSON without a line end.
///
/// # Panics
/// Never: text and numbers always have a JSON form.
#[must_use]
pub fn render(coverage: &Coverage, sources: &Sources) -> String {
    let mut positions = Positions::new(sources);
    let elements = coverage.parts.iter().flat_map(|part| part.elements.iter().map(move |covered| (&part.id, covered)));
    let report = Report {
        version: 1,
        statement: coverage.statement(),
        handbook: &coverage.handbook,
        framework: Framework {
            id: &coverage.framework,
            title: &coverage.title,
            source: coverage.source.as_deref(),
            parts: coverage.parts.iter().map(|part| Part { id: &part.id, title: &part.title }).collect(),
        },
        date: coverage.today.to_string(),
        summary: Summary {
            elements: coverage.elements().count(),
            present: coverage.count(Status::Present),
            thin: coverage.count(Status::Thin),
            missing: coverage.count(Status::Missing),
            not_applicable: coverage.count(Status::NotApplicable),
        },
        elements: elements.map(|(part, covered)| Element::new(part, covered, &mut positions)).collect(),
    };
    serde_json::to_string(&report).expect("text and numbers always have a JSON form")
}

/// The whole object.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    statement: String,
    handbook: &'a str,
    framework: Framework<'a>,
    date: String,
    summary: Summary,
    elements: Vec<Element<'a>>,
}

/// What it was held against.
#[derive(Serialize)]
struct Framework<'a> {
    id: &'a str,
    title: &'a str,
    source: Option<&'a str>,
    parts: Vec<Part<'a>>,
}

/// A part of the framework.
#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    title: &'a str,
}

/// The counts.
#[derive(Serialize)]
struct Summary {
    elements: usize,
    present: usize,
    thin: usize,
    missing: usize,
    not_applicable: usize,
}

/// One element.
#[derive(Serialize)]
struct Element<'a> {
    id: &'a str,
    part: &'a str,
    title: &'a str,
    looks_for: &'a str,
    status: &'static str,
    reasons: &'a [String],
    first: Option<&'a str>,
    evidence: Vec<Piece<'a>>,
}

/// One piece of evidence. Where a file as a whole is meant, `start` is null; a register has no words.
#[derive(Serialize)]
struct Piece<'a> {
    kind: &'static str,
    title: &'a str,
    path: &'a str,
    section: Option<&'a str>,
    start: Option<Position>,
    words: Option<u32>,
    school: Option<&'a str>,
    weakness: Option<String>,
}

impl<'a> Element<'a> {
    fn new(part: &'a str, covered: &'a Covered, positions: &mut Positions<'_>) -> Element<'a> {
        Element {
            id: covered.element.name(),
            part,
            title: &covered.element.title,
            looks_for: &covered.element.looks_for,
            status: covered.status.name(),
            reasons: &covered.reasons,
            first: covered.first.as_deref(),
            evidence: covered.evidence.iter().map(|evidence| Piece::new(evidence, positions)).collect(),
        }
    }
}

impl<'a> Piece<'a> {
    fn new(evidence: &'a Evidence, positions: &mut Positions<'_>) -> Piece<'a> {
        Piece {
            kind: match evidence.kind {
                Kind::Annex => "annex",
                Kind::Document => "document",
                Kind::Section(_) => "section",
                Kind::Register => "register",
                Kind::Beside => "beside",
            },
            title: &evidence.title,
            path: &evidence.path,
            section: match &evidence.kind {
                Kind::Section(id) => Some(id.as_str()),
                Kind::Annex | Kind::Document | Kind::Register | Kind::Beside => None,
            },
            start: position(evidence, positions),
            words: evidence.is_text().then_some(evidence.words),
            school: evidence.school.as_ref().map(crate::fields::Id::as_str),
            weakness: weakness(evidence),
        }
    }
}
