//! What was read: every file of the handbook's folder, and the day it was read on, as plain values.
//!
//! Everything above floor 0 works on these and nothing else: no room but `disk/` opens a file or asks the clock.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// A file's place in [`Sources`]: the order of ids is that of paths. A file keeps its id while others come and go
/// ([`Sources::with`]), so that what was made of it stays true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(u32);

/// A run of bytes in one source; the end is not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end` in `source`. Sources are at most [`TEXT_LIMIT`] long, so offsets fit.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Span {
        let fit = |offset: usize| u32::try_from(offset).expect("a source is far below 4 GiB");
        Span { source, start: fit(start), end: fit(end.max(start)) }
    }

    /// The same place as a range of `usize`.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two share a byte or meet at one.
    #[must_use]
    pub fn touches(self, other: Span) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The smallest span that covers both; both must be of one source.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        debug_assert_eq!(self.source, other.source);
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// The longest text that is read, in bytes. A school's longest document is about a hundredth of it.
pub const TEXT_LIMIT: u64 = 4 * 1024 * 1024;

/// The longest picture or attachment that is read, in bytes.
pub const MEDIA_LIMIT: u64 = 64 * 1024 * 1024;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Markdown, TOML, templates, styles: valid UTF-8 without a byte order mark.
    Text(String),
    /// Pictures and attachments, as they are.
    Media(Arc<[u8]>),
    /// Not read; the reason becomes a diagnostic.
    Unreadable(Fault),
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A text that is not UTF-8, with the offset of the first wrong byte.
    NotUtf8 {
        /// Bytes before the first wrong one.
        offset: usize,
    },
    /// A file named like a text that holds zero bytes, as programs and pictures do.
    Binary,
    /// More bytes than the limit.
    TooLarge {
        /// How large it is, in bytes.
        bytes: u64,
        /// How large it may be, in bytes.
        limit: u64,
    },
    /// A link that leads out of the handbook's folder, or round in a circle.
    LeavesFolder,
    /// A name that cannot become an address on the web or a file on every system.
    Name {
        /// The first character that is in the way.
        character: char,
    },
    /// A kind of file that handbooks do not have.
    Unused,
    /// The system's own words.
    System(String),
}

/// One file of the handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path from the handbook's folder, with `/` between names.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// All files of a handbook, in the order of their paths, and the day. A copy shares the files.
#[derive(Clone, Debug)]
pub struct Sources {
    files: Vec<(SourceId, Arc<Source>)>,
    /// The day the handbook is built on: `SOURCE_DATE_EPOCH` or the clock's.
    pub today: Date,
}

/// How far the ids of neighbours are apart at first, so that files that come later find room between them.
const APART: u32 = 1 << 16;

impl Sources {
    /// Sorts the files by path. A path that occurs twice is our own mistake.
    ///
    /// # Panics
    /// When two files have one path.
    #[must_use]
    pub fn new(files: Vec<Source>, today: Date) -> Sources {
        Sources::of_shared(files.into_iter().map(Arc::new).collect(), today)
    }

    fn of_shared(mut files: Vec<Arc<Source>>, today: Date) -> Sources {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(files.windows(2).all(|pair| pair[0].path != pair[1].path), "one path was read twice");
        let apart = APART.min(u32::MAX / (u32::try_from(files.len()).unwrap_or(u32::MAX).saturating_add(1)));
        let number = |at: usize| SourceId((u32::try_from(at).expect("a handbook has few files") + 1) * apart);
        Sources { files: files.into_iter().enumerate().map(|(at, file)| (number(at), file)).collect(), today }
    }

