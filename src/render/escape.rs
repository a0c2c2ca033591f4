//! Words into HTML: the five characters that mean something there become what stands for them.

use std::io::{self, Write};

/// Words as they stand between tags and between double quotation marks.
pub(super) fn text(words: &str, into: &mut String) {
    let mut rest = words;
    while let Some(at) = rest.bytes().position(means_something) {
        into.push_str(&rest[..at]);
        into.push_str(entity(rest.as_bytes()[at]).unwrap_or_default());
        rest = &rest[at + 1..];
    }
    into.push_str(rest);
}

/// The same for templates. Tera's own function writes byte by byte.
pub(super) fn template(words: &str, into: &mut dyn Write) -> io::Result<()> {
    let mut rest = words;
    while let Some(at) = rest.bytes().position(means_something) {
        into.write_all(&rest.as_bytes()[..at])?;
        into.write_all(entity(rest.as_bytes()[at]).unwrap_or_default().as_bytes())?;
        rest = &rest[at + 1..];
    }
    into.write_all(rest.as_bytes())
}

/// Whether a byte has an entity; one look at a table, since every byte of every page is asked.
fn means_something(byte: u8) -> bool {
    const TABLE: [bool; 256] = {
        let mut table = [false; 256];
        let mut at = 0;
        while at < 5 {
            table[b"&<>\"'"[at] as usize] = true;
            at += 1;
        }
        table
    };
    TABLE[usize::from(byte)]
}

fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}
