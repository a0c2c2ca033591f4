//! WebP: only the chunks that are needed to show it.

use img_parts::riff::RiffContent;
use img_parts::webp::{
    CHUNK_ALPH, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ICCP, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X, CHUNK_XMP, WebP,
};
use img_parts::{Bytes, ImageEXIF as _};

use super::{Trace, exif, xmp};

const NEEDED: [[u8; 4]; 7] = [CHUNK_VP8X, CHUNK_ICCP, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ALPH, CHUNK_VP8, CHUNK_VP8L];

/// The bits of a VP8X chunk's first byte that announce EXIF and XMP.
const ANNOUNCED: u8 = 0b0000_1100;

pub(super) fn clean(bytes: &[u8]) -> (Vec<Trace>, Option<Vec<u8>>) {
    let mut traces = exif::traces(bytes);
    let Ok(mut webp) = WebP::from_bytes(Bytes::copy_from_slice(bytes)) else { return (traces, None) };
    if let Some(packet) = webp.chunk_by_id(CHUNK_XMP).and_then(|chunk| chunk.content().data()) {
        traces.extend(xmp::traces(&String::from_utf8_lossy(packet)));
    }
    let upright = exif::upright(bytes).map(Bytes::from);
    webp.chunks_mut().retain(|chunk| NEEDED.contains(&chunk.id()));
    for chunk in webp.chunks_mut().iter_mut().filter(|chunk| chunk.id() == CHUNK_VP8X) {
        if let RiffContent::Data(data) = chunk.content_mut() {
            let mut flags = data.to_vec();
            if let Some(first) = flags.first_mut() {
                *first &= !ANNOUNCED;
            }
            *data = flags.into();
        }
    }
    if upright.is_some() {
        webp.set_exif(upright);
    }
    (traces, Some(webp.encoder().bytes().to_vec()))
}
