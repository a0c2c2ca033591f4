//! `places.toml`: where to go.

use jiff::civil::Date;

use crate::document::{Prose, Reading};
use crate::fields::{Fields, Id, Keys, Placed, names};
use crate::source::Span;

/// Somewhere to go.
#[derive(Clone, Debug)]
pub struct Place {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub use_: Use,
    /// Where to go instead.
    pub alternate: Option<Placed<Id>>,
    /// How many people it holds.
    pub capacity: Option<u32>,
    /// Whether everyone can get there and stay.
    pub accessible: Option<bool>,
    /// How, or why not.
    pub access_note: Option<Prose>,
    /// The last day of the agreement with its owner.
    pub agreement_expires: Option<Placed<Date>>,
    /// Whether it is off the grounds.
    pub off_site: bool,
    /// Its address.
    pub address: Option<String>,
    /// Whether it is never shown below staff.
    pub sensitive: bool,
    /// Who may know of it; missing means public, for sensitive places staff.
    pub audience: Option<Placed<Id>>,
    /// More.
    pub note: Option<Prose>,
    /// Which keys are there, readable or not; at a school its own.
    pub keys: Keys,
    /// Where it stands.
    pub span: Span,
}

names! {
    /// What a place is for.
    pub enum Use {
        /// Where everyone gathers outside.
        Assembly = "assembly",
        /// Where everyone is safest inside.
        Shelter = "shelter",
        /// Where students meet their families.
        Reunification = "reunification",
        /// Where the incident is led from.
        Command = "command",
        /// Where responders gather.
        Staging = "staging",
        /// Where people are treated.
        Medical = "medical",
        /// Where reporters wait.
        Media = "media",
        /// Where buses stand.
        Transport = "transport",
        /// Where it is quiet.
        Quiet = "quiet",
        /// Another one.
        Other = "other",
    }
}

/// Reads one place of the register.
pub(super) fn read(reading: Reading<'_>, mut table: Fields<'_>) -> Place {
    let id = table.required("id", "\"assembly\"");
    let title = table.required::<String>("title", "\"Assembly place\"").value;
    let place = Place { id, title, ..rest(reading, &mut table, None) };
    table.finish();
    place
}

/// Reads what a school says of a place, over what the district says.
pub(super) fn overlay(reading: Reading<'_>, id: &Placed<Id>, district: Option<&Place>, mut table: Fields<'_>) -> Place {
    let title = match district {
        Some(district) => table.optional("title").unwrap_or_else(|| district.title.clone()),
        None => table.required::<String>("title", "\"Assembly place\"").value,
    };
    let place = Place { id: id.clone(), title, ..rest(reading, &mut table, district) };
    table.finish();
    place
}

fn rest(reading: Reading<'_>, table: &mut Fields<'_>, district: Option<&Place>) -> Place {
    Place {
        id: Placed { value: Id::default(), span: table.first_line() },
        title: String::new(),
        use_: table.optional("use").or(district.map(|place| place.use_)).unwrap_or(Use::Other),
        alternate: table.placed("alternate").or_else(|| district?.alternate.clone()),
        capacity: table.optional("capacity").or_else(|| district?.capacity),
        accessible: table.optional("accessible").or_else(|| district?.accessible),
        access_note: reading.optional(table, "access_note").or_else(|| district?.access_note.clone()),
        agreement_expires: table.placed("agreement_expires").or_else(|| district?.agreement_expires.clone()),
        off_site: table.optional("off_site").or_else(|| Some(district?.off_site)).unwrap_or(false),
        address: table.optional("address").or_else(|| district?.address.clone()),
        sensitive: table.optional("sensitive").or_else(|| Some(district?.sensitive)).unwrap_or(false),
        audience: table.placed("audience").or_else(|| district?.audience.clone()),
        note: reading.optional(table, "note").or_else(|| district?.note.clone()),
        keys: table.keys(),
        span: table.first_line(),
    }
}
