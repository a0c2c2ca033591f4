//! SVG: the drawing program's notes about its maker, the folder it was saved in, and whatever would act. What is drawn stays
//! as it is.

use super::inert::inert;
use super::{Trace, xmp};

/// Elements that show nothing and speak of makers. `title` and `desc` are for readers, and stay.
const NOTES: [&str; 2] = ["metadata", "svg:metadata"];

/// What names people inside the notes.
const PEOPLE: [&str; 3] = ["dc:creator", "dc:contributor", "dc:publisher"];

/// Where drawing programs write down the file's place on the maker's computer.
const FOLDERS: [&str; 4] = ["inkscape:export-filename", "sodipodi:docname", "sodipodi:docbase", "sodipodi:absref"];

/// Whether a file that begins like this is a drawing. No other format of pictures begins with a mark of XML.
pub(super) fn is_drawing(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"<") && head.windows(4).any(|words| words == b"<svg")
}

/// What is called a drawing only shows afterwards; of another file that begins like one (an example in a text), nothing but what
/// it says of people is taken out.
pub(super) fn clean(bytes: &[u8], is_called_drawing: bool) -> (Vec<Trace>, Option<Vec<u8>>) {
    // In another encoding it says the same, and what is published is in UTF-8.
    let drawing = &*String::from_utf8_lossy(bytes);
    let mut traces: Vec<Trace> =
        PEOPLE.into_iter().filter_map(|name| xmp::value(drawing, name)).map(Trace::Person).collect();
    traces.extend(xmp::traces(drawing));
    let folders = FOLDERS.into_iter().filter_map(|name| xmp::value(drawing, name));
    // A name alone says nothing; a path says whose computer it was.
    traces.extend(folders.filter(|path| path.contains(['/', '\\'])).map(Trace::Place));
    if std::str::from_utf8(bytes).is_err() {
        return (traces, is_called_drawing.then(|| inert(bytes)));
    }
    let mut cleaned = without_comments(drawing);
    for name in NOTES.into_iter().chain(PEOPLE).chain(FOLDERS) {
        while let Some(range) = xmp::found(&cleaned, name) {
            cleaned.replace_range(range, "");
        }
    }
    let cleaned = xmp::without_people(&cleaned).into_bytes();
    (traces, Some(if is_called_drawing { inert(&cleaned) } else { cleaned }))
}

/// The drawing without comments: nobody is shown them, and people sign there. Where letters stand as they are, nothing is
/// a comment.
fn without_comments(drawing: &str) -> String {
    let mut kept = String::with_capacity(drawing.len());
    let mut rest = drawing;
    while let Some(at) = rest.find("<!") {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| (false, end + 3))
        } else if rest.starts_with("<![CDATA[") {
            rest.find("]]>").map(|end| (true, end + 3))
        } else {
            Some((true, 2))
        };
        // What does not end is broken; it is kept, and no browser draws it.
        let (keeps, end) = end.unwrap_or((true, rest.len()));
        if keeps {
            kept.push_str(&rest[..end]);
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}
