//! Drawings become pictures in `media/`, and the text boxes in them what follows the paragraph they hung on.

use roxmltree::Node;

use super::Reader;
use super::tree::{attribute, is};
use super::words::Piece;
use crate::import::flow::{Fate, escaped};

impl Reader<'_> {
    /// The pictures and text boxes of a drawing.
    pub(super) fn pictures(&mut self, node: Node<'_, '_>, depth: usize, pieces: &mut Vec<Piece>) {
        let described = node.descendants().find(|node| is(*node, "docPr")).and_then(|node| {
            attribute(node, "descr").or_else(|| attribute(node, "title")).map(|words| words.trim().to_owned())
        });
        let mut open: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
        open.reverse();
        while let Some(node) = open.pop() {
            match node.tag_name().name() {
                "blip" | "imagedata" => self.picture(node, described.as_deref(), pieces),
                "txbxContent" => {
                    self.seen.boxes += 1;
                    // What stands in the box comes after the paragraph that it hangs on.
                    let (before, waiting) = (std::mem::take(&mut self.flow.blocks), std::mem::take(&mut self.waiting));
                    self.blocks(node, depth + 1);
                    let inside = std::mem::replace(&mut self.flow.blocks, before);
                    self.waiting = waiting;
                    self.waiting.extend(inside);
                }
                "Fallback" => {}
                _ => open.extend(node.children().filter(Node::is_element).collect::<Vec<_>>().into_iter().rev()),
            }
        }
    }

    pub(super) fn picture(&mut self, node: Node<'_, '_>, described: Option<&str>, pieces: &mut Vec<Piece>) {
        let id = attribute(node, "embed").or_else(|| attribute(node, "id")).or_else(|| attribute(node, "link"));
        let target = id.and_then(|id| self.relations.get(id)).cloned();
        let lost = |reader: &mut Self, why: &str| {
            reader.flow.tally.picture(Fate::Lost);
            reader.flow.questions.push(format!("A picture {why}; put it into media/ yourself if it matters."));
        };
        let Some((target, is_outside)) = target else { return lost(self, "has no file in the document") };
        if is_outside {
            return lost(self, &format!("is only a link to {target}, and nothing was fetched"));
        }
        let part =
            if let Some(from_top) = target.strip_prefix('/') { from_top.to_owned() } else { format!("word/{target}") };
        let name = target.rsplit('/').next().unwrap_or("picture").to_lowercase();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if !matches!(ending, "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg") {
            return lost(self, &format!("is a .{ending} file, which browsers do not show"));
        }
        let name: String = name.chars().map(|c| if c.is_alphanumeric() || c == '.' { c } else { '-' }).collect();
        match self.package.part(&part) {
            Ok(Some(bytes)) if !bytes.is_empty() => {
                self.flow.pictures.insert(name.clone(), bytes);
                self.flow.tally.picture(Fate::Media);
                let words = match described.filter(|words| !words.is_empty()) {
                    Some(words) => escaped(words),
                    None => "Picture: [? what it shows]".to_owned(),
                };
                pieces.push(Piece {
                    bold: false,
                    italic: false,
                    markdown: format!("![{words}](MEDIA/{name})"),
                    plain: String::new(),
                });
            }
            _ => lost(self, &format!("named {target} is not in the document")),
        }
    }
}
