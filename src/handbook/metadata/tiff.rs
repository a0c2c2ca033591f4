//! TIFF: only the entries that are needed to show it; the bytes of the others become zeros in their place.
//!
//! The pixels of a TIFF stand at offsets from its start, so nothing in it may move.

use std::collections::BTreeSet;

/// The entries of the picture itself (TIFF 6.0): its size, its pixels, its colours, which way is up.
const NEEDED: [u16; 53] = [
    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291,
    292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 347, 512,
    513, 514, 519, 529, 530, 532, 34675,
];
/// Directories of other pictures in the same file.
const SUB_DIRECTORIES: u16 = 330;
/// Directories that only say things: EXIF, GPS, and EXIF's own.
const OTHER_DIRECTORIES: [u16; 3] = [34665, 34853, 40965];

/// The file without them; nothing where it is no whole TIFF.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut tiff = Tiff { bytes: bytes.to_vec(), big: bytes.starts_with(b"MM"), seen: BTreeSet::new() };
    let first = tiff.long(4)?;
    tiff.directories(first)?;
    Some(tiff.bytes)
}

struct Tiff {
    bytes: Vec<u8>,
    /// Whether numbers begin with their greatest byte.
    big: bool,
    /// Directories that were visited: a file may lead in a circle.
    seen: BTreeSet<usize>,
}

/// An entry of a directory.
#[derive(Clone, Copy)]
struct Entry {
    at: usize,
    tag: u16,
    count: usize,
    /// How many bytes its value has.
    length: usize,
}

impl Tiff {
    /// Cleans a chain of directories.
    fn directories(&mut self, mut at: usize) -> Option<()> {
        while at != 0 && self.seen.insert(at) {
            at = self.directory(at)?;
        }
        Some(())
    }

    /// Cleans one directory, and gives the place of the next.
    fn directory(&mut self, at: usize) -> Option<usize> {
        let entries = self.entries(at)?;
        let end = at + 2 + entries.len() * 12;
        let next = self.bytes.get(end..end + 4)?.to_vec();
        let mut kept: Vec<[u8; 12]> = Vec::with_capacity(entries.len());
        for entry in &entries {
            let whole: [u8; 12] = self.bytes.get(entry.at..entry.at + 12)?.try_into().ok()?;
            if entry.tag == SUB_DIRECTORIES {
                for index in 0..entry.count.min(64) {
                    let place = if entry.length <= 4 { entry.at + 8 } else { self.long(entry.at + 8)? + index * 4 };
                    let sub = self.long(place)?;
                    self.directories(sub)?;
                }
                kept.push(whole);
            } else if NEEDED.contains(&entry.tag) {
                kept.push(whole);
            } else {
                self.forget(*entry, 0)?;
            }
        }
        let number = u16::try_from(kept.len()).ok()?;
        let count = if self.big { number.to_be_bytes() } else { number.to_le_bytes() };
        let mut directory = count.to_vec();
        directory.extend(kept.iter().flatten());
        directory.extend(next);
        directory.resize(end + 4 - at, 0);
        self.bytes.get_mut(at..end + 4)?.copy_from_slice(&directory);
        let after = at + 2 + kept.len() * 12;
        self.long(after)
    }

    /// Makes zeros of an entry's value, and of the directory that it leads to.
    fn forget(&mut self, entry: Entry, depth: u8) -> Option<()> {
        if OTHER_DIRECTORIES.contains(&entry.tag) && depth < 4 {
            let at = self.long(entry.at + 8)?;
            if self.seen.insert(at) {
                let entries = self.entries(at)?;
                for inner in &entries {
                    self.forget(*inner, depth + 1)?;
                }
                self.zero(at, 2 + entries.len() * 12 + 4)?;
            }
        } else if entry.length > 4 {
            let at = self.long(entry.at + 8)?;
            self.zero(at, entry.length)?;
        }
        Some(())
    }

    fn zero(&mut self, at: usize, length: usize) -> Option<()> {
        self.bytes.get_mut(at..at.checked_add(length)?)?.fill(0);
        Some(())
    }

    fn entries(&self, at: usize) -> Option<Vec<Entry>> {
        let count = usize::from(self.short(at)?);
        (0..count).map(|index| self.entry(at + 2 + index * 12)).collect()
    }

    fn entry(&self, at: usize) -> Option<Entry> {
        let size = match self.short(at + 2)? {
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => 1,
        };
        let count = self.long(at + 4)?;
        Some(Entry { at, tag: self.short(at)?, count, length: count.checked_mul(size)? })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) } as usize)
    }
}
