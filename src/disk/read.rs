//! A handbook's folder becomes `Sources`: every file of it, read, or with the reason why not.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::clock;
use super::failure::Failure;
use super::memory;
use crate::source::{Content, Fault, MEDIA_LIMIT, Source, Sources, TEXT_LIMIT};

/// How many files a handbook may have: several times the largest we can imagine. It stops links that multiply a folder.
pub(super) const FILES_LIMIT: usize = 50_000;

/// Reads the handbook in `folder`.
///
/// What a single file does wrong is a [`Fault`] in its place. A folder without `handbook.toml` is not a handbook:
/// nothing in it is read (it may be somebody's whole disk), and `Sources` has no files.
///
/// Hidden files, and the droppings of editors and systems, are passed over.
///
/// # Errors
/// When the folder as a whole cannot be read, or the day cannot be known.
pub fn read(folder: &Path) -> Result<Sources, Failure> {
    let sources = Sources::new(files(folder)?.0, clock::today()?);
    memory::suffices(folder, memory::texts(&sources))?;
    Ok(sources)
}

/// Every file, and whether any stands in the folder under a second name.
pub(super) fn files(folder: &Path) -> Result<(Vec<Source>, bool), Failure> {
    let root = root(folder)?;
    if fs::symlink_metadata(root.join("handbook.toml")).is_err() {
        let below = folder.join("content");
        if below.join("handbook.toml").is_file() {
            return Err(Failure::HandbookBelow { path: folder.to_path_buf(), below });
        }
        fs::read_dir(&root).map_err(|error| Failure::of("read", folder, error))?;
        return Ok((Vec::new(), false));
    }

    memory::suffices(folder, 0)?;
    let (mut found, is_linked) = walk(&root, folder)?;
    // Names that are not Unicode can look the same once they are shown; one finding leads to them all.
    let mut seen = BTreeSet::new();
    found.retain(|file| seen.insert(file.path.clone()));
    let files = found
        .into_par_iter()
        .map(|Found { path, what }| {
            let content = match what {
                What::Fault(fault) => Content::Unreadable(fault),
                What::File(place, sort) => content(&place, sort).unwrap_or_else(Content::Unreadable),
            };
            Source { path, content }
        })
        .collect();
    Ok((files, is_linked))
}

/// What a plain file at a path in the handbook is, read again: nothing where it is none of the handbook's.
pub(super) fn again(place: &Path, path: &str) -> Option<Content> {
    let (name, folders) = path.rsplit_once('/').map_or((path, ""), |(folders, name)| (name, folders));
    // What stands in a folder that is no part of a handbook, or whose name is told, is not looked at by itself.
    let is_entered = |name: &str| name.is_empty() || (!is_passed_over(name) && wrong_character(name).is_none());
    if is_passed_over(name) || !folders.split('/').all(is_entered) {
        return None;
    }
    Some(match (wrong_character(name), sort(path)) {
        (Some(character), _) => Content::Unreadable(Fault::Name { character }),
        (None, None) => Content::Unreadable(Fault::Unused),
        (None, Some(sort)) => content(place, sort).unwrap_or_else(Content::Unreadable),
    })
}

/// Whether a folder is a handbook's.
#[must_use]
pub fn is_handbook(folder: &Path) -> bool {
    folder.join("handbook.toml").is_file()
}

/// The same for a folder that may be new: nothing is in it then.
///
/// # Errors
/// When the folder is there and cannot be read, or the day cannot be known.
pub fn read_new(folder: &Path) -> Result<Sources, Failure> {
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Sources::new(Vec::new(), clock::today()?)),
        _ => read(folder),
    }
}

/// The handbook in a folder, or in `content/` below it, without links on the way to it.
#[must_use]
pub fn handbook(folder: &Path) -> Option<PathBuf> {
    let has = |folder: &Path| folder.join("handbook.toml").is_file();
    let found =
        if has(folder) { Some(folder.to_path_buf()) } else { Some(folder.join("content")).filter(|it| has(it)) };
    fs::canonicalize(found?).ok()
}

