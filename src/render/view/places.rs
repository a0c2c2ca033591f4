//! All places, by what they are for.

use serde::Serialize;

use super::{Day, Link};
use crate::fields::Named as _;
use crate::handbook::places::{Place, Use};
use crate::plan::Subject;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};

/// Places with one use.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Group {
    id: String,
    title: String,
    places: Vec<Shown>,
}

/// A place.
#[derive(Debug, Serialize)]
struct Shown {
    id: String,
    title: String,
    address: Option<String>,
    note: Option<Html>,
    alternate: Option<Link>,
    capacity: Option<String>,
    accessible: Option<bool>,
    access_note: Option<Html>,
    agreement: Option<Day>,
    agreement_over: bool,
    off_site: bool,
    sensitive: bool,
}

pub(super) fn of(writer: &mut Writer<'_>, contents: &mut Contents) -> Vec<Group> {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let mut groups = Vec::new();
    for &use_ in Use::ALL {
        let places: Vec<Shown> =
            edition.places.iter().filter(|place| place.use_ == use_).map(|place| shown(writer, place)).collect();
        if places.is_empty() {
            continue;
        }
        let (id, title) = (format!("use_{}", use_.name()), words.of("use", use_).to_owned());
        contents.add(&id, &title);
        groups.push(Group { id, title, places });
    }
    groups
}

fn shown<'s>(writer: &mut Writer<'s>, place: &'s Place) -> Shown {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let alternate = place
        .alternate
        .as_ref()
        .and_then(|id| edition.place(id.as_str()))
        .map(|other| Link { title: other.title.clone(), href: writer.entry(Subject::Places, other.id.as_str()) });
    let agreement = place.agreement_expires.as_ref().map(|date| date.value);
    Shown {
        id: place.id.value.to_string(),
        title: place.title.clone(),
        address: place.address.clone(),
        note: place.note.as_ref().map(|note| writer.phrase(note)),
        alternate,
        capacity: place.capacity.map(|count| words.number(count)),
        accessible: place.accessible,
        access_note: place.access_note.as_ref().map(|note| writer.phrase(note)),
        agreement: agreement.map(|date| Day::of(date, words)),
        agreement_over: agreement.is_some_and(|date| date < edition.today),
        off_site: place.off_site,
        sensitive: place.sensitive,
    }
}
