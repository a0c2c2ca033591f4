//! The parts of a .docx document become a flow. Tracked changes are taken as accepted, and said.
//!
//! The format is read directly, as a tree: the crates that read it into types of their own drop what they have no type for,
//! and here nothing may be dropped without a word.

mod notes;
mod pictures;
mod remarks;
mod styles;
mod tables;
mod tree;
mod words;

use std::collections::BTreeMap;

use roxmltree::Node;

use super::Unreadable;
use super::flow::{Block, Fate, Flow};
use super::package::Package;
use notes::Note;
use remarks::Seen;
use styles::{Style, heading, level, list, ordered, targets};
use tree::{DEPTH, attribute, child, is, is_of_text, parse};
use words::typed_item;

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Flow, Unreadable> {
    let mut package = Package::open(bytes)?;
    let names = package.names();
    let text = package.text("word/document.xml")?.ok_or(Unreadable::Damaged)?;
    let tree = parse(&text)?;
    let mut optional = |name: &str| package.text(name);
    let (styles, numbering) = (optional("word/styles.xml")?, optional("word/numbering.xml")?);
    let relations = optional("word/_rels/document.xml.rels")?;
    let (footnotes, endnotes) = (optional("word/footnotes.xml")?, optional("word/endnotes.xml")?);
    let styles = styles.as_deref().map(parse).transpose()?;
    let numbering = numbering.as_deref().map(parse).transpose()?;
    let relations = relations.as_deref().map(parse).transpose()?;
    let mut reader = Reader {
        package,
        styles: styles.as_ref().map(Style::all).unwrap_or_default(),
        ordered: numbering.as_ref().map(ordered).unwrap_or_default(),
        relations: relations.as_ref().map(targets).unwrap_or_default(),
        flow: Flow::default(),
        waiting: Vec::new(),
        seen: Seen::default(),
    };
    let body = tree.root_element().children().find(|node| is(*node, "body")).ok_or(Unreadable::Damaged)?;
    reader.count(body);
    reader.blocks(body, 0);
    for (notes, kind) in [(footnotes, Note::Foot), (endnotes, Note::End)] {
        if let Some(notes) = notes.as_deref() {
            reader.notes(&parse(notes)?, kind);
        }
    }
    reader.remarks(&names);
    Ok(reader.flow)
}

struct Reader<'a> {
    package: Package<'a>,
    styles: BTreeMap<String, Style>,
    ordered: BTreeMap<(String, usize), bool>,
    relations: BTreeMap<String, (String, bool)>,
    flow: Flow,
    /// What stands in text boxes of the paragraph that is being read.
    waiting: Vec<Block>,
    seen: Seen,
}

impl Reader<'_> {
    /// Counts what there is, by itself, so that what became of it can be held against that.
    fn count(&mut self, node: Node<'_, '_>) {
        // What older programs are shown in place of something new is the same thing again.
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            match node.tag_name().name() {
                "p" if is_of_text(node) => self.flow.tally.paragraphs += 1,
                "tbl" => self.flow.tally.tables += 1,
                "blip" | "imagedata" => self.flow.tally.pictures += 1,
                "Fallback" => continue,
                _ => {}
            }
            open.extend(node.children().filter(Node::is_element));
        }
    }

    /// The blocks of a body, a cell or a text box.
    fn blocks(&mut self, node: Node<'_, '_>, depth: usize) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth),
                "tbl" => self.table(node, depth),
                "sdt" => self.control(node, depth),
                "del" | "moveFrom" => self.discard(node, Fate::Deleted),
                "Fallback" => {}
                _ if depth < DEPTH => self.blocks(node, depth + 1),
                _ => self.discard(node, Fate::Lost),
            }
        }
    }

    /// A part of the document with a purpose: a table of contents, a field of a form.
    fn control(&mut self, node: Node<'_, '_>, depth: usize) {
        let is_contents = node.descendants().any(|node| {
            is(node, "docPartGallery") && attribute(node, "val").is_some_and(|name| name.contains("Table of Contents"))
        });
        if is_contents {
            self.discard(node, Fate::Contents);
        } else if let Some(content) = child(node, "sdtContent") {
            self.blocks(content, depth + 1);
        }
    }

    /// Everything in a node has one fate.
    fn discard(&mut self, node: Node<'_, '_>, fate: Fate) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            match node.tag_name().name() {
                "p" if is_of_text(node) => self.flow.tally.paragraph(fate),
                "tbl" => self.flow.tally.table(fate),
                "blip" | "imagedata" => self.flow.tally.picture(fate),
                "Fallback" => continue,
                _ => {}
            }
            open.extend(node.children().filter(Node::is_element));
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) {
        let properties = child(node, "pPr");
        let chain = self.chain(properties.and_then(|it| child(it, "pStyle")).and_then(|it| attribute(it, "val")));
        let name = chain.first().map_or("", |style| style.name.as_str());
        let is_contents = name.starts_with("toc ") || name.starts_with("contents ") || name == "toc heading";
        let own = properties.and_then(|properties| child(properties, "outlineLvl")).and_then(level);
        let named = || chain.iter().find_map(|style| heading(&style.name));
        let level = own.or_else(named).or_else(|| chain.iter().find_map(|style| style.level));
        let list = properties.and_then(list).or_else(|| chain.iter().find_map(|style| style.list.clone()));
        let is_title = chain.iter().any(|style| style.name == "title");

        let words = self.words(node, depth);
        let fate = if is_contents {
            Fate::Contents
        } else if words.is_empty() {
            Fate::Empty
        } else if is_title && self.flow.title.is_none() {
            self.flow.title = Some(words.plain.trim().to_owned());
            Fate::Heading
        } else if let Some(level) = level {
            self.flow.blocks.push(Block::Heading(level, words));
            Fate::Heading
        } else if let Some((id, depth)) = list.filter(|(id, _)| id != "0") {
            let ordered = self.ordered.get(&(id, depth)).copied().unwrap_or(false);
            self.flow.blocks.push(Block::Item { ordered, depth, words });
            Fate::Item
        } else if let Some((ordered, words)) = typed_item(&words) {
            self.flow.blocks.push(Block::Item { ordered, depth: 0, words });
            Fate::Item
        } else {
            self.flow.blocks.push(Block::Paragraph(words));
            Fate::Kept
        };
        self.flow.tally.paragraph(fate);
        let waiting = std::mem::take(&mut self.waiting);
        self.flow.blocks.extend(waiting);
    }

    /// A style and those that it is based on.
    fn chain(&self, id: Option<&str>) -> Vec<Style> {
        let mut chain: Vec<Style> = Vec::new();
        let mut next = id.map(str::to_owned);
        while let Some(style) = next.and_then(|id| self.styles.get(&id)) {
            // Styles that are based on each other in a circle.
            if chain.len() > 20 {
                break;
            }
            next = style.parent.clone();
            chain.push(style.clone());
        }
        chain
    }
}
