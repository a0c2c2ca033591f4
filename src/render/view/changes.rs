//! Who approved the plan, what changed, and who holds a copy, in words for a page.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Day, Link};
use crate::document::{Document, Prose};
use crate::edition::{Record, Teller};
use crate::render::fragment::Html;
use crate::render::html::Writer;

/// The plan's control pages.
pub(in crate::render) type Shown = Record<Day, Html, Link>;

impl<'b> Teller<'b> for Writer<'b> {
    type Day = Day;
    type Words = Html;
    type Title = Link;

    fn day(&self, day: Date) -> Day {
        Day::of(day, self.book.words)
    }

    fn words(&mut self, prose: &'b Prose) -> Html {
        self.phrase(prose)
    }

    fn title(&mut self, document: &'b Arc<Document>) -> Link {
        Link { title: document.common.title.value.clone(), href: self.document_link(document, None) }
    }
}

pub(super) fn of(writer: &mut Writer<'_>) -> Shown {
    let edition = writer.book.edition;
    edition.record(writer)
}
