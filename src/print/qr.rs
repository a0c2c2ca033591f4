//! An address into a picture that a phone reads: one path of squares, drawn sharp at any size.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// The white around the squares that readers need, in squares.
const QUIET: usize = 4;

/// The picture as SVG; nothing where the address is too long for any code.
pub(super) fn svg(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let squares = code.to_colors();
    let mut path = String::with_capacity(width * width * 4);
    for (y, row) in squares.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|square| **square == Color::Dark).count();
            if run > 0 {
                // A stroke through the middle of the row: half the bytes of an outline, and a page has hundreds.
                write!(path, "M{} {}.5h{run}", x + QUIET, y + QUIET).expect("text can always grow");
            }
            x += run.max(1);
        }
    }
    let side = width + 2 * QUIET;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\"><path d=\"M0 0h{side}v{side}h-{side}z\" fill=\"#fff\"/><path d=\"{path}\" fill=\"none\" stroke=\"#000\" stroke-width=\"1\"/></svg>"
    ))
}
