//! Places as editors count them (line, UTF-16 unit) and as files do (byte).

use serde_json::{Value, json};

/// The byte at a position; the end of the line where it is beyond that.
pub(super) fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| position[key].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
    let (line, mut units) = (number("line"), number("character"));
    let start = match line {
        0 => 0,
        line => match text.match_indices('\n').nth(line - 1) {
            Some((at, _)) => at + 1,
            None => return text.len(),
        },
    };
    for (at, letter) in text[start..].char_indices() {
        if units == 0 || letter == '\n' {
            return start + at;
        }
        units = units.saturating_sub(letter.len_utf16());
    }
    text.len()
}

/// The position of a byte.
pub(super) fn position(text: &str, offset: usize) -> Value {
    let offset = text.floor_char_boundary(offset);
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": before.matches('\n').count(), "character": before[start..].encode_utf16().count() })
}

/// The range of some bytes.
pub(super) fn range(text: &str, bytes: std::ops::Range<usize>) -> Value {
    json!({ "start": position(text, bytes.start), "end": position(text, bytes.end) })
}

/// How a text has become another: what stands before and behind the change has only moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moved {
    before: usize,
    behind: usize,
    old: usize,
    new: usize,
}

impl Moved {
    /// What is the same at the beginning and at the end of two texts.
    pub(super) fn between(old: &str, new: &str) -> Moved {
        let before = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - before;
        let behind = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
        Moved { before, behind, old: old.len(), new: new.len() }
    }

    /// Where some bytes of the old text stand in the new one; nothing where the change went through them.
    pub(super) fn range(self, bytes: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        if bytes.end <= self.before {
            return Some(bytes);
        }
        let from_end = |at: usize| self.new - (self.old - at);
        (bytes.start >= self.old - self.behind).then(|| from_end(bytes.start)..from_end(bytes.end))
    }
}

/// The path of a file's address; nothing for other addresses.
pub(super) fn path(address: &str) -> Option<std::path::PathBuf> {
    let rest = address.strip_prefix("file://")?;
    let mut bytes = Vec::with_capacity(rest.len());
    let mut letters = rest.bytes();
    while let Some(byte) = letters.next() {
        if byte == b'%' {
            let mut digit = || letters.next().and_then(|digit| char::from(digit).to_digit(16));
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    // `/C:/Users` on one system.
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    Some(path.strip_prefix('/').filter(|_| is_drive).unwrap_or(&path).into())
}

/// The address of a file.
pub(super) fn address(path: &std::path::Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    let escaped: String = path
        .bytes()
        .map(|byte| match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b':' => char::from(byte).to_string(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("file://{slash}{escaped}")
}

#[cfg(test)]
mod tests {
    use super::{Moved, address, offset, path, position};
    use serde_json::json;

    #[test]
    fn editors_count_in_units_of_sixteen_bits() {
        let text = "a😀b\r\nç\n";
        for (at, line, character) in [(0, 0, 0), (5, 0, 3), (8, 1, 0), (10, 1, 1), (11, 2, 0)] {
            assert_eq!(position(text, at), json!({ "line": line, "character": character }), "{at}");
            assert_eq!(offset(text, &json!({ "line": line, "character": character })), at, "{at}");
        }
        assert_eq!(offset(text, &json!({ "line": 1, "character": 99 })), 10);
        assert_eq!(offset(text, &json!({ "line": 99, "character": 0 })), text.len());
    }

    #[test]
    fn what_a_change_leaves_alone_is_found_again() {
        let (old, new) = ("one two three", "one twenty three");
        let moved = Moved::between(old, new);
        assert_eq!(moved.range(0..3), Some(0..3));
        assert_eq!(moved.range(8..13).map(|range| &new[range]), Some("three"));
        assert_eq!(moved.range(4..7), None);
        assert_eq!(Moved::between(old, old).range(4..7), Some(4..7));
    }

    #[test]
    fn a_path_is_an_address_and_back() {
        let there = address("/home/a b/é.md".as_ref());
        assert_eq!(there, "file:///home/a%20b/%C3%A9.md");
        assert_eq!(path(&there), Some("/home/a b/é.md".into()));
        assert_eq!(path("untitled:1"), None);
    }
}
