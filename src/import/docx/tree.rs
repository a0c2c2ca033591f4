//! A part of the package as a tree, and what is asked of its elements.

use roxmltree::{Document, Node, ParsingOptions};

use super::Unreadable;

/// Below this, elements are not looked into: no word processor nests so deep.
pub(super) const DEPTH: usize = 120;

/// A part's text as a tree. Entities of its own, with which a few letters become gigabytes, are refused.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Unreadable> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 20_000_000, ..ParsingOptions::default() };
    Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|_| Unreadable::Damaged)
}

/// Whether a node is an element of this name, in whatever edition of the format.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// An attribute by its name, in whatever edition of the format.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// Whether a switch such as `w:b` is there and not switched off.
pub(super) fn switch(properties: Option<Node<'_, '_>>, name: &str) -> bool {
    properties
        .and_then(|properties| child(properties, name))
        .is_some_and(|node| !matches!(attribute(node, "val"), Some("0" | "false" | "none" | "off")))
}

/// Whether a `p` is a paragraph of text; drawings have elements of that name too.
pub(super) fn is_of_text(node: Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace().is_none_or(|space| space.contains("wordprocessingml"))
}
