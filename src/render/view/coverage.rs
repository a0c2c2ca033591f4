//! How complete the plan is: each element of the framework, the way to what speaks to it, and what to write for a gap.

use serde::Serialize;

use super::{Day, Link, marked};
use crate::coverage::{Coverage, Covered, Evidence, Kind as Sort, Status};
use crate::document::Kind;
use crate::plan::Subject;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};

/// The report.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    title: String,
    day: Day,
    counts: Vec<Count>,
    statement: String,
    source: Option<String>,
    gaps: Vec<Gap>,
    parts: Vec<Part>,
}

/// How many stand so.
#[derive(Debug, Serialize)]
struct Count {
    state: State,
    count: String,
}

/// How something stands, by name and in words.
#[derive(Debug, Serialize)]
struct State {
    name: &'static str,
    word: String,
}

/// An element that is thin or missing.
#[derive(Debug, Serialize)]
struct Gap {
    name: String,
    title: String,
    state: State,
}

/// A part of the framework.
#[derive(Debug, Serialize)]
struct Part {
    id: String,
    title: String,
    elements: Vec<Element>,
}

/// An element.
#[derive(Debug, Serialize)]
struct Element {
    name: String,
    title: String,
    state: State,
    looks_for: String,
    reasons: Vec<Html>,
    first: Option<Html>,
    evidence: Vec<Piece>,
    /// How much of it is for others than this reader.
    withheld: Option<String>,
}

/// A piece of evidence.
#[derive(Debug, Serialize)]
struct Piece {
    link: Link,
    weaknesses: Vec<Html>,
}

pub(super) fn of(writer: &mut Writer<'_>, coverage: &Coverage, contents: &mut Contents) -> Shown {
    let words = writer.book.words;
    let state =
        |status: Status| State { name: status.name(), word: words.get("coverage-state", status.name()).to_owned() };
    // What is not there at all comes before what there is too little of.
    let gaps: Vec<Gap> = [Status::Missing, Status::Thin]
        .into_iter()
        .flat_map(|status| coverage.elements().filter(move |covered| covered.status == status))
        .map(|covered| Gap {
            name: covered.element.name().to_owned(),
            title: covered.element.title.clone(),
            state: state(covered.status),
        })
        .collect();
    if !gaps.is_empty() {
        contents.add("gaps_", words.get("coverage", "gaps"));
    }
    let parts = coverage.parts.iter().map(|part| {
        let id = format!("{}_", part.id);
        contents.add(&id, &part.title);
        let elements = part.elements.iter().map(|covered| element(writer, covered, state(covered.status)));
        Part { id, title: part.title.clone(), elements: elements.collect() }
    });
    let parts = parts.collect();
    Shown {
        title: coverage.title.clone(),
        day: Day::of(coverage.today, words),
        counts: Status::ALL
            .into_iter()
            .map(|one| Count { state: state(one), count: words.number(coverage.count(one)) })
            .collect(),
        statement: coverage.statement(),
        source: coverage.source.clone(),
        gaps,
        parts,
    }
}

fn element(writer: &Writer<'_>, covered: &Covered, state: State) -> Element {
    let withheld = writer.book.words.number(covered.withheld);
    Element {
        name: covered.element.name().to_owned(),
        title: covered.element.title.clone(),
        state,
        looks_for: covered.element.looks_for.clone(),
        reasons: covered.reasons.iter().map(|words| marked(words)).collect(),
        first: covered.first.as_deref().map(marked),
        evidence: covered.evidence.iter().map(|evidence| piece(writer, evidence)).collect(),
        withheld: (covered.withheld > 0)
            .then(|| writer.book.words.fill("coverage", "withheld", &[("count", &withheld)])),
    }
}

fn piece(writer: &Writer<'_>, evidence: &Evidence) -> Piece {
    Piece {
        link: Link { title: evidence.title.clone(), href: href(writer, evidence) },
        weaknesses: evidence.weaknesses.iter().map(|weakness| marked(&weakness.words())).collect(),
    }
}

/// The way to a piece of evidence, where it has a page on this site.
fn href(writer: &Writer<'_>, evidence: &Evidence) -> Option<String> {
    let book = writer.book;
    let anchor = match &evidence.kind {
        Sort::Section(id) => Some(id.as_str()),
        Sort::Annex | Sort::Document => None,
        Sort::Register | Sort::Beside => {
            let subject = register(&evidence.path);
            return Some(format!("{}{}", writer.spot.up, book.inside(subject)?));
        }
    };
    let Some(school) = &evidence.school else {
        return writer.document_link(book.edition.document_at(&evidence.path)?, anchor);
    };
    // A school's own page stands in the school's folder.
    let number = book.edition_of(Some(school.as_str()))?;
    let edition = &book.editions[number];
    let at = edition.documents.iter().position(|document| document.path == evidence.path)?;
    let path = book.plan.path(number, Subject::Document(at))?.encoded();
    Some(format!("{}{path}{}", writer.spot.top, anchor.map_or(String::new(), |anchor| format!("#{anchor}"))))
}

/// The page that shows a register.
fn register(path: &str) -> Subject {
    match path {
        "approvals.toml" => Subject::Changes,
        "hazards.toml" => Subject::Hazards,
        "drills.toml" => Subject::Drills,
        "roles.toml" => Subject::Roles,
        "contacts.toml" => Subject::Contacts,
        "places.toml" => Subject::Places,
        path if path.ends_with(".md") => Subject::List(Kind::Annex),
        _ => Subject::Home,
    }
}
