//! A picture's bytes into its width and height, so that a page does not jump when it arrives.

/// Width and height in pixels, where the first bytes of the file say so.
pub fn size(path: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let ending = path.rsplit('.').next()?.to_ascii_lowercase();
    match ending.as_str() {
        "png" => png(bytes),
        "gif" => gif(bytes),
        "jpg" | "jpeg" => jpeg(bytes),
        "webp" => webp(bytes),
        "svg" => svg(bytes),
        _ => None,
    }
}

/// Whether a JPEG has the four colours of a printing press, which nobody can show without knowing the press.
pub fn is_for_press(path: &str, bytes: &[u8]) -> bool {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg") && frame(bytes).and_then(|at| bytes.get(at + 9)) == Some(&4)
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn big16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn little16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn little24(bytes: &[u8], at: usize) -> Option<u32> {
    Some(little16(bytes, at)? | u32::from(*bytes.get(at + 2)?) << 16)
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n").then_some(())?;
    Some((big(bytes, 16)?, big(bytes, 20)?))
}

fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"GIF8").then_some(())?;
    Some((little16(bytes, 6)?, little16(bytes, 8)?))
}

fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let at = frame(bytes)?;
    Some((big16(bytes, at + 7)?, big16(bytes, at + 5)?))
}

/// Segment by segment to the first frame header (ITU-T T.81, "SOF").
fn frame(bytes: &[u8]) -> Option<usize> {
    bytes.starts_with(&[0xff, 0xd8]).then_some(())?;
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        (bytes.get(at) == Some(&0xff)).then_some(())?;
        match marker {
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => return Some(at),
            0xff => {
                at += 1;
                continue;
            }
            _ => {}
        }
        at += 2 + big16(bytes, at + 2)? as usize;
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(8..12) == Some(b"WEBP")).then_some(())?;
    match bytes.get(12..16)? {
        b"VP8X" => Some((little24(bytes, 24)? + 1, little24(bytes, 27)? + 1)),
        b"VP8 " => Some((little16(bytes, 26)? & 0x3fff, little16(bytes, 28)? & 0x3fff)),
        b"VP8L" => {
            let bits = u32::from_le_bytes(bytes.get(21..25)?.try_into().ok()?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        _ => None,
    }
}

/// `width` and `height` of the outermost element, or the last two numbers of its `viewBox`.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(&bytes[..bytes.len().min(4096)]).ok()?;
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let value = |name: &str| {
        let at = tag.find(&format!(" {name}=\"")).map(|at| at + name.len() + 3)?;
        tag[at..].split('"').next()
    };
    let number = |words: &str| words.trim_end_matches("px").parse::<f64>().ok().filter(|n| (1.0..1e6).contains(n));
    let whole = |n: f64| n.round() as u32;
    if let (Some(width), Some(height)) = (value("width").and_then(number), value("height").and_then(number)) {
        return Some((whole(width), whole(height)));
    }
    let numbers: Vec<f64> = value("viewBox")?.split([' ', ',']).filter_map(|n| n.parse().ok()).collect();
    match numbers.as_slice() {
        [_, _, width, height] if *width >= 1.0 && *height >= 1.0 => Some((whole(*width), whole(*height))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn the_first_bytes_say_how_large_a_picture_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0";
        assert_eq!(size("media/a.png", png), Some((640, 480)));
        assert_eq!(size("media/a.gif", b"GIF89a\x10\0\x08\0"), Some((16, 8)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 100, 0, 200, 3];
        assert_eq!(size("media/a.jpg", &jpeg), Some((200, 100)));
        assert_eq!(size("media/a.svg", br#"<svg viewBox="0 0 24 12">"#), Some((24, 12)));
        assert_eq!(size("media/a.svg", br#"<svg width="48" height="24px">"#), Some((48, 24)));
    }

    #[test]
    fn a_file_that_breaks_off_has_no_size() {
        for length in 0..12 {
            let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11];
            assert_eq!(size("a.jpg", &jpeg[..length]), None);
            assert_eq!(size("a.png", &b"\x89PNG\r\n\x1a\n\0\0\0\r"[..length]), None);
            assert_eq!(size("a.webp", &b"RIFF\0\0\0\0WEBP"[..length]), None);
        }
    }
}
