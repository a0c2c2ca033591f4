//! A PDF into the same pages two by two, in the order in which they are folded: print on both sides, turn at the short edge,
//! fold, staple.
//!
//! Reading order, tags, links and bookmarks belong to pages in their order and cannot survive this; nobody reads a booklet on a
//! screen. What is read there is the PDF that it is made of, which stays beside it.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// The most pages that are folded as one: sixteen sheets. More are folded in several parts, bound one behind the other.
const MOST: usize = 64;
/// The pages of a part, where there are several: eight sheets.
const PART: usize = 32;

/// The booklet and its number of sides. Nothing where the PDF is not one of ours.
pub(super) fn of(bytes: &[u8], right_to_left: bool) -> Option<(Vec<u8>, usize)> {
    let mut document = Document::load_mem(bytes).ok()?;
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let boxes: Vec<(f32, f32)> = pages.iter().map(|page| size(&document, *page)).collect::<Option<_>>()?;
    let forms: Vec<ObjectId> =
        pages.iter().zip(&boxes).map(|(page, size)| form(&mut document, *page, *size)).collect::<Option<_>>()?;
    let width = boxes.iter().map(|(width, _)| *width).fold(0.0, f32::max);
    let height = boxes.iter().map(|(_, height)| *height).fold(0.0, f32::max);
    let root = document.new_object_id();
    let mut sides = Vec::new();
    for (mut left, mut right) in order(pages.len()) {
        if right_to_left {
            (left, right) = (right, left);
        }
        let mut content = String::new();
        let mut named = lopdf::Dictionary::new();
        for (name, page, from) in [("L", left, 0.0), ("R", right, width)] {
            // What is left over at the end stays white.
            if let Some(form) = forms.get(page) {
                content.push_str(&format!("q 1 0 0 1 {from} 0 cm /{name} Do Q\n"));
                named.set(name, Object::Reference(*form));
            }
        }
        let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        sides.push(document.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => root,
            "MediaBox" => vec![0.into(), 0.into(), Object::Real(width * 2.0), Object::Real(height)],
            "Resources" => dictionary! { "XObject" => named },
            "Contents" => content,
        }));
    }
    let count = sides.len();
    document.objects.insert(
        root,
        Object::Dictionary(dictionary! {
            "Type" => "Pages",
            "Count" => i64::try_from(count).ok()?,
            "Kids" => sides.into_iter().map(Object::Reference).collect::<Vec<_>>(),
        }),
    );
    let catalog = document.new_object_id();
    let folded = dictionary! {
        "Type" => "Catalog",
        "Pages" => root,
        // A printer that asks is told how to turn the sheets.
        "ViewerPreferences" => dictionary! { "Duplex" => "DuplexFlipShortEdge", "PrintScaling" => "None" },
    };
    document.objects.insert(catalog, Object::Dictionary(folded));
    document.trailer.set("Root", catalog);
    document.prune_objects();
    document.renumber_objects();
    let mut folded = Vec::with_capacity(bytes.len());
    document.save_modern(&mut folded).ok()?;
    Some((folded, count))
}

/// Which pages stand beside each other, side after side.
fn order(pages: usize) -> Vec<(usize, usize)> {
    let mut sides = Vec::with_capacity(pages / 2 + 2);
    let length = if pages <= MOST { pages.next_multiple_of(4) } else { PART };
    let mut from = 0;
    while from < pages {
        let length = length.min((pages - from).next_multiple_of(4));
        for sheet in 0..length / 4 {
            let (outer, inner) = (2 * sheet, 2 * sheet + 1);
            sides.push((from + length - 1 - outer, from + outer));
            sides.push((from + inner, from + length - 1 - inner));
        }
        from += length;
    }
    sides
}

/// A page's width and height.
fn size(document: &Document, page: ObjectId) -> Option<(f32, f32)> {
    let media = inherited(document, page, b"MediaBox")?;
    let media = document.dereference(&media).ok()?.1.as_array().ok()?;
    let edges: Vec<f32> = media.iter().filter_map(|edge| edge.as_float().ok()).collect();
    match edges[..] {
        [left, bottom, right, top] => Some((right - left, top - bottom)),
        _ => None,
    }
}

/// A page as something that can be placed on another.
fn form(document: &mut Document, page: ObjectId, (width, height): (f32, f32)) -> Option<ObjectId> {
    let resources = inherited(document, page, b"Resources")?;
    let content = document.get_page_content(page);
    let mut stream = Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
            "Resources" => resources,
        },
        content,
    );
    stream.compress().ok()?;
    Some(document.add_object(stream))
}

/// What a page says of itself, or the tree above it of all.
fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = document.get_dictionary(page).ok()?;
    loop {
        if let Ok(found) = node.get(key) {
            return Some(found.clone());
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn a_booklet_is_folded_as_one_and_a_book_in_parts() {
        assert_eq!(order(4), [(3, 0), (1, 2)]);
        assert_eq!(order(6), [(7, 0), (1, 6), (5, 2), (3, 4)]);
        assert_eq!(order(64)[0], (63, 0));
        let parts = order(70);
        assert_eq!((parts[0], parts[16], parts[32]), ((31, 0), (63, 32), (71, 64)));
        let mut pages: Vec<usize> = parts.iter().flat_map(|(left, right)| [*left, *right]).collect();
        pages.sort_unstable();
        assert_eq!(pages, (0..72).collect::<Vec<_>>());
    }
}
