//! Entries into weighed words: every word of a language once, with its class, and for each entry how much it is about what.
//!
//! Inflections share a class ("evacuate", "evacuation"), so that they share their postings and no stemmer is needed where
//! somebody searches. How much an entry is about a class is BM25F with lengths that are compared with fixed ones: an entry
//! weighs the same in every edition, so schools share the work and most of what is published.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::entry::Entry;
use super::token::{Cutter, Token, WHOLE, whole};
use super::tongue::Tongue;

/// Every word of some entries.
pub(super) struct Lexicon {
    /// The words.
    pub(super) words: Vec<Word>,
    /// Their numbers in the order in which a browser sorts them.
    pub(super) sorted: Vec<u32>,
    /// How many classes there are.
    pub(super) classes: usize,
}

/// A word.
pub(super) struct Word {
    /// As it is searched for.
    pub(super) text: String,
    /// The class it shares with its other forms.
    pub(super) class: u32,
    /// Whether a title or a heading of the district has it: such words are what people mistype.
    pub(super) strong: bool,
}

/// What an entry is about.
pub(super) struct Weighed {
    /// Its words, by number.
    pub(super) words: Vec<u32>,
    /// Its classes, each with its impact from 0 to 15.
    pub(super) postings: Vec<(u32, u8)>,
}

/// The first sign of words that stand for a role that acts in an entry: nobody can type them into a text.
pub(super) const ROLE: char = '@';

const TITLE: f32 = 10.0;
const CALLED: f32 = 14.0;
const ALIAS: f32 = 7.0;
const ECHO: f32 = 4.5;
const HEADING: f32 = 2.5;
const LEAD: f32 = 2.0;
const STEP: f32 = 1.4;
const BODY: f32 = 1.0;

/// How quickly more of the same word stops to count: in a text, however long it speaks of it, it comes to less than in a
/// title; and of all together.
const TEXT: f32 = 4.0;
const SATURATION: f32 = 8.0;
/// The lengths that a title (in words) and a text (in bytes) are compared with.
const TITLE_LENGTH: f32 = 3.0;
const TEXT_LENGTH: f32 = 2_500.0;

/// How many entries one thread takes at a time; fixed, so that numbers do not depend on the machine.
const SHARE: usize = 128;

/// A part of the entries, weighed: which terms are in it, and for each of its entries the terms with their weights.
type Numbered = (Vec<u32>, Vec<Vec<(u32, Weight)>>);

/// Weighs entries of one language. `common` are those that the district has: how a word is written there decides its class
/// and its weight among the words that are mistyped, so that a school's index is the same whichever schools are made with it.
pub(super) fn weigh(entries: &[Entry], common: &[bool], tongue: &Tongue) -> (Lexicon, Vec<Weighed>) {
    let shares = entries.par_chunks(SHARE).zip(common.par_chunks(SHARE));
    let parts: Vec<Part> = shares.map(|(share, common)| Part::of(share, common, tongue)).collect();
    // The same word can be written with its accents and without; of both, the way with accents comes last.
    let mut written: FxHashMap<&str, &str> = FxHashMap::default();
    for found in parts.iter().flat_map(|part| &part.words).filter(|found| !found.small.is_empty()) {
        let known = written.entry(&found.text).or_insert(&found.small);
        *known = (*known).max(&found.small);
    }
    let stem = |text: &str| match text.starts_with(ROLE) || text.contains(WHOLE) {
        true => text.to_owned(),
        false => tongue.stem(text, written.get(text).copied().unwrap_or(text)),
    };
    let mut lexicon = Lexicon { words: Vec::new(), sorted: Vec::new(), classes: 0 };
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut classes: FxHashMap<String, u32> = FxHashMap::default();
    let mut weighed: Vec<Vec<u32>> = Vec::with_capacity(parts.len());
    for part in &parts {
        let mut known = Vec::with_capacity(part.words.len());
        for found in &part.words {
            let number = *numbers.entry(found.text.clone()).or_insert_with_key(|text| {
                let stem = stem(text);
                let next = u32::try_from(classes.len()).expect("a handbook has fewer than four billion words");
                let class = *classes.entry(stem).or_insert(next);
                lexicon.words.push(Word { text: text.clone(), class, strong: false });
                u32::try_from(lexicon.words.len() - 1).expect("a handbook has fewer than four billion words")
            });
            lexicon.words[number as usize].strong |= found.strong;
            known.push(number);
        }
        weighed.push(known);
    }
    let weighed: Vec<Numbered> = weighed.into_iter().zip(parts).map(|(known, part)| (known, part.entries)).collect();
    lexicon.classes = classes.len();
    lexicon.sorted = (0..u32::try_from(lexicon.words.len()).unwrap_or(u32::MAX)).collect();
    let words = &lexicon.words;
    lexicon.sorted.sort_by(|a, b| {
        let (a, b) = (words[*a as usize].text.as_str(), words[*b as usize].text.as_str());
        if a.is_ascii() || b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
    });
    let shares: Vec<Vec<Weighed>> = weighed
        .into_par_iter()
        .zip(entries.par_chunks(SHARE))
        .map(|((known, found), entries)| {
            let each = found.into_iter().zip(entries);
            each.map(|(found, entry)| Weighed::of(&found, &known, words, entry.group.weight())).collect()
        })
        .collect();
    (lexicon, shares.into_iter().flatten().collect())
}

