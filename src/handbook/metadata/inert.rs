//! A drawing that may act becomes one that only shows: somebody may open it by itself, where no page's policy holds it back.

use roxmltree::{Document, Node};
use svg_hush::{Filter, data_url_filter};

/// The space of names in which something is a drawing.
const SVG: &str = "http://www.w3.org/2000/svg";

/// The drawing as it is, where nothing in it does more than show. Else what is known to show, and no more of it; of what no
/// reader of drawings takes, nothing, so that pages and paper have the picture's words instead.
pub(super) fn inert(drawing: &[u8]) -> Vec<u8> {
    let mut filter = Filter::new();
    filter.set_data_url_filter(data_url_filter::allow_standard_images);
    let mut shown = Vec::new();
    if filter.filter(drawing, &mut shown).is_err() {
        return Vec::new();
    }
    let left = read(&shown).filter(|left| left.root_element().has_tag_name((SVG, "svg")));
    let Some(left) = left else { return Vec::new() };
    let is_whole = read(drawing).and_then(|all| said(&all)).is_some_and(|all| said(&left) == Some(all));
    if is_whole { drawing.to_vec() } else { shown }
}

/// A drawing as a tree, where it is one in UTF-8 without names for what is said elsewhere.
fn read(drawing: &[u8]) -> Option<Document<'_>> {
    Document::parse(std::str::from_utf8(drawing).ok()?).ok()
}

/// All that a drawing says, piece by piece, however it is written; nothing where it has more than elements, attributes and words:
/// an instruction to a reader.
fn said(drawing: &Document<'_>) -> Option<Vec<String>> {
    let pieces = drawing.descendants().filter(|node| !node.is_root()).map(|node| piece(&node));
    pieces.filter(|piece| piece.as_deref() != Some("")).collect()
}

/// A node; an empty one is a comment, or room between elements.
fn piece(node: &Node<'_, '_>) -> Option<String> {
    match node.node_type() {
        roxmltree::NodeType::Element => {
            let name = node.tag_name();
            let mut attributes: Vec<(&str, &str)> =
                node.attributes().map(|one| (one.name(), one.value().trim())).collect();
            attributes.sort_unstable();
            Some(format!("<{} {} {attributes:?}", name.namespace().unwrap_or(""), name.name()))
        }
        roxmltree::NodeType::Text => Some(node.text().unwrap_or("").trim().to_owned()),
        roxmltree::NodeType::Comment => Some(String::new()),
        roxmltree::NodeType::PI | roxmltree::NodeType::Root => None,
    }
}
