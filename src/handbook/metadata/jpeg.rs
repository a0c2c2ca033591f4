//! JPEG: only the segments that are needed to show it.

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::{Bytes, ImageEXIF as _};

use super::{Trace, exif, xmp};

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

pub(super) fn clean(bytes: &[u8]) -> (Vec<Trace>, Option<Vec<u8>>) {
    let mut traces = exif::traces(bytes);
    let Ok(mut jpeg) = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)) else { return (traces, None) };
    for segment in jpeg.segments() {
        let contents = segment.contents();
        if let Some(packet) = contents.strip_prefix(XMP) {
            traces.extend(xmp::traces(&String::from_utf8_lossy(packet)));
        } else if segment.marker() == markers::APP13 {
            traces.extend(byline(contents));
        }
    }
    let upright = exif::upright(bytes).map(Bytes::from);
    jpeg.segments_mut().retain(is_needed);
    jpeg.set_exif(upright);
    // What follows the picture is another one (a preview, a film) with traces of its own.
    let scan = jpeg.segments_mut().iter_mut().find(|segment| segment.has_entropy());
    let mut cleaned = Vec::new();
    let scan_length = scan.map(|segment| segment.len_with_entropy() - segment.len());
    let whole = jpeg.encoder().bytes();
    let end = scan_length.and_then(|length| {
        let start = whole.len().checked_sub(length)?;
        Some(start + end_of_image(&whole[start..])?)
    });
    cleaned.extend_from_slice(&whole[..end.unwrap_or(whole.len())]);
    (traces, Some(cleaned))
}

/// Whether a segment belongs to the picture itself: its frame, its colours.
fn is_needed(segment: &JpegSegment) -> bool {
    let contents = segment.contents();
    match segment.marker() {
        markers::APP0 => contents.starts_with(b"JFIF\0"),
        markers::APP2 => contents.starts_with(b"ICC_PROFILE\0"),
        // Adobe's, without which the colours of some files are wrong.
        markers::APP14 => contents.starts_with(b"Adobe"),
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// Who made it, in the records of a newsroom (IPTC-IIM 2:80) that Photoshop keeps.
fn byline(contents: &[u8]) -> Option<Trace> {
    let at = contents.windows(3).position(|bytes| bytes == [0x1c, 2, 80])?;
    let length = usize::from(u16::from_be_bytes([*contents.get(at + 3)?, *contents.get(at + 4)?]));
    let name = contents.get(at + 5..at + 5 + length)?;
    Some(Trace::Person(String::from_utf8_lossy(name).trim().to_owned()))
}

/// Where the picture ends in what follows its first scan: past the marker of its end. Later scans and their tables are
/// passed over by their length, so that nothing in them is taken for the end.
fn end_of_image(scan: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += scan.get(at..)?.iter().position(|&byte| byte == markers::P)?;
        match *scan.get(at + 1)? {
            markers::EOI => return Some(at + 2),
            // A byte of the picture that looks like a marker, a restart, a filler.
            0 | markers::RST0..=markers::RST7 => at += 2,
            markers::P => at += 1,
            _ => {
                let length = u16::from_be_bytes([*scan.get(at + 2)?, *scan.get(at + 3)?]);
                at += 2 + usize::from(length);
            }
        }
    }
}
