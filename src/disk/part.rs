//! The folder of a part of a site into its files, for whoever puts the parts together.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::failure::Failure;
use super::target::{MARKER, is_marker};

/// Every file of a folder that Gobag made, by its path with `/` between names, in order; nothing where it made none there.
///
/// # Errors
/// When it cannot be read.
pub fn files(folder: &Path) -> Result<Option<Vec<String>>, Failure> {
    let failed = |error| Failure::of("read", folder, error);
    fs::metadata(folder).map_err(failed)?;
    if !is_marker(&folder.join(MARKER)).unwrap_or(false) {
        return Ok(None);
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| failed(error.into()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let names: Vec<&str> = inside.iter().filter_map(|name| name.to_str()).collect();
        let path = names.join("/");
        if path != MARKER {
            files.push(path);
        }
    }
    files.sort();
    Ok(Some(files))
}

/// A file of such a folder.
///
/// # Errors
/// When it cannot be read.
pub fn file(folder: &Path, path: &str) -> Result<Vec<u8>, Failure> {
    let place = folder.join(path);
    fs::read(&place).map_err(|error| Failure::of("read", &place, error))
}
