//! What must not be published as a set of numbers, made to be asked once for every word of a site.

use std::sync::atomic::{AtomicBool, Ordering};

/// A run of words that may be a secret, while the table is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    /// The run.
    pub(super) key: u64,
    /// Its last word, where it is a short one.
    pub(super) end: Option<u64>,
}

/// Runs of words that may be secrets; those that the reader may see anyway are taken out.
pub(super) struct Candidates {
    sorted: Vec<Candidate>,
    known: Vec<AtomicBool>,
    sieve: Sieve,
    ends: Sieve,
}

impl Candidates {
    /// Makes the set.
    pub(super) fn of(mut all: Vec<Candidate>) -> Candidates {
        all.sort_unstable();
        all.dedup_by_key(|candidate| candidate.key);
        let mut known = Vec::with_capacity(all.len());
        known.resize_with(all.len(), || AtomicBool::new(false));
        let (sieve, ends) = sieves(&all);
        Candidates { sorted: all, known, sieve, ends }
    }

    /// Takes out every run of these words; where a gap is does not matter.
    pub(super) fn forget(&self, words: &[u64]) {
        for end in 1..=words.len() {
            let last = words[end - 1];
            if self.ends.may_hold(last) {
                for count in 1..super::word::RUN.min(end + 1) {
                    let few = &words[end - count..end];
                    self.forget_key(super::word::run(few));
                    self.forget_key(super::word::fragment(few));
                }
            }
            if end >= super::word::RUN {
                self.forget_key(super::word::run(&words[end - super::word::RUN..end]));
            }
        }
    }

    /// Takes out one run.
    pub(super) fn forget_key(&self, key: u64) {
        if self.sieve.may_hold(key)
            && let Ok(at) = self.sorted.binary_search_by_key(&key, |candidate| candidate.key)
        {
            self.known[at].store(true, Ordering::Relaxed);
        }
    }

    /// What is left.
    pub(super) fn secret(self) -> Table {
        let Candidates { sorted, known, .. } = self;
        let kept = sorted.into_iter().zip(known).filter(|(_, known)| !known.load(Ordering::Relaxed));
        let kept: Vec<Candidate> = kept.map(|(candidate, _)| candidate).collect();
        let (sieve, ends) = sieves(&kept);
        Table { keys: kept.into_iter().map(|candidate| candidate.key).collect(), sieve, ends }
    }
}

fn sieves(all: &[Candidate]) -> (Sieve, Sieve) {
    let mut sieve = Sieve::with_room(all.len());
    all.iter().for_each(|candidate| sieve.put(candidate.key));
    let short = || all.iter().filter_map(|candidate| candidate.end);
    let mut ends = Sieve::with_room(short().count());
    short().for_each(|end| ends.put(end));
    (sieve, ends)
}

/// What must not be published.
#[derive(Debug, Default)]
pub(super) struct Table {
    keys: Vec<u64>,
    sieve: Sieve,
    ends: Sieve,
}

impl Table {
    /// Every number by which it answers, in an order that depends on nothing else.
    pub(super) fn each(&self, tell: &mut dyn FnMut(u64)) {
        [self.keys.len() as u64].iter().chain(&self.keys).chain(&self.ends.bits).for_each(|number| tell(*number));
    }

    /// Whether nothing is secret.
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether a run is secret.
    #[inline]
    pub(super) fn holds(&self, key: u64) -> bool {
        self.sieve.may_hold(key) && self.keys.binary_search(&key).is_ok()
    }

    /// Whether a short run may end with this word.
    #[inline]
    pub(super) fn may_end(&self, word: u64) -> bool {
        self.ends.may_hold(word)
    }
}

/// Bits that say "certainly not" of nearly everything that is not in a set (a Bloom filter with two bits for each).
#[derive(Debug, Default)]
struct Sieve {
    bits: Vec<u64>,
    mask: u64,
}

impl Sieve {
    /// Sixteen bits for each, so that one other number of seventy passes.
    fn with_room(count: usize) -> Sieve {
        if count == 0 {
            return Sieve::default();
        }
        let bits = (count * 16).next_power_of_two().max(64);
        Sieve { bits: vec![0; bits / 64], mask: bits as u64 - 1 }
    }

    fn put(&mut self, key: u64) {
        for bit in self.both(key) {
            self.bits[(bit / 64) as usize] |= 1 << (bit % 64);
        }
    }

    #[inline]
    fn may_hold(&self, key: u64) -> bool {
        !self.bits.is_empty()
            && self.both(key).into_iter().all(|bit| self.bits[(bit / 64) as usize] >> (bit % 64) & 1 == 1)
    }

    fn both(&self, key: u64) -> [u64; 2] {
        [key & self.mask, (key >> 32 ^ key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 17) & self.mask]
    }
}
