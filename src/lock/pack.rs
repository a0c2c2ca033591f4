//! Some files in order of path into one text: a table, then what is in them, each deflated by itself.

use std::collections::BTreeMap;

use crate::deflate::{self, Effort};

/// A pack is at least this large where the next file's name makes a border …
const LEAST: usize = 32 * 1024;
/// … and at most this large, unless a single file is larger.
const MOST: usize = 96 * 1024;
/// One name of so many makes a border, so that one edited page changes one pack.
const ONE_IN: u8 = 4;

/// A file that waits to be sealed.
#[derive(Debug)]
pub(super) struct Stored(Vec<u8>);

impl Stored {
    /// A file, made small: many of them wait in memory.
    pub(super) fn of(bytes: &[u8]) -> Stored {
        Stored(deflate::zlib(bytes, Effort::Thorough))
    }
}

/// Cuts the files, in order of path, into packs.
pub(super) fn cut(files: &BTreeMap<String, Stored>) -> Vec<Vec<&str>> {
    let mut packs: Vec<Vec<&str>> = Vec::new();
    let mut held = 0;
    for (path, Stored(bytes)) in files {
        let is_border = held >= LEAST && blake3::hash(path.as_bytes()).as_bytes()[0].is_multiple_of(ONE_IN);
        if packs.is_empty() || is_border || held + bytes.len() > MOST {
            packs.push(Vec::new());
            held = 0;
        }
        packs.last_mut().expect("there is one").push(path);
        held += bytes.len();
    }
    packs
}

/// Inside: the table's length in four bytes, the lowest first; the table, `[path, length]` of each file as JSON; the files'
/// deflated bytes, one after another.
pub(super) fn joined(paths: &[&str], files: &BTreeMap<String, Stored>) -> Vec<u8> {
    let table: Vec<(&str, usize)> = paths.iter().map(|path| (*path, files[*path].0.len())).collect();
    let table = serde_json::to_vec(&table).expect("text always has a JSON form");
    let length = u32::try_from(table.len()).expect("a table of some files is short");
    let mut text = length.to_le_bytes().to_vec();
    text.extend_from_slice(&table);
    paths.iter().for_each(|path| text.extend_from_slice(&files[*path].0));
    text
}
