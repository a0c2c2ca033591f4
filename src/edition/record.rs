//! The plan's control record into what pages and sheets show of it: who signed, what changed, the newest first, and who holds a
//! copy. Each reader of an edition says days, words and titles in its own way.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::Edition;
use crate::document::{Document, Prose};

/// How somebody who shows the record says what is in it.
pub trait Teller<'e> {
    /// A day.
    type Day: Serialize;
    /// A short text.
    type Words: Serialize;
    /// The names of documents.
    type Titles: Serialize;

    /// Says a day.
    fn day(&self, day: Date) -> Self::Day;
    /// Says a short text.
    fn words(&mut self, prose: &'e Prose) -> Self::Words;
    /// Names documents.
    fn titles(&mut self, documents: Vec<&'e Arc<Document>>) -> Self::Titles;
}

/// The record as it is shown.
#[derive(Debug, Serialize)]
pub struct Record<D, W, T> {
    /// Who signed.
    pub approvals: Vec<Signed<D>>,
    /// What changed, the newest first.
    pub changes: Vec<Changed<D, W, T>>,
    /// Who holds a copy.
    pub distribution: Vec<Held<D>>,
}

/// A signature.
#[derive(Debug, Serialize)]
pub struct Signed<D> {
    body: String,
    role: Option<String>,
    name: Option<String>,
    signed: Option<D>,
    release: Option<String>,
    supersedes: Option<String>,
}

/// A change.
#[derive(Debug, Serialize)]
pub struct Changed<D, W, T> {
    number: u32,
    date: Option<D>,
    by: Option<String>,
    summary: W,
    documents: T,
}

/// A copy.
#[derive(Debug, Serialize)]
pub struct Held<D> {
    name: String,
    agency: Option<String>,
    date: Option<D>,
    copies: Option<u32>,
    release: Option<String>,
}

impl Edition {
    /// The record in somebody's words.
    pub fn record<'e, S: Teller<'e>>(&'e self, teller: &mut S) -> Record<S::Day, S::Words, S::Titles> {
        let record = &self.approvals;
        let approvals = record.approvals.iter().map(|approval| Signed {
            body: approval.body.clone(),
            role: approval.role.clone(),
            name: approval.name.clone(),
            signed: approval.signed.as_ref().map(|date| teller.day(date.value)),
            release: approval.release.as_ref().map(|release| release.value.clone()),
            supersedes: approval.supersedes.as_ref().map(|release| release.value.clone()),
        });
        let approvals = approvals.collect();
        let mut changes: Vec<_> = record.changes.iter().collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.number.value));
        let changes = changes.into_iter().map(|change| Changed {
            number: change.number.value,
            date: change.date.as_ref().map(|date| teller.day(date.value)),
            by: change.by.clone(),
            summary: teller.words(&change.summary),
            documents: teller.titles(change.documents.iter().filter_map(|id| self.document(id.as_str())).collect()),
        });
        let changes = changes.collect();
        let distribution = record.distribution.iter().map(|holder| Held {
            name: holder.name.clone(),
            agency: holder.agency.clone(),
            date: holder.date.as_ref().map(|date| teller.day(date.value)),
            copies: holder.copies,
            release: holder.release.as_ref().map(|release| release.value.clone()),
        });
        Record { approvals, changes, distribution: distribution.collect() }
    }
}
