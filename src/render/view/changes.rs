//! Who approved the plan, what changed, and who holds a copy, in words for a page.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Day, Joined, Link, joined_links};
use crate::document::{Document, Prose};
use crate::edition::{Record, Teller};
use crate::render::fragment::Html;
use crate::render::html::Writer;
use crate::words::Joint;

/// The plan's control pages.
pub(in crate::render) type Shown = Record<Day, Html, Vec<Joined<Link>>>;

impl<'b> Teller<'b> for Writer<'b> {
    type Day = Day;
    type Words = Html;
    type Titles = Vec<Joined<Link>>;

    fn day(&self, day: Date) -> Day {
        Day::of(day, self.book.words)
    }

    fn words(&mut self, prose: &'b Prose) -> Html {
        self.phrase(prose)
    }

    fn titles(&mut self, documents: Vec<&'b Arc<Document>>) -> Vec<Joined<Link>> {
        let links = documents.into_iter().map(|document| Link {
            title: document.common.title.value.clone(),
            href: self.document_link(document, None),
        });
        joined_links(self.book.words, Joint::And, links)
    }
}

pub(super) fn of(writer: &mut Writer<'_>) -> Shown {
    let edition = writer.book.edition;
    edition.record(writer)
}
