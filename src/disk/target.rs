//! The name after `--out` becomes a `Target`: a place that a site may stand at, and what stands there now.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::staging::Staging;

/// The file that says a folder is ours. Its text never changes, so that equal trees stay equal bytes.
pub(super) const MARKER: &str = ".gobag";

/// What the marker says; the first line is what we know it by.
pub(super) const MARKER_TEXT: &str = "\
Gobag made this folder and replaces it as a whole.

Files that you change or add here are lost at the next build. Change the handbook instead.
A folder without this file is never touched.
";

/// What the marker of a locked site says.
pub(super) const LOCKED_TEXT: &str = "\
Gobag made this folder and replaces it as a whole.

The handbook in it is locked. A build without --lock is not published here.
Files that you change or add here are lost at the next build. Change the handbook instead.
A folder without this file is never touched.
";

/// A folder that a site is published into: resolved, outside the handbook, and not somebody else's.
#[derive(Debug)]
pub struct Target {
    /// Where it really is; links are resolved.
    pub(super) folder: PathBuf,
    /// As the person wrote it, for messages.
    pub(super) shown: PathBuf,
}

impl Target {
    /// Looks at the folder `out` before any work is done for it. `handbook` is the folder that is read.
    ///
    /// A build that was killed between two renames (see `write`) is put right here.
    ///
    /// # Errors
    /// When `out` is no place for a site: a file, a folder of somebody else, a part of the handbook or around it, the
    /// root of a disk, a link to nowhere.
    pub fn open(out: &Path, handbook: &Path) -> Result<Target, Failure> {
        let target = Target { folder: resolve(out)?, shown: out.to_path_buf() };
        if target.folder.parent().is_none() {
            return Err(Failure::MountPoint { path: target.shown });
        }
        let handbook_folder = fs::canonicalize(handbook).map_err(|error| Failure::of("read", handbook, error))?;
        if target.folder.starts_with(&handbook_folder) {
            return Err(Failure::TargetInHandbook { path: target.shown, handbook: handbook.to_path_buf() });
        }
        if handbook_folder.starts_with(&target.folder) {
            return Err(Failure::HandbookInTarget { path: target.shown, handbook: handbook.to_path_buf() });
        }
        Staging::recover(&target)?;
        target.look()?.allowed(&target)?;
        Ok(target)
    }

    /// Lets a locked site take only a locked one's place, and an open one only an open one's.
    ///
    /// # Errors
    /// When the site that stands at the target is of the other kind, or cannot be read.
    pub fn expect(&self, locked: bool) -> Result<(), Failure> {
        if self.look()? != Standing::Site {
            return Ok(());
        }
        let place = self.folder.join(MARKER);
        let marker = fs::read(&place).map_err(|error| Failure::of("read", &self.shown, error))?;
        match (marker == LOCKED_TEXT.as_bytes(), locked) {
            (true, false) => Err(Failure::Locked { path: self.shown.clone() }),
            (false, true) => Err(Failure::Unlocked { path: self.shown.clone() }),
            (true, true) | (false, false) => Ok(()),
        }
    }

    /// What stands at the target now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn look(&self) -> Result<Standing, Failure> {
        // The marker is asked for by its path, not looked for in a list: while another Gobag exchanges and removes
        // trees, a list may be of one that is half gone, but the path always leads to a whole one.
        if let Some(site) = self.site()? {
            return Ok(site);
        }
        let failed = |error| Failure::of("read", &self.shown, error);
        match fs::read_dir(&self.folder) {
            Ok(mut entries) => match entries.next() {
                None => Ok(Standing::Empty),
                // A site may have arrived between the two looks.
                Some(Ok(_)) => Ok(self.site()?.unwrap_or(Standing::Foreign)),
                Some(Err(error)) => Err(failed(error)),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Standing::Nothing),
            Err(error) => Err(failed(error)),
        }
    }

    /// The site that stands at the target, if it is one of ours.
    fn site(&self) -> Result<Option<Standing>, Failure> {
        match is_marker(&self.folder.join(MARKER)) {
            Ok(true) => {
                let keeps = |name: &&'static str| fs::symlink_metadata(self.folder.join(name)).is_ok();
                let repository = [".git", ".hg", ".svn"].into_iter().find(keeps);
                Ok(Some(repository.map_or(Standing::Site, Standing::Repository)))
            }
            Ok(false) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::of("read", &self.shown, error)),
        }
    }
}

/// What stands at a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// No folder.
    Nothing,
    /// A folder with nothing in it.
    Empty,
    /// A site of ours.
    Site,
    /// Files of somebody else.
    Foreign,
    /// A site of ours with version control in it.
    Repository(&'static str),
}

impl Standing {
    /// Lets pass what may be replaced.
    pub(super) fn allowed(self, target: &Target) -> Result<Standing, Failure> {
        match self {
            Standing::Nothing | Standing::Empty | Standing::Site => Ok(self),
            Standing::Foreign => Err(Failure::NotOurs { path: target.shown.clone() }),
            Standing::Repository(name) => Err(Failure::Repository { path: target.shown.clone(), name }),
        }
    }
}

/// Whether the file at `place` is our marker.
pub(super) fn is_marker(place: &Path) -> io::Result<bool> {
    if !fs::symlink_metadata(place)?.is_file() {
        return Ok(false);
    }
    let mut head = Vec::new();
    File::open(place)?.take(256).read_to_end(&mut head)?;
    Ok(is_marker_text(&head))
}

/// Whether these bytes begin with our marker's first line.
pub(super) fn is_marker_text(bytes: &[u8]) -> bool {
    let first = MARKER_TEXT.lines().next().unwrap_or_default();
    bytes.strip_prefix(first.as_bytes()).is_some_and(|rest| rest.starts_with(b"\n") || rest.starts_with(b"\r\n"))
}

/// Where `out` really is, also where its last names do not exist yet.
fn resolve(out: &Path) -> Result<PathBuf, Failure> {
    let failed = |error| Failure::of("read", out, error);
    let whole = std::path::absolute(out).map_err(failed)?;
    let mut missing = Vec::new();
    let mut there = whole.as_path();
    loop {
        match fs::symlink_metadata(there) {
            Ok(_) => break,
            // "Not a directory" is said of everything below a file; the file itself comes up later.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            Err(error) => return Err(Failure::of("read", there, error)),
        }
        // A name that is not there cannot be followed by `..`.
        let (Some(parent), Some(name)) = (there.parent(), there.file_name()) else {
            return Err(Failure::NotFound { path: there.to_path_buf() });
        };
        missing.push(name);
        there = parent;
    }
    let mut folder = match fs::canonicalize(there) {
        Ok(folder) => folder,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Failure::DanglingLink { path: there.to_path_buf() });
        }
        Err(error) => return Err(Failure::of("read", there, error)),
    };
    if !folder.is_dir() {
        let path = if missing.is_empty() { out } else { there };
        return Err(Failure::NotAFolder { path: path.to_path_buf() });
    }
    folder.extend(missing.iter().rev());
    Ok(folder)
}
