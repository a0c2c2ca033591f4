//! A new text becomes a file of the handbook, whole or not at all, and never in the place of one that is there.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Writes new files below a folder, which is made where it is missing: all of them, or none where one of them is there.
///
/// # Errors
/// When one of them is there already (nothing is written then), or the disk refuses.
pub fn lay_out(folder: &Path, files: &[(&str, String)]) -> Result<(), Failure> {
    for (path, _) in files {
        let file = folder.join(path);
        if fs::symlink_metadata(&file).is_ok() {
            return Err(Failure::Exists { path: file });
        }
    }
    files.iter().try_for_each(|(path, text)| create(folder, path, text).map(|_| ()))
}

/// Writes a file that Gobag made before, in a hidden folder of its own or with its own name, and may make again.
///
/// # Errors
/// When the disk refuses.
pub fn replace_own(handbook: &Path, path: &str, text: &str) -> Result<(), Failure> {
    let file = handbook.join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::of("make", folder, error))?;
    }
    fs::write(&file, text).map_err(|error| Failure::of("write", &file, error))
}

/// Writes `text` to a new file of the handbook and gives its place. The folder is made where it is missing.
///
/// # Errors
/// When there is such a file already (it stays as it is), or the disk refuses (nothing is left behind).
pub fn create(handbook: &Path, path: &str, text: &str) -> Result<PathBuf, Failure> {
    create_bytes(handbook, path, text.as_bytes())
}

/// The same for a file that is no text.
///
/// # Errors
/// When there is such a file already (it stays as it is), or the disk refuses (nothing is left behind).
pub fn create_bytes(handbook: &Path, path: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let file = handbook.join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::of("make", folder, error))?;
    }
    let mut beside = file.clone().into_os_string();
    beside.push(".gobag-new");
    let beside = Path::new(&beside);
    let written = fs::File::create(beside)
        .and_then(|mut new| new.write_all(bytes).and_then(|()| new.sync_all()))
        // A link, unlike a rename, refuses to take the place of another file.
        .and_then(|()| fs::hard_link(beside, &file));
    let _ = fs::remove_file(beside);
    written.map_err(|error| Failure::of("write", &file, error))?;
    Ok(file)
}
