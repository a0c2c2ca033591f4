//! The parts of a .docx document become a flow. Tracked changes are taken as accepted, and said.
//!
//! The format is read directly, as a tree: the crates that read it into types of their own drop what they have no type for,
//! and here nothing may be dropped without a word.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, ParsingOptions};

use super::Unreadable;
use super::flow::{Block, Fate, Flow, Words, escaped};
use super::package::Package;

/// Below this, elements are not looked into: no word processor nests so deep.
const DEPTH: usize = 120;

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Flow, Unreadable> {
    let mut package = Package::open(bytes)?;
    let names = package.names();
    let text = package.text("word/document.xml")?.ok_or(Unreadable::Damaged)?;
    let tree = parse(&text)?;
    let mut optional = |name: &str| package.text(name);
    let (styles, numbering) = (optional("word/styles.xml")?, optional("word/numbering.xml")?);
    let (relations, notes) = (optional("word/_rels/document.xml.rels")?, optional("word/footnotes.xml")?);
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
    if let Some(notes) = notes.as_deref() {
        reader.notes(&parse(notes)?);
    }
    reader.remarks(&names);
    Ok(reader.flow)
}

/// A part's text as a tree. Entities of its own, with which a few letters become gigabytes, are refused.
fn parse(text: &str) -> Result<Document<'_>, Unreadable> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 20_000_000, ..ParsingOptions::default() };
    Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|_| Unreadable::Damaged)
}

/// Whether a node is an element of this name, in whatever edition of the format.
fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// An attribute by its name, in whatever edition of the format.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// Whether a switch such as `w:b` is there and not switched off.
fn switch(properties: Option<Node<'_, '_>>, name: &str) -> bool {
    properties
        .and_then(|properties| child(properties, name))
        .is_some_and(|node| !matches!(attribute(node, "val"), Some("0" | "false" | "none" | "off")))
}

/// What a style makes of its paragraphs.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    level: Option<u8>,
    list: Option<(String, usize)>,
}

