//! The room beside a target where the next site is made: entered by one Gobag at a time, left without a trace.
//!
//! ```text
//! .public.gobag-new/
//!   .gobag    our marker; whoever holds its lock is at work here
//!   tree/     the next site while it is written; the last one once they have changed places
//!   old/      the last site, for the moment between two renames where a disk cannot exchange folders
//! ```
//! The lock is here and not in the tree, since the tree moves away while it must still hold.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::target::{MARKER, MARKER_TEXT, Standing, Target, is_marker_text};

/// The room, entered and locked. Dropping it removes it, except for an old site that has no other place.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// Open for its lock.
    marker: File,
    left: bool,
}

impl Staging {
    /// Enters the room of `target`, puts right what a killed run left there, and empties it.
    pub(super) fn enter(target: &Target) -> Result<Staging, Failure> {
        let folder = folder_of(target);
        let parent = target.folder.parent().unwrap_or(&target.folder);
        // Another Gobag may leave, and take the room with it, between any two of these steps; then they begin again.
        for _ in 0..100 {
            match fs::create_dir(&folder) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Failure::of("make files in", parent, error)),
            }
            match names_in(&folder) {
                Ok(names) if names.is_empty() || names.iter().any(|name| name == MARKER) => {}
                Ok(_) => return Err(Failure::NotOurs { path: folder }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(Failure::of("read", &folder, error)),
            }
            let place = folder.join(MARKER);
            let marker = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&place) {
                Ok(marker) => marker,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(Failure::of("make files in", &folder, error)),
            };
            match marker.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Failure::Busy { path: target.shown.clone() }),
                // Some network disks have no locks; they are no reason to publish nothing.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(Failure::of("lock", &place, error)),
            }
            if !is_still(&marker, &place) {
                continue;
            }
            let staging = Staging::claim(folder, marker)?;
            staging.put_right(target)?;
            return Ok(staging);
        }
        Err(Failure::Busy { path: target.shown.clone() })
    }

    /// Puts back a site that a killed run had moved aside, where there is one.
    pub(super) fn recover(target: &Target) -> Result<(), Failure> {
        if !exists(&folder_of(target).join("old")) {
            return Ok(());
        }
        let mut staging = Staging::enter(target)?;
        staging.leave()
    }

    /// Whether a killed run left a room behind.
    pub(super) fn is_left(target: &Target) -> bool {
        exists(&folder_of(target))
    }

    /// Where the next site is written.
    pub(super) fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    /// Puts the finished tree in the target's place.
    ///
    /// What stands there is replaced in one step. Where the disk has no such step, the old site waits in `old` for the
    /// moment between two renames. Returns why the old site could not be removed, if so: the new one stands then.
    pub(super) fn change_places(
        &self,
        target: &Target,
        standing: Standing,
        way: Way,
    ) -> Result<Option<Failure>, Failure> {
        let failed = |error: io::Error| match error.kind() {
            // Somebody has put files there since we looked.
            io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => {
                Failure::NotOurs { path: target.shown.clone() }
            }
            _ => Failure::of("replace", &target.shown, error),
        };
        if standing != Standing::Site {
            return fs::rename(self.tree(), &target.folder).map(|()| None).map_err(failed);
        }
        if way == Way::Exchange {
            match exchange(&self.tree(), &target.folder) {
                Ok(()) => return Ok(None),
                Err(error) if cannot_exchange(&error) => {}
                Err(error) => return Err(failed(error)),
            }
        }
        let old = self.folder.join("old");
        fs::rename(&target.folder, &old).map_err(failed)?;
        if let Err(error) = fs::rename(self.tree(), &target.folder) {
            // If even this fails, the next run finds the old site where it is.
            let _ = fs::rename(&old, &target.folder);
            return Err(failed(error));
        }
        Ok(remove_tree(&old).err())
    }

    /// Removes the room and all in it.
    pub(super) fn leave(&mut self) -> Result<(), Failure> {
        // Once the marker is gone, the next Gobag may enter; from then on nothing here is ours to remove.
        self.left = true;
        let place = self.folder.join(MARKER);
        remove_tree(&self.tree())?;
        if exists(&self.folder.join("old")) {
            return Ok(());
        }
        fs::remove_file(&place).map_err(|error| Failure::of("remove", &place, error))?;
        // It fails where the next Gobag has moved in already, and then it is right that it stays.
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    /// Makes sure that the room is ours and says so.
    fn claim(folder: PathBuf, marker: File) -> Result<Staging, Failure> {
        let place = folder.join(MARKER);
        let failed = |error| Failure::of("write", &place, error);
        // Until it is known to be ours, nothing is removed.
        let mut staging = Staging { folder, marker, left: true };
        let mut text = Vec::new();
        staging.marker.read_to_end(&mut text).map_err(failed)?;
        let unmarked = text.is_empty() && names_in(&staging.folder).map_err(failed)?.len() == 1;
        if !unmarked && !is_marker_text(&text) {
            return Err(Failure::NotOurs { path: staging.folder.clone() });
        }
        staging.left = false;
        if unmarked {
            staging.marker.rewind().and_then(|()| staging.marker.write_all(MARKER_TEXT.as_bytes())).map_err(failed)?;
        }
        Ok(staging)
    }

    /// Finishes or takes back what a killed run had begun.
    fn put_right(&self, target: &Target) -> Result<(), Failure> {
        let old = self.folder.join("old");
        if exists(&old) {
            match target.look()? {
                Standing::Nothing | Standing::Empty => {
                    fs::rename(&old, &target.folder).map_err(|error| Failure::of("restore", &target.shown, error))?;
                }
                Standing::Site => remove_tree(&old)?,
                // The old site stays where it is until a person has made room for it.
                standing @ (Standing::Foreign | Standing::Repository(_)) => {
                    standing.allowed(target)?;
                }
            }
        }
        remove_tree(&self.tree())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.left {
            // The failure that brought us here is the one to tell; the next run finds the rest.
            let _ = self.leave();
        }
    }
}

