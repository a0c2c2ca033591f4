//! Bytes made small, in the format that every browser unpacks by itself.

use zlib_rs::{DeflateConfig, compress_bound, compress_slice};

/// How hard to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// As hard as is worth being waited for on every build.
    Quick,
    /// For what is kept in memory, or loaded often.
    Thorough,
}

/// Bytes as a zlib stream: the same from the same bytes on every machine, since the library's instruction sets differ in speed
/// and not in what they find.
///
/// # Panics
/// When the library needs more room than it says, which would be its own mistake.
#[must_use]
pub fn zlib(bytes: &[u8], effort: Effort) -> Vec<u8> {
    let level = match effort {
        // The first level knows no codes of its own: pages take a quarter more room, in little less time.
        Effort::Quick => 2,
        Effort::Thorough => 6,
    };
    let mut packed = vec![0; compress_bound(bytes.len())];
    let (written, outcome) = compress_slice(&mut packed, bytes, DeflateConfig::new(level));
    assert!(outcome == zlib_rs::ReturnCode::Ok, "what was asked for is room enough: {outcome:?}");
    let length = written.len();
    packed.truncate(length);
    packed.shrink_to_fit();
    packed
}
