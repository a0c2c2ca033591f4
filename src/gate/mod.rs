//! Finished files × what their readers may not see → findings: nothing restricted leaves the house.
//!
//! Editions hold nothing restricted, so this finds nothing as long as all is well. It does not trust that: it reads the
//! sources by itself, works out which runs of words only restricted places have, and looks for them in every file that is
//! put on the shelf, whoever made it: a page, a script, a handbook's own theme, a picture's file name. What it finds
//! stops publication. The method and its limits are in `docs/privacy.md`.

mod extent;
mod lists;
mod open;
mod pdf;
mod published;
mod restricted;
mod secrets;
mod table;
mod typed;
mod vocabulary;
mod word;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Mutex;

use crate::artifact::Shelf;
use crate::config::Rank;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, found};
use crate::handbook::Handbook;
use crate::source::{Content, Sources, Span};
use lists::Lists;
use restricted::Restricted;
use table::{Candidate, Candidates, Table};
use word::{Listener, RUN, Window, Word};

/// What must not be in the files for an audience.
pub struct Gate<'h> {
    handbook: &'h Handbook,
    sources: &'h Sources,
    audience: Rank,
    built_in: Vec<&'h str>,
    restricted: Restricted,
    table: Table,
    /// Restricted pictures and attachments by their size: what they hold, and their path in the handbook.
    files: BTreeMap<usize, Vec<(blake3::Hash, String)>>,
    found: Mutex<Found>,
}

/// What was seen of it, with the file in which it was seen first (by path), and in how many.
#[derive(Debug, Default)]
struct Found {
    words: BTreeMap<u64, Seen>,
    media: BTreeMap<String, Seen>,
}

#[derive(Clone, Debug)]
struct Seen {
    first: String,
    count: usize,
}

impl<'h> Gate<'h> {
    /// A gate for the files of an audience. `built_in` is what Gobag itself says on pages, which is nobody's secret.
    #[must_use]
    pub fn of(handbook: &'h Handbook, sources: &'h Sources, audience: Rank, built_in: &[&'h str]) -> Gate<'h> {
        let restricted = Restricted::of(handbook, sources, audience);
        let mut all: Vec<Candidate> = Vec::new();
        secrets::each(&restricted, sources, &mut |secret| {
            all.push(Candidate { key: secret.key, end: secret.end });
        });
        let table = if all.is_empty() {
            Table::default()
        } else {
            let candidates = Candidates::of(all);
            open::forget(&candidates, &restricted, handbook, sources, built_in);
            candidates.secret()
        };
        let files = files(handbook, sources, &restricted);
        let built_in = built_in.to_vec();
        Gate { handbook, sources, audience, built_in, restricted, table, files, found: Mutex::default() }
    }

    /// A name for all that it looks for: of what has passed a gate of the same name it hears no more than that did.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = blake3::Hasher::new();
        self.table.each(&mut |number| {
            hash.update(&number.to_le_bytes());
        });
        hash.update(format!("{:?} {:?}", self.restricted.media, self.files).as_bytes());
        hash.finalize().to_hex().to_string()
    }

    /// Whether it has heard anything at all, if only names that any list may have.
    ///
    /// # Panics
    /// Never: looking at a file does not panic.
    #[must_use]
    pub fn has_heard(&self) -> bool {
        let found = self.found.lock().expect("looking at a file does not panic");
        !(found.words.is_empty() && found.media.is_empty())
    }

    /// A name for the lists by which it explains what it has heard.
    #[must_use]
    pub fn lists(&self) -> String {
        Lists::of(self.handbook, self.sources, &self.restricted, &self.built_in).digest()
    }

    /// A shelf behind this gate: every file is looked at and passed on.
    #[must_use]
    pub fn before<'g>(&'g self, shelf: &'g dyn Shelf) -> Gated<'g> {
        Gated { gate: self, shelf }
    }

    /// What was seen, each with the place in the handbook where it stands. Nothing may be published then.
    ///
    /// # Panics
    /// Never: looking at a file does not panic.
    #[must_use]
    pub fn findings(&self) -> Diagnostics {
        let seen = self.found.lock().expect("looking at a file does not panic");
        let mut places: BTreeMap<Span, Seen> = BTreeMap::new();
        if !seen.words.is_empty() {
            let lists = Lists::of(self.handbook, self.sources, &self.restricted, &self.built_in);
            secrets::each(&self.restricted, self.sources, &mut |secret| {
                let seen = seen.words.get(&secret.key);
                if let Some(seen) = seen.filter(|_| secret.run.is_empty() || !lists.explain(secret.run)) {
                    places.entry(secret.span).and_modify(|known| known.join(seen)).or_insert_with(|| seen.clone());
                }
            });
        }
        let mut found = Diagnostics::new();
        // Runs that share words are one passage.
        let mut passage: Option<(Span, Seen)> = None;
        for (span, seen) in places {
            match &mut passage {
                Some((whole, joined)) if whole.source == span.source && whole.touches(span) => {
                    *whole = whole.to(span);
                    joined.join(&seen);
                }
                _ => {
                    found.append(self.told(passage.replace((span, seen))));
                }
            }
        }
        found.append(self.told(passage));
        for (path, seen) in &seen.media {
            found.push(self.leak(Place::File(path.clone()), "This file is not for", seen));
        }
        found
    }

    fn told(&self, passage: Option<(Span, Seen)>) -> Diagnostics {
        let mut told = Diagnostics::new();
        passage.iter().for_each(|(span, seen)| told.push(self.leak((*span).into(), "These words are not for", seen)));
        told
    }

    fn leak(&self, place: Place, what: &str, seen: &Seen) -> Diagnostic {
        let audience = self.handbook.config.audiences.name(self.audience);
        let more = match seen.count {
            0 | 1 => String::new(),
            2 => " and in one file more".to_owned(),
            count => format!(" and in {} files more", count - 1),
        };
        let message = format!(
            "{what} \"{audience}\", and yet they would be published in {}{more}; nothing was published",
            seen.first
        );
        Diagnostic::error(found::PUBLIC_LEAK, place, message).help(format!(
            "if a file of your theme or of media/ says it, take it out there; if \"{audience}\" may know it after all, give it `audience = \"{audience}\"`; if neither, this is a fault of Gobag: please report it"
        ))
    }

    /// Looks at a file.
    pub fn look(&self, path: &str, bytes: &[u8]) {
        if !self.table.is_empty() {
            let (mut text, mut aside) = (Ear::of(&self.table), Ear::of(&self.table));
            let mut set = Ear { short: false, ..Ear::of(&self.table) };
            published::read(path, bytes, &mut text, &mut aside, &mut set);
            text.found.append(&mut aside.found);
            text.found.append(&mut set.found);
            self.keep(path, text.found);
        }
        if self.restricted.media.contains(path) {
            self.keep_media(path, path);
        }
        if let Some(alike) = self.files.get(&bytes.len()) {
            let hash = blake3::hash(bytes);
            alike.iter().filter(|(secret, _)| *secret == hash).for_each(|(_, source)| self.keep_media(source, path));
        }
    }

    fn keep(&self, path: &str, keys: BTreeSet<u64>) {
        if keys.is_empty() {
            return;
        }
        let seen = Seen { first: path.to_owned(), count: 1 };
        let mut found = self.found.lock().expect("looking at a file does not panic");
        for key in keys {
            found.words.entry(key).and_modify(|known| known.add(&seen)).or_insert_with(|| seen.clone());
        }
    }

    fn keep_media(&self, source: &str, path: &str) {
        let seen = Seen { first: path.to_owned(), count: 1 };
        let mut found = self.found.lock().expect("looking at a file does not panic");
        found.media.entry(source.to_owned()).and_modify(|known| known.add(&seen)).or_insert(seen);
    }
}

/// Restricted pictures and attachments, as their author has them and as they would be published, but for those whose very
/// bytes are open under another name.
fn files(
    handbook: &Handbook,
    sources: &Sources,
    restricted: &Restricted,
) -> BTreeMap<usize, Vec<(blake3::Hash, String)>> {
    let mut files: BTreeMap<usize, Vec<(blake3::Hash, String)>> = BTreeMap::new();
    if restricted.media.is_empty() {
        return files;
    }
    let mut open: BTreeSet<[u8; 32]> = BTreeSet::new();
    for (path, media) in &handbook.media {
        if !restricted.media.contains(path) {
            open.insert(*blake3::hash(&media.bytes).as_bytes());
        }
    }
    for path in &restricted.media {
        let typed = sources.find(path).map(|source| &sources.get(source).content);
        let typed = typed.and_then(|content| match content {
            Content::Media(bytes) => Some(bytes),
            Content::Text(_) | Content::Unreadable(_) => None,
        });
        for bytes in handbook.media.get(path).map(|media| &media.bytes).into_iter().chain(typed) {
            let hash = blake3::hash(bytes);
            let alike = files.entry(bytes.len()).or_default();
            if !bytes.is_empty() && !open.contains(hash.as_bytes()) && !alike.iter().any(|(known, _)| *known == hash) {
                alike.push((hash, path.clone()));
            }
        }
    }
    files
}

impl Seen {
    /// The same words in another file.
    fn add(&mut self, other: &Seen) {
        self.count += other.count;
        if other.first < self.first {
            self.first.clone_from(&other.first);
        }
    }

