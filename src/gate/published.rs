//! A finished file into its words, as whoever opens it could read them: in the text, in attributes, in scripts and data.

use super::pdf;
use super::word::{self, Listener, Speller};

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Tags with words between them.
    Marked,
    /// Scripts, styles, data: words between quotation marks and ends of lines.
    Data,
    /// A calendar: lines go on in the next where that begins with a space.
    Calendar,
    /// Pages of paper: lines that end anywhere.
    Set,
    /// Pictures, sound, packs of files that were read before.
    Closed,
}

/// Tells the words of a file. Those of attributes go to a listener of their own, since a tag may stand inside a sentence.
/// Those of paper to a third.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    text: &mut impl Listener,
    aside: &mut impl Listener,
    set: &mut impl Listener,
) {
    name(path, aside);
    match form(path) {
        Form::Marked => marked(bytes, text, aside),
        Form::Data => data(bytes, false, text),
        Form::Calendar => data(bytes, true, text),
        // A line's end is no gap, and what stands beside it may be a note: only long runs are heard.
        Form::Set => word::plain(&pdf::words(bytes).unwrap_or_default(), set),
        Form::Closed => {}
    }
}

fn form(path: &str) -> Form {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xml" | "svg" => Form::Marked,
        "ics" => Form::Calendar,
        "pdf" => Form::Set,
        "png" | "jpg" | "jpeg" | "webp" | "gif" | "avif" | "heic" | "tif" | "tiff" | "woff2" | "mp3" | "mp4"
        | "pack" => Form::Closed,
        _ => Form::Data,
    }
}

/// The words of a path or an address: each name in it on its own.
fn name(path: &str, listener: &mut impl Listener) {
    let bytes = path.as_bytes();
    let mut speller = Speller::default();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'/' | b'#' | b'?' | b'.' => {
                speller.gap(at, listener);
                at += 1;
            }
            _ => at = speller.step(bytes, at, listener),
        }
    }
    speller.gap(at, listener);
}

/// Tags that stand inside a sentence and change nothing of it. A link is not among them: it may show what it names.
const INSIDE: [&[u8]; 6] = [b"em", b"strong", b"del", b"code", b"b", b"i"];

/// Attributes that hold no words.
const WORDLESS: [&[u8]; 10] =
    [b"class", b"d", b"viewBox", b"points", b"transform", b"width", b"height", b"style", b"rel", b"type"];

/// Attributes that hold addresses.
const ADDRESSES: [&[u8]; 4] = [b"href", b"src", b"srcset", b"action"];

fn marked(bytes: &[u8], text: &mut impl Listener, aside: &mut impl Listener) {
    let mut speller = Speller::default();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'<' {
            at = speller.step(bytes, at, text);
            continue;
        }
        let closes = bytes.get(at + 1) == Some(&b'/');
        let from = at + 1 + usize::from(closes);
        let length = bytes[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        let tag = &bytes[from..from + length];
        if INSIDE.contains(&tag) {
            speller.end(at, text);
        } else {
            speller.gap(at, text);
        }
        if length == 0 {
            // A comment, or a sign of its own.
            at += 1;
            continue;
        }
        at = attributes(bytes, from + length, aside);
        if !closes && matches!(tag, b"script" | b"style") {
            let end = bytes[at..].windows(2).position(|pair| pair == b"</").map_or(bytes.len(), |end| at + end);
            data(&bytes[at..end], false, text);
            at = end;
        }
    }
    speller.gap(at, text);
}

/// Tells the words of a tag's attributes, and says where the tag ends.
fn attributes(bytes: &[u8], from: usize, aside: &mut impl Listener) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != b'>' {
        let name =
            bytes[at..].iter().take_while(|byte| !matches!(byte, b'=' | b'>' | b' ' | b'\n' | b'"' | b'\'')).count();
        let key = &bytes[at..at + name];
        at += name;
        if bytes.get(at) != Some(&b'=') {
            at += usize::from(name == 0 || bytes.get(at).is_some_and(|byte| *byte != b'>'));
            continue;
        }
        at += 1;
        let Some(quote @ (b'"' | b'\'')) = bytes.get(at) else { continue };
        let length = bytes[at + 1..].iter().position(|byte| byte == quote).unwrap_or(bytes.len() - at - 1);
        let value = &bytes[at + 1..at + 1 + length];
        at = (at + length + 2).min(bytes.len());
        if WORDLESS.contains(&key) {
            continue;
        }
        match std::str::from_utf8(value) {
            Ok(address) if ADDRESSES.contains(&key) && !address.starts_with("mailto:") => self::name(address, aside),
            _ => data(value, false, aside),
        }
    }
    (at + 1).min(bytes.len())
}

fn data(bytes: &[u8], folds: bool, listener: &mut impl Listener) {
    let mut speller = Speller::default();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\r' if folds && bytes[at..].starts_with(b"\r\n ") => at += 3,
            b'"' | b'\n' | b'/' => {
                speller.gap(at, listener);
                at += 1;
            }
            b'.' if bytes[at..].starts_with(b".html") => {
                speller.gap(at, listener);
                at += 5;
            }
            _ => at = speller.step(bytes, at, listener),
        }
    }
    speller.gap(at, listener);
}
