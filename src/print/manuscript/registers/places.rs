//! Places as they are printed.

use serde::Serialize;

use super::super::scribe::{Scribe, labelled};
use super::super::text::Run;
use crate::fields::Named as _;

/// Where to go.
#[derive(Debug, Serialize)]
pub(in crate::print::manuscript) struct Places {
    places: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct Place {
    label: String,
    title: String,
    use_word: String,
    kind: &'static str,
    alternate: Option<String>,
    capacity: Option<String>,
    /// Whether everyone can get there, in words.
    access: String,
    accessible: Option<bool>,
    access_note: Option<Vec<Run>>,
    address: Option<String>,
    off_site: bool,
    until: Option<String>,
    note: Option<Vec<Run>>,
}

impl Places {
    pub(in crate::print::manuscript) fn of(scribe: &mut Scribe<'_>) -> Places {
        let (edition, words) = (scribe.edition, scribe.words);
        let places = edition.places.iter().map(|place| {
            let access = match place.accessible {
                Some(true) => "accessible",
                Some(false) => "not_accessible",
                None => "access_unknown",
            };
            let alternate = place.alternate.as_ref().and_then(|id| edition.place(id.as_str()));
            Place {
                label: labelled("place", place.id.as_str()),
                title: place.title.clone(),
                use_word: words.of("place", place.use_).to_owned(),
                kind: place.use_.name(),
                alternate: alternate.map(|place| place.title.clone()),
                capacity: place.capacity.map(|count| words.number(count)),
                access: words.get("places", access).to_owned(),
                accessible: place.accessible,
                access_note: scribe.maybe(place.access_note.as_ref()),
                address: place.address.clone(),
                off_site: place.off_site,
                until: place.agreement_expires.as_ref().map(|date| words.date(date.value)),
                note: scribe.maybe(place.note.as_ref()),
            }
        });
        Places { places: places.collect() }
    }
}