    /// Other words of the same passage.
    fn join(&mut self, other: &Seen) {
        self.count = self.count.max(other.count);
        if other.first < self.first {
            self.first.clone_from(&other.first);
        }
    }
}

/// Hears the words of a finished file, and keeps what is secret of them.
struct Ear<'t> {
    table: &'t Table,
    window: Window,
    /// Whether runs of fewer words are asked for, too; single numbers and codes always are.
    short: bool,
    found: BTreeSet<u64>,
}

impl<'t> Ear<'t> {
    fn of(table: &'t Table) -> Ear<'t> {
        Ear { table, window: Window::default(), short: true, found: BTreeSet::new() }
    }

    #[inline]
    fn ask(&mut self, key: u64) {
        if self.table.holds(key) {
            self.found.insert(key);
        }
    }
}

impl Listener for Ear<'_> {
    #[inline]
    fn word(&mut self, word: Word, _: Range<usize>) {
        self.window.push(word.hash);
        if let Some(key) = self.window.last(RUN).map(word::run) {
            self.ask(key);
        }
        if self.table.may_end(word.hash) {
            for count in 1..if self.short { RUN } else { 2 } {
                if let Some(key) = self.window.last(count).map(word::run) {
                    self.ask(key);
                }
            }
        }
    }

    #[inline]
    fn stop(&mut self) {
        self.window.stop();
    }

    #[inline]
    fn gap(&mut self) {
        if let Some(key) = self.window.close().map(word::fragment)
            && self.short
        {
            self.ask(key);
        }
    }
}

/// A shelf behind a gate.
pub struct Gated<'g> {
    gate: &'g Gate<'g>,
    shelf: &'g dyn Shelf,
}

impl Shelf for Gated<'_> {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.gate.look(path, bytes);
        self.shelf.put(path, bytes);
    }

    fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.shelf.get(path)
    }
}