impl Style {
    fn all(tree: &Document<'_>) -> BTreeMap<String, Style> {
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
fn level(node: Node<'_, '_>) -> Option<u8> {
    let level: u8 = attribute(node, "val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// The list that properties put a paragraph into, and how deep.
fn list(properties: Node<'_, '_>) -> Option<(String, usize)> {
    let list = child(properties, "numPr")?;
    let id = child(list, "numId").and_then(|id| attribute(id, "val"))?;
    let depth = child(list, "ilvl").and_then(|depth| attribute(depth, "val")).and_then(|depth| depth.parse().ok());
    Some((id.to_owned(), depth.unwrap_or(0)))
}

/// Which levels of which lists have numbers.
fn ordered(tree: &Document<'_>) -> BTreeMap<(String, usize), bool> {
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
fn targets(tree: &Document<'_>) -> BTreeMap<String, (String, bool)> {
    let relations = tree.root_element().children().filter(|node| is(*node, "Relationship"));
    let read = |node: Node<'_, '_>| {
        let (id, target) = (attribute(node, "Id")?, attribute(node, "Target")?);
        Some((id.to_owned(), (target.to_owned(), attribute(node, "TargetMode") == Some("External"))))
    };
    relations.filter_map(read).collect()
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

/// What is told once, with its number.
#[derive(Default)]
struct Seen {
    insertions: usize,
    deletions: usize,
    comments: usize,
    boxes: usize,
    objects: usize,
    hidden: usize,
    nested: usize,
    merged: usize,
}

/// A run of letters that look alike.
struct Piece {
    bold: bool,
    italic: bool,
    markdown: String,
    plain: String,
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

    fn words(&mut self, node: Node<'_, '_>, depth: usize) -> Words {
        let mut pieces = Vec::new();
        self.pieces(node, depth, &mut pieces);
        joined(&pieces)
    }

    fn pieces(&mut self, node: Node<'_, '_>, depth: usize, pieces: &mut Vec<Piece>) {
        if depth > DEPTH {
            self.discard(node, Fate::Lost);
            return;
        }
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, depth, pieces),
                "hyperlink" => self.link(node, depth, pieces),
                "ins" | "moveTo" => {
                    self.seen.insertions += 1;
                    self.pieces(node, depth + 1, pieces);
                }
                "del" | "moveFrom" => {
                    self.seen.deletions += 1;
                    self.discard(node, Fate::Deleted);
                }
                "oMath" | "oMathPara" => {
                    let words: String =
                        node.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()).collect();
                    pieces.push(plain(&words));
                }
                "pPr" | "sdtPr" | "Fallback" => {}
                _ => self.pieces(node, depth + 1, pieces),
            }
        }
    }

    fn link(&mut self, node: Node<'_, '_>, depth: usize, pieces: &mut Vec<Piece>) {
        let mut inner = Vec::new();
        self.pieces(node, depth + 1, &mut inner);
        let target = attribute(node, "id").and_then(|id| self.relations.get(id)).map(|(target, _)| target.clone());
        let target =
            target.filter(|target| ["http://", "https://", "mailto:", "tel:"].iter().any(|it| target.starts_with(it)));
        let words = joined(&inner);
        match target {
            Some(target) if !words.is_empty() => {
                let address = target.replace(['(', ')', ' ', '<', '>'], "");
                pieces.push(Piece {
                    bold: false,
                    italic: false,
                    markdown: format!("[{}]({address})", words.markdown.trim()),
                    plain: words.plain,
                });
            }
            _ => pieces.extend(inner),
        }
    }

    fn run(&mut self, node: Node<'_, '_>, depth: usize, pieces: &mut Vec<Piece>) {
        let properties = child(node, "rPr");
        let (bold, italic) = (switch(properties, "b"), switch(properties, "i"));
        if switch(properties, "vanish") {
            self.seen.hidden += 1;
            self.discard(node, Fate::Hidden);
            return;
        }
        for node in node.children().filter(Node::is_element) {
            let words = match node.tag_name().name() {
                "t" => node.text().unwrap_or("").to_owned(),
                "tab" | "cr" => " ".to_owned(),
                "br" if !matches!(attribute(node, "type"), Some("page" | "column")) => " ".to_owned(),
                "noBreakHyphen" => "-".to_owned(),
                "sym" => "•".to_owned(),
                "footnoteReference" => {
                    let id = attribute(node, "id").unwrap_or("0");
                    pieces.push(Piece {
                        bold: false,
                        italic: false,
                        markdown: format!("[^{id}]"),
                        plain: String::new(),
                    });
                    continue;
                }
                "commentReference" => {
                    self.seen.comments += 1;
                    continue;
                }
                "AlternateContent" => {
                    if let Some(choice) = child(node, "Choice") {
                        self.pictures(choice, depth + 1, pieces);
                    }
                    continue;
                }
                "drawing" | "pict" => {
                    self.pictures(node, depth + 1, pieces);
                    continue;
                }
                "object" => {
                    self.seen.objects += 1;
                    self.pictures(node, depth + 1, pieces);
                    continue;
                }
                _ => continue,
            };
            pieces.push(Piece { bold, italic, markdown: escaped(&words), plain: words });
        }
    }

    /// The pictures and text boxes of a drawing.
    fn pictures(&mut self, node: Node<'_, '_>, depth: usize, pieces: &mut Vec<Piece>) {
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

    fn picture(&mut self, node: Node<'_, '_>, described: Option<&str>, pieces: &mut Vec<Piece>) {
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

    fn table(&mut self, node: Node<'_, '_>, depth: usize) {
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

    fn rows(&mut self, node: Node<'_, '_>, depth: usize, rows: &mut Vec<Vec<Vec<Words>>>) {
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

    fn cells(&mut self, node: Node<'_, '_>, depth: usize, cells: &mut Vec<Vec<Words>>) {
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
    fn cell(&mut self, node: Node<'_, '_>, depth: usize) -> Vec<Words> {
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
    fn inside(&mut self, block: Block) -> Vec<Words> {
        match block {
            Block::Heading(_, words) | Block::Paragraph(words) | Block::Item { words, .. } => vec![words],
            Block::Table(rows) => {
                self.flow.tally.table(Fate::InTable);
                rows.into_iter().flatten().flatten().collect()
            }
            Block::Raw(text) => vec![Words::of(&text)],
        }
    }

    fn notes(&mut self, tree: &Document<'_>) {
        for note in tree.root_element().children().filter(|node| is(*node, "footnote")) {
            let Some(id) = attribute(note, "id") else { continue };
            if attribute(note, "type").is_some() {
                continue;
            }
            let words: Vec<String> = note
                .children()
                .filter(|node| is(*node, "p"))
                .map(|node| self.words(node, 0).markdown.trim().to_owned())
                .filter(|words| !words.is_empty())
                .collect();
            self.flow.notes.insert(id.to_owned(), words.join(" "));
        }
    }

    /// What was met beside paragraphs, tables and pictures.
    fn remarks(&mut self, names: &[String]) {
        let mut remarks = Vec::new();
        let mut say = |number: usize, one: &str, many: &str| {
            if number > 0 {
                remarks.push(if number == 1 { one.to_owned() } else { many.replace("{}", &number.to_string()) });
            }
        };
        let seen = &self.seen;
        say(
            seen.insertions,
            "1 tracked insertion was taken as accepted",
            "{} tracked insertions were taken as accepted",
        );
        say(seen.deletions, "1 tracked deletion was carried out", "{} tracked deletions were carried out");
        say(seen.comments, "1 comment was left out", "{} comments were left out");
        say(
            seen.boxes,
            "1 text box follows the paragraph it hung on",
            "{} text boxes follow the paragraphs they hung on",
        );
        say(
            seen.objects,
            "1 embedded object (a chart, a sheet) was left out; its picture was kept where it had one",
            "{} embedded objects (charts, sheets) were left out; their pictures were kept where they had any",
        );
        say(seen.hidden, "1 piece of hidden text was left out", "{} pieces of hidden text were left out");
        say(
            seen.nested,
            "1 table stood inside a cell; its words follow one another there",
            "{} tables stood inside cells; their words follow one another there",
        );
        say(seen.merged, "1 merged cell became a cell and empty ones", "{} merged cells became cells and empty ones");
        let count = |what: &str| names.iter().filter(|name| name.starts_with(what)).count();
        say(
            count("word/header") + count("word/footer"),
            "1 page header or footer was left out: every sheet has its own",
            "{} page headers and footers were left out: every sheet has its own",
        );
        say(
            count("word/vbaProject"),
            "It has macros; they were not looked at and not run",
            "It has macros; they were not looked at and not run",
        );
        say(count("word/endnotes"), "Endnotes, if there are any, were left out", "Endnotes were left out");
        self.flow.tally.remarks = remarks;
    }
}

/// Whether a `p` is a paragraph of text; drawings have elements of that name too.
fn is_of_text(node: Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace().is_none_or(|space| space.contains("wordprocessingml"))
}

/// The level of a heading style, by its name.
fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix("heading ")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

fn plain(words: &str) -> Piece {
    Piece { bold: false, italic: false, markdown: escaped(words), plain: words.to_owned() }
}

/// Pieces as words: what looks alike is one run, and bold words at the beginning that end with a colon are a lead.
fn joined(pieces: &[Piece]) -> Words {
    let mut runs: Vec<Piece> = Vec::new();
    for piece in pieces {
        match runs.last_mut() {
            Some(last) if last.bold == piece.bold && last.italic == piece.italic => {
                last.markdown.push_str(&piece.markdown);
                last.plain.push_str(&piece.plain);
            }
            _ => runs.push(Piece { markdown: piece.markdown.clone(), plain: piece.plain.clone(), ..*piece }),
        }
    }
    let mut words = Words::default();
    let is_all_bold = runs.iter().all(|run| run.bold || run.plain.trim().is_empty());
    for (number, run) in runs.iter().enumerate() {
        words.plain.push_str(&run.plain);
        let shown = emphasised(run);
        words.markdown.push_str(&shown);
        let text = run.plain.trim();
        // "Teachers:" alone, or "Teachers" and the colon behind it.
        let colon_follows = runs.get(number + 1).is_some_and(|next| next.plain.trim_start().starts_with(':'));
        if number == 0 && run.bold && !text.is_empty() && (text.ends_with(':') || colon_follows) && text.len() < 80 {
            words.lead = Some(text.trim_end_matches(':').trim().to_owned());
        } else if words.lead.is_some() {
            let rest = if words.after_lead.is_empty() {
                shown.trim_start().trim_start_matches(':').trim_start()
            } else {
                &shown
            };
            words.after_lead.push_str(rest);
        }
    }
    if is_all_bold && words.lead.is_none() {
        // A whole bold paragraph is emphasis of nothing.
        words.markdown = runs.iter().map(|run| run.markdown.as_str()).collect();
    }
    words
}

fn emphasised(run: &Piece) -> String {
    let text = run.markdown.trim();
    if text.is_empty() || !(run.bold || run.italic) || text.starts_with("![") {
        return run.markdown.clone();
    }
    let sign = match (run.bold, run.italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, _) => "*",
    };
    let start = &run.markdown[..run.markdown.len() - run.markdown.trim_start().len()];
    let end = &run.markdown[run.markdown.trim_end().len()..];
    format!("{start}{sign}{text}{sign}{end}")
}

/// A paragraph that somebody numbered by hand: "1. Lock the door", "• A key".
fn typed_item(words: &Words) -> Option<(bool, Words)> {
    let text = words.plain.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ordered = (1..=2).contains(&digits) && text[digits..].starts_with(['.', ')']);
    let sign = text.chars().next().filter(|sign| matches!(sign, '•' | '·' | '▪' | '◦' | '–' | '-' | '\u{f0b7}'));
    let skipped = match (ordered, sign) {
        (true, _) => digits + 1,
        (false, Some(sign)) => sign.len_utf8(),
        (false, None) => return None,
    };
    let rest = &text[skipped..];
    if !rest.starts_with([' ', '\u{a0}']) {
        return None;
    }
    let start = words.markdown.find(rest.trim_start().chars().next()?)?;
    let markdown = words.markdown.trim_start();
    let cut = markdown
        .strip_prefix(&text[..skipped])
        .map_or_else(|| words.markdown[start..].to_owned(), |it| it.trim_start().to_owned());
    Some((ordered, Words { markdown: cut, plain: rest.trim_start().to_owned(), lead: None, after_lead: String::new() }))
}
