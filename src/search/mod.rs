//! Editions into search files: a root for each edition, and chunks that editions share where they are equal.
//!
//! A browser asks for the root, then for the few chunks that hold what is typed, then for the titles of what it found, and
//! for the texts of what it shows. Everything is a classic script that gives data (`gobag.give`), so that it works from a
//! disk. What is restricted is not in an edition, so it is not here.

mod catalog;
mod echo;
mod english;
mod entry;
mod file;
mod lexicon;
mod pack;
mod prose;
mod spanish;
mod token;
mod tongue;
mod volume;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher as _;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::edition::Edition;
use crate::plan::{Plan, Subject};
use crate::share::Share;
use echo::Echoes;
use entry::Entry;
use file::Draft;
pub use file::Index;
use tongue::Tongue;
use volume::Library;
use wire::Naming;

/// What a page that lists others is called, which the theme says.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// Its title.
    pub title: String,
    /// A few words about it.
    pub lead: String,
}

/// The theme's words for pages that list others.
pub type Headings<'h> = &'h (dyn Fn(&Edition, Subject) -> Heading + Sync);

/// Every search file of the editions in a share.
#[must_use]
pub fn index(editions: &[Edition], plan: &Plan, headings: Headings<'_>, share: &Share) -> Index {
    let mut languages: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mine = |edition: &Edition| share.holds(edition.reader.school.as_ref().map(|school| school.as_str()));
    for (number, edition) in editions.iter().enumerate().filter(|(_, edition)| mine(edition)) {
        languages.entry(edition.reader.language.as_str()).or_default().push(number);
    }
    let shelves: Vec<Shelves> =
        languages.values().map(|numbers| Shelves::of(editions, numbers, plan, headings)).collect();
    // Names are short. In the rare case that two chunks have one name, all get others.
    for salt in 0..=u8::MAX {
        let mut index = Index::default();
        let files = shelves.iter().enumerate().flat_map(|(language, shelves)| {
            let files = shelves.files(editions, plan, salt);
            files.into_iter().map(move |(number, path, draft)| (path, draft, language, number))
        });
        // All are taken in even where one is refused; that is so rare that it may take its time.
        let taken = files.map(|(path, draft, language, number)| index.take(path, draft, language, number));
        if taken.fold(true, |all, one| all & one) {
            return index.of_texts(shelves.into_iter().map(|shelves| shelves.texts).collect());
        }
    }
    panic!("no salt of 256 gives every chunk of the search index a name of its own");
}

/// The entries of every edition in one language, each entry once.
struct Shelves {
    tongue: Tongue,
    entries: Vec<Entry>,
    /// The numbers of the editions, and of the entries of each.
    editions: Vec<(usize, Vec<u32>)>,
    lexicon: lexicon::Lexicon,
    weighed: Vec<lexicon::Weighed>,
    texts: Vec<String>,
    /// How many signs the name of a chunk has.
    name: usize,
}

impl Shelves {
    fn of(editions: &[Edition], mine: &[usize], plan: &Plan, headings: Headings<'_>) -> Shelves {
        let language = &editions[mine[0]].reader.language;
        let tongue = Tongue::of(language);
        let district = editions.iter().position(|one| one.reader.school.is_none() && one.reader.language == *language);
        let readers = editions.iter().filter(|one| one.reader.language == *language).count();
        // A part without the district is told of its words all the same, but gets no shelf for it.
        let more = district.filter(|district| !mine.contains(district));
        let numbers: Vec<usize> = mine.iter().copied().chain(more).collect();
        let found: Vec<Vec<Entry>> = numbers
            .par_iter()
            .map(|&number| {
                let echoes = Echoes::of(&editions[number], &tongue);
                let mut entries = catalog::entries(editions, number, plan, headings);
                let mut seen = BTreeSet::new();
                let first: Vec<bool> =
                    entries.iter().map(|entry| entry.action.is_some_and(|action| seen.insert(action))).collect();
                entries.par_iter_mut().zip(first).for_each(|(entry, first)| echoes.give(entry, first));
                entries
            })
            .collect();
        // Most of what a school reads is what the district reads.
        let mut known: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        let mut entries: Vec<Entry> = Vec::new();
        let mut common: Vec<bool> = Vec::new();
        let mut shelves = Vec::with_capacity(numbers.len());
        for (&number, found) in numbers.iter().zip(found) {
            let mut shelf = Vec::with_capacity(found.len());
            for entry in found {
                let alike = known.entry(FxBuildHasher.hash_one(&entry)).or_default();
                let at = alike.iter().copied().find(|at| entries[*at as usize] == entry).unwrap_or_else(|| {
                    let next = u32::try_from(entries.len()).expect("a handbook has fewer than four billion entries");
                    alike.push(next);
                    entries.push(entry);
                    common.push(false);
                    next
                });
                common[at as usize] |= Some(number) == district;
                shelf.push(at);
            }
            if mine.contains(&number) {
                shelves.push((number, shelf));
            }
        }
        drop(known);
        // Each part of a site that several machines make counts what all of them have, or their names would not fit together.
        let shared = common.iter().filter(|common| **common).count();
        let name = wire::length(readers * shared);
        let (lexicon, weighed) = lexicon::weigh(&entries, &common, &tongue);
        // From here on an entry's text is needed only as it is published.
        let text = |entry: &mut Entry| volume::text(&std::mem::take(&mut entry.passages));
        let texts = entries.par_iter_mut().map(text).collect();
        Shelves { tongue, entries, editions: shelves, lexicon, weighed, texts, name }
    }

    fn files(&self, editions: &[Edition], plan: &Plan, salt: u8) -> Vec<(usize, String, Draft)> {
        let library = Library {
            entries: &self.entries,
            weighed: &self.weighed,
            lexicon: &self.lexicon,
            tongue: &self.tongue,
            texts: &self.texts,
        };
        let each = self.editions.par_iter().map(|(number, shelf)| {
            let edition = (&editions[*number], *number, plan);
            let files = volume::files(&library, shelf, edition, Naming { length: self.name, salt });
            files.into_iter().map(|(path, draft)| (*number, path, draft)).collect::<Vec<_>>()
        });
        each.collect::<Vec<_>>().into_iter().flatten().collect()
    }
}
