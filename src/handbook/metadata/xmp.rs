//! XMP, the XML that pictures and documents carry: what it says of people.

use super::Trace;

/// What a packet says of people.
pub(super) fn traces(packet: &str) -> Vec<Trace> {
    let mut traces = Vec::new();
    let place: Vec<String> =
        ["exif:GPSLatitude", "exif:GPSLongitude"].into_iter().filter_map(|name| value(packet, name)).collect();
    if !place.is_empty() {
        traces.push(Trace::Place(place.join(", ")));
    }
    let devices = ["aux:SerialNumber", "aux:LensSerialNumber", "exifEX:BodySerialNumber", "exifEX:LensSerialNumber"];
    traces.extend(devices.into_iter().filter_map(|name| value(packet, name)).map(Trace::Device));
    let people = ["dc:creator", "aux:OwnerName", "exifEX:CameraOwnerName", "pdf:Author"];
    traces.extend(people.into_iter().filter_map(|name| value(packet, name)).map(Trace::Person));
    traces
}

/// The packet without the elements and attributes that say who and where.
pub(super) fn without_people(packet: &str) -> String {
    let mut packet = packet.to_owned();
    for name in [
        "dc:creator",
        "pdf:Author",
        "photoshop:AuthorsPosition",
        "xmpMM:History",
        "aux:OwnerName",
        "aux:SerialNumber",
        "aux:LensSerialNumber",
        "exifEX:CameraOwnerName",
        "exifEX:BodySerialNumber",
        "exifEX:LensSerialNumber",
        "exif:GPSLatitude",
        "exif:GPSLongitude",
        "exif:GPSAltitude",
    ] {
        while let Some(range) = found(&packet, name) {
            packet.replace_range(range, "");
        }
    }
    packet
}

/// Where an element or an attribute stands.
pub(super) fn found(packet: &str, name: &str) -> Option<std::ops::Range<usize>> {
    element(packet, name).or_else(|| attribute(packet, name))
}

/// The words of an element or an attribute, without the marks inside.
pub(super) fn value(packet: &str, name: &str) -> Option<String> {
    let range = found(packet, name)?;
    let whole = &packet[range];
    let words = match whole.starts_with('<') {
        true => text(whole),
        false => whole.split_once('=').map_or("", |(_, value)| value).trim_matches(['"', '\'', ' ']).to_owned(),
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// What stands between the marks.
fn text(xml: &str) -> String {
    let mut words = String::new();
    for part in xml.split('<') {
        if let Some((_, after)) = part.split_once('>') {
            words.push_str(after);
            words.push(' ');
        }
    }
    words
}

/// `<name>…</name>` or `<name/>`.
fn element(packet: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let open = format!("<{name}");
    let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    let start = packet.match_indices(&open).map(|(at, _)| at).find(|at| packet[at + open.len()..].starts_with(ends))?;
    let head = start + packet[start..].find('>')? + 1;
    if packet[..head].ends_with("/>") {
        return Some(start..head);
    }
    let close = format!("</{name}>");
    Some(start..head + packet[head..].find(&close)? + close.len())
}

/// ` name="…"`.
fn attribute(packet: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let open = format!("{name}=");
    let found = packet.match_indices(&open).map(|(at, _)| at);
    let start = found.into_iter().find(|&at| packet[..at].ends_with(char::is_whitespace))?;
    let value = start + open.len();
    let mark = packet[value..].chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    Some(start..value + 1 + packet[value + 1..].find(mark)? + 1)
}
