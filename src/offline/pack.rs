//! Some files in order of path into packs of about 250 KB: their table, then their bytes, all of it deflated.
//!
//! Where one pack ends and the next begins is decided by the files' names and not only by their sizes: after a change, the
//! borders find back into their places, so that one edited page changes one pack.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::wire;
use crate::artifact::{Shelf, media_type};
use crate::deflate::{self, Effort};

/// A pack is at least this large where the next file's name makes a border …
const LEAST: usize = 128 * 1024;
/// … and at most this large, unless a single file is larger.
const MOST: usize = 512 * 1024;
/// One name of so many makes a border.
const ONE_IN: u8 = 8;

/// Files in one piece.
#[derive(Clone, Debug)]
pub(super) struct Pack {
    /// After its bytes.
    pub(super) name: String,
    /// How many bytes are loaded.
    pub(super) length: usize,
    /// How many of its files are pages.
    pub(super) pages: usize,
}

impl Pack {
    /// Packs some files and puts the pack with them. Inside: the table's length in four bytes, the lowest first; the table, `[path, type, length]` of
    /// each file as JSON; the files' bytes, one after another.
    pub(super) fn of(files: &[&str], finished: &dyn Shelf) -> Pack {
        // What the disk does not give back it has told; nothing is published then.
        let bytes: Vec<Vec<u8>> = files.iter().map(|path| finished.get(path).unwrap_or_default()).collect();
        let table: Vec<(&str, &str, usize)> =
            files.iter().zip(&bytes).map(|(path, bytes)| (*path, media_type(path), bytes.len())).collect();
        let table = serde_json::to_vec(&table).expect("text always has a JSON form");
        let length = u32::try_from(table.len()).expect("a table of some files is short");
        let mut open = Vec::with_capacity(4 + table.len() + bytes.iter().map(Vec::len).sum::<usize>());
        open.extend_from_slice(&length.to_le_bytes());
        open.extend_from_slice(&table);
        bytes.iter().for_each(|bytes| open.extend_from_slice(bytes));
        let packed = deflate::zlib(&open, Effort::Quick);
        let name = name(&packed);
        finished.put(&wire::pack(&name), &packed);
        Pack { name, length: packed.len(), pages: files.iter().filter(|path| is_page(path)).count() }
    }
}

/// Cuts files, in order of path, into those that go into one pack.
pub(super) fn bundles<'f>(files: &[&'f str], sizes: &BTreeMap<String, usize>) -> Vec<Vec<&'f str>> {
    let mut bundles = Vec::new();
    let mut open = Vec::new();
    let mut held = 0;
    for path in files {
        let size = sizes.get(*path).copied().unwrap_or_default();
        let is_border = held >= LEAST && blake3::hash(path.as_bytes()).as_bytes()[0].is_multiple_of(ONE_IN);
        if !open.is_empty() && (is_border || held + size > MOST) {
            bundles.push(std::mem::take(&mut open));
            held = 0;
        }
        open.push(*path);
        held += size;
    }
    if !open.is_empty() {
        bundles.push(open);
    }
    bundles
}

/// The beginning of a SHA-256: 32 hexadecimal digits, far more than chance or a broken line can meet.
pub(super) fn name(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a file is a page that somebody reads; the one for lost readers is not.
fn is_page(path: &str) -> bool {
    path.ends_with(".html") && path != "404.html"
}