impl Weighed {
    fn of(found: &[(u32, Weight)], known: &[u32], words: &[Word], weight: f32) -> Weighed {
        let mut classes: Vec<(u32, Weight)> = Vec::with_capacity(found.len());
        let mut numbers: Vec<u32> = Vec::with_capacity(found.len());
        for (word, weight) in found {
            let number = known[*word as usize];
            numbers.push(number);
            classes.push((words[number as usize].class, *weight));
        }
        classes.sort_by_key(|(class, _)| *class);
        let postings = classes.chunk_by(|a, b| a.0 == b.0).map(|forms| {
            let sum = forms.iter().fold(Weight::default(), |sum, (_, other)| sum.plus(*other));
            let text = TEXT * sum.text / (sum.text + TEXT);
            let all = sum.name + text;
            let impact = all / (all + SATURATION) * weight * 16.0;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 15")]
            (forms[0].0, impact.round().clamp(0.0, 15.0) as u8)
        });
        Weighed { postings: postings.collect(), words: numbers }
    }
}

/// What a word counts in an entry: in what the entry is called by, and in its text.
#[derive(Clone, Copy, Default, PartialEq)]
struct Weight {
    name: f32,
    text: f32,
}

impl Weight {
    fn name(name: f32) -> Weight {
        Weight { name, text: 0.0 }
    }

    fn text(text: f32) -> Weight {
        Weight { name: 0.0, text }
    }

    fn plus(self, other: Weight) -> Weight {
        // A word is in the title or an alias once, however often it is said there.
        Weight { name: self.name.max(other.name) + self.name.min(other.name) * 0.25, text: self.text + other.text }
    }
}

/// The words of a share of the entries, numbered among themselves.
struct Part {
    words: Vec<Found>,
    entries: Vec<Vec<(u32, Weight)>>,
}

struct Found {
    text: String,
    /// As it stands in small letters in an entry of the district; nothing where only schools have it.
    small: String,
    /// Whether a title or a heading of the district has it.
    strong: bool,
}

impl Part {
    fn of(entries: &[Entry], common: &[bool], tongue: &Tongue) -> Part {
        let part = Part { words: Vec::new(), entries: Vec::with_capacity(entries.len()) };
        let (numbers, tokens, cutter) = (FxHashMap::default(), Vec::new(), Cutter::default());
        let mut weigher =
            Weigher { tongue, part, numbers, tokens, cutter, weights: Vec::new(), touched: Vec::new(), common: false };
        for (entry, common) in entries.iter().zip(common) {
            weigher.common = *common;
            weigher.entry(entry);
        }
        weigher.part
    }
}

/// Weighs the words of entries, one entry after the other.
struct Weigher<'e> {
    tongue: &'e Tongue,
    part: Part,
    /// The numbers of the words in the part.
    numbers: FxHashMap<String, u32>,
    /// What is known of each token of the cutter.
    tokens: Vec<Known>,
    cutter: Cutter<'e>,
    /// What each word counts in this entry.
    weights: Vec<Weight>,
    /// The words that are in this entry.
    touched: Vec<u32>,
    /// Whether it is the district's.
    common: bool,
}

/// A token of the cutter.
#[derive(Clone, Copy)]
struct Known {
    /// Its word's number in the part, where that has it.
    number: Option<u32>,
    /// Whether it says nothing by itself.
    quiet: bool,
    /// Whether the part has been told how an entry of the district writes it.
    written: bool,
}

