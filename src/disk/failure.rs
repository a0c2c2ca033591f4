//! What the world refuses: each failure with its path, in words a deputy head can act on.

use std::io;
use std::path::{Path, PathBuf};

/// The world's failure: the disk, the clock's setting. Never the author's mistake, never ours.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Nothing is at the path.
    #[error("there is no file or folder {}", path.display())]
    NotFound {
        /// Where nothing is.
        path: PathBuf,
    },
    /// A file where a folder is needed.
    #[error("{} is not a folder", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// A link to a place that does not exist.
    #[error("{} is a link to a place that does not exist; remove the link, or make the folder it leads to", path.display())]
    DanglingLink {
        /// The link.
        path: PathBuf,
    },
    /// The folder above a handbook was named.
    #[error("{} has no handbook.toml, but {} has; type gobag build {}", path.display(), below.display(), below.display())]
    HandbookBelow {
        /// The folder that was named.
        path: PathBuf,
        /// The handbook inside it.
        below: PathBuf,
    },
    /// So many files that it cannot be a handbook, or links that multiply one folder.
    #[error("{} holds more than {limit} files; a handbook is a folder of its own, with links that do not multiply it", path.display())]
    TooMany {
        /// The folder.
        path: PathBuf,
        /// How many files are read at most.
        limit: usize,
    },
    /// Less memory than the handbook takes.
    #[error("{} needs at least {needed} MB of memory, and Gobag may use {limit} MB here; allow it more (`ulimit -v`, or the container's limit), or use another computer", path.display())]
    Memory {
        /// The handbook.
        path: PathBuf,
        /// What this process may use, in megabytes.
        limit: u64,
        /// What it would need at the very least, in megabytes.
        needed: u64,
    },
    /// The system does not let this user in.
    #[error("you may not {doing} {} (permission denied)", path.display())]
    Permission {
        /// What was tried: "read", "write", "remove".
        doing: &'static str,
        /// Where.
        path: PathBuf,
    },
    /// The disk can be read only.
    #[error("{} is on a disk that can only be read", path.display())]
    ReadOnly {
        /// Where it was to be written.
        path: PathBuf,
    },
    /// No room left, or more than this user may use.
    #[error("the disk is full: {} could not be written; make room and try again", path.display())]
    Full {
        /// The file that did not fit.
        path: PathBuf,
    },
    /// A folder with files of somebody else.
    #[error("{} has files in it that Gobag did not make, so it was left alone; name another folder, or empty this one yourself", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// A site of ours that somebody keeps a repository in.
    #[error("{} has a version-control folder in it ({}), which would be lost, since Gobag replaces the folder as a whole; build into another folder and copy the files from there", path.display(), name)]
    Repository {
        /// The folder.
        path: PathBuf,
        /// `.git` and its like.
        name: &'static str,
    },
    /// A locked site stands where an open one was to be published.
    #[error("the handbook in {} is locked, and this one would be open to everybody; add --lock, or name another folder", path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// An open site stands where a locked one was to be published.
    #[error("the handbook in {} is not locked, and whoever has its files could still read them; publish the locked one in a folder of its own, or remove this one first", path.display())]
    Unlocked {
        /// The folder.
        path: PathBuf,
    },
    /// Another Gobag is at work on the same target.
    #[error("another Gobag is building into {} right now; wait for it, or name another folder", path.display())]
    Busy {
        /// The target.
        path: PathBuf,
    },
    /// The site would land among its own sources.
    #[error("the site's folder {} is inside the handbook {}; name a folder outside it", path.display(), handbook.display())]
    TargetInHandbook {
        /// The target.
        path: PathBuf,
        /// The handbook.
        handbook: PathBuf,
    },
    /// The handbook would be replaced by its own site.
    #[error("the handbook {} is inside the site's folder {}, which is replaced as a whole; name another folder", handbook.display(), path.display())]
    HandbookInTarget {
        /// The target.
        path: PathBuf,
        /// The handbook.
        handbook: PathBuf,
    },
    /// A place that has no neighbours: the root of a disk, or a mount point.
    #[error("{} is a disk or a mounted volume of its own and cannot be replaced as a whole; name a folder inside it", path.display())]
    MountPoint {
        /// The target.
        path: PathBuf,
    },
    /// Two pages that this disk takes for one.
    #[error("{} is already taken: this disk does not tell capital letters from small ones, and two files differ in nothing else", path.display())]
    SameName {
        /// The second file.
        path: PathBuf,
    },
    /// Something stands where a new file was to be.
    #[error("{} is there already and stays as it is; choose another name or folder", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Somebody saved the file while Gobag was at work on it.
    #[error("{} has just been changed by somebody else, so it was left alone; try again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// No port to listen at. The address stands where other failures have a path.
    #[error("could not listen at {at}: {source}; name another port with --port")]
    Port {
        /// The address and the port.
        at: String,
        /// The system's words.
        source: io::Error,
    },
    /// `SOURCE_DATE_EPOCH` says no day. Its name stands where other failures have a path.
    #[error(
        "SOURCE_DATE_EPOCH is \"{value}\", which is not a number of seconds since 1 January 1970; mend it or unset it"
    )]
    Epoch {
        /// What it says.
        value: String,
    },
    /// Anything else, in the system's own words.
    #[error("could not {doing} {}: {source}", path.display())]
    System {
        /// What was tried.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

impl Failure {
    /// Sorts an error of the system by what a person can do about it.
    ///
    /// `doing` is a verb that follows "you may not": "read", "write", "remove".
    #[must_use]
    pub fn of(doing: &'static str, path: &Path, error: io::Error) -> Failure {
        let path = path.to_path_buf();
        match error.kind() {
            io::ErrorKind::NotFound => Failure::NotFound { path },
            io::ErrorKind::PermissionDenied => Failure::Permission { doing, path },
            io::ErrorKind::AlreadyExists => Failure::Exists { path },
            io::ErrorKind::NotADirectory => Failure::NotAFolder { path },
            io::ErrorKind::ReadOnlyFilesystem => Failure::ReadOnly { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Failure::Full { path }
            }
            io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => Failure::MountPoint { path },
            _ => Failure::System { doing, path, source: error },
        }
    }
}
