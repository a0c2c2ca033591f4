//! Whether a sheet of paper is still true: every document's code, and those that it had in earlier releases.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Day;
use crate::edition::{Approval, Earlier};
use crate::plan::Subject;
use crate::render::book::Book;
use crate::render::fragment::Html;
use crate::render::html::Writer;

/// The page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    documents: Vec<Sheet>,
    withdrawn: Vec<Withdrawn>,
    /// The same for the page's script.
    data: Html,
}

/// A document's codes.
#[derive(Debug, Serialize)]
struct Sheet {
    id: String,
    title: String,
    href: Option<String>,
    code: String,
    state: &'static str,
    /// The release that has this code, or the newest one where none has.
    release: Option<String>,
    /// What was approved, where the text has changed since.
    approved: Option<String>,
    earlier: Vec<Old>,
}

/// A code that no longer holds.
#[derive(Debug, Serialize)]
struct Old {
    code: String,
    release: String,
    until: Day,
    because: Vec<String>,
}

/// A document that is no more.
#[derive(Debug, Serialize)]
struct Withdrawn {
    id: String,
    earlier: Vec<Old>,
}

/// What `verify.js` is told; `types/verify.d.ts` says the same.
#[derive(Serialize)]
struct Data<'s> {
    documents: BTreeMap<&'s str, SheetData<'s>>,
    withdrawn: BTreeMap<&'s str, Vec<OldData<'s>>>,
}

#[derive(Serialize)]
struct SheetData<'s> {
    title: &'s str,
    href: Option<&'s str>,
    code: &'s str,
    state: &'static str,
    release: Option<&'s str>,
    approved: Option<&'s str>,
    earlier: Vec<OldData<'s>>,
}

#[derive(Serialize)]
struct OldData<'s> {
    code: &'s str,
    release: &'s str,
    until: &'s str,
    because: &'s [String],
}

impl<'s> OldData<'s> {
    fn of(old: &'s [Old]) -> Vec<OldData<'s>> {
        let data = |old: &'s Old| OldData {
            code: &old.code,
            release: &old.release,
            until: old.until.words(),
            because: &old.because,
        };
        old.iter().map(data).collect()
    }
}

pub(super) fn of(writer: &mut Writer<'_>) -> Shown {
    let book = writer.book;
    let edition = book.edition;
    let documents: Vec<Sheet> = edition
        .documents
        .iter()
        .enumerate()
        .map(|(at, document)| {
            let history = book.history(at);
            let (state, release, approved) = match &history.standing {
                Approval::Unreleased => ("unreleased", None, None),
                Approval::Approved { since } => ("approved", Some(since.clone()), None),
                Approval::Draft { release, approved } => {
                    ("draft", Some(release.clone()), approved.map(|code| code.to_string()))
                }
            };
            Sheet {
                id: document.id.value.to_string(),
                title: document.common.title.value.clone(),
                href: writer.document_link(document, None),
                code: history.revision.to_string(),
                state,
                release,
                approved,
                earlier: old(book, &history.earlier),
            }
        })
        .collect();
    let withdrawn = edition.withdrawn();
    let withdrawn: Vec<Withdrawn> = withdrawn
        .into_iter()
        .map(|(id, earlier)| Withdrawn { id: id.to_string(), earlier: old(book, &earlier) })
        .collect();
    let data = data(&documents, &withdrawn);
    Shown { documents, withdrawn, data }
}

fn old(book: &Book<'_>, earlier: &[Earlier]) -> Vec<Old> {
    let changes = &book.edition.approvals.changes;
    let old = earlier.iter().map(|earlier| Old {
        code: earlier.revision.to_string(),
        release: earlier.release.clone(),
        until: Day::of(earlier.until, book.words),
        because: earlier.because.iter().map(|&at| changes[at].summary.plain()).collect(),
    });
    old.collect()
}

fn data(documents: &[Sheet], withdrawn: &[Withdrawn]) -> Html {
    let documents = documents.iter().map(|sheet| {
        let data = SheetData {
            title: &sheet.title,
            href: sheet.href.as_deref(),
            code: &sheet.code,
            state: sheet.state,
            release: sheet.release.as_deref(),
            approved: sheet.approved.as_deref(),
            earlier: OldData::of(&sheet.earlier),
        };
        (sheet.id.as_str(), data)
    });
    let withdrawn = withdrawn.iter().map(|gone| (gone.id.as_str(), OldData::of(&gone.earlier)));
    let data = Data { documents: documents.collect(), withdrawn: withdrawn.collect() };
    let json = serde_json::to_string(&data).expect("text always has a JSON form");
    // Nothing in a script element's text may end it.
    Html(json.replace('<', "\\u003c"))
}

/// The way to where a document's code is looked at, with the code.
pub(super) fn link(writer: &Writer<'_>, at: usize) -> Option<String> {
    let book = writer.book;
    let page = book.inside(Subject::Verify)?;
    let document = &book.edition.documents[at];
    Some(format!("{}{page}#{}.{}", writer.spot.up, document.id.value, book.history(at).revision))
}

/// Words for a page whose text has changed since the newest release.
pub(super) fn changed(book: &Book<'_>, at: usize) -> Option<String> {
    match &book.history(at).standing {
        Approval::Draft { release, approved: Some(_) } => {
            Some(book.words.fill("document", "changed", &[("release", release)]))
        }
        Approval::Draft { release, approved: None } => {
            Some(book.words.fill("document", "new", &[("release", release)]))
        }
        Approval::Unreleased | Approval::Approved { .. } => None,
    }
}
