//! Letters into words, and words into numbers: secrets and finished files are compared by them.
//!
//! Small and capital letters are one, and everything that is no letter and no digit only parts words. So a sentence is the
//! same in Markdown, in HTML, in JSON and in a script, whatever signs stand between its words.

use std::ops::Range;

/// How many words in a row are compared.
pub(super) const RUN: usize = 5;

/// A word as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its letters, as a number.
    pub(super) hash: u64,
    /// How many letters it has.
    pub(super) letters: u16,
    /// How many digits.
    pub(super) digits: u16,
    /// The number that its digits are, as far as they fit.
    pub(super) value: u32,
}

/// Who is told the words of a text.
pub(super) trait Listener {
    /// A word, and where it stands.
    fn word(&mut self, word: Word, place: Range<usize>);

    /// What comes next does not belong to the words before.
    fn gap(&mut self);

    /// What comes next is another sentence.
    fn stop(&mut self) {}

    /// A name of the registry that is shown by what it names: `place:assembly`.
    fn name(&mut self, _name: &str) {
        self.gap();
    }
}

/// Makes words of letters, one sign after another.
#[derive(Debug, Default)]
pub(super) struct Speller {
    word: Option<Word>,
    start: usize,
}

/// The number of no letters (FNV-1a).
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// What each byte is by itself.
const KINDS: [u8; 256] = {
    let mut kinds = [NONE; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_digit() {
            kinds[byte as usize] = DIGIT;
        } else if byte.is_ascii_alphabetic() {
            kinds[byte as usize] = LETTER;
        }
        byte += 1;
    }
    kinds
};
const NONE: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;

const NOTHING: Word = Word { hash: SEED, letters: 0, digits: 0, value: 0 };

impl Speller {
    /// Takes the sign at `at` and what belongs to it, and says where the next one stands. Every byte that is published comes
    /// through here, so that it is worth to have it in place.
    #[inline(always)]
    pub(super) fn step(&mut self, bytes: &[u8], at: usize, listener: &mut impl Listener) -> usize {
        let byte = bytes[at];
        if KINDS[usize::from(byte)] != NONE {
            self.plain(bytes, at)
        } else if byte >= 0x80 {
            self.foreign(bytes, at, listener)
        } else if byte == b'\\' {
            self.escaped(bytes, at, listener)
        } else if byte == b'&' {
            self.entity(bytes, at, listener)
        } else {
            self.end(at, listener);
            let ends = matches!(byte, b'.' | b'!' | b'?' | b':' | b';');
            if ends && bytes.get(at + 1).is_none_or(|next| matches!(next, b' ' | b'\n' | b'<' | b'"' | b'\\')) {
                listener.stop();
            }
            at + 1
        }
    }

    /// Ends the word that is being spelled, if there is one.
    #[inline]
    pub(super) fn end(&mut self, at: usize, listener: &mut impl Listener) {
        if let Some(word) = self.word.take() {
            listener.word(word, self.start..at);
        }
    }

    /// Ends the word, and what belongs together.
    #[inline]
    pub(super) fn gap(&mut self, at: usize, listener: &mut impl Listener) {
        self.end(at, listener);
        listener.gap();
    }

    /// A run of plain letters and digits.
    #[inline]
    fn plain(&mut self, bytes: &[u8], from: usize) -> usize {
        let mut word = self.begun(from);
        let (mut length, mut digits) = (0usize, 0u16);
        for &byte in &bytes[from..] {
            match KINDS[usize::from(byte)] {
                NONE => break,
                DIGIT => {
                    digits = digits.saturating_add(1);
                    word.value = word.value.saturating_mul(10).saturating_add(u32::from(byte - b'0'));
                }
                _ => {}
            }
            // In ASCII this bit is all that tells small letters from capitals, and digits have it.
            word.hash = (word.hash ^ u64::from(byte | 0x20)).wrapping_mul(PRIME);
            length += 1;
        }
        let letters = u16::try_from(length).unwrap_or(u16::MAX) - digits;
        word.letters = word.letters.saturating_add(letters);
        word.digits = word.digits.saturating_add(digits);
        self.word = Some(word);
        from + length
    }

    fn begun(&mut self, at: usize) -> Word {
        self.word.take().unwrap_or_else(|| {
            self.start = at;
            NOTHING
        })
    }

    /// A sign outside ASCII; in a file that is no text, a byte.
    #[cold]
    #[inline(never)]
    fn foreign(&mut self, bytes: &[u8], at: usize, listener: &mut impl Listener) -> usize {
        let width = match bytes[at] {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 1,
        };
        let sign = bytes.get(at..at + width).and_then(|sign| std::str::from_utf8(sign).ok());
        match sign.and_then(|sign| sign.chars().next()) {
            Some(sign) => {
                self.sign(sign, at, listener);
                at + width
            }
            None => {
                self.end(at, listener);
                at + 1
            }
        }
    }

