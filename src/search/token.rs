//! Text into the words that are searched for: small letters, without accents and apostrophes. `finder.js` does the same.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

/// The longest word, in characters; what is longer is cut here and in the browser.
const LONGEST: usize = 40;

/// A word of a text.
pub(super) struct Token {
    /// As it is searched for.
    pub(super) word: String,
    /// As it stands in small letters.
    pub(super) small: String,
}

/// Cuts texts into words. A handbook says the same few thousand words again and again, so each way of writing one is
/// worked out once and has a number.
#[derive(Default)]
pub(super) struct Cutter<'t> {
    known: FxHashMap<&'t str, Cut>,
    tokens: Vec<Token>,
}

/// What a run of letters comes to.
#[derive(Clone)]
enum Cut {
    /// No word: accents and apostrophes alone.
    Nothing,
    /// A word, and whether it is of letters alone, so that a hyphen joins it to the next.
    Word(u32, bool),
    /// Signs that are found by pairs.
    Signs(Vec<u32>),
}

impl<'t> Cutter<'t> {
    /// Each word of a text, with its number. Two words with a hyphen between them are also one: "lock-down" is found as
    /// "lockdown".
    pub(super) fn each(&mut self, text: &'t str, mut each: impl FnMut(usize, &Token)) {
        let bytes = text.as_bytes();
        // Where a word of letters alone stands that a hyphen follows, and where the next one would begin.
        let mut open: Option<(usize, usize)> = None;
        for (start, run) in runs(text) {
            let end = start + run.len();
            let cut = match self.known.get(run) {
                Some(cut) => cut.clone(),
                None => self.learn(run),
            };
            let joins = match cut {
                Cut::Nothing => continue,
                Cut::Signs(pairs) => {
                    pairs.into_iter().for_each(|pair| each(pair as usize, &self.tokens[pair as usize]));
                    open = None;
                    continue;
                }
                Cut::Word(word, letters) => {
                    each(word as usize, &self.tokens[word as usize]);
                    letters && bytes.get(end) == Some(&b'-')
                }
            };
            if let Some((first, next)) = open
                && next == start
            {
                let joined = self.join(&text[first..end], &text[first..next - 1], run);
                each(joined, &self.tokens[joined]);
            }
            open = joins.then_some((start, end + 1));
        }
    }

    fn learn(&mut self, run: &'t str) -> Cut {
        let small = lowered(run);
        let word = fold(&small);
        let cut = if word.is_empty() {
            Cut::Nothing
        } else if let Some(pairs) = signs(&word) {
            Cut::Signs(pairs.into_iter().map(|pair| self.number(pair.clone(), pair)).collect())
        } else {
            let letters = word.chars().all(char::is_alphabetic);
            Cut::Word(self.number(word.clone().into_owned(), small.clone().into_owned()), letters)
        };
        self.known.insert(run, cut.clone());
        cut
    }

    /// Two words as one; `both` has the hyphen, so that it is no run by itself.
    fn join(&mut self, both: &'t str, first: &str, second: &str) -> usize {
        if let Some(Cut::Word(joined, _)) = self.known.get(both) {
            return *joined as usize;
        }
        let joined = format!("{}{}", fold(&lowered(first)), fold(&lowered(second)));
        let number = self.number(joined.clone(), joined);
        self.known.insert(both, Cut::Word(number, false));
        number as usize
    }

    fn number(&mut self, word: String, small: String) -> u32 {
        self.tokens.push(Token { word, small });
        u32::try_from(self.tokens.len() - 1).expect("some texts have fewer than four billion words")
    }
}

/// Each word of a text: as it is searched for, and as it stands in small letters.
pub(super) fn tokens(text: &str, mut each: impl FnMut(&str, &str)) {
    Cutter::default().each(text, |_, token| each(&token.word, &token.small));
}

/// Stands behind the first word of a name: no word has it.
pub(super) const WHOLE: char = '=';

/// A text's words as one, "is=it-over": a title as it is looked for as a whole. It begins with its first word, and so stands
/// beside that in the index: a browser that asks for the word has the names, too.
pub(super) fn whole(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for (_, run) in runs(text) {
        let small = lowered(run);
        let word = fold(&small);
        let pairs = signs(&word);
        let words = pairs.as_deref().map_or_else(|| vec![&*word], |pairs| pairs.iter().map(String::as_str).collect());
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            whole.push_str(word);
            whole.push(if whole.contains(WHOLE) { '-' } else { WHOLE });
        }
    }
    // A name of one word keeps its sign, or it would be that word.
    if whole.ends_with('-') {
        whole.pop();
    }
    whole
}

/// A word as it is searched for.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let letters = word.nfkd().flat_map(char::to_lowercase);
    Cow::Owned(letters.filter(|c| c.is_alphanumeric() && !is_accent(*c)).take(LONGEST).collect())
}

/// Runs of letters, digits, accents and apostrophes with the place of each. Most characters are ASCII, and those are told
/// apart by one look at a table.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let (mut start, mut length) = (at, 0);
        while let Some(&byte) = bytes.get(at) {
            let (is_part, width) = if byte.is_ascii() { (PARTS[usize::from(byte)], 1) } else { other(text, at) };
            if is_part {
                length += width;
            } else if length > 0 {
                break;
            } else {
                start = at + width;
            }
            at += width;
        }
        (length > 0).then(|| (start, &text[start..start + length]))
    })
}

/// Whether the character at a place is a part of a word, and how many bytes it has.
#[cold]
fn other(text: &str, at: usize) -> (bool, usize) {
    let c = text[at..].chars().next().expect("a character begins here");
    (c.is_alphanumeric() || is_accent(c) || c == '’', c.len_utf8())
}

/// Which ASCII characters are parts of words.
const PARTS: [bool; 128] = {
    let mut parts = [false; 128];
    let mut at = 0u8;
    while at < 128 {
        parts[at as usize] = at.is_ascii_alphanumeric() || at == b'\'';
        at += 1;
    }
    parts
};

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn lowered(run: &str) -> Cow<'_, str> {
    if run.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(run);
    }
    Cow::Owned(run.to_lowercase())
}

/// Chinese and Japanese set no spaces: their words are found by pairs of signs.
fn signs(word: &str) -> Option<Vec<String>> {
    let is_sign = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    if word.is_ascii() || !word.contains(is_sign) {
        return None;
    }
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [one] => Some(vec![one.to_string()]),
        several => Some(several.windows(2).map(|pair| pair.iter().collect()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        tokens(text, |word, _| words.push(word.to_owned()));
        words
    }

    #[test]
    fn accents_capitals_and_apostrophes_do_not_matter() {
        assert_eq!(words("The nurse’s Évacuation, DON'T"), ["the", "nurses", "evacuation", "dont"]);
    }

    #[test]
    fn words_with_a_hyphen_are_found_in_one_and_in_two() {
        assert_eq!(words("lock-down at 2026-08-15"), ["lock", "down", "lockdown", "at", "2026", "08", "15"]);
    }

    #[test]
    fn a_title_is_one_word_too() {
        assert_eq!(whole("First-aid team: what’s in it"), "first=aid-team-whats-in-it");
        assert_eq!(whole("Lockdown"), "lockdown=");
    }

    #[test]
    fn chinese_is_found_by_pairs() {
        assert_eq!(words("请锁上门 911"), ["请锁", "锁上", "上门", "911"]);
    }

    #[test]
    fn what_has_no_letters_has_no_words() {
        assert_eq!(words("!?… 🚒 ' ’"), Vec::<String>::new());
    }
}
