//! Tables become rows of cells of paragraphs, whatever is merged or nested in them.

use roxmltree::Node;

use super::Reader;
use super::tree::{DEPTH, attribute, child};
use crate::import::flow::{Block, Fate, Words};

impl Reader<'_> {
    pub(super) fn table(&mut self, node: Node<'_, '_>, depth: usize) {
        if depth > DEPTH {
            return self.discard(node, Fate::Lost);
        }
        let mut rows = Vec::new();
        self.rows(node, depth, &mut rows);
        if rows.iter().flatten().all(Vec::is_empty) {
            self.flow.tally.table(Fate::Empty);
        } else {
            // What becomes of it is known when it is written.
            self.flow.blocks.push(Block::Table(rows));
        }
    }

    pub(super) fn rows(&mut self, node: Node<'_, '_>, depth: usize, rows: &mut Vec<Vec<Vec<Words>>>) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "tr" => {
                    let mut cells = Vec::new();
                    self.cells(node, depth, &mut cells);
                    rows.push(cells);
                }
                "tblPr" | "tblGrid" => {}
                "del" | "moveFrom" => self.discard(node, Fate::Deleted),
                _ => self.rows(node, depth + 1, rows),
            }
        }
    }

    pub(super) fn cells(&mut self, node: Node<'_, '_>, depth: usize, cells: &mut Vec<Vec<Words>>) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "tc" => {
                    let properties = child(node, "tcPr");
                    let span = properties.and_then(|it| child(it, "gridSpan")).and_then(|it| attribute(it, "val"));
                    let span: usize = span.and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 64);
                    if span > 1 || properties.is_some_and(|it| child(it, "vMerge").is_some()) {
                        self.seen.merged += 1;
                    }
                    cells.push(self.cell(node, depth + 1));
                    cells.extend((1..span).map(|_| Vec::new()));
                }
                "trPr" => {}
                "del" | "moveFrom" => self.discard(node, Fate::Deleted),
                _ => self.cells(node, depth + 1, cells),
            }
        }
    }

    /// The paragraphs of a cell; those of a table inside it follow one another.
    pub(super) fn cell(&mut self, node: Node<'_, '_>, depth: usize) -> Vec<Words> {
        let mut words = Vec::new();
        let mut open: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
        open.reverse();
        while let Some(node) = open.pop() {
            match node.tag_name().name() {
                "p" => {
                    let own = self.words(node, depth);
                    let waiting = std::mem::take(&mut self.waiting);
                    let inside: Vec<Words> = waiting.into_iter().flat_map(|block| self.inside(block)).collect();
                    let fate = if own.is_empty() { Fate::Empty } else { Fate::InTable };
                    self.flow.tally.paragraph(fate);
                    words.extend(Some(own).filter(|own| !own.is_empty()).into_iter().chain(inside));
                }
                "tcPr" => {}
                "del" | "moveFrom" => self.discard(node, Fate::Deleted),
                name => {
                    if name == "tbl" {
                        self.seen.nested += 1;
                        self.flow.tally.table(Fate::InTable);
                    }
                    open.extend(node.children().filter(Node::is_element).collect::<Vec<_>>().into_iter().rev());
                }
            }
        }
        words
    }

    /// The words of a block that has to fit into a cell.
    pub(super) fn inside(&mut self, block: Block) -> Vec<Words> {
        match block {
            Block::Heading(_, words) | Block::Paragraph(words) | Block::Item { words, .. } => vec![words],
            Block::Table(rows) => {
                self.flow.tally.table(Fate::InTable);
                rows.into_iter().flatten().flatten().collect()
            }
            Block::Raw(text) => vec![Words::of(&text)],
        }
    }
}
