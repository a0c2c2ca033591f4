//! An edition's files on a site → what must be known of them later, when the site stands and the edition is not made again.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::shelf::Shelf;
use super::{Bundle, wire};

/// An edition as it stands on a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Its folder and its list.
    pub(super) shelf: wire::Shelf,
    /// The size of each of its packs, by name.
    pub(super) packs: BTreeMap<String, usize>,
    /// What is in them.
    files: BTreeSet<String>,
}

impl Stored {
    /// An edition with its list and its packs.
    pub(super) fn of(shelf: &Shelf<'_>, bundle: Bundle) -> Stored {
        let files = shelf.files().map(str::to_owned).collect();
        let Bundle { list, packs } = bundle;
        Stored { shelf: wire::Shelf { root: shelf.root.clone(), list }, packs, files }
    }

    /// Every file that it needs on the site, its list and its packs included.
    pub fn files(&self) -> impl Iterator<Item = String> {
        let packs = self.packs.keys().map(|name| wire::pack(name));
        self.files.iter().cloned().chain(packs).chain([wire::list(&self.shelf.list)])
    }

    /// Whether it is what it would be if it was made now, too: `now` is what was made for it, since every edition has that. All of
    /// it must be here, and nothing of that kind that was made last time only.
    pub(super) fn fits(&self, now: &Shelf<'_>) -> bool {
        let now: BTreeSet<&str> = now.files().collect();
        let is_for_all = |path: &&str| now.contains(path) || path.starts_with("assets/");
        self.files.iter().map(String::as_str).filter(is_for_all).eq(now.iter().copied())
    }
}
