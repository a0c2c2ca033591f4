//! A changed text becomes the author's file, whole or not at all.

use std::fs;
use std::path::Path;

use super::failure::Failure;

/// Puts `after` where `before` stands in the handbook's file at `path`.
///
/// The text is written beside the file and takes its place in one step. A byte order mark stays.
///
/// # Errors
/// When the file has changed since it was read (nothing is written then), or the disk refuses.
pub fn mend(handbook: &Path, path: &str, before: &str, after: &str) -> Result<(), Failure> {
    let file = handbook.join(path);
    let file = fs::canonicalize(&file).map_err(|error| Failure::of("read", &file, error))?;
    let now = fs::read(&file).map_err(|error| Failure::of("read", &file, error))?;
    let mark: &[u8] = "\u{feff}".as_bytes();
    let (mark, now) = match now.strip_prefix(mark) {
        Some(rest) => (mark, rest),
        None => (&[][..], now.as_slice()),
    };
    if now != before.as_bytes() {
        return Err(Failure::Changed { path: file });
    }
    let mut beside = file.clone().into_os_string();
    beside.push(".gobag-new");
    let beside = Path::new(&beside);
    let written = fs::write(beside, [mark, after.as_bytes()].concat())
        .and_then(|()| fs::set_permissions(beside, fs::metadata(&file)?.permissions()))
        .and_then(|()| fs::rename(beside, &file));
    written.map_err(|error| {
        // What was written so far is of no use to anybody; the file itself is as it was.
        let _ = fs::remove_file(beside);
        Failure::of("write", &file, error)
    })
}
