//! Many phrases at once: a text is gone through word by word, and of most words a glance tells that no phrase begins so.

use std::ops::Range;
use std::sync::OnceLock;

use super::phrase::{self, Word};

/// Phrases of a language's table, in small letters; with each may stand what belongs to it.
pub(in crate::rules) struct Phrases<P: 'static = &'static str> {
    list: &'static [P],
    index: OnceLock<Index>,
}

/// An entry of such a table.
pub(in crate::rules) trait Entry {
    /// The phrase itself.
    fn phrase(&self) -> &'static str;
}

impl Entry for &'static str {
    fn phrase(&self) -> &'static str {
        self
    }
}

impl<T> Entry for (&'static str, T) {
    fn phrase(&self) -> &'static str {
        self.0
    }
}

/// The phrases cut into words, and found by their first.
struct Index {
    heads: Heads,
    parts: Vec<Vec<&'static str>>,
}

impl<P: Entry> Phrases<P> {
    /// A table.
    pub(in crate::rules) const fn new(list: &'static [P]) -> Phrases<P> {
        Phrases { list, index: OnceLock::new() }
    }

    /// Wherever a phrase stands, by its place among the words of the text; of one word on in the order of the table.
    pub(in crate::rules) fn all<'w>(
        &'w self,
        words: &'w [Word<'_>],
    ) -> impl Iterator<Item = (&'static P, Range<usize>)> + 'w {
        let index = self.index.get_or_init(|| Index::of(self.list));
        let begun = words.iter().enumerate().filter(|(_, word)| index.heads.may_begin(&word.folded));
        begun.flat_map(move |(at, word)| {
            let mut here: Vec<usize> = index.heads.beginning(&word.folded).collect();
            here.retain(|&known| phrase::stands_at(words, at, index.parts[known].iter().copied()));
            here.sort_unstable();
            here.into_iter().map(move |known| (&self.list[known], at..at + index.parts[known].len()))
        })
    }
}

impl Index {
    fn of<P: Entry>(list: &[P]) -> Index {
        let parts: Vec<Vec<&'static str>> = list.iter().map(|entry| phrase::parts(entry.phrase()).collect()).collect();
        Index { heads: Heads::of(parts.iter().map(|parts| parts.first().copied().unwrap_or(""))), parts }
    }
}

/// First words of phrases.
#[derive(Debug)]
pub(in crate::rules) struct Heads {
    /// For the first two bytes, how many bytes such words have: a bit for each number, the last for all above.
    shapes: Box<[u32; SHAPES]>,
    /// Each word with the place of its phrase, in order.
    sorted: Vec<(String, usize)>,
}

impl Heads {
    /// The first word of each phrase, in the order of the phrases.
    pub(in crate::rules) fn of<'p>(words: impl Iterator<Item = &'p str>) -> Heads {
        let mut sorted: Vec<(String, usize)> = words.zip(0..).map(|(word, at)| (word.to_owned(), at)).collect();
        sorted.retain(|(word, _)| !word.is_empty());
        sorted.sort_unstable();
        let mut shapes = Box::new([0; SHAPES]);
        for (word, _) in &sorted {
            shapes[shape(word.as_bytes())] |= bit(word.len());
        }
        Heads { shapes, sorted }
    }

    /// Whether a phrase may begin with a word, or with several of it. It may say yes too often, never no.
    pub(in crate::rules) fn may_begin(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let shapes = self.shapes[shape(bytes)];
        // Nearly always nothing begins so.
        shapes != 0 && {
            let length = bytes.len();
            let several = bytes.last() == Some(&b's');
            shapes & bit(length) != 0
                || (several && shapes & (bit(length.saturating_sub(1)) | bit(length.saturating_sub(2))) != 0)
        }
    }

    /// The phrases that begin with a word, or with what it is several of.
    pub(in crate::rules) fn beginning<'h>(&'h self, word: &'h str) -> impl Iterator<Item = usize> + 'h {
        let single = word.strip_suffix('s').filter(|single| single.len() > 2);
        let several = word.strip_suffix("es").filter(|single| single.len() > 2);
        [Some(word), single, several].into_iter().flatten().flat_map(|wanted| {
            let from = self.sorted.partition_point(|(known, _)| known.as_str() < wanted);
            self.sorted[from..].iter().take_while(move |(known, _)| known == wanted).map(|(_, at)| *at)
        })
    }
}

/// How many shapes of first letters are told apart.
const SHAPES: usize = 1024;

/// The shape of a word's first two bytes. A word of one letter has none: it is no shorter form of a longer one.
fn shape(word: &[u8]) -> usize {
    match word {
        [first, second, ..] => (usize::from(*first) * 31 + usize::from(*second)) % SHAPES,
        [first] => usize::from(*first) * 31 % SHAPES,
        [] => 0,
    }
}

fn bit(length: usize) -> u32 {
    1 << length.min(31)
}
