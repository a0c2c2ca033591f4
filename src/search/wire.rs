//! What a browser is given: one root for each edition, and chunks under names that change with their content.
//!
//! `themes/default/types/search.d.ts` says the same for the scripts, and `tests/search/wire.txt` is what both sides load.

use serde::Serialize;

/// Where everything is. It stands in the edition's folder as `search.js`, under the name `search`.
#[derive(Debug, Serialize)]
pub(super) struct Root<'r> {
    /// How many entries there are.
    pub(super) entries: usize,
    /// What they are: name, address before and after the id, number of entries, in order.
    pub(super) groups: Vec<(&'static str, String, &'static str, usize)>,
    /// The first word of each chunk of terms but the first, as sorted words.
    pub(super) first: String,
    /// How many signs the name of a chunk has.
    pub(super) name: usize,
    /// The names of the chunks of terms.
    pub(super) terms: String,
    /// How many entries a chunk of titles has.
    pub(super) shelf: usize,
    /// The names of the chunks of titles.
    pub(super) titles: String,
    /// The name of the list of words.
    pub(super) words: String,
    /// Words that are looked for only where nothing else is, with spaces.
    pub(super) quiet: &'r str,
    /// The actions of procedures.
    pub(super) actions: &'r [&'static str],
    /// The entries that are shown where nothing is found: the first procedure of each action.
    pub(super) cards: Vec<u32>,
    /// The roles that act: id, title.
    pub(super) roles: Vec<(String, String)>,
}

/// A chunk of terms: sorted words; the class of each among those of this chunk; the postings of each class.
///
/// A class is told as how many classes back it was told before, or 0 where it is new.
#[derive(Debug, Serialize)]
pub(super) struct Terms(pub(super) String, pub(super) String, pub(super) String);

/// A chunk of titles: for each entry its title, its id (empty where the title says it) and its marks; the names of its
/// chunks of texts; how many entries each of these has.
#[derive(Debug, Serialize)]
pub(super) struct Titles(pub(super) Vec<String>, pub(super) String, pub(super) String);

// A chunk of texts is a list: for each entry a list of its passages as heading, anchor (empty where the heading says it)
// and words. `volume.rs` writes it piece by piece, since schools share most of the pieces.

/// How chunks are named.
#[derive(Clone, Copy)]
pub(super) struct Naming {
    /// How many signs a name has.
    pub(super) length: usize,
    /// Another one gives other names.
    pub(super) salt: u8,
}

/// How many signs a name needs where editions have so many entries in all. Names are a third of what a browser is given first, so they
/// are short; with too few signs, two of many chunks would often have one name.
pub(super) fn length(entries: usize) -> usize {
    if entries < 100_000 { 6 } else { 7 }
}

/// How many entries a chunk of titles has. What is found stands in several of them: of a small handbook they are large, since
/// a browser needs longer to ask for a file than to read it; of a large one small, since many are asked for.
pub(super) fn shelf(entries: usize) -> usize {
    if entries < 4_000 { 128 } else { 32 }
}

/// A script that gives data under a name.
pub(super) fn script(name: &str, data: &impl Serialize) -> Vec<u8> {
    raw(name, &serde_json::to_string(data).expect("text and numbers always have a JSON form"))
}

/// A script that gives data that is JSON already.
pub(super) fn raw(name: &str, json: &str) -> Vec<u8> {
    // In just as much room as it takes: all of them are kept until the last is made.
    ["gobag.give(\"", name, "\",", json, ")\n"].concat().into_bytes()
}

/// The name of a chunk with this content, and what tells the content from any other.
pub(super) fn name(content: &[u8], Naming { length, salt }: Naming) -> (String, blake3::Hash) {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[salt]);
    hasher.update(content);
    let hash = hasher.finalize();
    let bytes = hash.as_bytes();
    let mut value =
        u64::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]]);
    // Small letters and digits: on many disks `A.js` and `a.js` are one file.
    let signs = (0..length).map(|_| {
        let sign = b"abcdefghijklmnopqrstuvwxyz0123456789"[usize::try_from(value % 36).unwrap_or(0)];
        value /= 36;
        char::from(sign)
    });
    (signs.collect(), hash)
}
