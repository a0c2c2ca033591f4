//! What one machine made of a site into what the merger must know of it, and all of that into the worker of the whole.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::wire;

/// The file that tells of a part; it stands in the part's folder, and in no whole site.
pub const FILE: &str = "part.json";

/// What a part tells of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// The program that made it.
    pub(super) version: String,
    /// What it was made of: sources, day, audience, schools.
    pub(super) made_of: String,
    /// Which part it is, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    pub(super) site: String,
    pub(super) base: Option<String>,
    /// The editions' folders and lists, by their place in the whole.
    pub(super) shelves: BTreeMap<usize, wire::Shelf>,
    /// The list of what belongs to no edition; the first part has it.
    pub(super) rest: Option<String>,
    /// Every pack's size, by name.
    pub(super) packs: BTreeMap<String, usize>,
}

/// Why parts make no whole.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Misfit {
    /// No parts.
    #[error("there is nothing to put together; name the folders that gobag build --shard has made")]
    None,
    /// A folder that holds no part.
    #[error("{folder} holds no part of a site; name the folders that gobag build --shard has made")]
    NotAPart {
        /// The folder.
        folder: String,
    },
    /// One is not there.
    #[error("part {number} of {of} is missing; build it with --shard {number}/{of} and name its folder too")]
    Missing {
        /// Which.
        number: usize,
        /// Of how many.
        of: usize,
    },
    /// One is there two times, or is one of another number of parts.
    #[error(
        "{folder} holds part {number} of {of}, which does not fit the others: each part is named once, and all are of one number"
    )]
    Unfitting {
        /// The folder.
        folder: String,
        /// Which.
        number: usize,
        /// Of how many.
        of: usize,
    },
    /// It was made of something else.
    #[error(
        "{folder} was made of another handbook, on another day, for another audience or by another version of Gobag than the first part; build all parts of the same sources, with the same SOURCE_DATE_EPOCH"
    )]
    Other {
        /// The folder.
        folder: String,
    },
    /// Two parts have one file with other bytes in it.
    #[error(
        "two parts have a file {path} that is not the same in both, so they were not made of the same sources; build them again"
    )]
    Unequal {
        /// The file.
        path: String,
    },
}

impl Part {
    /// Reads what a part's file says.
    #[must_use]
    pub fn read(text: &str) -> Option<Part> {
        serde_json::from_str(text).ok()
    }
}

/// The worker of the whole, of all parts and the folders that they are in, for messages.
///
/// # Errors
/// When they are not the parts of one whole.
///
/// # Panics
/// When the worker's own script cannot be shortened, which is our own mistake.
pub fn worker(parts: &[(String, Part)]) -> Result<String, Misfit> {
    let (_, first) = parts.first().ok_or(Misfit::None)?;
    let mut seen = BTreeSet::new();
    for (folder, part) in parts {
        let (number, of) = (part.number, part.of);
        if of != first.of || number == 0 || number > of || !seen.insert(number) {
            return Err(Misfit::Unfitting { folder: folder.clone(), number, of });
        }
        if (&part.version, &part.made_of) != (&first.version, &first.made_of) {
            return Err(Misfit::Other { folder: folder.clone() });
        }
    }
    if let Some(number) = (1..=first.of).find(|number| !seen.contains(number)) {
        return Err(Misfit::Missing { number, of: first.of });
    }
    let shelves: BTreeMap<usize, &wire::Shelf> =
        parts.iter().flat_map(|(_, part)| &part.shelves).map(|(at, shelf)| (*at, shelf)).collect();
    let packs: BTreeMap<&String, usize> =
        parts.iter().flat_map(|(_, part)| &part.packs).map(|(name, bytes)| (name, *bytes)).collect();
    let rest = parts.iter().find_map(|(_, part)| part.rest.clone()).unwrap_or_default();
    let shelves = shelves.into_values().cloned().collect();
    let release = wire::Release::of(&first.site, first.base.clone(), shelves, rest, packs.into_values().sum());
    Ok(super::script(&release))
}
