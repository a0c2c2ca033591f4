//! PDF: its author's name, and what the photos in it say. A file that says nothing of the kind stays as it is.

use lopdf::{Document, Object, ObjectId};

use super::{Trace, jpeg, xmp};

pub(super) fn clean(bytes: &[u8]) -> (Vec<Trace>, Option<Vec<u8>>) {
    let mut traces = Vec::new();
    let Ok(mut document) = Document::load_mem(bytes) else { return (traces, None) };
    if let Some(author) = author(&document) {
        traces.push(Trace::Person(author));
    }
    let mut changed: Vec<(ObjectId, Vec<u8>)> = Vec::new();
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        let is =
            |key: &[u8], name: &[u8]| stream.dict.get(key).and_then(Object::as_name).is_ok_and(|found| found == name);
        if is(b"Type", b"Metadata") {
            let packet = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            let packet = String::from_utf8_lossy(&packet);
            traces.extend(xmp::traces(&packet));
            changed.push((*id, xmp::without_people(&packet).into_bytes()));
        } else if is(b"Filter", b"DCTDecode") {
            let (found, cleaned) = jpeg::clean(&stream.content);
            traces.extend(found);
            changed.extend(cleaned.map(|cleaned| (*id, cleaned)));
        }
    }
    if traces.is_empty() {
        return (traces, None);
    }
    if let Some(id) = document.trailer.get(b"Info").ok().and_then(|info| info.as_reference().ok())
        && let Ok(info) = document.get_object_mut(id).and_then(Object::as_dict_mut)
    {
        info.remove(b"Author");
    }
    for (id, content) in changed {
        if let Ok(Object::Stream(stream)) = document.get_object_mut(id) {
            // A packet stands uncompressed, as readers that do not know PDF expect; a photo keeps its filter.
            if stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Metadata") {
                stream.dict.remove(b"Filter");
                stream.dict.remove(b"DecodeParms");
            }
            stream.set_content(content);
        }
    }
    let mut cleaned = Vec::new();
    let saved = document.save_to(&mut cleaned).is_ok();
    (traces, saved.then_some(cleaned))
}

fn author(document: &Document) -> Option<String> {
    let info = match document.trailer.get(b"Info").ok()? {
        Object::Reference(id) => document.get_object(*id).ok()?,
        direct => direct,
    };
    let author = info.as_dict().ok()?.get(b"Author").ok()?;
    let name = lopdf::decode_text_string(author).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}
