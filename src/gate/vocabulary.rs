//! The registers' words in other languages (`contacts.es.toml` beside `contacts.toml`) into entries that belong to an entry
//! of the register.

use std::ops::Range;

use super::extent::Extents;
use crate::source::{Content, SourceId, Sources};

/// Some words for an entry of a register.
pub(super) struct Entry<'s> {
    /// The file.
    pub(super) source: SourceId,
    /// The folder of the register: a school's or the handbook's own.
    pub(super) folder: &'s str,
    /// What it is: "role", "contact", "place", "term".
    pub(super) kind: &'static str,
    /// What it is called by.
    pub(super) id: String,
    /// What it shows, where that is said.
    pub(super) title: Option<&'s str>,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

/// Every entry of every such file.
pub(super) fn entries(sources: &Sources) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    for (source, file) in sources.iter() {
        let folder = folder(&file.path);
        let stem = file.path[folder.len()..].strip_suffix(".toml");
        let Content::Text(text) = &file.content else { continue };
        if !stem.is_some_and(|stem| stem.contains('.')) {
            continue;
        }
        for (range, head) in Extents::of(text).tables(text) {
            let table = &text[range.clone()];
            let (kind, id) = match head.split_once('.') {
                Some((kind, id)) => (kind, Some(id.trim_matches('"'))),
                None => (head, value(table, &["id"])),
            };
            let kind = match kind {
                "role" | "people" => "role",
                "contact" | "contacts" => "contact",
                "place" | "places" => "place",
                "term" => "term",
                _ => continue,
            };
            let Some(id) = id.map(str::to_owned) else { continue };
            entries.push(Entry { source, folder, kind, id, title: value(table, &["title", "label", "term"]), range });
        }
    }
    entries
}

/// The folder of a path, with a slash at its end; nothing at the top.
pub(super) fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..=end])
}

/// What the first of some keys says in a table.
fn value<'t>(table: &'t str, keys: &[&str]) -> Option<&'t str> {
    let mut lines = table.lines().filter_map(|line| line.split_once('='));
    lines.find(|(key, _)| keys.contains(&key.trim())).map(|(_, value)| value.trim().trim_matches(['"', '\'']))
}