/// Where a folder stands, without links on the way to it.
///
/// # Errors
/// When it is not there, or is no folder.
pub fn root(folder: &Path) -> Result<PathBuf, Failure> {
    let root = fs::canonicalize(folder).map_err(|error| Failure::of("read", folder, error))?;
    if root.is_dir() { Ok(root) } else { Err(Failure::NotAFolder { path: folder.to_path_buf() }) }
}

/// A file that was met, by its path in the handbook.
struct Found {
    path: String,
    what: What,
}

/// A file to open, or the reason to leave it.
enum What {
    File(PathBuf, Sort),
    Fault(Fault),
}

/// How a file is read.
#[derive(Clone, Copy)]
enum Sort {
    Text,
    Media,
}

/// Every file below `root` in one order, none of them opened yet; and whether any of them has a second name, so that a change
/// of it may be told under that one.
fn walk(root: &Path, shown: &Path) -> Result<(Vec<Found>, bool), Failure> {
    let mut found = Vec::new();
    let mut is_linked = false;
    // Links are followed by walkdir, which sees circles; those that lead out are stopped here, before it enters them.
    let mut entries = WalkDir::new(root).min_depth(1).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        if found.len() >= FILES_LIMIT {
            return Err(Failure::TooMany { path: shown.to_path_buf(), limit: FILES_LIMIT });
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let Some(place) = error.path().filter(|place| *place != root) else {
                    return Err(Failure::of("read", shown, error.into()));
                };
                // Nobody tells when it becomes right.
                is_linked = true;
                let hidden = place.file_name().is_some_and(|name| is_passed_over(&name.to_string_lossy()));
                if !hidden {
                    let what = What::Fault(fault_of_walk(&error));
                    found.push(Found { path: path_in(root, place), what });
                }
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy();
        let is_folder = entry.file_type().is_dir();
        if is_passed_over(&name) {
            if is_folder {
                entries.skip_current_dir();
            }
            continue;
        }
        is_linked |= entry.path_is_symlink() || !is_folder && entry.metadata().is_ok_and(|data| has_second_name(&data));
        let path = path_in(root, entry.path());
        let fault = if let Some(character) = wrong_character(&name) {
            Some(Fault::Name { character })
        } else if leaves(root, &entry) {
            Some(Fault::LeavesFolder)
        } else {
            None
        };
        match fault {
            Some(fault) => {
                // A folder is told once; what is in it would only repeat it.
                if is_folder {
                    entries.skip_current_dir();
                }
                found.push(Found { path, what: What::Fault(fault) });
            }
            None if is_folder => {}
            None if !entry.file_type().is_file() => {
                // Opening a pipe waits for ever.
                let fault = Fault::System("it is a pipe, a socket or a device, not a file".to_owned());
                found.push(Found { path, what: What::Fault(fault) });
            }
            None => {
                let what = match sort(&path) {
                    Some(sort) => What::File(entry.into_path(), sort),
                    None => What::Fault(Fault::Unused),
                };
                found.push(Found { path, what });
            }
        }
    }
    Ok((found, is_linked))
}

/// Whether a file has another name somewhere (a hard link).
pub(super) fn has_second_name(data: &fs::Metadata) -> bool {
    #[cfg(unix)]
    let names = std::os::unix::fs::MetadataExt::nlink(data);
    #[cfg(not(unix))]
    let names = u64::from(data.is_file());
    names > 1
}

/// The path from the handbook's folder with `/` between names.
pub(super) fn path_in(root: &Path, place: &Path) -> String {
    let inside = place.strip_prefix(root).unwrap_or(place);
    let names: Vec<_> = inside.components().map(|name| name.as_os_str().to_string_lossy()).collect();
    names.join("/")
}

/// Whether a link leads out of the handbook.
fn leaves(root: &Path, entry: &DirEntry) -> bool {
    entry.path_is_symlink() && fs::canonicalize(entry.path()).is_ok_and(|end| !end.starts_with(root))
}

/// What the walk met instead of a file.
fn fault_of_walk(error: &walkdir::Error) -> Fault {
    if error.loop_ancestor().is_some() {
        return Fault::LeavesFolder;
    }
    match error.io_error() {
        // What was listed and is not there leads nowhere, or has gone since.
        Some(gone) if gone.kind() == io::ErrorKind::NotFound => {
            let is_link = error.path().is_some_and(|place| fs::symlink_metadata(place).is_ok());
            if is_link {
                Fault::System("it is a link to a file that does not exist".to_owned())
            } else {
                Fault::System(words(gone))
            }
        }
        Some(error) if is_circle(error) => Fault::LeavesFolder,
        Some(error) => Fault::System(words(error)),
        None => Fault::System(error.to_string()),
    }
}

