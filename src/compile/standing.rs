//! A site that stands and the handbook of today → which of its schools' files would become what they are.
//!
//! A school's files are made of its own folder, of what the district has written, and of what everybody may know of the other
//! schools. Where none of that has changed they are not made again. The gate reads them again, unless what it looks for is what it
//! looked for when they were made. The district's own files tell of every school, and are always made. That this is so,
//! `tests/one_school.rs` holds against whole builds.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::artifact::Shelf;
use crate::edition::Edition;
use crate::fields::Id;
use crate::gate::Gate;
use crate::handbook::Handbook;
use crate::offline::Stored;
use crate::share::Share;
use crate::source::Sources;

/// The schools of a site that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    schools: BTreeMap<String, School>,
    /// What the gate looked for in the site's files.
    gate: String,
    /// By which names it explained what it heard in them; nothing where it heard nothing.
    lists: Option<String>,
}

/// A school's part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct School {
    /// A name for all that it was made of.
    made_of: String,
    /// Its editions by their number.
    editions: BTreeMap<usize, Stored>,
}

impl Standing {
    /// Whether no school stands.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.schools.is_empty()
    }

    /// How many schools stand.
    #[must_use]
    pub fn len(&self) -> usize {
        self.schools.len()
    }

    /// Every file of its schools, some of them more than once.
    fn files(&self) -> impl Iterator<Item = String> {
        self.schools.values().flat_map(|school| school.editions.values()).flat_map(Stored::files)
    }

    /// The editions of its schools by their number.
    pub(super) fn editions(&self) -> BTreeMap<usize, Stored> {
        self.schools.values().flat_map(|school| school.editions.clone()).collect()
    }

    /// What is left to be made where the schools stand.
    pub(super) fn left(&self) -> Share {
        Share::but(self.schools.keys().cloned().collect())
    }

    /// Those schools that are still made of the same.
    pub(super) fn still(&self, made_of: &BTreeMap<String, String>) -> Standing {
        let same = |id: &str, school: &School| made_of.get(id) == Some(&school.made_of);
        let schools = self.schools.iter().filter(|(id, school)| same(id, school));
        let schools = schools.map(|(id, school)| (id.clone(), school.clone())).collect();
        Standing { schools, gate: self.gate.clone(), lists: self.lists.clone() }
    }

    /// Puts their files with those that were made, and has the gate look at them where it must. Says whether all were there, and
    /// none was made now.
    pub(super) fn keep(&self, shelf: &dyn Shelf, gate: &Gate<'_>) -> bool {
        let is_known = self.gate == gate.digest() && self.lists.as_ref().is_none_or(|lists| *lists == gate.lists());
        let files: BTreeSet<String> = self.files().collect();
        files.into_par_iter().all(|path| {
            let stands = shelf.keep(&path);
            if stands && !is_known {
                // What cannot be read, the shelf tells.
                shelf.get(&path).iter().for_each(|bytes| gate.look(&path, bytes));
            }
            stands
        })
    }

    /// The schools of a site as it was made now: of what, and what each edition has become. `kept` are those that were not made.
    pub(super) fn of(
        made_of: BTreeMap<String, String>,
        editions: &[Edition],
        mut stored: BTreeMap<usize, Stored>,
        (gate, kept): (&Gate<'_>, &Standing),
    ) -> Standing {
        let of_school = |(id, made_of): (String, String)| {
            let mine = |edition: &Edition| edition.reader.school.as_ref().is_some_and(|school| school.as_str() == id);
            let numbers = (0..editions.len()).filter(|&at| mine(&editions[at]));
            let editions = numbers.filter_map(|at| Some((at, stored.remove(&at)?))).collect();
            (id, School { made_of, editions })
        };
        let schools = made_of.into_iter().map(of_school).collect();
        // In files that stand it was heard, too.
        let has_heard = gate.has_heard() || !kept.is_empty() && kept.lists.is_some();
        Standing { schools, gate: gate.digest(), lists: has_heard.then(|| gate.lists()) }
    }
}

/// Names what the files of each school are made of.
pub(super) fn made_of(handbook: &Handbook, sources: &Sources, editions: &[Edition]) -> BTreeMap<String, String> {
    if handbook.schools.is_empty() {
        return BTreeMap::new();
    }
    let folder = |school: &Id| format!("schools/{school}/");
    let folders: Vec<String> = handbook.schools.iter().map(|school| folder(&school.id)).collect();
    // A theme is everybody's, wherever it stands.
    let theme = format!("{}/", handbook.config.theme.folder.trim_end_matches('/'));
    let is_common = |path: &str| path.starts_with(&theme) || !folders.iter().any(|folder| path.starts_with(folder));
    let common = sources.digest_of(&is_common);
    let mut all: BTreeMap<String, blake3::Hasher> = BTreeMap::new();
    for (at, edition) in editions.iter().enumerate() {
        let Some(school) = &edition.reader.school else { continue };
        let hash = all.entry(school.to_string()).or_insert_with(|| {
            let own = folder(school);
            let own = sources.digest_of(&|path| path.starts_with(&own));
            let mut hash = blake3::Hasher::new();
            hash.update(format!("{common} {own}").as_bytes());
            hash
        });
        hash.update(format!("{at} {:?}", edition.schools).as_bytes());
    }
    all.into_iter().map(|(id, hash)| (id, hash.finalize().to_hex().to_string())).collect()
}
