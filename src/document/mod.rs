//! One file into one typed document: its front matter, its text as a tree, and what its kind adds.

mod annex;
pub mod arrange;
mod assessment;
mod basis;
pub mod body;
mod common;
mod fit;
mod inline;
mod inlines;
mod kind;
mod location;
mod markdown;
mod mentions;
mod page;
mod policy;
mod practice;
mod procedure;
mod prose;
mod reading;
mod section;
mod step;
mod text;
pub mod walk;
pub mod whole;
mod words;

use std::cell::RefCell;

use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::fields::{Id, Language, Placed};
use crate::source::{SourceId, Span};

pub use annex::{Annex, AnnexType, Function};
pub use assessment::{
    Answer, Assessment, AssessmentType, Band, Class, Comparison, Condition, Dimension, Discipline, Formula,
    Intervention, Method, Opt, Override, Party, Question, Rank, Scoring, Stage, Team,
};
pub use basis::{Basis, FRONT, with_codes};
pub use common::{Common, Status};
pub use inlines::plain;
pub use kind::Kind;
pub use location::Location;
pub use mentions::Mentions;
pub use page::{Group, Page};
pub use policy::Policy;
pub use practice::{AgreementTerms, Harm, Power, Practice, Tier};
pub use procedure::{Accommodation, Action, Procedure};
pub use prose::Prose;
pub use reading::Reading;

use body::Body;
use mentions::Noted;

/// A document of the handbook.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file it stands in.
    pub source: SourceId,
    /// The file's path from the handbook's folder.
    pub path: String,
    /// What it is called by.
    pub id: Placed<Id>,
    /// The school it belongs to, where it is a school's own.
    pub school: Option<Id>,
    /// The language it is written in.
    pub language: Language,
    /// Whether it translates the document of the same name in the source language.
    pub translates: bool,
    /// Whether it extends the district's document instead of standing in its place.
    pub extends: bool,
    /// What it translates or replaces, as it was when that was done.
    pub basis: Option<Basis>,
    /// What every document says.
    pub common: Common,
    /// What its kind adds.
    pub content: Content,
    /// Its text.
    pub body: Body,
    /// Its first line, for what is missing in it.
    pub head: Span,
    noted: Noted,
}

/// What a kind adds to a document.
#[derive(Clone, Debug)]
pub enum Content {
    /// What to do when something happens.
    Procedure(Box<Procedure>),
    /// A function or a hazard.
    Annex(Box<Annex>),
    /// How to repair harm.
    Practice(Box<Practice>),
    /// Questions that lead to a decision.
    Assessment(Box<Assessment>),
    /// What the board has decided.
    Policy(Box<Policy>),
    /// Anything else.
    Page(Box<Page>),
}

impl Document {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.content {
            Content::Procedure(_) => Kind::Procedure,
            Content::Annex(_) => Kind::Annex,
            Content::Practice(_) => Kind::Practice,
            Content::Assessment(_) => Kind::Assessment,
            Content::Policy(_) => Kind::Policy,
            Content::Page(_) => Kind::Page,
        }
    }

    /// Whether its front matter could be read at all; rules about what is missing in it pass it by otherwise.
    #[must_use]
    pub fn is_titled(&self) -> bool {
        !self.common.title.value.is_empty()
    }

    /// Reads a document. Never fails: what is wrong is in the findings, and defaults stand in.
    #[must_use]
    pub fn read(
        source: SourceId,
        path: &str,
        text: &str,
        source_language: &Language,
        findings: &RefCell<Diagnostics>,
    ) -> Document {
        let location = Location::of(path);
        let language = location.language.clone().unwrap_or_else(|| source_language.clone());
        // Without front matter there is one finding, not one for each key that could not be in it.
        let unsaid = RefCell::new(Diagnostics::new());
        let reading = Reading { source, path, text, language: &language, findings };
        let (start, end, body_start) =
            if path.ends_with(".toml") { (0, text.len(), text.len()) } else { front_matter(reading) };
        let head_end = text[start.min(text.len())..].find('\n').map_or(text.len(), |at| start + at);
        let head = Span::new(source, if start >= 3 && body_start > 0 { 0 } else { start }, head_end.min(text.len()));
        let translates = language != *source_language;
        let keys = if body_start == 0 && !path.ends_with(".toml") {
            Reading { findings: &unsaid, ..reading }
        } else {
            reading
        };
        keys.toml(start, end).parse(|mut fields| {
            let kind = location::kind(&location, &mut fields, head);
            let id = common::id(&location, &mut fields, head);
            let extends = fields.optional("extends").unwrap_or(false);
            let basis = Basis::read(&mut fields, translates, location.school.is_some());
            let common = Common::read(keys, &mut fields);
            let content = match kind {
                Kind::Procedure => {
                    Content::Procedure(Box::new(Procedure::read(keys, &mut fields, translates || extends)))
                }
                Kind::Annex => Content::Annex(Box::new(Annex::read(&mut fields, translates || extends))),
                Kind::Practice => Content::Practice(Box::new(Practice::read(&mut fields, translates || extends))),
                Kind::Assessment => Content::Assessment(Box::new(Assessment::read(keys, &mut fields))),
                Kind::Policy => Content::Policy(Box::new(Policy::read(keys, &mut fields))),
                Kind::Page => Content::Page(Box::new(Page::read(&mut fields))),
            };
            fields.finish();
            let body = section::body(reading.markdown(body_start), kind);
            Document {
                source,
                path: path.to_owned(),
                id,
                school: location.school.clone(),
                language: language.clone(),
                translates,
                extends,
                basis,
                common,
                content,
                body,
                head,
                noted: Noted::default(),
            }
        })
    }
}

/// Where the front matter's TOML begins and ends, and where the text begins.
fn front_matter(reading: Reading<'_>) -> (usize, usize, usize) {
    let text = reading.text;
    let first = text.lines().next().unwrap_or("");
    if first.trim_end() != "+++" {
        let end = first.len().min(60);
        let end = (0..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let help = if first.trim_end() == "---" {
            "replace both lines `---` by `+++`, and write `title = \"…\"` instead of `title: …`"
        } else {
            "begin the file with a line `+++`, then `title = \"…\"` and `summary = \"…\"`, then another line `+++`"
        };
        reading.findings.borrow_mut().push(
            Diagnostic::error(
                found::MISSING_FIELD,
                Span::new(reading.source, 0, end),
                "This document has no front matter",
            )
            .help(help),
        );
        return (0, 0, 0);
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return (start, at, at + line.len());
        }
        at += line.len();
    }
    reading.findings.borrow_mut().push(
        Diagnostic::error(
            found::INVALID_SYNTAX,
            Span::new(reading.source, 0, 3.min(text.len())),
            "The front matter has no end",
        )
        .label("it begins here")
        .help("add a second line `+++` after the last key"),
    );
    // Up to the first empty line it is front matter, so that nothing of the text is lost.
    let blank = text[start..].find("\n\n").map_or(text.len(), |at| start + at + 1);
    (start, blank, blank)
}