/// Whether links lead to one another in a circle. The standard library's name for it is not stable yet.
fn is_circle(error: &io::Error) -> bool {
    #[cfg(unix)]
    let code = Some(rustix::io::Errno::LOOP.raw_os_error());
    #[cfg(not(unix))]
    let code: Option<i32> = None;
    code.is_some() && error.raw_os_error() == code
}

/// The system's words for the reason a file cannot be read.
fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you may not open it (permission denied)".to_owned(),
        io::ErrorKind::NotFound => "it vanished while the handbook was being read".to_owned(),
        _ => error.to_string(),
    }
}

/// Files that no author put there: hidden ones, and what editors, office programs and systems leave behind.
fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || name.ends_with(".swp")
        || matches!(name, "Thumbs.db" | "desktop.ini" | "node_modules")
}

/// The first character that keeps a name from being an address on the web and a file on every system.
fn wrong_character(name: &str) -> Option<char> {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.chars().find(|c| !allowed(*c)).or_else(|| name.contains("..").then_some('.'))
}

/// Endings of pages, scripts and styles. One of somebody else's would act under this site's name; no policy of ours is in it.
const ACTING: [&str; 19] = [
    "html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "xml", "xsl", "xslt", "rdf", "rss", "atom", "mml", "svgz",
    "js", "mjs", "css", "wasm",
];

/// How the file at a path is read; nothing where a handbook has no use for it.
///
/// Endings count as they are written: `LOCKDOWN.MD` would be a page on one system and none on the next.
fn sort(path: &str) -> Option<Sort> {
    let names: Vec<&str> = path.split('/').collect();
    let (name, folders) = names.split_last()?;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match folders {
        ["media", ..] | ["schools", _, "media", ..] if ACTING.contains(&ending.to_ascii_lowercase().as_str()) => None,
        ["media", ..] | ["schools", _, "media", ..] => Some(Sort::Media),
        ["fonts", ..] => matches!(ending, "ttf" | "otf" | "ttc").then_some(Sort::Media),
        ["theme", ..] => match ending {
            "md" | "toml" | "html" | "css" | "js" | "svg" | "txt" | "json" | "typ" | "webmanifest" => Some(Sort::Text),
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "ico" | "woff" | "woff2" | "ttf" | "otf" => {
                Some(Sort::Media)
            }
            _ => None,
        },
        _ => matches!(ending, "md" | "toml").then_some(Sort::Text),
    }
}

/// What a file holds.
fn content(place: &Path, sort: Sort) -> Result<Content, Fault> {
    let limit = match sort {
        Sort::Text => TEXT_LIMIT,
        Sort::Media => MEDIA_LIMIT,
    };
    let bytes = bytes(place, limit)?;
    match sort {
        Sort::Text => text(bytes).map(Content::Text),
        Sort::Media => Ok(Content::Media(Arc::from(bytes))),
    }
}

/// A file's bytes, if they are not too many.
fn bytes(place: &Path, limit: u64) -> Result<Vec<u8>, Fault> {
    let system = |error: io::Error| Fault::System(words(&error));
    let file = File::open(place).map_err(system)?;
    let length = file.metadata().map_err(system)?.len();
    if length > limit {
        return Err(Fault::TooLarge { bytes: length, limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    // One more than the limit: a file may grow while it is read.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(system)?;
    if bytes.len() as u64 > limit {
        return Err(Fault::TooLarge { bytes: bytes.len() as u64, limit });
    }
    Ok(bytes)
}

/// UTF-8 without its byte order mark; line ends stay as they are, so that offsets are the editor's.
fn text(mut bytes: Vec<u8>) -> Result<String, Fault> {
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    bytes.drain(..mark);
    if bytes.contains(&0) {
        return Err(Fault::Binary);
    }
    String::from_utf8(bytes).map_err(|error| Fault::NotUtf8 { offset: error.utf8_error().valid_up_to() + mark })
}
