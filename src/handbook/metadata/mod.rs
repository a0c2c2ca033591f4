//! A picture or attachment without what it says of its maker: where it was taken, with which device, by whom.
//!
//! This is the one place through which media enter a handbook, so nothing above holds what was taken out. What is needed
//! to show the picture stays, byte for byte: pixels, colours, and which way is up.

mod exif;
mod inert;
mod jpeg;
mod pdf;
mod png;
mod svg;
mod tiff;
mod webp;
mod xmp;

/// Something that a file says of people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// Where it was made.
    Place(String),
    /// The serial number of a camera or a lens.
    Device(String),
    /// Who made it.
    Person(String),
}

/// What came of a file.
#[derive(Clone, Debug, Default)]
pub struct Cleaned {
    /// The file without the traces; nothing where it can stay as it is.
    pub bytes: Option<Vec<u8>>,
    /// What it said.
    pub traces: Vec<Trace>,
    /// Whether the traces could not be taken out.
    pub stuck: bool,
}

/// Takes out of a file what it says of its maker. What it is, is told by its first bytes; only what is called a drawing is one to
/// every browser, whatever it begins with.
#[must_use]
pub fn clean(path: &str, bytes: &[u8]) -> Cleaned {
    let is_called_drawing = is_called_drawing(path);
    let format = if is_called_drawing { Some(Format::Svg) } else { format(bytes) };
    let (mut traces, cleaned) = match format {
        Some(Format::Jpeg) => jpeg::clean(bytes),
        Some(Format::Png) => png::clean(bytes),
        Some(Format::WebP) => webp::clean(bytes),
        Some(Format::Tiff) => (exif::traces(bytes), tiff::clean(bytes)),
        Some(Format::Pdf) => pdf::clean(bytes),
        Some(Format::Svg) => svg::clean(bytes, is_called_drawing),
        // Nobody's browser shows the one, and the other holds its pixels and its traces in one knot.
        Some(Format::Heif) => (exif::traces(bytes), None),
        None => (Vec::new(), None),
    };
    traces.sort();
    traces.dedup();
    let bytes = cleaned.filter(|cleaned| cleaned != bytes);
    let stuck = !traces.is_empty() && bytes.is_none();
    Cleaned { bytes, traces, stuck }
}

/// Whether every browser takes the file for a drawing.
pub(super) fn is_called_drawing(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".svg")
}

enum Format {
    Jpeg,
    Png,
    WebP,
    Tiff,
    Pdf,
    Heif,
    Svg,
}

fn format(bytes: &[u8]) -> Option<Format> {
    let head = &bytes[..bytes.len().min(1024)];
    if head.starts_with(b"\xff\xd8\xff") {
        Some(Format::Jpeg)
    } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Format::Png)
    } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        Some(Format::WebP)
    } else if head.starts_with(b"II*\0") || head.starts_with(b"MM\0*") {
        Some(Format::Tiff)
    } else if head.windows(5).any(|words| words == b"%PDF-") {
        Some(Format::Pdf)
    } else if head.get(4..8) == Some(b"ftyp") {
        Some(Format::Heif)
    } else if svg::is_drawing(head) {
        Some(Format::Svg)
    } else {
        None
    }
}
