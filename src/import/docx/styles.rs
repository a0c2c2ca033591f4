//! What a document's styles, lists and ids mean: the level of a heading, whether a list has numbers, where a link leads.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::tree::{attribute, child, is};

/// What a style makes of its paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) name: String,
    pub(super) parent: Option<String>,
    pub(super) level: Option<u8>,
    pub(super) list: Option<(String, usize)>,
}

impl Style {
    pub(super) fn all(tree: &Document<'_>) -> BTreeMap<String, Style> {
        let styles = tree.root_element().children().filter(|node| is(*node, "style"));
        let read = |node: Node<'_, '_>| {
            let id = attribute(node, "styleId")?.to_owned();
            let name = child(node, "name").and_then(|name| attribute(name, "val")).unwrap_or(&id).to_lowercase();
            let properties = child(node, "pPr");
            let level = properties.and_then(|properties| child(properties, "outlineLvl")).and_then(level);
            let parent = child(node, "basedOn").and_then(|parent| attribute(parent, "val")).map(str::to_owned);
            Some((id, Style { name, parent, level, list: properties.and_then(list) }))
        };
        styles.filter_map(read).collect()
    }
}

/// An outline level, 1 the highest; body text has none.
pub(super) fn level(node: Node<'_, '_>) -> Option<u8> {
    let level: u8 = attribute(node, "val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// The list that properties put a paragraph into, and how deep.
pub(super) fn list(properties: Node<'_, '_>) -> Option<(String, usize)> {
    let list = child(properties, "numPr")?;
    let id = child(list, "numId").and_then(|id| attribute(id, "val"))?;
    let depth = child(list, "ilvl").and_then(|depth| attribute(depth, "val")).and_then(|depth| depth.parse().ok());
    Some((id.to_owned(), depth.unwrap_or(0)))
}

/// Which levels of which lists have numbers.
pub(super) fn ordered(tree: &Document<'_>) -> BTreeMap<(String, usize), bool> {
    let mut abstracts: BTreeMap<String, Vec<(usize, bool)>> = BTreeMap::new();
    for node in tree.root_element().children().filter(|node| is(*node, "abstractNum")) {
        let Some(id) = attribute(node, "abstractNumId") else { continue };
        let levels = node.children().filter(|node| is(*node, "lvl")).filter_map(|node| {
            let depth = attribute(node, "ilvl")?.parse().ok()?;
            let format = child(node, "numFmt").and_then(|format| attribute(format, "val")).unwrap_or("decimal");
            Some((depth, !matches!(format, "bullet" | "none")))
        });
        abstracts.insert(id.to_owned(), levels.collect());
    }
    let mut ordered = BTreeMap::new();
    for node in tree.root_element().children().filter(|node| is(*node, "num")) {
        let id = attribute(node, "numId");
        let of = child(node, "abstractNumId").and_then(|of| attribute(of, "val"));
        let (Some(id), Some(levels)) = (id, of.and_then(|of| abstracts.get(of))) else { continue };
        ordered.extend(levels.iter().map(|(depth, is_ordered)| ((id.to_owned(), *depth), *is_ordered)));
    }
    ordered
}

/// Where the ids of a part lead, and whether that is outside the document.
pub(super) fn targets(tree: &Document<'_>) -> BTreeMap<String, (String, bool)> {
    let relations = tree.root_element().children().filter(|node| is(*node, "Relationship"));
    let read = |node: Node<'_, '_>| {
        let (id, target) = (attribute(node, "Id")?, attribute(node, "Target")?);
        Some((id.to_owned(), (target.to_owned(), attribute(node, "TargetMode") == Some("External"))))
    };
    relations.filter_map(read).collect()
}

/// The level of a heading style, by its name.
pub(super) fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix("heading ")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}
