//! A drawing that may act becomes one that only shows: somebody may open it by itself, where no page's policy holds it back.

use std::ops::Range;

/// Elements that run something, or bring in a document that can.
const ACTORS: [&str; 7] = ["script", "handler", "listener", "foreignobject", "iframe", "embed", "object"];

/// How often what is left may join to something that acts again; whoever nests more hides something.
const ROUNDS: usize = 16;

/// The drawing without elements that act, without attributes that do, and without entities that could become either.
pub(super) fn inert(drawing: &str) -> String {
    let mut text = drawing.to_owned();
    for _ in 0..ROUNDS {
        let range = doctype(&text).unwrap_or(0..0);
        text.replace_range(range.clone(), "");
        let left = without_actors(&text);
        if left == text && range.is_empty() {
            return text;
        }
        text = left;
    }
    String::new()
}

/// A declaration whose entities are more than plain names: the names of spaces, which drawing programs abbreviate, stay.
fn doctype(text: &str) -> Option<Range<usize>> {
    let at = text.find("<!DOCTYPE")?;
    let rest = &text[at..];
    let close = rest.find('>').unwrap_or(rest.len());
    let inside = rest.find('[').filter(|open| *open < close)?;
    let end = rest[inside..].find("]>").map_or(rest.len(), |end| inside + end + 2);
    let said = rest[inside..end].to_ascii_lowercase();
    let entities = said.split("<!entity").skip(1);
    let mut values = entities.map(|entity| entity.split(['"', '\'']).nth(1).unwrap_or("<"));
    // A value in which another quotation mark, a sign of markup or an address that runs something stands is no name.
    values.any(|value| value.contains(['<', '&', '%']) || acts(value)).then_some(at..at + end)
}

/// The drawing without elements that act, each with all that is in it, and without attributes that do.
fn without_actors(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(at) = text[from..].find('<').map(|at| from + at) {
        kept.push_str(&text[from..at]);
        let end = tag_end(text, at);
        let name =
            text[at + 1..end].split(|sign: char| sign.is_whitespace() || "/>".contains(sign)).next().unwrap_or("");
        if ACTORS.contains(&local(name).as_str()) {
            let is_alone = text[..end].ends_with("/>");
            let closed =
                || text[end..].find(&format!("</{name}")).map_or(text.len(), |close| tag_end(text, end + close));
            from = if is_alone { end } else { closed() };
            continue;
        }
        let mut place = at;
        while let Some(range) = attribute(text, place.max(at + 1 + name.len())..end) {
            kept.push_str(&text[place..range.start]);
            place = range.end;
        }
        kept.push_str(&text[place..end]);
        from = end;
    }
    kept.push_str(&text[from..]);
    kept
}

/// Where a tag that begins at `at` ends: after the first `>` outside quotation marks, or before the next `<`, which no reader of
/// XML takes inside them.
fn tag_end(text: &str, at: usize) -> usize {
    let mut quoted = None;
    for (place, sign) in text[at + 1..].char_indices() {
        match (quoted, sign) {
            (_, '<') => return at + 1 + place,
            (None, '"' | '\'') => quoted = Some(sign),
            (Some(open), _) if open == sign => quoted = None,
            (None, '>') => return at + 1 + place + 1,
            _ => {}
        }
    }
    text.len()
}

/// An attribute that runs something, or leads to something that runs, with the space before it.
fn attribute(text: &str, tag: Range<usize>) -> Option<Range<usize>> {
    let mut from = tag.start;
    while let Some(is) = text[from..tag.end].find('=').map(|is| from + is) {
        let before = text[from..is].trim_end();
        let name = before.rsplit(|sign: char| sign.is_whitespace() || "\"'/".contains(sign)).next().unwrap_or("");
        let start = from + before.len() - name.len();
        let after = text[is + 1..tag.end].trim_start();
        let open = tag.end - after.len();
        let (value, end) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let close = after[1..].find(quote).map_or(after.len(), |close| close + 1);
                (&after[1..close], (open + close + 1).min(tag.end))
            }
            // XML knows no such value; a reader that does ends it at a space.
            _ => {
                let close = after.find(|sign: char| sign.is_whitespace() || sign == '>').unwrap_or(after.len());
                (&after[..close], open + close)
            }
        };
        let name = local(name);
        let leads = matches!(name.as_str(), "href" | "src" | "data" | "from" | "to" | "values" | "begin");
        if (name.starts_with("on") && name.len() > 2) || (leads && acts(value)) {
            return Some(start..end);
        }
        from = end.max(is + 1);
    }
    None
}

/// Whether an address runs something, or brings a document of its own: as browsers read it, without spaces and signs that nobody
/// sees, references to letters undone.
fn acts(value: &str) -> bool {
    let mut plain = String::new();
    let mut rest = value;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        let reference = (sign == '&').then(|| reference(rest)).flatten().and_then(|(name, after)| {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            Some((char::from_u32(code.ok()?)?, after))
        });
        let sign = match reference {
            Some((sign, after)) => {
                rest = after;
                sign
            }
            None => sign,
        };
        if !sign.is_whitespace() && !sign.is_control() {
            plain.extend(sign.to_lowercase());
        }
    }
    ["javascript:", "vbscript:", "data:text", "data:application", "data:image/svg"]
        .iter()
        .any(|way| plain.contains(way))
}

/// What stands between `&` and `;`, where that is near: no reference to a letter is longer.
fn reference(rest: &str) -> Option<(&str, &str)> {
    let end = rest.char_indices().take(12).find(|(_, sign)| *sign == ';')?.0;
    Some((&rest[..end], &rest[end + 1..]))
}

/// A name without its space, in small letters.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}
