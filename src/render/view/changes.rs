//! Who approved the plan, what changed, and who holds a copy.

use serde::Serialize;

use super::{Day, Link};
use crate::render::fragment::Html;
use crate::render::html::Writer;

/// The plan's control pages.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    approvals: Vec<Signed>,
    changes: Vec<Changed>,
    distribution: Vec<Held>,
}

/// A signature.
#[derive(Debug, Serialize)]
struct Signed {
    body: String,
    role: Option<String>,
    name: Option<String>,
    signed: Option<Day>,
    release: Option<String>,
    supersedes: Option<String>,
}

/// A change.
#[derive(Debug, Serialize)]
struct Changed {
    number: u32,
    date: Option<Day>,
    by: Option<String>,
    summary: Html,
    documents: Vec<Link>,
}

/// A copy.
#[derive(Debug, Serialize)]
struct Held {
    name: String,
    agency: Option<String>,
    date: Option<Day>,
    copies: Option<u32>,
    release: Option<String>,
}

pub(super) fn of(writer: &mut Writer<'_>) -> Shown {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let record = &edition.approvals;
    let approvals = record.approvals.iter().map(|approval| Signed {
        body: approval.body.clone(),
        role: approval.role.clone(),
        name: approval.name.clone(),
        signed: approval.signed.as_ref().map(|date| Day::of(date.value, words)),
        release: approval.release.as_ref().map(|release| release.value.clone()),
        supersedes: approval.supersedes.as_ref().map(|release| release.value.clone()),
    });
    let approvals = approvals.collect();
    let mut changes: Vec<Changed> = record
        .changes
        .iter()
        .map(|change| {
            let documents = change.documents.iter().filter_map(|id| edition.document(id.as_str()));
            let documents = documents.map(|document| Link {
                title: document.common.title.value.clone(),
                href: writer.document_link(document, None),
            });
            let documents = documents.collect();
            Changed {
                number: change.number.value,
                date: change.date.as_ref().map(|date| Day::of(date.value, words)),
                by: change.by.clone(),
                summary: writer.phrase(&change.summary),
                documents,
            }
        })
        .collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.number));
    let distribution = record.distribution.iter().map(|holder| Held {
        name: holder.name.clone(),
        agency: holder.agency.clone(),
        date: holder.date.as_ref().map(|date| Day::of(date.value, words)),
        copies: holder.copies,
        release: holder.release.as_ref().map(|release| release.value.clone()),
    });
    Shown { approvals, changes, distribution: distribution.collect() }
}
