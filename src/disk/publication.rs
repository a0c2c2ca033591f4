//! Finished files become a folder, one by one as they are made: the whole tree in the end, or nothing.
//!
//! As long as every file is byte for byte the one that stands at the target, nothing is written. With the first that is
//! not, the room beside the target is entered and the tree begun there; what is the same in both is given to the new tree
//! in the end as a second name of the same file, where the disk can.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::failure::Failure;
use super::staging::{Staging, Way};
use super::target::{LOCKED_TEXT, MARKER, MARKER_TEXT, Standing, Target};
use super::write::{Change, Published};
use crate::artifact::Shelf;

/// A tree on its way to a target. Dropping it leaves the target as it is.
#[derive(Debug)]
pub struct Publication<'t> {
    target: &'t Target,
    /// What its marker says.
    marker: &'static str,
    /// The folder at the target, as it was when the first file was compared with it.
    folder: Mutex<Folder>,
    state: Mutex<State>,
}

/// What stands at the target, and which folder that is.
#[derive(Clone, Copy, Debug)]
struct Folder {
    standing: Standing,
    identity: Option<Identity>,
}

/// What is known of the new tree so far.
#[derive(Debug, Default)]
struct State {
    /// The room, once something has to be written.
    staging: Option<Staging>,
    /// The tree's folders that are there.
    folders: BTreeSet<String>,
    /// The files that stand at the target already.
    same: BTreeSet<String>,
    /// The first thing that the disk refused; the rest is not tried.
    failure: Option<Failure>,
}

impl<'t> Publication<'t> {
    /// Begins with an empty tree.
    ///
    /// # Errors
    /// When somebody else's files stand at the target, or the disk refuses.
    pub fn begin(target: &'t Target) -> Result<Publication<'t>, Failure> {
        let folder = Folder::look(target)?;
        let folder = Mutex::new(folder);
        let publication = Publication { target, marker: MARKER_TEXT, folder, state: Mutex::default() };
        // What a killed run left there may be the site itself; it is put right before anything is compared.
        if Staging::is_left(target) {
            let mut state = publication.state();
            state.staging = Some(enter(target)?);
            drop(state);
            *publication.folder.lock().expect("looking does not panic") = Folder::look(target)?;
        }
        Ok(publication)
    }

    /// The same tree, marked as locked.
    #[must_use]
    pub fn locked(mut self) -> Publication<'t> {
        self.marker = LOCKED_TEXT;
        self
    }

    /// Puts the whole tree in the target's place, in one step.
    ///
    /// # Errors
    /// When the disk refused at any time, when somebody else's files are in the way, or when another Gobag is at work
    /// there. What stood at the target before stands there still.
    pub fn finish(self) -> Result<Published, Failure> {
        let Publication { target, marker, folder, state } = self;
        let (folder, mut state) = (
            folder.into_inner().expect("looking does not panic"),
            state.into_inner().expect("taking a file does not panic"),
        );
        if let Some(failure) = state.failure {
            return Err(failure);
        }
        let is_new = !state.folders.is_empty();
        if !is_new && folder.standing == Standing::Site && folder.is_still(target) && holds(target, marker, &state.same)
        {
            let leftover = state.staging.take().and_then(|mut staging| staging.leave().err());
            return Ok(Published { change: Change::Unchanged, leftover });
        }
        let mut staging = match state.staging.take() {
            Some(staging) => staging,
            None => enter(target)?,
        };
        if !folder.is_still(target) {
            return Err(Failure::Busy { path: target.shown.clone() });
        }
        let tree = Tree { target, place: staging.tree() };
        for path in state.same.iter().map(String::as_str).chain([MARKER]) {
            tree.make_folders(path, &mut state.folders)?;
        }
        tree.write(MARKER, marker.as_bytes())?;
        let same: Vec<&String> = state.same.iter().collect();
        same.into_par_iter().try_for_each(|path| tree.keep(path))?;
        keep_permissions(&target.folder, &staging.tree());
        let change = if folder.standing == Standing::Site { Change::Replaced } else { Change::New };
        let swapped = staging.change_places(target, folder.standing, Way::Exchange)?;
        Ok(Published { change, leftover: swapped.or(staging.leave().err()) })
    }

    fn take(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        assert!(path != MARKER, "{MARKER} is the publisher's own file");
        let standing = self.folder.lock().expect("looking does not panic").standing;
        // The bytes themselves are compared. A list of hashes in the marker would be faster by a few milliseconds, and
        // would believe in files that a hand has changed since.
        if standing == Standing::Site && is_same(&self.target.folder.join(path), bytes) {
            self.state().same.insert(path.to_owned());
            return Ok(());
        }
        let mut state = self.state();
        if state.failure.is_some() {
            return Ok(());
        }
        let place = match &state.staging {
            Some(staging) => staging.tree(),
            None => state.staging.insert(enter(self.target)?).tree(),
        };
        let tree = Tree { target: self.target, place };
        tree.make_folders(path, &mut state.folders)?;
        drop(state);
        tree.write(path, bytes)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("taking a file does not panic")
    }
}

