//! Words among words: what they say when they are read aloud, and where they stand.

use super::body::Inline;

/// The words alone, as they are read aloud.
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    plain_into(inlines, &mut words);
    words
}

fn plain_into(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(&text.value),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => plain_into(inner, words),
            Inline::Link(link) => plain_into(&link.label, words),
            Inline::Reference(reference) => match &reference.label {
                Some(label) => plain_into(label, words),
                None => words.push_str(&reference.id.replace('-', " ")),
            },
            Inline::Image(image) => words.push_str(&image.alt),
            Inline::SoftBreak | Inline::HardBreak => words.push(' '),
            Inline::FootnoteMark(_) | Inline::Html(_) => {}
        }
    }
}

/// Where an inline begins in its file, if it says so.
pub(crate) fn start_of(inline: &Inline) -> Option<usize> {
    match inline {
        Inline::Text(placed) | Inline::Code(placed) | Inline::FootnoteMark(placed) | Inline::Html(placed) => {
            Some(placed.span.start as usize)
        }
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => inner.iter().find_map(start_of),
        Inline::Link(link) => Some(link.span.start as usize),
        Inline::Reference(reference) => Some(reference.span.start as usize),
        Inline::Image(image) => Some(image.span.start as usize),
        Inline::SoftBreak | Inline::HardBreak => None,
    }
}

/// Where an inline ends in its file, if it says so.
pub(crate) fn end_of(inline: &Inline) -> Option<usize> {
    match inline {
        Inline::Text(placed) | Inline::Code(placed) | Inline::FootnoteMark(placed) | Inline::Html(placed) => {
            Some(placed.span.end as usize)
        }
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => inner.iter().rev().find_map(end_of),
        Inline::Link(link) => Some(link.span.end as usize),
        Inline::Reference(reference) => Some(reference.span.end as usize),
        Inline::Image(image) => Some(image.span.end as usize),
        Inline::SoftBreak | Inline::HardBreak => None,
    }
}
