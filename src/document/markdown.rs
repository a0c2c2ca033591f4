//! Markdown into blocks: the events of pulldown-cmark, folded into a tree without recursion.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag};

use super::body::{
    Alert, Align, Block, BlockKind, Cell, Definition, Image, Inline, Item, Link, Reference, Table, Target,
};
use super::inlines::{end_of, plain, start_of};
use super::text::Text;
use crate::diagnostic::found;
use crate::fields::Placed;
use crate::source::Span;

/// How deep lists and quotes may stand in one another. People lose their way after four.
const DEPTH_LIMIT: usize = 48;

/// What stands at the top level of a text: blocks, and headings that open sections.
pub(crate) enum Top {
    /// A heading.
    Heading(Heading),
    /// Anything else.
    Block(Block),
}

/// A heading with its attributes, not yet understood.
pub(crate) struct Heading {
    pub(crate) level: u8,
    pub(crate) range: Range<usize>,
    pub(crate) title: Vec<Inline>,
    pub(crate) id: Option<String>,
    pub(crate) classes: Vec<String>,
    pub(crate) attributes: Vec<(String, Option<String>)>,
}

/// Reads Markdown. Never fails; what stands too deep is kept as words, and said.
pub(crate) fn read(text: Text<'_>) -> Vec<Top> {
    let open = vec![Open::new(Kind::Root, 0..text.markdown.len(), 0, 0)];
    let mut builder = Builder { text, open, inlines: Vec::new(), blocks: Vec::new(), top: Vec::new(), deep: 0 };
    for (event, range) in Parser::new_ext(text.markdown, options()).into_offset_iter() {
        builder.take(event, range);
    }
    builder.flush();
    debug_assert!(builder.open.len() == 1, "every start has its end");
    builder.top.extend(builder.blocks.into_iter().map(Top::Block));
    builder.top
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// What has begun and not ended.
enum Kind {
    Root,
    Paragraph,
    Heading {
        level: u8,
        id: Option<String>,
        classes: Vec<String>,
        attributes: Vec<(String, Option<String>)>,
    },
    Quote(Option<Alert>),
    Code,
    Html,
    List(Option<u64>),
    Item,
    Footnote(String),
    Table(Vec<Align>),
    Head,
    Row,
    Cell,
    Definitions,
    Term,
    Detail,
    Emphasis,
    Strong,
    Strike,
    /// Superscript and the like, which no option turns on: shown as plain words.
    Plain,
    Link(Target),
    Wikilink {
        reference: Box<Reference>,
        labelled: bool,
    },
    Image(Target),
}

struct Open {
    kind: Kind,
    range: Range<usize>,
    /// Where its own begin among the builder's.
    inlines: usize,
    blocks: usize,
    items: Vec<Item>,
    task: Option<bool>,
    code: String,
    cells: Vec<Cell>,
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    definitions: Vec<Definition>,
}

impl Open {
    fn new(kind: Kind, range: Range<usize>, inlines: usize, blocks: usize) -> Open {
        Open {
            kind,
            range,
            inlines,
            blocks,
            items: Vec::new(),
            task: None,
            code: String::new(),
            cells: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
            definitions: Vec::new(),
        }
    }
}

struct Builder<'a> {
    text: Text<'a>,
    open: Vec<Open>,
    /// Of everything that is open, the outermost first: so that each list is made when its length is known.
    inlines: Vec<Inline>,
    blocks: Vec<Block>,
    top: Vec<Top>,
    /// How many starts beyond the limit have not ended.
    deep: usize,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                if self.deep > 0 || self.open.len() >= DEPTH_LIMIT {
                    if self.deep == 0 {
                        self.too_deep(range);
                    }
                    self.deep += 1;
                } else {
                    self.start(tag, range);
                }
            }
            Event::End(_) if self.deep > 0 => self.deep -= 1,
            Event::End(_) => self.end(range),
            Event::Text(words) => self.words(&words, range),
            Event::Code(words) => {
                let span = self.text.span(range);
                self.inline(Inline::Code(Placed { value: words.into_string(), span }));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let span = self.text.span(range);
                match &mut self.current().kind {
                    Kind::Html => self.current().code.push_str(&html),
                    _ => self.inline(Inline::Html(Placed { value: html.into_string(), span })),
                }
            }
            Event::FootnoteReference(label) => {
                let span = self.text.span(range);
                self.inline(Inline::FootnoteMark(Placed { value: label.into_string(), span }));
            }
            Event::SoftBreak => self.inline(Inline::SoftBreak),
            Event::HardBreak => self.inline(Inline::HardBreak),
            Event::Rule => self.block(BlockKind::Rule, range),
            Event::TaskListMarker(done) => self.current().task = Some(done),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, range),
        }
    }

    fn current(&mut self) -> &mut Open {
        self.open.last_mut().expect("the root stays open until the end")
    }

    fn too_deep(&self, range: Range<usize>) {
        let end = self.text.markdown[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
        let end = end.min(range.start + 60);
        let end = (range.start..=end).rev().find(|&at| self.text.markdown.is_char_boundary(at)).unwrap_or(range.start);
        self.text.error(
            found::INVALID_VALUE,
            range.start..end,
            "This stands too deep: too many lists or quotes inside one another",
            "use headings and short lists; two levels are as deep as a reader follows",
        );
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let owned = |words: CowStr<'_>| words.into_string();
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, id, classes, attrs } => Kind::Heading {
                level: level_number(level),
                id: id.map(owned),
                classes: classes.into_iter().map(owned).collect(),
                attributes: attrs.into_iter().map(|(key, value)| (owned(key), value.map(owned))).collect(),
            },
            Tag::BlockQuote(kind) => Kind::Quote(kind.map(alert)),
            Tag::CodeBlock(_) => Kind::Code,
            Tag::HtmlBlock | Tag::MetadataBlock(_) => Kind::Html,
            Tag::List(start) => Kind::List(start),
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(label) => Kind::Footnote(owned(label)),
            Tag::Table(columns) => Kind::Table(columns.into_iter().map(align).collect()),
            Tag::TableHead => Kind::Head,
            Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::DefinitionList => Kind::Definitions,
            Tag::DefinitionListTitle => Kind::Term,
            Tag::DefinitionListDefinition => Kind::Detail,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strike,
            Tag::Superscript | Tag::Subscript => Kind::Plain,
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                let reference = self.text.reference(dest_url.trim_end_matches('\\'), self.text.span(range.clone()));
                Kind::Wikilink { reference: Box::new(reference), labelled: has_pothole }
            }
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                Kind::Link(Target::Elsewhere(format!("mailto:{dest_url}")))
            }
            Tag::Link { dest_url, .. } => Kind::Link(self.text.target(&dest_url)),
            Tag::Image { dest_url, .. } => Kind::Image(self.text.target(&dest_url)),
        };
        // A block that begins inside an item ends the item's loose words.
        if !matches!(
            kind,
            Kind::Emphasis
                | Kind::Strong
                | Kind::Strike
                | Kind::Plain
                | Kind::Link(_)
                | Kind::Wikilink { .. }
                | Kind::Image(_)
        ) {
            self.flush();
        }
        self.open.push(Open::new(kind, range, self.inlines.len(), self.blocks.len()));
    }

    fn end(&mut self, range: Range<usize>) {
        self.flush();
        let open = self.open.pop().expect("an end follows its start");
        let Open { kind, range: began, inlines, blocks, items, task, code, cells, head, rows, definitions } = open;
        let inlines: Vec<Inline> = self.inlines.drain(inlines..).collect();
        let blocks: Vec<Block> = self.blocks.drain(blocks..).collect();
        let range = began.start..range.end.max(began.end);
        let span = self.text.span(range.clone());
        match kind {
            Kind::Root => unreachable!("pulldown-cmark ends only what it started"),
            Kind::Paragraph => self.paragraph(inlines, range),
            Kind::Heading { level, id, classes, attributes } => {
                if self.open.len() == 1 {
                    self.top.extend(self.blocks.drain(..).map(Top::Block));
                    self.top.push(Top::Heading(Heading { level, range, title: inlines, id, classes, attributes }));
                } else {
                    self.block(BlockKind::Heading(level, inlines), range);
                }
            }
            Kind::Quote(None) => self.block(BlockKind::Quote(blocks), range),
            Kind::Quote(Some(alert)) => self.block(BlockKind::Alert(alert, blocks), range),
            Kind::Code => self.block(BlockKind::Code(code), range),
            Kind::Html => self.block(BlockKind::Html(code), range),
            Kind::List(start) => self.block(BlockKind::List { start, items }, range),
            Kind::Item => self.current().items.push(Item { task, blocks }),
            Kind::Footnote(label) => self.block(BlockKind::Footnote(label, blocks), range),
            Kind::Table(columns) => self.block(BlockKind::Table(Box::new(Table { columns, head, rows })), range),
            Kind::Head => self.current().head = cells,
            Kind::Row => self.current().rows.push(cells),
            Kind::Cell => self.current().cells.push(Cell { span, inlines }),
            Kind::Definitions => self.block(BlockKind::Definitions(definitions), range),
            Kind::Term => {
                let inlines = if inlines.is_empty() { words_of(blocks) } else { inlines };
                match self.current().definitions.last_mut() {
                    Some(last) if last.details.is_empty() => last.terms.push(inlines),
                    _ => self.current().definitions.push(Definition { terms: vec![inlines], details: Vec::new() }),
                }
            }
            Kind::Detail => match self.current().definitions.last_mut() {
                Some(last) => last.details.push(blocks),
                None => self.current().definitions.push(Definition { terms: Vec::new(), details: vec![blocks] }),
            },
            Kind::Emphasis => self.inline(Inline::Emphasis(inlines)),
            Kind::Strong => self.inline(Inline::Strong(inlines)),
            Kind::Strike => self.inline(Inline::Strike(inlines)),
            Kind::Plain => inlines.into_iter().for_each(|inline| self.inline(inline)),
            Kind::Link(target) => self.inline(Inline::Link(Box::new(Link { span, target, label: inlines }))),
            Kind::Wikilink { mut reference, labelled } => {
                reference.span = span;
                reference.label = labelled.then_some(inlines);
                self.inline(Inline::Reference(reference));
            }
            Kind::Image(target) => {
                let alt = plain(&inlines).trim().to_owned();
                self.inline(Inline::Image(Box::new(Image { span, target, alt })));
            }
        }
    }

    /// Loose words of a tight item become its paragraph.
    fn flush(&mut self) {
        if matches!(self.current().kind, Kind::Item | Kind::Detail | Kind::Root | Kind::Quote(_) | Kind::Footnote(_)) {
            let own = self.current().inlines;
            let inlines: Vec<Inline> = self.inlines.drain(own..).collect();
            if !inlines.is_empty() {
                let start = inlines.iter().find_map(start_of).map_or(self.current().range.start, |at| {
                    if self.text.whole.is_some() { 0 } else { at - self.text.base }
                });
                let end = inlines
                    .iter()
                    .rev()
                    .find_map(end_of)
                    .map_or(start, |at| if self.text.whole.is_some() { 0 } else { at - self.text.base });
                self.paragraph(inlines, start..end.max(start));
            }
        }
    }

    fn paragraph(&mut self, mut inlines: Vec<Inline>, range: Range<usize>) {
        let alone = inlines.len() == 1;
        match inlines.pop() {
            Some(Inline::Image(image)) if alone => self.block(BlockKind::Figure(image), range),
            Some(last) => {
                inlines.push(last);
                self.block(BlockKind::Paragraph(inlines), range);
            }
            None => {}
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        let span = self.text.span(range);
        let current = self.current();
        if let Kind::Code | Kind::Html = current.kind {
            current.code.push_str(words);
            return;
        }
        // pulldown-cmark breaks words in more places than a reader does. They are one run as long as each letter stands where it
        // was typed; a curly quote or an entity is a run of its own, so that an underline stands under the right words.
        let typed = |words: &str, span: Span| words.len() == span.range().len();
        let own = current.inlines;
        match self.inlines[own..].last_mut() {
            Some(Inline::Text(last))
                if last.span.end == span.start && typed(&last.value, last.span) && typed(words, span) =>
            {
                last.value.push_str(words);
                last.span = last.span.to(span);
            }
            _ => self.inlines.push(Inline::Text(Placed { value: words.to_owned(), span })),
        }
    }

    fn inline(&mut self, inline: Inline) {
        self.inlines.push(inline);
    }

    fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        let span = self.text.span(range);
        self.blocks.push(Block { span, kind });
    }
}

fn words_of(blocks: Vec<Block>) -> Vec<Inline> {
    blocks
        .into_iter()
        .flat_map(|block| match block.kind {
            BlockKind::Paragraph(inlines) => inlines,
            _ => Vec::new(),
        })
        .collect()
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