    /// The same files where they are equal, with all that is new, on another day. Whatever stayed keeps its id and its place in
    /// memory; only where no number is left between two neighbours are all numbered again.
    ///
    /// # Panics
    /// When two files have one path.
    #[must_use]
    pub fn becomes(&self, files: Vec<Source>, today: Date) -> Sources {
        let mut files: Vec<Arc<Source>> = files.into_iter().map(Arc::new).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(files.windows(2).all(|pair| pair[0].path != pair[1].path), "one path was read twice");
        let mut old = self.files.iter().peekable();
        let known: Vec<(Option<SourceId>, Arc<Source>)> = files
            .into_iter()
            .map(|file| {
                while old.next_if(|(_, earlier)| earlier.path < file.path).is_some() {}
                match old.next_if(|(_, earlier)| earlier.path == file.path) {
                    Some((id, earlier)) if **earlier == *file => (Some(*id), Arc::clone(earlier)),
                    Some((id, _)) => (Some(*id), file),
                    None => (None, file),
                }
            })
            .collect();
        Sources::numbered(known, today)
    }

    /// The same with some files changed, added, or taken out (where nothing is given for a path), on another day.
    #[must_use]
    pub fn with(&self, changes: BTreeMap<String, Option<Content>>, today: Date) -> Sources {
        let mut changes = changes.into_iter().peekable();
        let mut files: Vec<(Option<SourceId>, Arc<Source>)> = Vec::with_capacity(self.files.len() + changes.len());
        let fresh = |path: String, content: Option<Content>| Some((None, Arc::new(Source { path, content: content? })));
        for (id, file) in &self.files {
            while let Some((path, content)) = changes.next_if(|(path, _)| *path < file.path) {
                files.extend(fresh(path, content));
            }
            match changes.next_if(|(path, _)| *path == file.path) {
                None => files.push((Some(*id), Arc::clone(file))),
                Some((_, None)) => {}
                Some((_, Some(content))) if content == file.content => files.push((Some(*id), Arc::clone(file))),
                Some((path, Some(content))) => files.push((Some(*id), Arc::new(Source { path, content }))),
            }
        }
        files.extend(changes.filter_map(|(path, content)| fresh(path, content)));
        Sources::numbered(files, today)
    }

    /// Gives files without an id one between their neighbours'.
    fn numbered(files: Vec<(Option<SourceId>, Arc<Source>)>, today: Date) -> Sources {
        let mut numbered: Vec<(SourceId, Arc<Source>)> = Vec::with_capacity(files.len());
        let mut files = files.into_iter().peekable();
        while files.peek().is_some() {
            let mut run = Vec::new();
            while let Some((_, file)) = files.next_if(|(id, _)| id.is_none()) {
                run.push(file);
            }
            let below = numbered.last().map_or(0, |(id, _)| id.0);
            let next = files.next();
            let above = match &next {
                Some((Some(id), _)) => id.0,
                _ => below.saturating_add(
                    APART.saturating_mul(u32::try_from(run.len()).unwrap_or(u32::MAX).saturating_add(1)),
                ),
            };
            let apart = (above - below) / (u32::try_from(run.len()).unwrap_or(u32::MAX).saturating_add(1));
            if apart == 0 || above == u32::MAX {
                let run = run.into_iter().chain(next.map(|(_, file)| file)).chain(files.map(|(_, file)| file));
                return Sources::of_shared(numbered.into_iter().map(|(_, file)| file).chain(run).collect(), today);
            }
            for (file, number) in run.into_iter().zip(1..) {
                numbered.push((SourceId(below + apart * number), file));
            }
            if let Some((Some(id), file)) = next {
                numbered.push((id, file));
            }
        }
        Sources { files: numbered, today }
    }

    /// Whether nothing differs, and neither the day.
    #[must_use]
    pub fn is_same(&self, other: &Sources) -> bool {
        let mut pairs = self.files.iter().zip(&other.files);
        self.today == other.today
            && self.files.len() == other.files.len()
            && pairs.all(|((id, file), (there, known))| id == there && (Arc::ptr_eq(file, known) || file == known))
    }

