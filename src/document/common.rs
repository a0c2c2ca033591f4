//! What every document says about itself.

use jiff::civil::Date;

use super::location::Location;
use super::prose::Prose;
use super::reading::Reading;
use crate::diagnostic::{Diagnostic, found};
use crate::fields::{Fields, Id, Interval, Placed, names};
use crate::source::Span;

/// The keys of every document.
#[derive(Clone, Debug)]
pub struct Common {
    /// Its title.
    pub title: Placed<String>,
    /// One or two plain sentences.
    pub summary: Prose,
    /// Who may read it; missing means staff.
    pub audience: Option<Placed<Id>>,
    /// The role that keeps it true.
    pub owner: Option<Placed<Id>>,
    /// How far it is on its way.
    pub status: Status,
    /// The day it came into force.
    pub effective: Option<Placed<Date>>,
    /// The day somebody last held it against reality.
    pub last_reviewed: Option<Placed<Date>>,
    /// How often that must be.
    pub review_interval: Option<Placed<Interval>>,
    /// What it is based on.
    pub sources: Vec<Prose>,
    /// Other words people search for.
    pub aliases: Vec<Placed<String>>,
    /// Its place in its list.
    pub order: Option<i64>,
    /// Documents to read beside it.
    pub related: Vec<Placed<Id>>,
    /// Elements of the completeness framework that it covers.
    pub elements: Vec<Placed<String>>,
}

names! {
    /// How far a document is on its way.
    pub enum Status {
        /// Being written.
        Draft = "draft",
        /// Being read by others.
        Review = "review",
        /// In force.
        Approved = "approved",
    }
}

impl Common {
    /// Reads the keys that every document may have.
    pub(crate) fn read(reading: Reading<'_>, fields: &mut Fields<'_>) -> Common {
        Common {
            title: fields.required("title", "\"Lockdown\""),
            summary: reading.required(fields, "summary", "\"One plain sentence.\""),
            audience: fields.placed("audience"),
            owner: fields.placed("owner"),
            status: fields.optional("status").unwrap_or(Status::Draft),
            effective: fields.placed("effective"),
            last_reviewed: fields.placed("last_reviewed"),
            review_interval: fields.placed("review_interval"),
            sources: reading.list(fields, "sources"),
            aliases: fields.list("aliases"),
            order: fields.optional("order"),
            related: fields.list("related"),
            elements: fields.list("elements"),
        }
    }
}

/// The id of the front matter, or of the file's name.
pub(crate) fn id(location: &Location, fields: &mut Fields<'_>, head: Span) -> Placed<Id> {
    if let Some(given) = fields.placed::<Id>("id") {
        return given;
    }
    let value = Id::parse(&location.stem).unwrap_or_else(|| {
        let slug = Id::slug(&location.stem);
        fields.report(
            Diagnostic::error(
                found::INVALID_VALUE,
                head,
                format!("The file's name \"{}\" is not an id", location.stem),
            )
            .help(format!("rename the file to {slug}, or add `id = \"{slug}\"`")),
        );
        slug
    });
    Placed { value, span: head }
}