    fn sign(&mut self, sign: char, at: usize, listener: &mut impl Listener) {
        match sign {
            // They are not seen, and part nothing.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            sign if is_alone(sign) => {
                self.end(at, listener);
                self.push(sign, at);
                self.end(at + sign.len_utf8(), listener);
            }
            sign if sign.is_alphanumeric() => self.push(sign, at),
            _ => self.end(at, listener),
        }
    }

    fn push(&mut self, sign: char, at: usize) {
        let mut word = self.begun(at);
        if sign.is_numeric() {
            word.digits = word.digits.saturating_add(1);
        } else {
            word.letters = word.letters.saturating_add(1);
        }
        let mut room = [0; 4];
        for small in sign.to_lowercase() {
            for byte in small.encode_utf8(&mut room).bytes() {
                // As plain letters are taken, so that it does not matter how a letter was written.
                let byte = if byte.is_ascii_alphanumeric() { byte | 0x20 } else { byte };
                word.hash = (word.hash ^ u64::from(byte)).wrapping_mul(PRIME);
            }
        }
        self.word = Some(word);
    }

    /// What begins with a backslash in scripts, JSON, TOML and calendars: a letter by its number, or a gap between words.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, bytes: &[u8], at: usize, listener: &mut impl Listener) -> usize {
        let number = |digits: usize| {
            let hex = std::str::from_utf8(bytes.get(at + 2..at + 2 + digits)?).ok()?;
            char::from_u32(u32::from_str_radix(hex, 16).ok()?)
        };
        let (sign, length) = match bytes.get(at + 1) {
            Some(b'u') => (number(4), 6),
            Some(b'x') => (number(2), 4),
            Some(b'n' | b't' | b'r' | b'b' | b'f' | b'"' | b'\\') => (None, 2),
            _ => (None, 1),
        };
        match sign {
            Some(sign) => self.sign(sign, at, listener),
            None => self.end(at, listener),
        }
        (at + length).min(bytes.len())
    }

    /// `&#39;` is its sign, `&amp;` parts words.
    #[cold]
    #[inline(never)]
    fn entity(&mut self, bytes: &[u8], at: usize, listener: &mut impl Listener) -> usize {
        let rest = &bytes[at + 1..bytes.len().min(at + 10)];
        let name = rest.iter().position(|&byte| byte == b';').map(|end| &rest[..end]);
        let name = name.filter(|name| name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#'));
        let Some(name) = name else {
            self.end(at, listener);
            return at + 1;
        };
        let digits = name.strip_prefix(b"#").and_then(|digits| std::str::from_utf8(digits).ok());
        let number = digits.and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
        match number.and_then(char::from_u32) {
            Some(sign) => self.sign(sign, at, listener),
            None => self.end(at, listener),
        }
        at + name.len() + 2
    }
}

/// Whether a sign is a word by itself: the scripts that write no spaces.
fn is_alone(sign: char) -> bool {
    matches!(sign,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The words of a text that has no form.
pub(super) fn plain(text: &str, listener: &mut impl Listener) {
    let mut speller = Speller::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        at = speller.step(bytes, at, listener);
    }
    speller.gap(at, listener);
}

/// The words of a text that has no form, as a list.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut list = List::default();
    plain(text, &mut list);
    list.0
}

#[derive(Default)]
struct List(Vec<Word>);

impl Listener for List {
    fn word(&mut self, word: Word, _: Range<usize>) {
        self.0.push(word);
    }

    fn gap(&mut self) {}
}

/// Some words in a row, wherever they stand.
pub(super) fn run(words: &[u64]) -> u64 {
    mixed(joined(words), words.len() as u64)
}

/// Some words that are all there is between two gaps.
pub(super) fn fragment(words: &[u64]) -> u64 {
    mixed(joined(words), (words.len() + RUN) as u64)
}

fn joined(words: &[u64]) -> u64 {
    words.iter().fold(0, |joined: u64, word| joined.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(*word))
}

/// Spreads what differs over all bits (the end of SplitMix64).
fn mixed(joined: u64, form: u64) -> u64 {
    let mut bits = joined ^ form.wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// The last words that were heard since a gap.
#[derive(Debug, Default)]
pub(super) struct Window {
    words: [u64; RUN],
    /// How many since the gap, and since the sentence began.
    heard: usize,
    said: usize,
}

impl Window {
    /// One more word.
    #[inline]
    pub(super) fn push(&mut self, word: u64) {
        self.words.copy_within(1.., 0);
        self.words[RUN - 1] = word;
        self.heard += 1;
        self.said += 1;
    }

    /// The last words, where there are so many of one sentence.
    #[inline]
    pub(super) fn last(&self, count: usize) -> Option<&[u64]> {
        (self.said >= count).then(|| &self.words[RUN - count..])
    }

    /// A sentence ends.
    #[inline]
    pub(super) fn stop(&mut self) {
        self.said = 0;
    }

    /// What was heard since the last gap, where it was a few words only. The window is empty then.
    #[inline]
    pub(super) fn close(&mut self) -> Option<&[u64]> {
        let heard = std::mem::take(&mut self.heard);
        self.said = 0;
        (1..RUN).contains(&heard).then(|| &self.words[RUN - heard..])
    }
}
