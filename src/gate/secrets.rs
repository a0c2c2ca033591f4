//! Restricted places of the sources into the runs of words that give them away.

use std::collections::BTreeSet;
use std::ops::Range;

use super::restricted::{Name, Restricted};
use super::typed;
use super::word::{self, Listener, RUN, Word};
use crate::source::{SourceId, Sources, Span};

/// A run of restricted words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Secret<'r> {
    /// The run.
    pub(super) key: u64,
    /// Its last word, where it is a short one.
    pub(super) end: Option<u64>,
    /// Its words, where it is several of a text and no name.
    pub(super) run: &'r [u64],
    /// Where it stands.
    pub(super) span: Span,
}

/// Tells every run of words of some restricted places that would give them away.
pub(super) fn each(restricted: &Restricted, sources: &Sources, tell: &mut dyn FnMut(Secret<'_>)) {
    for (&source, ranges) in &restricted.ranges {
        let text = sources.text(source);
        let is_toml = sources.get(source).path.ends_with(".toml");
        for range in ranges {
            let called = &restricted.called;
            let mut runs = Runs { source, called, run: Vec::new(), begins: Vec::new(), tell };
            read(text, range.clone(), is_toml, &mut runs);
        }
    }
    restricted.names.iter().for_each(|name| named(name, tell));
}

/// Reads a range of a source: a document's front matter is TOML, its text Markdown.
pub(super) fn read(text: &str, range: Range<usize>, is_toml: bool, listener: &mut impl Listener) {
    if is_toml {
        return typed::toml(text, range, listener);
    }
    let begins = text.starts_with("+++") && range.start < 3;
    let head = begins.then(|| text[3..].find("\n+++").map(|end| end + 4)).flatten();
    match head.filter(|head| *head <= range.end) {
        Some(head) => {
            typed::toml(text, 3..head, listener);
            let body = text[head..].find('\n').map_or(text.len(), |line| head + line);
            // The end of the front matter is a line of three signs.
            let body = text[body..].strip_prefix("\n+++").map_or(body, |_| body + 4).min(range.end);
            typed::markdown(text, body..range.end, listener);
        }
        None => typed::markdown(text, range, listener),
    }
}

/// Cuts what is heard into runs.
struct Runs<'t> {
    source: SourceId,
    /// What anybody may know is there.
    called: &'t BTreeSet<u64>,
    run: Vec<(Word, Range<usize>)>,
    /// Where sentences begin in it.
    begins: Vec<usize>,
    tell: &'t mut dyn FnMut(Secret<'_>),
}

impl Listener for Runs<'_> {
    fn word(&mut self, word: Word, place: Range<usize>) {
        self.run.push((word, place));
    }

    fn stop(&mut self) {
        self.begins.push(self.run.len());
    }

    fn gap(&mut self) {
        let run = std::mem::take(&mut self.run);
        let begins = std::mem::take(&mut self.begins);
        let is_one = |from: usize, to: usize| !begins.iter().any(|begin| (from + 1..to).contains(begin));
        let hashes: Vec<u64> = run.iter().map(|(word, _)| word.hash).collect();
        let span = |range: Range<usize>| Span::new(self.source, run[range.start].1.start, run[range.end - 1].1.end);
        let count = run.len();
        let tells_more = |window: &[u64]| window.iter().any(|word| !self.called.contains(word));
        let runs = hashes.windows(RUN).enumerate().filter(|(at, run)| is_one(*at, at + RUN) && tells_more(run));
        for (at, window) in runs {
            (self.tell)(Secret { key: word::run(window), end: None, run: window, span: span(at..at + RUN) });
        }
        if (3..RUN).contains(&count) && tells(run.iter().map(|(word, _)| word)) {
            let (key, end) = (word::fragment(&hashes), hashes.last().copied());
            (self.tell)(Secret { key, end, run: &hashes, span: span(0..count) });
        }
        for (at, (word, _)) in run.iter().enumerate() {
            if is_rare(word) {
                let (key, end) = (word::run(&hashes[at..=at]), Some(word.hash));
                (self.tell)(Secret { key, end, run: &[], span: span(at..at + 1) });
            } else if is_code(word) {
                let pairs = [at.checked_sub(1), (at + 1 < count).then_some(at)];
                for first in pairs.into_iter().flatten().filter(|first| is_one(*first, first + 2)) {
                    let end = Some(hashes[first + 1]);
                    (self.tell)(Secret {
                        key: word::run(&hashes[first..first + 2]),
                        end,
                        run: &[],
                        span: span(at..at + 1),
                    });
                }
            }
        }
    }
}

/// Whether a few words on their own say something: three of them are words, and they are not very short.
fn tells<'w>(words: impl Iterator<Item = &'w Word>) -> bool {
    let (mut count, mut letters) = (0, 0);
    for word in words {
        count += usize::from(word.letters > 0);
        letters += usize::from(word.letters);
    }
    count >= 3 && letters >= 12
}

/// A number, or letters with digits, that hardly stands anywhere by chance.
pub(super) fn is_rare(word: &Word) -> bool {
    word.digits >= 6 || (word.digits > 0 && word.letters > 0 && word.digits + word.letters >= 6)
}

/// A number that may open a door. Years stand everywhere.
fn is_code(word: &Word) -> bool {
    word.letters == 0 && (4..6).contains(&word.digits) && !(1900..2100).contains(&word.value)
}

/// The runs of a name. A single word counts only where it stands alone, as a heading or a file does.
fn named(name: &Name, tell: &mut dyn FnMut(Secret<'_>)) {
    let run: &[u64] = &[];
    let words = word::words(&name.words);
    let hashes: Vec<u64> = words.iter().map(|word| word.hash).collect();
    let signs: usize = words.iter().map(|word| usize::from(word.letters + word.digits)).sum();
    let end = hashes.last().copied();
    let span = name.span;
    if name.alone {
        if (1..RUN).contains(&hashes.len()) && signs >= 4 {
            tell(Secret { key: word::fragment(&hashes), end, run, span });
        }
        return;
    }
    match words.as_slice() {
        [] => {}
        [word] if is_rare(word) => tell(Secret { key: word::run(&hashes), end, run, span }),
        [word] if word.letters >= 4 => tell(Secret { key: word::fragment(&hashes), end, run, span }),
        [_] => {}
        _ if hashes.len() >= RUN => {
            hashes.windows(RUN).for_each(|window| tell(Secret { key: word::run(window), end: None, run, span }));
        }
        _ if signs >= 6 => tell(Secret { key: word::run(&hashes), end, run, span }),
        _ => {}
    }
}
