//! A document's texts into words and sentences, cut once for all the rules that read them.

use std::cell::OnceCell;
use std::ops::{Deref, Range};

use crate::document::Document;
use crate::document::body::Inline;
use crate::handbook::Handbook;
use crate::rules::sentences::sentences;
use crate::rules::texts::{self, Text};
use crate::rules::words::phrase::{self, Word};

/// The texts of a document, or of the registers.
pub struct Wording<'t> {
    /// The handbook that they stand in.
    pub(in crate::rules) handbook: &'t Handbook,
    /// The document; nothing where these are the registers.
    pub(in crate::rules) document: Option<&'t Document>,
    /// Every text, in the order it is read.
    pub(in crate::rules) lines: Vec<Line<'t>>,
    /// The lines that are made of Markdown, by where it is in memory.
    places: Vec<(usize, usize, usize)>,
}

/// A text with its words and sentences, which are cut when a rule first asks for them.
pub(in crate::rules) struct Line<'t> {
    text: &'t Text<'t>,
    words: OnceCell<Vec<Word<'t>>>,
    sentences: OnceCell<Vec<Range<usize>>>,
}

impl<'t> Wording<'t> {
    /// Makes the wording of a document, or of the registers where there is none, and hands it on.
    pub(in crate::rules) fn with(handbook: &Handbook, document: Option<&Document>, reader: impl FnOnce(&Wording<'_>)) {
        let mut all: Vec<Text<'_>> = Vec::new();
        match document {
            Some(document) => texts::of_document(handbook, document, &mut |text| all.push(text)),
            None => texts::of_registers(handbook, &mut |text| all.push(text)),
        }
        let lines: Vec<Line<'_>> = all.iter().map(Line::of).collect();
        let made_of = |(at, text): (usize, &Text<'_>)| {
            let (start, length) = place(text.inlines?);
            Some((start, length, at))
        };
        let mut places: Vec<_> = all.iter().enumerate().filter_map(made_of).collect();
        places.sort_unstable();
        reader(&Wording { handbook, document, lines, places });
    }

    /// The line that is made of some Markdown of the document.
    pub(in crate::rules) fn line(&self, inlines: &[Inline]) -> Option<&Line<'t>> {
        let wanted = place(inlines);
        let at = self.places.partition_point(|&(start, length, _)| (start, length) < wanted);
        let &(start, length, line) = self.places.get(at)?;
        ((start, length) == wanted).then(|| &self.lines[line])
    }
}

/// Two runs of Markdown are the same if they are at one place in memory; empty ones have no words to tell apart.
fn place(inlines: &[Inline]) -> (usize, usize) {
    (inlines.as_ptr() as usize, inlines.len())
}

impl<'t> Line<'t> {
    /// A text, not cut yet.
    pub(in crate::rules) fn of(text: &'t Text<'t>) -> Line<'t> {
        Line { text, words: OnceCell::new(), sentences: OnceCell::new() }
    }

    /// Its words.
    pub(in crate::rules) fn words(&self) -> &[Word<'t>] {
        self.words.get_or_init(|| phrase::words(&self.text.passage.text))
    }

    /// Its sentences, as ranges of its letters.
    pub(in crate::rules) fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| sentences(&self.text.passage.text))
    }
}

impl<'t> Deref for Line<'t> {
    type Target = Text<'t>;

    fn deref(&self) -> &Text<'t> {
        self.text
    }
}
