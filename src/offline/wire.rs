//! What the worker reads: the release, written into its script, and the lists. Their other side is `sw.d.ts`.

use serde::{Deserialize, Serialize};

use super::pack;

/// A published state of the whole site.
#[derive(Debug, Serialize)]
pub(super) struct Release {
    /// The handbook's short code, as in every page's `data-site`.
    pub(super) site: String,
    /// A name that changes with any file of the site.
    pub(super) release: String,
    /// The path of the handbook's own address on its host, where that is known.
    pub(super) base: Option<String>,
    /// One for each school, language and the district.
    pub(super) shelves: Vec<Shelf>,
    /// The name of the list of what belongs to none of them.
    pub(super) rest: String,
    /// How large all packs are, as they are loaded.
    pub(super) bytes: usize,
}

impl Release {
    /// A release, named after all its lists.
    pub(super) fn of(site: &str, base: Option<String>, shelves: Vec<Shelf>, rest: String, bytes: usize) -> Release {
        let lists = serde_json::to_vec(&(&shelves, &rest)).expect("text always has a JSON form");
        Release { site: site.to_owned(), release: pack::name(&lists), base, shelves, rest, bytes }
    }
}

/// An edition's folder and its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shelf {
    /// From the site's top: empty, or `schools/harbor/`.
    pub(super) root: String,
    /// The name of its list: `packs/<name>.json`.
    pub(super) list: String,
}

/// Where a list is.
pub(super) fn list(name: &str) -> String {
    format!("packs/{name}.json")
}

/// Where a pack is.
pub(super) fn pack(name: &str) -> String {
    format!("packs/{name}.pack")
}

/// An edition's packs: those that are needed at once, and the others.
#[derive(Debug, Serialize)]
pub(super) struct List {
    pub(super) tiers: [Vec<Packed>; 2],
}

/// A pack, as a list names it.
#[derive(Debug, Serialize)]
pub(super) struct Packed {
    /// The beginning of the SHA-256 of `packs/<name>.pack`, in hexadecimal digits.
    pub(super) name: String,
    /// Its size, as it is loaded.
    pub(super) bytes: usize,
    /// How many of its files are pages.
    pub(super) pages: usize,
    /// Its files by their path from the site's top, in order.
    pub(super) files: Vec<String>,
}
