//! EXIF, in whatever file carries it: what it says of people, and which way is up.

use std::io::Cursor;

use exif::{Exif, In, Reader, Tag};

use super::Trace;

/// What a file's EXIF says of people; nothing where there is none, or where it cannot be read.
pub(super) fn traces(bytes: &[u8]) -> Vec<Trace> {
    let Some(exif) = read(bytes) else { return Vec::new() };
    let value = |tag: Tag| {
        let field = exif.fields().find(|field| field.tag == tag)?;
        let words = field.display_value().to_string();
        let words = words.trim_matches(|c: char| c == '"' || c == '\0' || c.is_whitespace()).to_owned();
        (!words.is_empty()).then_some(words)
    };
    let mut traces = Vec::new();
    let place: Vec<String> = [(Tag::GPSLatitude, Tag::GPSLatitudeRef), (Tag::GPSLongitude, Tag::GPSLongitudeRef)]
        .into_iter()
        .filter_map(|(number, side)| Some(format!("{} {}", value(number)?, value(side).unwrap_or_default())))
        .collect();
    if !place.is_empty() {
        traces.push(Trace::Place(place.join(", ").trim().to_owned()));
    }
    traces.extend([Tag::BodySerialNumber, Tag::LensSerialNumber].into_iter().filter_map(value).map(Trace::Device));
    // 0x9c9d is the author's name as Windows writes it; only that there is one can be said of it.
    let windows = exif.fields().any(|field| field.tag.number() == 0x9c9d);
    traces.extend([Tag::Artist, Tag::CameraOwnerName].into_iter().filter_map(value).map(Trace::Person));
    if windows && !traces.iter().any(|trace| matches!(trace, Trace::Person(_))) {
        traces.push(Trace::Person("its author".to_owned()));
    }
    traces
}

/// EXIF that says nothing but which way is up; nothing where the picture is upright already.
pub(super) fn upright(bytes: &[u8]) -> Option<Vec<u8>> {
    let exif = read(bytes)?;
    let way = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    let way = u8::try_from(way).ok().filter(|way| (2..=8).contains(way))?;
    // TIFF 6.0: the header; one entry: tag 274, a short, one of it, the value; no further directory.
    let mut minimal = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    minimal.extend([way, 0, 0, 0, 0, 0, 0, 0]);
    Some(minimal)
}

fn read(bytes: &[u8]) -> Option<Exif> {
    let read = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
    read.or_else(|error| error.distill_partial_result(|_| {})).ok()
}
