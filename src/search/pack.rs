//! Numbers and sorted words into printable text that a browser reads quickly and gzip makes small.
//!
//! Everything is ASCII that stands in a JavaScript string as it is. A number is written in digits of 91 signs; those from
//! 60 on say that more follows. Sorted words are written as a capital letter for what they share with the word before
//! (words themselves never have capitals) and their rest.

/// The number of signs that end a number.
const ENDS: u32 = 60;
/// The number of signs that go on.
const GOES_ON: u32 = 31;
/// Between two lists.
pub(super) const NEXT: char = '|';
/// Before a list that does not hold everything.
pub(super) const CUT: char = '!';

/// Writes a number.
pub(super) fn number(mut value: u32, into: &mut String) {
    while value >= ENDS {
        value -= ENDS;
        into.push(sign(ENDS + value % GOES_ON));
        value /= GOES_ON;
    }
    into.push(sign(value));
}

/// A digit's sign: printable ASCII without the quote, the backslash and the two marks above.
fn sign(digit: u32) -> char {
    let mut code = digit + 0x20;
    for left_out in [CUT, '"', '\\', NEXT] {
        if code >= u32::from(left_out) {
            code += 1;
        }
    }
    char::from_u32(code).expect("91 digits are printable ASCII")
}

/// Writes sorted words one after another.
#[derive(Default)]
pub(super) struct Words {
    text: String,
    last: String,
}

impl Words {
    /// Adds the next word.
    pub(super) fn push(&mut self, word: &str) {
        let shared = word.chars().zip(self.last.chars()).take_while(|(a, b)| a == b).take(25);
        // Browsers count in UTF-16, so a letter outside its first plane counts twice.
        let (bytes, units) = shared.fold((0, 0u8), |(bytes, units), (c, _)| {
            (bytes + c.len_utf8(), units + if c.len_utf16() == 2 { 2 } else { 1 })
        });
        let (bytes, units) = if units > 25 { (0, 0) } else { (bytes, units) };
        self.text.push(char::from(b'A' + units));
        self.text.push_str(&word[bytes..]);
        self.last.clear();
        self.last.push_str(word);
    }

    /// How long the text is so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Documents that hold a word, ascending, each with its impact from 0 to 15.
pub(super) fn postings(list: &[(u32, u8)], into: &mut String) {
    let mut next = 0;
    for &(document, impact) in list {
        number((document - next) * 16 + u32::from(impact), into);
        next = document + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn digit(sign: char) -> u32 {
        let left_out = [CUT, '"', '\\', NEXT].iter().filter(|left_out| sign > **left_out).count();
        u32::from(sign) - 0x20 - left_out as u32
    }

    fn read_numbers(text: &str) -> Vec<u32> {
        let (mut numbers, mut value, mut scale) = (Vec::new(), 0u64, 1u64);
        for sign in text.chars() {
            value += u64::from(digit(sign)) * scale;
            scale *= u64::from(GOES_ON);
            if digit(sign) < ENDS {
                numbers.push(value as u32);
                (value, scale) = (0, 1);
            }
        }
        numbers
    }

    fn read_words(text: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let shared = usize::from(rest.as_bytes()[0] - b'A');
            let end = rest[1..].find(|c: char| c.is_ascii_uppercase()).map_or(rest.len(), |at| at + 1);
            let before: Vec<u16> =
                words.last().map(|word| word.encode_utf16().take(shared).collect()).unwrap_or_default();
            words.push(String::from_utf16(&before).expect("whole letters are shared") + &rest[1..end]);
            rest = &rest[end..];
        }
        words
    }

    #[test]
    fn small_numbers_take_one_sign_and_no_sign_needs_an_escape() {
        for value in 0..ENDS + GOES_ON * ENDS {
            let mut text = String::new();
            number(value, &mut text);
            assert_eq!(text.len(), if value < ENDS { 1 } else { 2 });
            assert!(
                text.bytes().all(|b| (0x20..0x7f).contains(&b)) && !text.contains(['"', '\\', NEXT, CUT]),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn numbers_come_back(values in prop::collection::vec(any::<u32>(), 0..50)) {
            let mut text = String::new();
            values.iter().for_each(|value| number(*value, &mut text));
            prop_assert_eq!(read_numbers(&text), values);
        }

        #[test]
        fn words_come_back(mut words in prop::collection::vec("[a-z0-9é𝛼中]{1,40}", 0..50)) {
            words.sort();
            words.dedup();
            let mut written = Words::default();
            words.iter().for_each(|word| written.push(word));
            prop_assert_eq!(read_words(&written.finish()), words);
        }

        #[test]
        fn postings_come_back(documents in prop::collection::btree_map(0u32..200_000, 0u8..16, 0..200)) {
            let list: Vec<(u32, u8)> = documents.into_iter().collect();
            let mut text = String::new();
            postings(&list, &mut text);
            let mut next = 0;
            let read = read_numbers(&text).into_iter().map(|value| {
                let document = next + value / 16;
                next = document + 1;
                (document, (value % 16) as u8)
            });
            prop_assert_eq!(read.collect::<Vec<_>>(), list);
        }
    }
}
