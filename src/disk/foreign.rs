//! Files that are not part of a handbook, yet: old plans that are to be brought in.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use super::failure::Failure;
use crate::source::MEDIA_LIMIT;

/// The most bytes that an old plan may have.
const LIMIT: u64 = 256 * 1024 * 1024;

/// A file itself, or the documents right inside a folder, in the order of their names.
///
/// # Errors
/// When nothing is there, or the folder cannot be read.
pub fn files(from: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::of("read", from, error);
    if !fs::metadata(from).map_err(failed)?.is_dir() {
        return Ok(vec![from.to_path_buf()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let is_document = [".docx", ".docm", ".doc", ".md"].iter().any(|ending| name.ends_with(ending));
        // What a word processor keeps while a document is open.
        if is_document && !name.starts_with(['.', '~']) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// A file's bytes.
///
/// # Errors
/// When it cannot be read, or is larger than any plan.
pub fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::of("read", file, error);
    let mut bytes = Vec::new();
    File::open(file).map_err(failed)?.take(LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        return Err(failed(std::io::Error::other("it has more than 256 MB")));
    }
    Ok(bytes)
}

/// A picture that a document names, where it stands below the document's own folder.
#[must_use]
pub fn beside(folder: &Path, path: &str) -> Option<Vec<u8>> {
    let path = Path::new(path);
    if path.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(folder.join(path)).ok()?.take(MEDIA_LIMIT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
