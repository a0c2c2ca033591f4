//! Words that were found → whether they say no more than a list of names that anybody may read: "nurse and first-aid team".
//!
//! Pages join names by the words of each language, so that a list of open ones may be word for word what a restricted text says
//! as well. This is asked only when something was found.

use std::collections::BTreeSet;
use std::ops::Range;

use super::restricted::Restricted;
use super::typed;
use super::word::{self, Listener, Word};
use crate::handbook::Handbook;
use crate::source::Sources;
use crate::words::{Joint, Usage};

/// A name is short; what has more words is a text.
const MOST: usize = 8;

/// Open names as they stand in lists.
pub(super) struct Lists {
    /// Each alone.
    names: BTreeSet<Vec<u64>>,
    /// Each with the words of a language between it and the name before: "and first-aid team".
    joined: BTreeSet<Vec<u64>>,
}

impl Lists {
    /// The names in a handbook's open places, and those among the theme's words.
    pub(super) fn of(handbook: &Handbook, sources: &Sources, restricted: &Restricted, built_in: &[&str]) -> Lists {
        let mut names = BTreeSet::new();
        for (source, range) in restricted.open_ranges(sources, &handbook.config.theme.folder) {
            let text = sources.text(source);
            // Registers, and what stands at the head of documents.
            let head = text.strip_prefix("+++").and_then(|rest| rest.find("\n+++")).map_or(0, |end| end + 3);
            let end = if sources.get(source).path.ends_with(".toml") { range.end } else { range.end.min(head) };
            typed::toml(text, range.start.min(end)..end, &mut Names { text, range: None, count: 0, names: &mut names });
        }
        let tables = built_in.iter().filter(|text| text.lines().any(|line| line == "[theme]"));
        for text in tables {
            typed::toml(text, 0..text.len(), &mut Names { text, range: None, count: 0, names: &mut names });
        }
        let usages: Vec<Usage> = handbook.config.languages.iter().map(|language| Usage::of(&language.value)).collect();
        let mut joined = BTreeSet::new();
        for (name, usage) in names.iter().flat_map(|name| usages.iter().map(move |usage| (*name, usage))) {
            for joint in [Joint::And, Joint::Or] {
                if let [between, last] = usage.behind(joint, &["", name]).as_slice() {
                    joined.insert(hashes(&format!("{between}{name}{last}")));
                }
                if let [.., between, last] = usage.behind(joint, &["", "", name]).as_slice() {
                    joined.insert(hashes(&format!("{between}{name}{last}")));
                }
            }
        }
        let names: BTreeSet<Vec<u64>> = names.into_iter().map(hashes).filter(|name| !name.is_empty()).collect();
        Lists { joined: joined.difference(&names).cloned().collect(), names }
    }

    /// A name for all of them.
    pub(super) fn digest(&self) -> String {
        blake3::hash(format!("{:?} {:?}", self.names, self.joined).as_bytes()).to_hex().to_string()
    }

    /// Whether a run of words is names, the last of them joined to those before. It may begin and end inside one.
    pub(super) fn explain(&self, run: &[u64]) -> bool {
        let ends =
            |piece: &Vec<u64>| (1..run.len()).filter(|&count| piece.ends_with(&run[..count])).collect::<Vec<_>>();
        // How far it is read, and whether by a name that was joined: behind that come others only as it came.
        let mut read: BTreeSet<(usize, bool)> =
            self.names.iter().flat_map(ends).map(|at| (at, false)).chain([(0, true)]).collect();
        while let Some((at, is_joined)) = read.pop_first() {
            let rest = &run[at..];
            if self.joined.iter().any(|piece| piece.starts_with(rest)) {
                return true;
            }
            let whole = |pieces: &BTreeSet<Vec<u64>>| -> Vec<usize> {
                pieces.iter().filter(|piece| rest.starts_with(piece)).map(|piece| at + piece.len()).collect()
            };
            read.extend(whole(&self.joined).into_iter().map(|at| (at, true)));
            if !is_joined {
                read.extend(whole(&self.names).into_iter().map(|at| (at, false)));
            }
            read.retain(|(at, _)| *at < run.len());
        }
        false
    }
}

fn hashes(words: &str) -> Vec<u64> {
    word::words(words).iter().map(|word| word.hash).collect()
}

/// Keeps what stands alone and is short.
struct Names<'t, 'n> {
    text: &'t str,
    range: Option<Range<usize>>,
    count: usize,
    names: &'n mut BTreeSet<&'t str>,
}

impl Listener for Names<'_, '_> {
    fn word(&mut self, _: Word, place: Range<usize>) {
        let start = self.range.as_ref().map_or(place.start, |range| range.start);
        self.range = Some(start..place.end);
        self.count += 1;
    }

    fn gap(&mut self) {
        let count = std::mem::take(&mut self.count);
        if let Some(range) = self.range.take().filter(|_| count <= MOST) {
            self.names.insert(&self.text[range]);
        }
    }

    /// What is behind the end of a sentence makes a text of it.
    fn stop(&mut self) {
        self.count += if self.count > 0 { MOST } else { 0 };
    }
}
