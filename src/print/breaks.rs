//! Words that are longer than any line, with places where they may be broken.

use serde_json::Value;

/// The longest word that is left whole; no line of a page is shorter.
const LONG: usize = 28;

/// What is no text but the name of something: a label, an address, a file, a picture.
const NAMES: [&str; 14] =
    ["label", "to", "href", "file", "logo", "url", "verify", "qr", "id", "at", "changed", "new", "targets", "fonts"];

/// Lets every long word of a manuscript be broken: it must end somewhere, and nothing is shown at the break.
pub(super) fn allow(data: &mut Value) {
    match data {
        Value::String(words) => {
            if words.len() > LONG && words.split_whitespace().any(|word| word.chars().count() > LONG) {
                *words = breakable(words);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(allow),
        Value::Object(fields) => {
            fields.iter_mut().filter(|(key, _)| !NAMES.contains(&key.as_str())).for_each(|(_, value)| allow(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn breakable(words: &str) -> String {
    let mut broken = String::with_capacity(words.len() + words.len() / 8);
    for piece in words.split_inclusive(char::is_whitespace) {
        let is_long = piece.chars().count() > LONG;
        for (within, letter) in piece.chars().enumerate() {
            if is_long && within > 0 && within % (LONG / 2) == 0 {
                broken.push('\u{200b}');
            }
            broken.push(letter);
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::{allow, breakable};

    #[test]
    fn only_long_words_may_be_broken_and_names_stay_as_they_are() {
        let long = "a".repeat(40);
        assert_eq!(breakable("short words stay"), "short words stay");
        assert_eq!(breakable(&long).replace('\u{200b}', ""), long);
        let mut data = serde_json::json!({ "label": long, "text": [long] });
        allow(&mut data);
        assert_eq!(data["label"], long.as_str());
        assert_ne!(data["text"][0], long.as_str());
    }
}
