//! Letters that no font has, found before they would vanish from paper; with the place where their author typed them.

use std::collections::{BTreeMap, BTreeSet};

use unicode_script::{Script, UnicodeScript as _};

use super::engine::Fonts;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, found};
use crate::source::{Content, Sources, Span};

/// The letters of a text that no font has.
pub(super) fn missing(text: &str, fonts: &Fonts) -> BTreeSet<char> {
    let mut seen = BTreeSet::new();
    seen.extend(text.chars().filter(|letter| !letter.is_ascii() && !is_silent(*letter)));
    seen.retain(|letter| !fonts.has(*letter));
    seen
}

/// Marks that steer and are not shown: joiners, directions, places to break, forms of a sign.
fn is_silent(letter: char) -> bool {
    letter.is_control()
        || letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// A finding for each file and script, at the first word that cannot be printed.
pub(super) fn findings(letters: &BTreeSet<char>, sources: &Sources, binder: Span) -> Diagnostics {
    let mut findings = Diagnostics::new();
    let mut told: BTreeMap<(String, &str), ()> = BTreeMap::new();
    let mut placed: BTreeSet<char> = BTreeSet::new();
    for (id, source) in sources.iter() {
        let Content::Text(text) = &source.content else { continue };
        if text.is_ascii() || !(source.path.ends_with(".md") || source.path.ends_with(".toml")) {
            continue;
        }
        for (at, letter) in text.char_indices().filter(|(_, letter)| letters.contains(letter)) {
            placed.insert(letter);
            if told.insert((source.path.clone(), script(letter)), ()).is_none() {
                let (start, end) = word(text, at);
                findings.push(finding(letter, &text[start..end], Place::Words(Span::new(id, start, end))));
            }
        }
    }
    for letter in letters.difference(&placed) {
        findings.push(finding(*letter, &letter.to_string(), Place::Words(binder)));
    }
    findings
}

fn finding(letter: char, word: &str, place: Place) -> Diagnostic {
    let what = match script(letter) {
        "" => format!("The sign {letter} (U+{:04X})", u32::from(letter)),
        script => format!("\"{word}\" is {script}, and its letters"),
    };
    let verb = if script(letter).is_empty() { "is" } else { "are" };
    Diagnostic::error(found::MISSING_GLYPH, place, format!("{what} {verb} in no font that we print with")).help(
        if script(letter).is_empty() {
            "write a word instead, or put a font that has it (.ttf or .otf) into the folder fonts/".to_owned()
        } else {
            format!("put a font for {} (.ttf or .otf) into the folder fonts/ of the handbook", script(letter))
        },
    )
}

/// The script of a letter; nothing for signs that belong to none.
fn script(letter: char) -> &'static str {
    match letter.script() {
        Script::Common | Script::Inherited | Script::Unknown => "",
        Script::Han => "Chinese or Japanese",
        Script::Hiragana | Script::Katakana => "Japanese",
        Script::Hangul => "Korean",
        script => script.full_name(),
    }
}

/// The word around a letter, at most forty characters of it.
fn word(text: &str, at: usize) -> (usize, usize) {
    let start = text[..at].char_indices().rev().take(40).take_while(|(_, c)| !c.is_whitespace() && *c != '"').last();
    let end = text[at..].char_indices().take(40).take_while(|(_, c)| !c.is_whitespace() && *c != '"').last();
    (start.map_or(at, |(start, _)| start), end.map_or(at, |(end, c)| at + end + c.len_utf8()))
}
