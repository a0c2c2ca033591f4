//! A PDF into the same PDF in a third of the room: its small objects together in compressed streams.

use lopdf::Document;

/// Packs the objects. A tagged PDF has tens of thousands of tiny ones, which compress only together. What cannot be read
/// back stays as it is.
pub(super) fn repack(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(mut document) = Document::load_mem(&bytes) else { return bytes };
    let mut packed = Vec::with_capacity(bytes.len() / 2);
    match document.save_modern(&mut packed) {
        Ok(()) if packed.len() < bytes.len() => packed,
        Ok(()) | Err(_) => bytes,
    }
}
