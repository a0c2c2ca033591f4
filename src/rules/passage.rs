//! A run of words as one string that knows where each letter stands: what rules about words read.

use std::ops::Range;

use crate::document::body::{Inline, Target};
use crate::source::Span;

/// The words of a paragraph, a cell, a heading or a key.
pub(in crate::rules) struct Passage {
    /// The words alone.
    pub(in crate::rules) text: String,
    /// Whether it is all that is read aloud, and nothing else: no name is shown by reference, no picture by its words.
    pub(in crate::rules) is_whole: bool,
    pieces: Vec<Piece>,
}

/// Letters of the text and where they were typed.
struct Piece {
    start: usize,
    end: usize,
    span: Span,
}

impl Passage {
    /// The passage of some inlines. What is shown by reference, not typed, is left out; its place keeps a space.
    pub(in crate::rules) fn of(inlines: &[Inline]) -> Passage {
        let mut passage = Passage { text: String::new(), is_whole: true, pieces: Vec::new() };
        passage.take(inlines);
        passage
    }

    /// The passage of words from a key that is not Markdown.
    pub(in crate::rules) fn of_words(words: &str, span: Span) -> Passage {
        let piece = Piece { start: 0, end: words.len(), span };
        Passage { text: words.to_owned(), is_whole: true, pieces: vec![piece] }
    }

    /// Where a range of the text stands in the source: letter by letter where the two agree, else the whole run.
    pub(in crate::rules) fn span(&self, range: Range<usize>) -> Option<Span> {
        let touched = self.pieces.iter().filter(|piece| piece.start < range.end && range.start < piece.end);
        touched.map(|piece| piece.part(&range)).reduce(Span::to)
    }

    fn take(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(placed) | Inline::Code(placed) => self.push(&placed.value, placed.span),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => self.take(inner),
                Inline::Link(link) => {
                    self.take(&link.label);
                    // A number behind a link is published as well.
                    if let Target::Elsewhere(address) = &link.target
                        && (address.starts_with("tel:") || address.starts_with("sms:"))
                    {
                        self.push(" ", link.span);
                        self.push(address, link.span);
                        self.is_whole = false;
                    }
                }
                Inline::Reference(reference) => match &reference.label {
                    Some(label) => self.take(label),
                    None => {
                        self.push(" ", reference.span);
                        self.is_whole = false;
                    }
                },
                Inline::SoftBreak | Inline::HardBreak => self.text.push(' '),
                // Hidden from whoever writes it and not from whoever reads it: a comment is shown as it stands.
                Inline::Html(placed) if placed.value.starts_with("<!--") => self.push(&placed.value, placed.span),
                // Pictures have a passage of their own.
                Inline::Image(_) => self.is_whole = false,
                Inline::FootnoteMark(_) | Inline::Html(_) => {}
            }
        }
    }

    fn push(&mut self, words: &str, span: Span) {
        let start = self.text.len();
        self.text.push_str(words);
        self.pieces.push(Piece { start, end: self.text.len(), span });
    }
}

impl Piece {
    fn part(&self, range: &Range<usize>) -> Span {
        let length = self.end - self.start;
        // Entities and curly quotes are longer or shorter than what was typed.
        if self.span.range().len() != length {
            return self.span;
        }
        let from = self.span.start as usize + range.start.saturating_sub(self.start);
        let to = self.span.start as usize + (range.end.min(self.end) - self.start);
        Span::new(self.span.source, from, to)
    }
}
