//! A document as it runs from top to bottom, whatever wrote it: headings, paragraphs, items, tables, pictures; and the count
//! of what became of each part.

use std::collections::BTreeMap;

/// A whole document.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// Its own title, where it has one.
    pub(super) title: Option<String>,
    /// From top to bottom.
    pub(super) blocks: Vec<Block>,
    /// Footnotes by their mark, as Markdown.
    pub(super) notes: BTreeMap<String, String>,
    /// Pictures by the name they get in `media/`.
    pub(super) pictures: BTreeMap<String, Vec<u8>>,
    /// What became of each part so far.
    pub(super) tally: Tally,
    /// What the reader was not sure of.
    pub(super) questions: Vec<String>,
}

/// A part of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading, 1 the highest.
    Heading(u8, Words),
    /// A paragraph.
    Paragraph(Words),
    /// An item of a list, and how deep it is.
    Item {
        /// Whether the list has numbers.
        ordered: bool,
        /// 0 is the outermost.
        depth: usize,
        /// What it says.
        words: Words,
    },
    /// A table: rows of cells of paragraphs.
    Table(Vec<Vec<Vec<Words>>>),
    /// Markdown that is taken as it stands.
    Raw(String),
}

/// Words, as Markdown and plain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// With emphasis, links and pictures, special characters escaped.
    pub(super) markdown: String,
    /// The letters alone.
    pub(super) plain: String,
    /// Bold words at its beginning that end with a colon, without it: who acts.
    pub(super) lead: Option<String>,
    /// What follows the lead, as Markdown.
    pub(super) after_lead: String,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stands in a document.
    Kept,
    /// It stands in a table, or in what became of one.
    InTable,
    /// It became a heading or a title.
    Heading,
    /// It became a step or an item of a list.
    Item,
    /// Nothing was in it.
    Empty,
    /// It was a table of contents, which Gobag makes itself.
    Contents,
    /// It had been deleted with tracked changes.
    Deleted,
    /// It was hidden.
    Hidden,
    /// It became rows of a register.
    Register,
    /// It became steps.
    Steps,
    /// It went to `media/`.
    Media,
    /// It was left out; a question says why.
    Lost,
}

impl Fate {
    /// What a report calls it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Fate::Kept => "as they were",
            Fate::InTable => "in tables",
            Fate::Heading => "headings",
            Fate::Item => "steps and items of lists",
            Fate::Empty => "empty",
            Fate::Contents => "in a table of contents, which Gobag makes itself",
            Fate::Deleted => "deleted with tracked changes",
            Fate::Hidden => "hidden text, left out",
            Fate::Register => "became contacts",
            Fate::Steps => "became steps",
            Fate::Media => "in media/",
            Fate::Lost => "left out",
        }
    }
}

/// What became of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Paragraphs of the source, counted by themselves.
    pub paragraphs: usize,
    /// Tables of the source.
    pub tables: usize,
    /// Pictures of the source.
    pub pictures: usize,
    /// What became of paragraphs.
    pub of_paragraphs: BTreeMap<Fate, usize>,
    /// What became of tables.
    pub of_tables: BTreeMap<Fate, usize>,
    /// What became of pictures.
    pub of_pictures: BTreeMap<Fate, usize>,
    /// What else was met, in words.
    pub remarks: Vec<String>,
}

impl Tally {
    /// One more paragraph with this fate.
    pub(super) fn paragraph(&mut self, fate: Fate) {
        *self.of_paragraphs.entry(fate).or_default() += 1;
    }

    /// One more table with this fate.
    pub(super) fn table(&mut self, fate: Fate) {
        *self.of_tables.entry(fate).or_default() += 1;
    }

    /// One more picture with this fate.
    pub(super) fn picture(&mut self, fate: Fate) {
        *self.of_pictures.entry(fate).or_default() += 1;
    }

    /// Whether every part has a fate.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let sum = |fates: &BTreeMap<Fate, usize>| fates.values().sum::<usize>();
        sum(&self.of_paragraphs) == self.paragraphs
            && sum(&self.of_tables) == self.tables
            && sum(&self.of_pictures) == self.pictures
    }
}

impl Words {
    /// Words that are plain.
    pub(super) fn of(plain: &str) -> Words {
        Words { markdown: escaped(plain), plain: plain.to_owned(), lead: None, after_lead: String::new() }
    }

    /// Whether nothing is in them.
    pub(super) fn is_empty(&self) -> bool {
        self.markdown.trim().is_empty()
    }
}

/// Letters that mean something in Markdown, with a backslash before them.
pub(super) fn escaped(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len());
    for letter in plain.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A line that begins like a heading, an item or a quotation, so that it does not become one.
pub(super) fn line(markdown: &str) -> String {
    let text = markdown.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && text[digits..].starts_with(['.', ')']);
    if is_number {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else if text.starts_with(['#', '-', '+', '=', ':', '@']) {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}
