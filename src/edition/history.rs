//! A document beside the releases: approved as it stands or changed since, and what its older sheets are worth.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Edition, Reader, revision};
use crate::document::Document;
use crate::fields::{Id, Revision};
use crate::handbook::Handbook;

/// A release as this reader knows it.
#[derive(Clone, Debug)]
pub struct Released {
    /// What it is called.
    pub name: String,
    /// The day it was made.
    pub date: Date,
    /// The highest number in the record of changes on that day.
    changes: u32,
    /// The codes of the documents that this reader may know of.
    codes: BTreeMap<Id, Revision>,
}

/// How a document stands to the releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// What it says now.
    pub revision: Revision,
    /// Whether that is approved.
    pub standing: Approval,
    /// What it said before, the newest first.
    pub earlier: Vec<Earlier>,
}

/// Whether what a document says is what was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approval {
    /// Nothing was ever released.
    Unreleased,
    /// As the newest release has it; since when it says this.
    Approved {
        /// The first release in a row that had the same words.
        since: String,
    },
    /// Other than in the newest release, or not in it.
    Draft {
        /// The newest release.
        release: String,
        /// What it says there.
        approved: Option<Revision>,
    },
}

/// What a document said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its code.
    pub revision: Revision,
    /// The last release that had it.
    pub release: String,
    /// The day of the release that replaced it.
    pub until: Date,
    /// Why: from the record of changes, by their place in it.
    pub because: Vec<usize>,
}

/// The releases, as far as this reader may know of what is in them: documents that this edition has, and those that no
/// longer exist at all. Codes that were made another way are left out, since they cannot be compared.
pub(super) fn releases(handbook: &Handbook, edition: &Edition) -> Vec<Released> {
    let key = edition.reader.key(handbook);
    let known = |id: &Id| {
        edition.document(id.as_str()).is_some() || !handbook.documents.iter().any(|document| document.id.value == *id)
    };
    let same_form = handbook.releases.iter().filter(|release| release.form == revision::FORM);
    same_form
        .map(|release| Released {
            name: release.name.clone(),
            date: release.date.value,
            changes: release.changes,
            codes: release
                .documents
                .keys()
                .filter(|id| known(id))
                .filter_map(|id| Some((id.clone(), release.revision(id, &key)?)))
                .collect(),
        })
        .collect()
}

impl Reader {
    /// What this reader is called in a release's file.
    #[must_use]
    pub fn key(&self, handbook: &Handbook) -> String {
        let mut key = handbook.config.audiences.name(self.audience).to_owned();
        if let Some(school) = &self.school {
            key.push('/');
            key.push_str(school.as_str());
        }
        if self.language != *handbook.config.source_language() {
            key.push('@');
            key.push_str(self.language.as_str());
        }
        key
    }
}

impl Edition {
    /// How a document stands to the releases.
    #[must_use]
    pub fn history(&self, document: &Document) -> History {
        let revision = self.revision(document);
        let standing = match self.releases.last() {
            None => Approval::Unreleased,
            Some(newest) => match newest.codes.get(&document.id.value) {
                Some(code) if *code == revision => Approval::Approved { since: self.since(&document.id, revision) },
                approved => Approval::Draft { release: newest.name.clone(), approved: approved.copied() },
            },
        };
        let mut earlier = self.earlier(&document.id);
        earlier.retain(|earlier| earlier.revision != revision);
        History { revision, standing, earlier }
    }

    /// What each document said in a release, as far as this reader knows the release.
    #[must_use]
    pub fn released(&self, release: &str) -> Option<&BTreeMap<Id, Revision>> {
        self.releases.iter().find(|known| known.name == release).map(|known| &known.codes)
    }

    /// Documents that were released once and are no more, with their last codes.
    #[must_use]
    pub fn withdrawn(&self) -> BTreeMap<&Id, Vec<Earlier>> {
        let ids = self.releases.iter().flat_map(|release| release.codes.keys());
        ids.filter(|id| self.document(id.as_str()).is_none()).map(|id| (id, self.earlier(id))).collect()
    }

    /// The first of the newest releases in a row that have these words.
    fn since(&self, document: &Id, revision: Revision) -> String {
        let same = self.releases.iter().rev().take_while(|release| release.codes.get(document) == Some(&revision));
        same.last().map(|release| release.name.clone()).unwrap_or_default()
    }

    /// The codes that a later release has replaced or dropped, the newest first.
    fn earlier(&self, document: &Id) -> Vec<Earlier> {
        let mut earlier: Vec<Earlier> = Vec::new();
        for pair in self.releases.windows(2).rev() {
            let [before, after] = pair else { continue };
            let Some(code) = before.codes.get(document) else { continue };
            if after.codes.get(document) == Some(code) || earlier.iter().any(|known| known.revision == *code) {
                continue;
            }
            let changes = self.approvals.changes.iter().enumerate();
            let because = changes
                .filter(|(_, change)| change.number.value > before.changes && change.number.value <= after.changes)
                .filter(|(_, change)| change.documents.iter().any(|id| id.value == *document))
                .map(|(at, _)| at)
                .collect();
            earlier.push(Earlier { revision: *code, release: before.name.clone(), until: after.date, because });
        }
        earlier
    }
}
