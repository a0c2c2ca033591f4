//! The search files of a site, those of texts without a second copy of their words.

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::wire;

/// What is in a search file.
#[derive(Debug)]
pub(super) enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// A chunk of texts, by the numbers of their entries: put together when it is asked for, since texts are most of a site's
    /// search and stand in memory once already.
    Texts(Vec<u32>),
}

/// A search file before its place among others is known.
#[derive(Debug)]
pub(super) struct Draft {
    /// What is in it.
    pub(super) body: Body,
    /// What tells its content from any other.
    pub(super) hash: blake3::Hash,
}

/// Every search file of a site.
#[derive(Debug, Default)]
pub struct Index {
    files: BTreeMap<String, File>,
    /// The texts of each language, as they are published.
    texts: Vec<Vec<String>>,
}

#[derive(Debug)]
struct File {
    draft: Draft,
    /// Which language's texts it is made of.
    language: usize,
    /// The numbers of the editions that ask for it.
    editions: BTreeSet<usize>,
}

impl Index {
    /// Takes in a file of an edition. Nothing is wrong with a second one of the same name and content; with another content it
    /// is refused.
    pub(super) fn take(&mut self, path: String, draft: Draft, language: usize, edition: usize) -> bool {
        match self.files.entry(path) {
            Slot::Vacant(free) => {
                free.insert(File { draft, language, editions: BTreeSet::from([edition]) });
                true
            }
            Slot::Occupied(mut known) => {
                known.get_mut().editions.insert(edition);
                known.get().draft.hash == draft.hash
            }
        }
    }

    /// The same files with the texts that they are made of.
    pub(super) fn of_texts(self, texts: Vec<Vec<String>>) -> Index {
        Index { texts, ..self }
    }

    /// Gives each file with its path on the site to `put`, many at once.
    pub fn each(&self, put: &(dyn Fn(&str, &[u8]) + Sync)) {
        self.files.par_iter().for_each(|(path, file)| match &file.draft.body {
            Body::Whole(bytes) => put(path, bytes),
            Body::Texts(entries) => {
                let json = together(&self.texts[file.language], entries);
                put(path, &wire::raw(path.trim_end_matches(".js"), &json));
            }
        });
    }

    /// The numbers of the editions that ask for each file.
    #[must_use]
    pub fn asked(self) -> BTreeMap<String, BTreeSet<usize>> {
        self.files.into_iter().map(|(path, file)| (path, file.editions)).collect()
    }
}

/// The texts of entries as a list.
pub(super) fn together(texts: &[String], entries: &[u32]) -> String {
    let texts = entries.iter().map(|&at| texts[at as usize].as_str());
    let mut json = String::with_capacity(texts.clone().map(|text| text.len() + 1).sum::<usize>() + 2);
    for (at, text) in texts.enumerate() {
        json.push(if at == 0 { '[' } else { ',' });
        json.push_str(text);
    }
    json.push(']');
    json
}
