//! `schools/<id>/school.toml`: what is true only there.

use super::contacts::{self, Contact};
use super::places::{self, Place};
use crate::document::Reading;
use crate::fields::{Colour, Fields, Id, Keys, Phone, Placed, names};
use crate::source::Span;

/// A school, with its values, people, places and contacts laid over the district's.
#[derive(Clone, Debug)]
pub struct School {
    /// What it is called by: its folder's name.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// Its name in a menu.
    pub short: String,
    /// Elementary, middle, high.
    pub level: Level,
    /// Its grades.
    pub grades: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// How many students.
    pub students: Option<u32>,
    /// How many adults work there.
    pub staff: Option<u32>,
    /// Its number.
    pub phone: Option<Placed<Phone>>,
    /// Its colour.
    pub colour: Option<Placed<Colour>>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// Its values.
    pub values: Vec<(Placed<String>, Placed<String>)>,
    /// Who holds which role.
    pub people: Vec<(Placed<String>, Holders)>,
    /// Its places, whole.
    pub places: Vec<Place>,
    /// Its contacts, whole.
    pub contacts: Vec<Contact>,
    /// Where it stands.
    pub span: Span,
}

/// Who holds a role at a school.
#[derive(Clone, Debug)]
pub struct Holders {
    /// The first.
    pub primary: Option<Placed<String>>,
    /// Who steps in, in order.
    pub alternates: Vec<Placed<String>>,
    /// Which keys are there, readable or not.
    pub keys: Keys,
}

names! {
    /// The level of a school.
    pub enum Level {
        /// Elementary.
        Elementary = "elementary",
        /// Middle.
        Middle = "middle",
        /// High.
        High = "high",
        /// Another.
        Other = "other",
    }
}

/// Reads a school.
pub(super) fn read(
    reading: Reading<'_>,
    id: Id,
    places: &[Place],
    contacts: &[Contact],
    fields: &mut Fields<'_>,
) -> School {
    let title = fields.required::<String>("title", "\"Harbor Elementary School\"").value;
    School {
        short: fields.optional("short").unwrap_or_else(|| title.clone()),
        title,
        level: fields.optional("level").unwrap_or(Level::Other),
        grades: fields.optional("grades"),
        address: fields.optional("address"),
        students: fields.optional("students"),
        staff: fields.optional("staff"),
        phone: fields.placed("phone"),
        colour: fields.placed("colour"),
        summary: fields.optional("summary"),
        values: fields.table("values").map(|mut table| table.entries()).unwrap_or_default(),
        people: fields
            .table("people")
            .map(|mut table| table.named_tables())
            .unwrap_or_default()
            .into_iter()
            .map(|(role, mut table)| {
                let holders = Holders {
                    primary: table.placed("primary"),
                    alternates: table.list("alternates"),
                    keys: table.keys(),
                };
                table.finish();
                (role, holders)
            })
            .collect(),
        places: fields
            .table("places")
            .map(|mut table| table.named_tables())
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(key, table)| {
                let id = own_id(&key, &table)?;
                let district = places.iter().find(|place| place.id.value == id.value);
                Some(places::overlay(reading, &id, district, table))
            })
            .collect(),
        contacts: fields
            .table("contacts")
            .map(|mut table| table.named_tables())
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(key, table)| {
                let id = own_id(&key, &table)?;
                let district = contacts.iter().find(|contact| contact.id.value == id.value);
                Some(contacts::overlay(reading, &id, district, table))
            })
            .collect(),
        span: fields.first_line(),
        id,
    }
}

/// The id that a table is called by.
fn own_id(key: &Placed<String>, table: &Fields<'_>) -> Option<Placed<Id>> {
    let id = Id::parse(&key.value);
    if id.is_none() {
        table.report(
            crate::diagnostic::Diagnostic::error(
                crate::diagnostic::found::INVALID_VALUE,
                key.span,
                format!("\"{}\" is not an id", key.value),
            )
            .help(format!("lower case letters, digits and hyphens only: {}", Id::slug(&key.value))),
        );
    }
    Some(Placed { value: id?, span: key.span })
}
