//! A zip archive becomes the parts of a document, none larger than a document can be.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use super::Unreadable;

/// The most bytes that all parts may have, unpacked.
const LIMIT: u64 = 256 * 1024 * 1024;

/// The most that one part of text may have.
const TEXT_LIMIT: u64 = 64 * 1024 * 1024;

/// A document's parts.
pub(super) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a document.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Unreadable> {
        // What old word processors wrote, and what they wrap an encrypted document in.
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            let has = |name: &str| {
                let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
                bytes.windows(wide.len()).any(|window| window == wide)
            };
            return Err(if has("EncryptedPackage") { Unreadable::Encrypted } else { Unreadable::Old });
        }
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        Ok(Package { archive, left: LIMIT })
    }

    /// A part's bytes; nothing where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(zip::result::ZipError::UnsupportedArchive(_)) => return Err(Unreadable::Encrypted),
            Err(_) => return Err(Unreadable::Damaged),
        };
        if file.encrypted() {
            return Err(Unreadable::Encrypted);
        }
        // What it says of its size may be a lie; what comes out of it is counted.
        let limit = self.left;
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
        if bytes.len() as u64 > limit {
            return Err(Unreadable::Bomb);
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// A part's text.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        if bytes.len() as u64 > TEXT_LIMIT {
            return Err(Unreadable::Bomb);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| Unreadable::Damaged)
    }

    /// The names of all parts, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
        names.sort();
        names
    }
}
