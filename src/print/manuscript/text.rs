//! A document's tree as data for templates. Words stay words: a template puts them on paper, and never reads them as
//! markup.

use serde::Serialize;

/// Some words and what is among them. Plain words are a string.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(in crate::print) enum Run {
    /// Words.
    Words(String),
    /// Anything else.
    Marked(Mark),
}

/// What is among words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(in crate::print) enum Mark {
    /// Letter by letter.
    Code { text: String },
    /// Stressed.
    Emphasis { runs: Vec<Run> },
    /// Strongly stressed.
    Strong { runs: Vec<Run> },
    /// Struck out.
    Strike { runs: Vec<Run> },
    /// To the web, to a mailbox, to a telephone.
    Link { href: String, runs: Vec<Run> },
    /// To another place on paper.
    Goto { to: String, runs: Vec<Run> },
    /// A note at the foot of the sheet, at its first mark.
    Note { label: String, blocks: Vec<Block> },
    /// A further mark of a note.
    NoteAgain { label: String },
    /// A picture among words.
    Picture { file: String, alt: String },
    /// The end of a line.
    Break,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(in crate::print) enum Block {
    /// Words.
    Paragraph { runs: Vec<Run> },
    /// A heading in a quote or a list.
    Minor { runs: Vec<Run> },
    /// Points or numbers.
    List { start: Option<u64>, items: Vec<Item> },
    /// Who does what.
    Steps { steps: Vec<Step> },
    /// Quoted.
    Quote { blocks: Vec<Block> },
    /// A note that stands out.
    Alert { kind: &'static str, word: String, blocks: Vec<Block> },
    /// Letter by letter.
    Code { text: String },
    /// Rows under a head.
    Table { columns: Vec<&'static str>, head: Vec<Vec<Run>>, rows: Vec<Vec<Vec<Run>>> },
    /// Terms and what they mean.
    Definitions { definitions: Vec<Definition> },
    /// A picture on its own.
    Figure { file: String, alt: String },
    /// A line across.
    Rule,
}

/// An item of a list; `task` where it can be ticked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::print) struct Item {
    pub(super) task: Option<bool>,
    pub(super) blocks: Vec<Block>,
}

/// Terms that share meanings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::print) struct Definition {
    pub(super) terms: Vec<Vec<Run>>,
    pub(super) details: Vec<Vec<Block>>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::print) struct Step {
    pub(super) number: u64,
    /// Who acts, as a list.
    pub(super) who: String,
    /// By when.
    pub(super) within: Option<String>,
    /// Where.
    pub(super) place: Option<Vec<Run>>,
    pub(super) action: Vec<Run>,
    pub(super) details: Vec<Block>,
    pub(super) decisions: Vec<Decision>,
}

/// Where reality branches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::print) struct Decision {
    pub(super) blocked: bool,
    pub(super) condition: Vec<Run>,
    pub(super) blocks: Vec<Block>,
}

/// A heading and all below it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::print) struct Section {
    /// What leads here.
    pub(super) label: Option<String>,
    /// 1 is the outermost.
    pub(super) depth: u8,
    pub(super) title: Vec<Run>,
    /// Whose it is, where that is not everyone's.
    pub(super) marks: Vec<String>,
    pub(super) phase: Option<&'static str>,
    pub(super) part: Option<&'static str>,
    pub(super) lang: Option<String>,
    pub(super) rtl: bool,
    /// Whether it says something else than in the newest release.
    pub(super) changed: bool,
    pub(super) blocks: Vec<Block>,
    pub(super) sections: Vec<Section>,
}

/// Adds words; what follows words goes on with them.
pub(super) fn say(runs: &mut Vec<Run>, words: &str) {
    if words.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(Run::Words(before)) => before.push_str(words),
        _ => runs.push(Run::Words(words.to_owned())),
    }
}
