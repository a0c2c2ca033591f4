//! Who approved the plan, what changed, and who holds a copy, in words for paper.

use std::sync::Arc;

use jiff::civil::Date;

use super::scribe::Scribe;
use super::text::Run;
use crate::document::{Document, Prose};
use crate::edition::{Record, Teller};

/// The plan's control pages.
pub(super) type Control = Record<String, Vec<Run>, String>;

impl<'s> Teller<'s> for Scribe<'s> {
    type Day = String;
    type Words = Vec<Run>;
    type Title = String;

    fn day(&self, day: Date) -> String {
        self.words.date(day)
    }

    fn words(&mut self, prose: &'s Prose) -> Vec<Run> {
        self.phrase(prose)
    }

    fn title(&mut self, document: &'s Arc<Document>) -> String {
        document.common.title.value.clone()
    }
}