/// How two folders change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// In one step where the disk can.
    Exchange,
    /// In two, as on disks that cannot; for tests.
    #[cfg_attr(not(test), allow(dead_code, reason = "tests choose it; elsewhere the disk does"))]
    TwoRenames,
}

/// The room's own folder.
fn folder_of(target: &Target) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.folder.file_name().unwrap_or_default());
    name.push(".gobag-new");
    target.folder.with_file_name(name)
}

/// Whether anything is at `place`, a broken link too.
fn exists(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok()
}

/// The names in a folder; a link to a folder is none.
fn names_in(folder: &Path) -> io::Result<Vec<OsString>> {
    if !fs::symlink_metadata(folder)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
}

/// Removes a folder of ours with all that is in it, if it is there. Links are removed, not followed.
fn remove_tree(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::of("remove", folder, error)),
        _ => Ok(()),
    }
}

/// Whether the file that was opened is still the one at `place`.
#[cfg(unix)]
fn is_still(file: &File, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(place)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Whether the file that was opened is still the one at `place`. Elsewhere a file that is open keeps its place.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanges two folders in one step: not on this system.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the disk, not the person, is the reason that folders cannot be exchanged.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(folder: &Path) -> Target {
        Target { folder: folder.join("public"), shown: PathBuf::from("public") }
    }

    fn site(folder: &Path, word: &str) {
        fs::create_dir_all(folder).expect("a folder");
        fs::write(folder.join(MARKER), MARKER_TEXT).expect("a marker");
        fs::write(folder.join("index.html"), word).expect("a page");
    }

    fn page(target: &Target) -> String {
        fs::read_to_string(target.folder.join("index.html")).expect("a page")
    }

    #[test]
    fn both_ways_replace_the_site_and_leave_nothing() {
        for way in [Way::Exchange, Way::TwoRenames] {
            let place = tempfile::tempdir().expect("a folder");
            let target = target(place.path());
            site(&target.folder, "old");
            let mut staging = Staging::enter(&target).expect("the room is free");
            site(&staging.tree(), "new");
            staging.change_places(&target, Standing::Site, way).expect("they change places");
            staging.leave().expect("the room is ours");
            assert_eq!(page(&target), "new");
            assert_eq!(names_in(place.path()).expect("names").len(), 1, "{way:?}");
        }
    }

    #[test]
    fn a_site_moved_aside_by_a_killed_run_is_put_back() {
        let place = tempfile::tempdir().expect("a folder");
        let target = target(place.path());
        let staging = Staging::enter(&target).expect("the room is free");
        site(&staging.folder.join("old"), "old");
        site(&staging.tree(), "new");
        let Staging { folder, .. } = &staging;
        assert!(exists(folder));
        std::mem::forget(staging);
        // Forgetting it, as SIGKILL does, keeps this process's lock: a second Gobag is told so.
        assert!(matches!(Staging::recover(&target), Err(Failure::Busy { .. })));
        let marker = folder_of(&target).join(MARKER);
        fs::remove_file(&marker).expect("the marker");
        fs::write(&marker, MARKER_TEXT).expect("a marker without a lock");
        Staging::recover(&target).expect("the site is put back");
        assert_eq!(page(&target), "old");
        assert!(!Staging::is_left(&target));
    }

    #[test]
    fn the_second_of_two_sites_is_removed_after_a_kill() {
        let place = tempfile::tempdir().expect("a folder");
        let target = target(place.path());
        site(&target.folder, "new");
        let room = folder_of(&target);
        site(&room.join("old"), "old");
        fs::write(room.join(MARKER), MARKER_TEXT).expect("a marker");
        Staging::recover(&target).expect("the rest is removed");
        assert_eq!(page(&target), "new");
        assert!(!Staging::is_left(&target));
    }

    #[test]
    fn an_old_site_is_never_removed_while_it_has_no_other_place() {
        let place = tempfile::tempdir().expect("a folder");
        let target = target(place.path());
        fs::create_dir(&target.folder).expect("a folder");
        fs::write(target.folder.join("thesis.txt"), "mine").expect("a file");
        let room = folder_of(&target);
        site(&room.join("old"), "old");
        fs::write(room.join(MARKER), MARKER_TEXT).expect("a marker");
        assert!(matches!(Staging::recover(&target), Err(Failure::NotOurs { .. })));
        assert!(exists(&room.join("old/index.html")));
        assert!(exists(&target.folder.join("thesis.txt")));
    }

    #[test]
    fn a_room_of_somebody_else_is_left_alone() {
        let place = tempfile::tempdir().expect("a folder");
        let target = target(place.path());
        let room = folder_of(&target);
        fs::create_dir(&room).expect("a folder");
        fs::write(room.join("thesis.txt"), "mine").expect("a file");
        assert!(matches!(Staging::enter(&target), Err(Failure::NotOurs { .. })));
        fs::write(room.join(MARKER), "mine too").expect("a file");
        assert!(matches!(Staging::enter(&target), Err(Failure::NotOurs { .. })));
        assert!(exists(&room.join("thesis.txt")));
    }
}