/// Where some words stand.
#[derive(Clone, Copy)]
struct At {
    weight: Weight,
    /// Whether it is a title or a heading.
    strong: bool,
    /// Whether words that say nothing are left out.
    telling: bool,
}

impl<'e> Weigher<'e> {
    /// Each word of an entry with the weight of its place.
    fn entry(&mut self, entry: &'e Entry) {
        let mut length = 0.0;
        self.cut(&entry.title, |weigher, place, _| length += if weigher.tokens[place].quiet { 0.4 } else { 1.0 });
        let title = TITLE / (0.4 + 0.6 * length / TITLE_LENGTH);
        let own = entry.aliases.iter().map(|words| (words, ALIAS, ALIAS));
        let echoes = entry.echoes.iter().map(|words| (words, ECHO, ECHO));
        for (words, weight, as_whole) in std::iter::once((&entry.title, title, CALLED)).chain(own).chain(echoes) {
            self.said(words, At { weight: Weight::name(weight), strong: true, telling: false });
            self.mark(&whole(words), Weight::name(as_whole));
        }
        for role in &entry.roles {
            self.mark(&format!("{ROLE}{role}"), Weight::name(ALIAS));
        }
        let bytes: usize = entry.passages.iter().map(|passage| passage.text.len()).sum();
        #[allow(clippy::cast_precision_loss, reason = "a text has fewer than 16 million bytes")]
        let norm = 1.0 / (0.5 + 0.5 * bytes as f32 / TEXT_LENGTH);
        for (at, passage) in entry.passages.iter().enumerate() {
            // Words that say nothing are found in names only.
            let text = |weight| At { weight: Weight::text(weight), strong: false, telling: true };
            self.said(&passage.heading, At { strong: true, ..text(HEADING) });
            let body = text(norm * if at == 0 { LEAD } else { BODY });
            let mut from = 0;
            for step in &passage.steps {
                self.said(passage.text.get(from..step.start).unwrap_or_default(), body);
                self.said(&passage.text[step.clone()], text(STEP * norm));
                from = step.end;
            }
            self.said(&passage.text[from..], body);
        }
        self.touched.sort_unstable();
        let weights = &mut self.weights;
        let found = self.touched.drain(..).map(|number| (number, std::mem::take(&mut weights[number as usize])));
        self.part.entries.push(found.collect());
    }

    fn said(&mut self, words: &'e str, at: At) {
        self.cut(words, |weigher, place, token| {
            let known = weigher.tokens[place];
            if known.quiet && at.telling {
                return;
            }
            let number = known.number.unwrap_or_else(|| weigher.number(&token.word));
            if weigher.common {
                if !known.written {
                    weigher.write(number, &token.small);
                }
                weigher.part.words[number as usize].strong |= at.strong;
            }
            weigher.tokens[place] = Known { number: Some(number), written: known.written || weigher.common, ..known };
            weigher.add(number, at.weight);
        });
    }

    /// A word that nobody can type into a text.
    fn mark(&mut self, word: &str, weight: Weight) {
        let number = self.number(word);
        if self.common {
            self.write(number, word);
        }
        self.add(number, weight);
    }

    /// Tells each token of some words by its place among all that were told.
    fn cut(&mut self, words: &'e str, mut each: impl FnMut(&mut Self, usize, &Token)) {
        let mut cutter = std::mem::take(&mut self.cutter);
        cutter.each(words, |place, token| {
            // Tokens are numbered as they come.
            while self.tokens.len() <= place {
                self.tokens.push(Known { number: None, quiet: self.tongue.is_quiet(&token.word), written: false });
            }
            each(self, place, token);
        });
        self.cutter = cutter;
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.part.words.len()).expect("a share has fewer than four billion words");
        self.numbers.insert(word.to_owned(), number);
        self.part.words.push(Found { text: word.to_owned(), small: String::new(), strong: false });
        self.weights.push(Weight::default());
        number
    }

    /// Notes how an entry of the district writes a word; of several ways the last in order.
    fn write(&mut self, number: u32, small: &str) {
        let word = &mut self.part.words[number as usize];
        if word.small.as_str() < small {
            small.clone_into(&mut word.small);
        }
    }

    fn add(&mut self, number: u32, weight: Weight) {
        let known = &mut self.weights[number as usize];
        if *known == Weight::default() {
            self.touched.push(number);
        }
        *known = known.plus(weight);
    }
}
