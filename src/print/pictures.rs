//! Pictures that can be printed, and findings about those that cannot.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, found};
use crate::handbook::Media;
use crate::picture;

/// The largest picture that is put on paper, in pixels: a sheet at 600 dots an inch has about half of it.
const PIXELS: u64 = 64_000_000;

/// The pictures among some media, by path; a broken one is told and left out, and its words stand in its place.
pub(super) fn printable<'s>(
    media: &'s BTreeMap<String, Media>,
    used: impl Iterator<Item = &'s String>,
) -> (BTreeSet<String>, Diagnostics) {
    let (mut good, mut findings) = (BTreeSet::new(), Diagnostics::new());
    for path in used {
        let Some(file) = media.get(path) else { continue };
        match problem(path, file) {
            None => {
                good.insert(path.clone());
            }
            // An attachment is no picture.
            Some(problem) if problem.is_empty() => {}
            Some(problem) => findings.push(
                Diagnostic::warning(
                    found::UNPRINTABLE_PICTURE,
                    Place::File(path.clone()),
                    format!("This picture cannot be printed: {problem}"),
                )
                .help("on paper its description stands in its place; save it again as PNG, JPEG (in RGB) or SVG"),
            ),
        }
    }
    (good, findings)
}

/// What is wrong with a picture; empty words for what is none.
fn problem(path: &str, file: &Media) -> Option<String> {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let format = match ending.as_str() {
        "png" => ExchangeFormat::Png,
        "jpg" | "jpeg" => ExchangeFormat::Jpg,
        "gif" => ExchangeFormat::Gif,
        "webp" => ExchangeFormat::Webp,
        "svg" => {
            if leads_elsewhere(&String::from_utf8_lossy(&file.bytes)) {
                return Some("it shows another file that is not in it".to_owned());
            }
            let bytes = Bytes::new(std::sync::Arc::clone(&file.bytes));
            return SvgImage::new(bytes).err().map(|_| "it is no whole SVG".to_owned());
        }
        "avif" | "heic" | "heif" | "tif" | "tiff" | "bmp" => return Some(format!("paper takes no .{ending}")),
        _ => return Some(String::new()),
    };
    if let Some((width, height)) = picture::size(path, &file.bytes) {
        if width == 0 || height == 0 {
            return Some("it has no pixels".to_owned());
        }
        if u64::from(width) * u64::from(height) > PIXELS {
            return Some(format!("it has {width} × {height} pixels, more than a sheet can show"));
        }
    } else {
        return Some("it is broken".to_owned());
    }
    if picture::is_for_press(path, &file.bytes) {
        return Some("its colours are those of a printing press (CMYK)".to_owned());
    }
    let bytes = Bytes::new(std::sync::Arc::clone(&file.bytes));
    RasterImage::plain(bytes, format).err().map(|_| "it is broken".to_owned())
}

/// Whether a drawing holds a picture that is not in the file itself: nothing is fetched for a sheet.
fn leads_elsewhere(svg: &str) -> bool {
    svg.split("<image").skip(1).any(|rest| {
        let tag = rest.split('>').next().unwrap_or("");
        let mut addresses = tag.split("href=").skip(1).map(|address| address.trim_start_matches(['"', '\'']));
        addresses.any(|address| !address.starts_with("data:") && !address.starts_with('#'))
    })
}
