//! One file while it is being read: where it stands, in which language, and where findings go.

use std::cell::RefCell;

use super::body::{Block, Step};
use super::inlines::plain;
use super::kind::Kind;
use super::prose::Prose;
use super::section;
use super::step;
use super::text::Text;
use super::words::Words;
use crate::diagnostic::Diagnostics;
use crate::fields::{FieldValue, Fields, Language, Origin, Raw};
use crate::source::SourceId;

/// A file that is being read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The file.
    pub source: SourceId,
    /// Its path from the handbook's folder.
    pub path: &'a str,
    /// Its whole text.
    pub text: &'a str,
    /// The language it is written in.
    pub language: &'a Language,
    /// Where findings go.
    pub findings: &'a RefCell<Diagnostics>,
}

impl<'a> Reading<'a> {
    /// A stretch of the file as TOML.
    #[must_use]
    pub fn toml(&self, start: usize, end: usize) -> Origin<'a> {
        Origin { source: self.source, text: &self.text[start..end], base: start, findings: self.findings }
    }

    /// A stretch of the file as the Markdown of a document.
    pub(crate) fn markdown(&self, start: usize) -> Text<'a> {
        Text {
            markdown: &self.text[start..],
            source: self.source,
            path: self.path,
            base: start,
            whole: None,
            words: Words::of(self.language),
            findings: self.findings,
        }
    }

    /// The Markdown of a TOML value.
    #[must_use]
    pub fn prose(&self, raw: &Raw) -> Prose {
        let blocks = section::prose(Text::of_raw(raw, self.path, self.language, self.findings), Kind::Page);
        Prose { blocks, span: raw.span }
    }

    /// A text that may be left out.
    pub fn optional(&self, fields: &mut Fields<'_>, key: &'static str) -> Option<Prose> {
        fields.optional::<Raw>(key).map(|raw| self.prose(&raw))
    }

    /// A text that must be there; an empty one stands in for it.
    pub fn required(&self, fields: &mut Fields<'_>, key: &'static str, example: &str) -> Prose {
        let placed = fields.required::<Given>(key, example);
        match &placed.value.0 {
            Some(raw) => self.prose(raw),
            None => Prose { blocks: Vec::new(), span: placed.span },
        }
    }

    /// A list of texts.
    pub fn list(&self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Prose> {
        fields.list::<Raw>(key).iter().map(|raw| self.prose(raw)).collect()
    }

    /// A list of texts that are steps: `"@office: Call 911."`.
    pub fn steps(&self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Step> {
        let raws = fields.list::<Raw>(key);
        raws.iter()
            .map(|raw| {
                let text = Text::of_raw(raw, self.path, self.language, self.findings);
                step::step(text, section::prose(text, Kind::Page))
            })
            .collect()
    }
}

/// A text or nothing, so that a missing one has a default.
#[derive(Default)]
struct Given(Option<Raw>);

impl FieldValue for Given {
    const NEEDS: &'static str = Raw::NEEDS;

    fn read(value: &toml::de::DeValue<'_>, at: crate::fields::At<'_>) -> Result<Given, Option<crate::fields::Refused>> {
        Raw::read(value, at).map(|raw| Given(Some(raw)))
    }
}

/// The words of some blocks alone, in order, with a space between blocks.
pub(crate) fn words_of(blocks: &[Block]) -> String {
    let mut words = String::new();
    super::walk::inlines(blocks, &mut |inlines| {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&plain(inlines));
    });
    words
}
