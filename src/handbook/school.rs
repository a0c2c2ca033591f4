//! `schools/<id>/school.toml`: what is true only there.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::contacts::{self, Contact};
use super::places::{self, Place};
use crate::diagnostic::{Diagnostic, Diagnostics, Place as Where, found};
use crate::document::Reading;
use crate::fields::{Colour, Fields, Id, Keys, Language, Phone, Placed, names};
use crate::source::{SourceId, Sources, Span};

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

/// Reads every `schools/<id>/school.toml`. A school's folder without one is told.
pub(super) fn all(
    sources: &Sources,
    language: &Language,
    findings: &RefCell<Diagnostics>,
    places: &[Place],
    contacts: &[Contact],
) -> Vec<School> {
    let mut folders: BTreeMap<&str, Option<SourceId>> = BTreeMap::new();
    for (id, source) in sources.iter() {
        let Some((folder, rest)) = source.path.strip_prefix("schools/").and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        let entry = folders.entry(folder).or_default();
        if rest == "school.toml" {
            *entry = Some(id);
        }
    }
    let mut schools = Vec::with_capacity(folders.len());
    for (folder, file) in folders {
        let Some(source) = file else {
            let path = format!("schools/{folder}/school.toml");
            findings.borrow_mut().push(
                Diagnostic::error(found::MISSING_FIELD, Where::File(path.clone()), format!("There is no {path}"))
                    .help("make the file with the line `title = \"Our School\"`"),
            );
            continue;
        };
        let path = sources.get(source).path.as_str();
        let text = sources.text(source);
        let reading = Reading { source, path, text, language, findings };
        let id = Id::parse(folder).unwrap_or_else(|| {
            findings.borrow_mut().push(
                Diagnostic::error(
                    found::INVALID_VALUE,
                    Where::File(path.to_owned()),
                    format!("The folder's name \"{folder}\" is not an id"),
                )
                .help(format!("rename the folder to {}", Id::slug(folder))),
            );
            Id::slug(folder)
        });
        schools.push(reading.toml(0, text.len()).parse(|mut fields| {
            let school = read(reading, id, places, contacts, &mut fields);
            fields.finish();
            school
        }));
    }
    schools
}

/// Reads a school.
fn read(reading: Reading<'_>, id: Id, places: &[Place], contacts: &[Contact], fields: &mut Fields<'_>) -> School {
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
