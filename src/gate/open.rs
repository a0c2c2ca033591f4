//! What an audience may read, taken out of what is looked for: a sentence that stands in a public text as well is no secret.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::restricted::Restricted;
use super::secrets;
use super::table::Candidates;
use super::vocabulary;
use super::word::{self, Listener, RUN, Word};
use crate::handbook::Handbook;
use crate::source::{SourceId, Sources};

/// Takes every run of words out that stands in the open places of the sources, in open names, or in `built_in`, what
/// Gobag itself says on pages.
pub(super) fn forget(
    candidates: &Candidates,
    restricted: &Restricted,
    handbook: &Handbook,
    sources: &Sources,
    built_in: &[&str],
) {
    let shown = Shown::of(handbook, sources);
    let places: Vec<(SourceId, Range<usize>)> = restricted.open_ranges(sources, &handbook.config.theme.folder);
    places.into_par_iter().for_each(|(source, range)| {
        let mut heard = Heard { shown: &shown, pieces: Vec::new() };
        let is_toml = sources.get(source).path.ends_with(".toml");
        secrets::read(sources.text(source), range, is_toml, &mut heard);
        heard.forget(candidates);
    });
    built_in.par_iter().for_each(|text| plain(text, candidates));
    restricted.open.iter().for_each(|text| plain(text, candidates));
}

fn plain(text: &str, candidates: &Candidates) {
    let hashes: Vec<u64> = word::words(text).iter().map(|word| word.hash).collect();
    candidates.forget(&hashes);
}

/// What names of the registry show, each in every way in which a school or the district has it.
struct Shown(HashMap<(&'static str, String), Vec<Vec<u64>>>);

impl Shown {
    fn of(handbook: &Handbook, sources: &Sources) -> Shown {
        let mut shown = Shown(HashMap::new());
        let schools = &handbook.schools;
        for document in &handbook.documents {
            shown.add("", document.id.as_str(), &document.common.title.value);
        }
        for role in &handbook.roles {
            shown.add("role", role.id.as_str(), &role.title);
        }
        for contact in handbook.contacts.iter().chain(schools.iter().flat_map(|school| &school.contacts)) {
            shown.add("contact", contact.id.as_str(), &contact.label);
        }
        for place in handbook.places.iter().chain(schools.iter().flat_map(|school| &school.places)) {
            shown.add("place", place.id.as_str(), &place.title);
        }
        for term in &handbook.terms {
            shown.add("term", term.id.as_str(), &term.term);
        }
        for hazard in &handbook.hazards {
            shown.add("hazard", hazard.id.as_str(), &hazard.title);
        }
        for (key, value) in handbook.config.values.iter().chain(schools.iter().flat_map(|school| &school.values)) {
            shown.add("value", &key.value, &value.value);
        }
        for entry in vocabulary::entries(sources) {
            entry.title.iter().for_each(|title| shown.add(entry.kind, &entry.id, title));
        }
        shown
    }

    fn add(&mut self, kind: &'static str, id: &str, words: &str) {
        let hashes: Vec<u64> = word::words(words).iter().map(|word| word.hash).collect();
        let ways = self.0.entry((kind, id.to_owned())).or_default();
        if !ways.contains(&hashes) {
            ways.push(hashes);
        }
    }

    /// What a name shows: `place:assembly`, `lockdown#during`.
    fn ways(&self, name: &str) -> &[Vec<u64>] {
        let name = name.split('#').next().unwrap_or(name);
        let (kind, id) = name.split_once(':').unwrap_or(("", name));
        const KINDS: [&str; 7] = ["", "role", "contact", "place", "term", "hazard", "value"];
        let kind = KINDS.into_iter().find(|known| *known == kind.trim());
        kind.and_then(|kind| self.0.get(&(kind, id.trim().to_owned()))).map_or(&[], Vec::as_slice)
    }
}

/// An open text as it is read: words, and names with what they may show.
struct Heard<'s> {
    shown: &'s Shown,
    pieces: Vec<Piece<'s>>,
}

enum Piece<'s> {
    Word(u64),
    Name(&'s [Vec<u64>]),
}

impl Listener for Heard<'_> {
    fn word(&mut self, word: Word, _: Range<usize>) {
        self.pieces.push(Piece::Word(word.hash));
    }

    /// What is shown on one page may be joined in another place: a list's items in a search result.
    fn gap(&mut self) {}

    fn name(&mut self, name: &str) {
        self.pieces.push(Piece::Name(self.shown.ways(name)));
    }
}

impl Heard<'_> {
    fn forget(&self, candidates: &Candidates) {
        let mut words: Vec<u64> = Vec::with_capacity(self.pieces.len());
        let mut names: Vec<(usize, &[Vec<u64>])> = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Word(word) => words.push(*word),
                Piece::Name(ways) => {
                    names.push((words.len(), ways));
                    words.extend(ways.first().into_iter().flatten());
                }
            }
        }
        candidates.forget(&words);
        // The other ways, each with the few words around it.
        for (at, ways) in names {
            let Some((first, others)) = ways.split_first() else { continue };
            let before = &words[at.saturating_sub(RUN - 1)..at];
            let after = &words[at + first.len()..words.len().min(at + first.len() + RUN - 1)];
            for way in others {
                candidates.forget(&[before, way, after].concat());
            }
        }
    }
}
