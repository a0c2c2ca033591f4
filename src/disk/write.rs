//! `Artifacts` become a folder: the whole tree at once, or nothing.
//!
//! The tree is written beside its target, then the two change places in one step, then the old tree is removed.
//! A kill at any moment leaves the old site or the new one, whole, at the target's path. Where a disk cannot exchange
//! two folders, there is a moment between two renames with no site; the next run puts the old one back.
//!
//! Files are not forced to the disk one by one, which would make every build slower for the sake of a rare night: a
//! power cut within seconds of a build may leave files of the *new* site empty. The handbook is not touched; build again.
//!
//! A server that was started *inside* the target keeps serving the tree that is gone. Start it one folder above.

use rayon::prelude::*;

use super::failure::Failure;
use super::publication::Publication;
use super::target::Target;
use crate::artifact::{Artifacts, Shelf};

/// What publishing did.
#[derive(Debug)]
pub struct Published {
    /// Whether the site is another one than before.
    pub change: Change,
    /// Why the old tree could not be removed, although the new one stands. The next build tries again.
    pub leftover: Option<Failure>,
}

/// Whether the site is another one than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was none.
    New,
    /// Another tree stood there.
    Replaced,
    /// The same bytes stood there; nothing was touched.
    Unchanged,
}

/// Publishes a tree at its target.
///
/// # Errors
/// When the disk refuses, when somebody else's files are in the way, or when another Gobag is at work there. What stood
/// at the target before stands there still.
///
/// # Panics
/// When the tree has a file of the marker's name: no page is called `.gobag`.
pub fn publish(artifacts: &Artifacts, target: &Target) -> Result<Published, Failure> {
    let publication = Publication::begin(target)?;
    let files: Vec<(&str, &[u8])> = artifacts.iter().collect();
    files.into_par_iter().for_each(|(path, bytes)| publication.put(path, bytes));
    publication.finish()
}
