//! PNG: only the chunks that are needed to show it.

use img_parts::png::Png;
use img_parts::{Bytes, ImageEXIF as _};

use super::{Trace, exif, xmp};

/// The chunks of the picture itself: its size, its colours, its pixels, its animation.
const NEEDED: [&[u8; 4]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn clean(bytes: &[u8]) -> (Vec<Trace>, Option<Vec<u8>>) {
    let mut traces = exif::traces(bytes);
    let Ok(mut png) = Png::from_bytes(Bytes::copy_from_slice(bytes)) else { return (traces, None) };
    for chunk in png.chunks() {
        if matches!(&chunk.kind(), b"tEXt" | b"iTXt") {
            let words = String::from_utf8_lossy(chunk.contents());
            let (key, value) = words.split_once('\0').unwrap_or((&words, ""));
            match key.to_lowercase().as_str() {
                "author" | "artist" | "creator" => {
                    let name = value.rsplit('\0').next().unwrap_or(value).trim();
                    traces.push(Trace::Person(name.to_owned()));
                }
                _ => traces.extend(xmp::traces(value)),
            }
        }
    }
    let upright = exif::upright(bytes).map(Bytes::from);
    png.chunks_mut().retain(|chunk| NEEDED.contains(&&chunk.kind()));
    png.set_exif(upright);
    (traces, Some(png.encoder().bytes().to_vec()))
}
