//! Who approved the plan, what changed, and who holds a copy, in words for paper.

use std::sync::Arc;

use jiff::civil::Date;

use super::scribe::Scribe;
use super::text::Run;
use crate::document::{Document, Prose};
use crate::edition::{Record, Teller};
use crate::words::Joint;

/// The plan's control pages.
pub(super) type Control = Record<String, Vec<Run>, String>;

impl<'s> Teller<'s> for Scribe<'s> {
    type Day = String;
    type Words = Vec<Run>;
    type Titles = String;

    fn day(&self, day: Date) -> String {
        self.words.date(day)
    }

    fn words(&mut self, prose: &'s Prose) -> Vec<Run> {
        self.phrase(prose)
    }

    fn titles(&mut self, documents: Vec<&'s Arc<Document>>) -> String {
        self.words.list(Joint::And, documents.into_iter().map(|document| document.common.title.value.as_str()))
    }
}
