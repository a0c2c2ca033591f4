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

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::failure::Failure;
use super::staging::{Staging, Way};
use super::target::{MARKER, MARKER_TEXT, Standing, Target};
use crate::artifact::Artifacts;

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
    assert!(artifacts.get(MARKER).is_none(), "{MARKER} is the publisher's own file");
    let standing = target.look()?.allowed(target)?;
    // The bytes themselves are compared. A list of hashes in the marker would be faster by a few milliseconds, and
    // would believe in files that a hand has changed since.
    if standing == Standing::Site && is_same(artifacts, &target.folder) && !Staging::is_left(target) {
        return Ok(Published { change: Change::Unchanged, leftover: None });
    }
    if let Some(parent) = target.folder.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::of("make", parent, error))?;
    }
    let mut staging = Staging::enter(target)?;
    let standing = target.look()?.allowed(target)?;
    if standing == Standing::Site && is_same(artifacts, &target.folder) {
        return Ok(Published { change: Change::Unchanged, leftover: staging.leave().err() });
    }
    write_tree(artifacts, &staging.tree()).map_err(|failure| shown_in_target(failure, &staging.tree(), target))?;
    keep_permissions(&target.folder, &staging.tree());
    let change = if standing == Standing::Site { Change::Replaced } else { Change::New };
    let swapped = staging.change_places(target, standing, Way::Exchange)?;
    Ok(Published { change, leftover: swapped.or(staging.leave().err()) })
}

/// Writes every file of a tree, its folders first, then the files on all cores.
fn write_tree(artifacts: &Artifacts, tree: &Path) -> Result<(), Failure> {
    let mut folders = BTreeSet::from([""]);
    folders.extend(artifacts.iter().flat_map(|(path, _)| folders_of(path)));
    for folder in folders {
        // The tree's own folder comes first; joining it with nothing would end it with a slash.
        let place = if folder.is_empty() { tree.to_path_buf() } else { tree.join(folder) };
        fs::create_dir(&place).map_err(|error| write_failure(&place, error))?;
    }
    let files: Vec<(&str, &[u8])> = artifacts.iter().chain([(MARKER, MARKER_TEXT.as_bytes())]).collect();
    files.par_iter().try_for_each(|(path, bytes)| {
        let place = tree.join(path);
        let write = || OpenOptions::new().write(true).create_new(true).open(&place)?.write_all(bytes);
        write().map_err(|error| write_failure(&place, error))
    })
}

/// The folders above a path, outermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// A file that exists already in a fresh tree is one whose name differs only in its capitals.
fn write_failure(place: &Path, error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::SameName { path: place.to_path_buf() },
        _ => Failure::of("write", place, error),
    }
}

/// The failure with the path the person knows: the staging folder is gone by the time it is read.
fn shown_in_target(mut failure: Failure, tree: &Path, target: &Target) -> Failure {
    if let Failure::Full { path } | Failure::SameName { path } | Failure::System { path, .. } = &mut failure
        && let Ok(inside) = path.strip_prefix(tree)
    {
        *path = target.shown.join(inside);
    }
    failure
}

/// Gives the new tree the old one's permissions, which a web server may need.
fn keep_permissions(old: &Path, new: &Path) {
    // A folder nobody may write to could not be moved or removed again.
    if let Some(permissions) = fs::metadata(old).ok().map(|old| old.permissions()).filter(|old| !old.readonly()) {
        // It is a kindness; where it is refused, the site is as readable as any other new folder.
        let _ = fs::set_permissions(new, permissions);
    }
}

/// Whether exactly this tree stands in `folder`. What cannot be read is not the same.
fn is_same(artifacts: &Artifacts, folder: &Path) -> bool {
    // First names and lengths, which differ after almost every change; then the bytes.
    let mut folders: BTreeSet<&str> = artifacts.iter().flat_map(|(path, _)| folders_of(path)).collect();
    let mut pairs = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let Ok(entry) = entry else { return false };
        let names: Option<Vec<&str>> =
            entry.path().strip_prefix(folder).ok().and_then(|path| path.iter().map(|name| name.to_str()).collect());
        let Some(path) = names.map(|names| names.join("/")) else { return false };
        if entry.file_type().is_dir() {
            if !folders.remove(path.as_str()) {
                return false;
            }
            continue;
        }
        let bytes = if path == MARKER { Some(MARKER_TEXT.as_bytes()) } else { artifacts.get(&path) };
        let length = entry.metadata().ok().filter(|_| entry.file_type().is_file()).map(|file| file.len());
        match bytes {
            Some(bytes) if length == Some(bytes.len() as u64) => pairs.push((entry.into_path(), bytes)),
            _ => return false,
        }
    }
    folders.is_empty()
        && pairs.len() == artifacts.len() + 1
        && pairs.par_iter().all(|(place, bytes)| fs::read(place).is_ok_and(|there| there == *bytes))
}