    /// Every file with its id, in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files.iter().map(|(id, file)| (*id, &**file))
    }

    /// Whether a file is the same in both: not read again, or read again and found equal.
    #[must_use]
    pub fn shares(&self, id: SourceId, other: &Sources) -> bool {
        let there = other.at(id).map(|at| &other.files[at].1);
        self.at(id).zip(there).is_some_and(|(at, there)| Arc::ptr_eq(&self.files[at].1, there))
    }

    /// A name for all of it, the day included: other files, other bytes or another day have another.
    #[must_use]
    pub fn digest(&self) -> String {
        self.digest_of(&|_| true)
    }

    /// The same of the files at some paths.
    #[must_use]
    pub fn digest_of(&self, is_one: &(dyn Fn(&str) -> bool + Sync)) -> String {
        // With its length before it, no text can pass for the end of the one before.
        fn add(hash: &mut blake3::Hasher, bytes: &[u8]) {
            hash.update(&(bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        let of = |source: &Source| {
            let mut hash = blake3::Hasher::new();
            add(&mut hash, source.path.as_bytes());
            match &source.content {
                Content::Text(text) => add(&mut hash, text.as_bytes()),
                Content::Media(bytes) => add(&mut hash, bytes),
                Content::Unreadable(fault) => add(&mut hash, format!("{fault:?}").as_bytes()),
            }
            hash.finalize()
        };
        let some = self.files.par_iter().filter(|(_, source)| is_one(&source.path));
        let each: Vec<blake3::Hash> = some.map(|(_, source)| of(source)).collect();
        let mut hash = blake3::Hasher::new();
        add(&mut hash, self.today.to_string().as_bytes());
        each.iter().for_each(|one| add(&mut hash, one.as_bytes()));
        hash.finalize().to_hex().to_string()
    }

    /// An id for spans of values that stand in for what was not there; it is never shown.
    #[must_use]
    pub fn nowhere() -> SourceId {
        SourceId(u32::MAX)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether the folder was empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file of an id that came from this value, or from one that became this.
    ///
    /// # Panics
    /// When the id is of another value.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[self.at(id).expect("an id is asked of the sources that gave it")].1
    }

    /// The file of an id, to be kept.
    ///
    /// # Panics
    /// When the id is of another value.
    #[must_use]
    pub fn share(&self, id: SourceId) -> Arc<Source> {
        Arc::clone(&self.files[self.at(id).expect("an id is asked of the sources that gave it")].1)
    }

    fn at(&self, id: SourceId) -> Option<usize> {
        self.files.binary_search_by_key(&id, |(known, _)| *known).ok()
    }

    /// The text of an id; empty for media and unreadable files.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        match &self.get(id).content {
            Content::Text(text) => text,
            Content::Media(_) | Content::Unreadable(_) => "",
        }
    }

    /// The file at a path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<SourceId> {
        let at = self.files.binary_search_by(|(_, file)| file.path.as_str().cmp(path)).ok()?;
        Some(self.files[at].0)
    }
}

impl fmt::Display for Fault {
    /// What is wrong with the file, as a sentence that follows its path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NotUtf8 { offset } => {
                write!(f, "is not UTF-8 text (the byte at {offset} is not part of any letter)")
            }
            Fault::Binary => write!(f, "is not a text, although its name says so"),
            Fault::TooLarge { bytes, limit } => {
                write!(f, "has {:.1} MB; {} MB is the most", *bytes as f64 / 1e6, limit / 1_000_000)
            }
            Fault::LeavesFolder => write!(f, "is a link that leads out of the handbook's folder"),
            Fault::Name { character } => write!(f, "has a name with {}", spoken(*character)),
            Fault::Unused => write!(f, "is not part of a handbook"),
            Fault::System(words) => write!(f, "cannot be read: {words}"),
        }
    }
}

/// A character as a person would name it.
fn spoken(character: char) -> String {
    match character {
        ' ' => "a space in it".to_owned(),
        '"' | '\'' => format!("a quotation mark ({character}) in it"),
        c if c.is_control() || !c.is_ascii() && c.len_utf8() > 1 && !c.is_alphanumeric() => {
            format!("the character U+{:04X} in it, which many systems cannot show", c as u32)
        }
        c => format!("the character {c} in it"),
    }
}
