//! What a form left to be filled in: words between `[?` and `]`, counted through the whole handbook.

use std::cell::RefCell;
use std::ops::Range;

use rayon::prelude::*;

use super::kept::Kept;
use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::source::{Content, SourceId, Sources, Span};

/// Tells every blank, in the order of files and of lines, with its number.
pub(super) fn check(sources: &Sources, theme: &str, findings: &RefCell<Diagnostics>, kept: &mut Kept) {
    let texts: Vec<(SourceId, &str)> = sources
        .iter()
        .filter_map(|(id, source)| match &source.content {
            Content::Text(text) if !source.path.starts_with(theme) => Some((id, text.as_str())),
            Content::Text(_) | Content::Media(_) | Content::Unreadable(_) => None,
        })
        .collect();
    let fresh: Vec<(SourceId, &str)> = texts.iter().copied().filter(|(id, _)| kept.blanks(*id).is_none()).collect();
    let fresh: Vec<_> = fresh.into_par_iter().map(|(id, text)| (id, blanks(text))).collect();
    fresh.into_iter().for_each(|(id, blanks)| kept.keep_blanks(id, blanks));
    let of = |&(id, text)| kept.blanks(id).unwrap_or_default().iter().map(move |range| (id, text, range));
    let all: Vec<(SourceId, &str, &Range<usize>)> = texts.iter().flat_map(of).collect();
    for (number, (id, text, range)) in all.iter().enumerate() {
        let words = text[range.start + OPEN.len()..range.end - 1].split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("Still to fill in, {} of {}: {words}", number + 1, all.len());
        let span = Span::new(*id, range.start, range.end);
        findings.borrow_mut().push(
            Diagnostic::warning(found::LEFT_BLANK, span, message)
                .help("put your own words in the place of the brackets and what is in them"),
        );
    }
}

/// How a blank begins.
const OPEN: &str = "[?";

/// Where the blanks of a text are. What stands in a TOML comment, or right behind a back quote, only speaks of them.
fn blanks(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // One letter is looked for many times as fast as two, and few texts have it.
    for (start, _) in text.match_indices('[').filter(|(start, _)| text[*start..].starts_with(OPEN)) {
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let is_inside = found.last().is_some_and(|last| start < last.end);
        if is_inside || text[..start].ends_with('`') || text[line..start].trim_start().starts_with("# ") {
            continue;
        }
        if let Some(length) = closed(&text[start..]) {
            found.push(start..start + length);
        }
    }
    found
}

/// How long a blank is, with its brackets; nothing where it is not closed before the paragraph ends.
fn closed(text: &str) -> Option<usize> {
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let mut depth = 0_usize;
    for (at, letter) in text[..paragraph].char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}
