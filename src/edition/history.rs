//! A document beside the releases: approved as it stands or changed since, and what its older sheets are worth.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Edition, Reader, revision};
use crate::document::Document;
use crate::fields::{Id, Revision};
use crate::handbook::Handbook;
use crate::handbook::releases::{List, Stood};

/// A release as this reader knows it.
#[derive(Clone, Debug, Default)]
pub struct Released {
    /// What it is called.
    pub name: String,
    /// The day it was made.
    pub date: Date,
    /// The highest number in the record of changes on that day.
    changes: u32,
    /// The codes of the documents that this reader may know of.
    pub codes: BTreeMap<Id, Revision>,
    /// The codes of the lists that this reader sees; none in releases that were made before lists had codes.
    pub lists: BTreeMap<List, Revision>,
    /// Where the documents stood among all, as far as the release knows it.
    pub stood: BTreeMap<Id, Stood>,
    /// What each binder named, as far as the release knows it.
    pub binders: BTreeMap<Id, Vec<String>>,
}

/// How a document or a list stands to the releases.
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
            // What is no longer there may be what this reader may no longer see.
            lists: release
                .lists
                .iter()
                .filter(|(list, _)| edition.has(**list))
                .filter_map(|(list, codes)| Some((*list, *codes.get(&key)?)))
                .collect(),
            stood: release
                .documents
                .iter()
                .filter(|(id, _)| known(id))
                .filter_map(|(id, codes)| Some((id.clone(), codes.stood?)))
                .collect(),
            binders: release.binders.clone(),
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
        let id = &document.id.value;
        self.standing(self.revision(document), &|release| release.codes.get(id).copied(), Some(id))
    }

    /// How a list stands to the releases.
    #[must_use]
    pub fn list_history(&self, list: List) -> History {
        self.standing(self.list_revision(list), &|release| release.lists.get(&list).copied(), None)
    }

    /// Whether this reader sees anything of a list.
    #[must_use]
    pub fn has(&self, list: List) -> bool {
        match list {
            List::Roles => !self.roles.is_empty(),
            List::Contacts => !self.contacts.is_empty(),
            List::Places => !self.places.is_empty(),
            List::Glossary => !self.terms.is_empty(),
            List::Hazards => !(self.hazards.is_empty() && self.hazard_summaries.is_empty()),
            List::Drills => self
                .drills
                .schools
                .iter()
                .any(|school| !(school.standing.is_empty() && school.plans.is_empty() && school.records.is_empty())),
            List::Approvals | List::Contents | List::Index => true,
        }
    }

    /// A release, as far as this reader knows it.
    #[must_use]
    pub fn released(&self, release: &str) -> Option<&Released> {
        self.releases.iter().find(|known| known.name == release)
    }

    /// Documents that were released once and are no more, with their last codes.
    #[must_use]
    pub fn withdrawn(&self) -> BTreeMap<&Id, Vec<Earlier>> {
        let ids = self.releases.iter().flat_map(|release| release.codes.keys());
        let gone = ids.filter(|id| self.document(id.as_str()).is_none());
        gone.map(|id| (id, self.earlier(&|release| release.codes.get(id).copied(), Some(id)))).collect()
    }

    fn standing(&self, revision: Revision, code: CodeIn<'_>, document: Option<&Id>) -> History {
        let standing = match self.releases.last() {
            None => Approval::Unreleased,
            Some(newest) => match code(newest) {
                Some(approved) if approved == revision => Approval::Approved { since: self.since(code, revision) },
                approved => Approval::Draft { release: newest.name.clone(), approved },
            },
        };
        let mut earlier = self.earlier(code, document);
        earlier.retain(|earlier| earlier.revision != revision);
        History { revision, standing, earlier }
    }

    /// The first of the newest releases in a row that have these words.
    fn since(&self, code: CodeIn<'_>, revision: Revision) -> String {
        let same = self.releases.iter().rev().take_while(|release| code(release) == Some(revision));
        same.last().map(|release| release.name.clone()).unwrap_or_default()
    }

    /// The codes that a later release has replaced or dropped, the newest first. Why a list was replaced, the record of
    /// changes does not say: it names documents.
    fn earlier(&self, code: CodeIn<'_>, document: Option<&Id>) -> Vec<Earlier> {
        let mut earlier: Vec<Earlier> = Vec::new();
        for pair in self.releases.windows(2).rev() {
            let [before, after] = pair else { continue };
            let Some(old) = code(before) else { continue };
            if code(after) == Some(old) || earlier.iter().any(|known| known.revision == old) {
                continue;
            }
            let changes = self.approvals.changes.iter().enumerate();
            let because = changes
                .filter(|(_, change)| change.number.value > before.changes && change.number.value <= after.changes)
                .filter(|(_, change)| change.documents.iter().any(|id| Some(&id.value) == document))
                .map(|(at, _)| at)
                .collect();
            earlier.push(Earlier { revision: old, release: before.name.clone(), until: after.date, because });
        }
        earlier
    }
}

/// What a release has as the code of the thing that is looked at.
type CodeIn<'c> = &'c dyn Fn(&Released) -> Option<Revision>;