impl Shelf for Publication<'_> {
    /// Takes a file; what the disk says to it, `finish` tells.
    fn put(&self, path: &str, bytes: &[u8]) {
        if let Err(failure) = self.take(path, bytes) {
            self.state().failure.get_or_insert(failure);
        }
    }

    fn keep(&self, path: &str) -> bool {
        let state = self.state();
        let (is_known, new) = (state.same.contains(path), state.staging.as_ref().map(Staging::tree));
        drop(state);
        let is_new = || new.is_some_and(|tree| fs::symlink_metadata(tree.join(path)).is_ok());
        let stands = || fs::symlink_metadata(self.target.folder.join(path)).is_ok_and(|data| data.is_file());
        if !is_known && (is_new() || !stands()) {
            return false;
        }
        self.state().same.insert(path.to_owned());
        true
    }

    fn get(&self, path: &str) -> Option<Vec<u8>> {
        let state = self.state();
        let place = match &state.staging {
            _ if state.same.contains(path) => self.target.folder.join(path),
            Some(staging) => staging.tree().join(path),
            None => return None,
        };
        drop(state);
        fs::read(&place)
            .map_err(|error| self.state().failure.get_or_insert(Failure::of("read", &place, error)).to_string())
            .ok()
    }
}

/// Enters the room beside a target, which may be in a folder that is yet to be made.
fn enter(target: &Target) -> Result<Staging, Failure> {
    if let Some(parent) = target.folder.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::of("make", parent, error))?;
    }
    Staging::enter(target)
}

impl Folder {
    fn look(target: &Target) -> Result<Folder, Failure> {
        let identity = identity(&target.folder);
        Ok(Folder { standing: target.look()?.allowed(target)?, identity })
    }

    /// Whether no other Gobag has published there since.
    fn is_still(&self, target: &Target) -> bool {
        identity(&target.folder) == self.identity
    }
}

/// Which of all folders one is.
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).ok().map(|data| (data.dev(), data.ino()))
}

/// Elsewhere, when it was made.
#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<Identity> {
    let made = fs::metadata(folder).ok()?.created().ok()?;
    let since = made.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((since.as_secs(), u64::from(since.subsec_nanos())))
}

/// The new tree in the room.
struct Tree<'t> {
    target: &'t Target,
    place: std::path::PathBuf,
}

impl Tree<'_> {
    /// Makes the folders above a path that are not there yet, outermost first; the tree's own comes before all.
    fn make_folders(&self, path: &str, made: &mut BTreeSet<String>) -> Result<(), Failure> {
        if path.rsplit_once('/').is_some_and(|(folder, _)| made.contains(folder)) {
            return Ok(());
        }
        for folder in std::iter::once("").chain(folders_of(path)) {
            if !made.contains(folder) {
                // Joining the tree with nothing would end it with a slash.
                let place = if folder.is_empty() { self.place.clone() } else { self.place.join(folder) };
                fs::create_dir(&place).map_err(|error| self.failure(&place, error))?;
                made.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let place = self.place.join(path);
        let write = || OpenOptions::new().write(true).create_new(true).open(&place)?.write_all(bytes);
        write().map_err(|error| self.failure(&place, error))
    }

    /// Gives the tree a file of the old one: as a second name, or as a copy where the disk has no such names.
    fn keep(&self, path: &str) -> Result<(), Failure> {
        let (old, new) = (self.target.folder.join(path), self.place.join(path));
        match fs::hard_link(&old, &new) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                fs::copy(&old, &new).map(|_| ()).map_err(|error| self.failure(&new, error))
            }
            other => other.map_err(|error| self.failure(&new, error)),
        }
    }

    /// A failure with the path the person knows: the room is gone by the time it is read. A file that exists already in
    /// a fresh tree is one whose name differs only in its capitals.
    fn failure(&self, place: &Path, error: io::Error) -> Failure {
        let shown = place.strip_prefix(&self.place).map_or(place.to_path_buf(), |inside| {
            if inside.as_os_str().is_empty() { place.to_path_buf() } else { self.target.shown.join(inside) }
        });
        match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::SameName { path: shown },
            _ => Failure::of("write", &shown, error),
        }
    }
}

/// The folders above a path, outermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// Gives the new tree the old one's permissions, which a web server may need.
fn keep_permissions(old: &Path, new: &Path) {
    // A folder nobody may write to could not be moved or removed again.
    if let Some(permissions) = fs::metadata(old).ok().map(|old| old.permissions()).filter(|old| !old.readonly()) {
        // It is a kindness; where it is refused, the site is as readable as any other new folder.
        let _ = fs::set_permissions(new, permissions);
    }
}

/// Whether exactly these bytes are in a file. What cannot be read is not the same.
fn is_same(place: &Path, bytes: &[u8]) -> bool {
    // The length first, which differs after almost every change.
    if !fs::symlink_metadata(place).is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64) {
        return false;
    }
    let mut there = Vec::with_capacity(bytes.len() + 1);
    let read = File::open(place).and_then(|mut file| file.read_to_end(&mut there));
    read.is_ok() && there == bytes
}

/// Whether these files, the marker and nothing else are in the target.
fn holds(target: &Target, marker: &str, files: &BTreeSet<String>) -> bool {
    let mut folders: BTreeSet<&str> = files.iter().flat_map(|path| folders_of(path)).collect();
    let mut count = 0;
    for entry in WalkDir::new(&target.folder).min_depth(1) {
        let Ok(entry) = entry else { return false };
        let inside = entry.path().strip_prefix(&target.folder).ok();
        let names: Option<Vec<&str>> = inside.and_then(|path| path.iter().map(|name| name.to_str()).collect());
        let Some(path) = names.map(|names| names.join("/")) else { return false };
        let known = if entry.file_type().is_dir() {
            folders.remove(path.as_str())
        } else {
            count += 1;
            files.contains(&path) || (path == MARKER && is_same(entry.path(), marker.as_bytes()))
        };
        if !known {
            return false;
        }
    }
    folders.is_empty() && count == files.len() + 1
}
