//! The text of a document as a tree of sections and blocks, each with its place in the source.
//!
//! This tree is what every output reads: pages, paper and search are three readers of it.

use crate::fields::{Id, Interval, Language, Placed, Revision, names};
use crate::source::Span;

pub use super::inline::{Image, Inline, Link, Reference, ReferenceKind, Target};

/// A whole text: what stands before the first heading, then the sections.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Before the first heading.
    pub opening: Vec<Block>,
    /// What was typed before the first heading, as a code: whoever translates it writes down what it was.
    pub typed: Revision,
    /// The outermost sections.
    pub sections: Vec<Section>,
}

/// A heading and all below it, up to the next heading of its level.
#[derive(Clone, Debug)]
pub struct Section {
    /// Unique in its document.
    pub id: Id,
    /// 1 to 6, as typed.
    pub level: u8,
    /// The heading's words.
    pub title: Vec<Inline>,
    /// The heading's line.
    pub span: Span,
    /// What the heading says about its section.
    pub meaning: Meaning,
    /// What was typed in it, its heading and what stands directly below, as a code: whoever translates or replaces it writes
    /// down what it was.
    pub typed: Revision,
    /// What stands directly below it.
    pub blocks: Vec<Block>,
    /// The sections inside it.
    pub sections: Vec<Section>,
}

/// What a heading's attributes (or its own English words) say. Phase and settings hold for the sections inside too.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// Before, during or after; its own or its parent's.
    pub phase: Option<Phase>,
    /// Where people are; its own or its parent's.
    pub settings: Vec<Setting>,
    /// Its part in this kind of document.
    pub part: Option<Part>,
    /// Who may read it, if that is narrower than the document.
    pub audience: Option<Placed<Id>>,
    /// Elements of the completeness framework that it covers.
    pub elements: Vec<Placed<String>>,
    /// Its language, where it is not the document's.
    pub language: Option<Language>,
    /// A school's text may not replace it.
    pub locked: bool,
    /// A school's text must replace it.
    pub required_local: bool,
}

names! {
    /// The three phases of every plan (federal school guide, "before, during, and after").
    pub enum Phase {
        /// Preparing.
        Before = "before",
        /// The moment itself.
        During = "during",
        /// Recovering.
        After = "after",
    }
}

names! {
    /// Where people are when it happens.
    pub enum Setting {
        /// In a classroom.
        Class = "class",
        /// In a hallway.
        Hall = "hall",
        /// On the grounds.
        Outside = "outside",
        /// On a bus.
        Bus = "bus",
        /// Before the first bell.
        BeforeSchool = "before-school",
        /// After the last bell.
        AfterSchool = "after-school",
        /// Eating.
        Lunch = "lunch",
        /// A game, a concert, a meeting.
        Event = "event",
    }
}

names! {
    /// The parts that documents are made of; each kind has its own.
    pub enum Part {
        /// Procedure: how everyone is accounted for.
        Accounting = "accounting",
        /// Procedure: emotional support afterwards.
        Support = "support",
        /// Procedure: substitutes and visitors.
        Substitutes = "substitutes",
        /// Procedure: what families are told.
        Families = "families",
        /// Annex: the goal of a phase.
        Goal = "goal",
        /// Annex: the objectives of a phase.
        Objectives = "objectives",
        /// Annex: the courses of action of a phase.
        Actions = "actions",
        /// Practice: when to use it.
        UseWhen = "use-when",
        /// Practice: when not to.
        NotWhen = "not-when",
        /// Practice: is it suitable here.
        Suitability = "suitability",
        /// Practice: power between the two.
        Power = "power",
        /// Practice: what was harmed.
        Harm = "harm",
        /// Practice: preparing.
        Prepare = "prepare",
        /// Practice: meeting.
        Meet = "meet",
        /// Practice: following up.
        FollowUp = "follow-up",
        /// Practice: questions for the person responsible.
        QuestionsResponsible = "questions-responsible",
        /// Practice: questions for the person harmed.
        QuestionsHarmed = "questions-harmed",
        /// Practice: support for the person responsible.
        SupportsResponsible = "supports-responsible",
        /// Practice: support for the person harmed.
        SupportsHarmed = "supports-harmed",
        /// Practice: the agreement.
        Agreement = "agreement",
        /// Practice: when to stop, and whom to tell.
        Escalation = "escalation",
        /// Practice: what stays in the room.
        Privacy = "privacy",
        /// Practice: an example.
        Example = "example",
    }
}

/// A block and its place.
#[derive(Clone, Debug)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is. What is large and rare is in a box: a large handbook is held whole, and walked through often.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// Words.
    Paragraph(Vec<Inline>),
    /// A heading inside a quote or a list, where it opens no section.
    Heading(u8, Vec<Inline>),
    /// Points or numbers; the number of the first where it is ordered.
    List {
        /// The first number, if ordered.
        start: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// What to do, and who does it.
    Steps {
        /// The first step's number.
        start: u64,
        /// The steps.
        steps: Vec<Step>,
    },
    /// Quoted.
    Quote(Vec<Block>),
    /// `> [!NOTE]` and its kin.
    Alert(Alert, Vec<Block>),
    /// Shown letter by letter.
    Code(String),
    /// Rows under a head.
    Table(Box<Table>),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A note at the foot of the page.
    Footnote(String, Vec<Block>),
    /// A picture on its own.
    Figure(Box<Image>),
    /// A line across.
    Rule,
    /// Raw HTML, as typed.
    Html(String),
    /// What a translation has not caught up with yet.
    Behind(Box<Behind>),
}

/// A note that the text around it is older than what it translates.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The language of the original.
    pub language: Language,
    /// The section of the original that has changed.
    pub section: Option<Id>,
    /// What the original says now, where that must stand beside it: nobody is to act on an old step.
    pub now: Vec<Block>,
}

/// One item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// Ticked or not, where it is a task.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

names! {
    /// The kinds of alert.
    pub enum Alert {
        /// Worth knowing.
        Note = "note",
        /// Helpful.
        Tip = "tip",
        /// Not to be missed.
        Important = "important",
        /// Something can go wrong.
        Warning = "warning",
        /// Somebody can be hurt.
        Caution = "caution",
    }
}

/// A table; every row has as many cells as the head.
#[derive(Clone, Debug)]
pub struct Table {
    /// How each column is set.
    pub columns: Vec<Align>,
    /// The head's cells.
    pub head: Vec<Cell>,
    /// The rows' cells.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell's words and place.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub inlines: Vec<Inline>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the language reads.
    Start,
    /// In the middle.
    Center,
    /// To the other side, as numbers are.
    End,
}

/// Terms that share meanings.
#[derive(Clone, Debug, Default)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// What they mean.
    pub details: Vec<Vec<Block>>,
}

/// A step: who does what, by when, where.
#[derive(Clone, Debug)]
pub struct Step {
    /// The whole item.
    pub span: Span,
    /// Its head (`@teacher within 30s:`), or its first words where it has none.
    pub head: Span,
    /// Who acts; empty where the author named nobody.
    pub roles: Vec<Placed<Id>>,
    /// The time limit.
    pub within: Option<Placed<Interval>>,
    /// Where.
    pub place: Option<Box<Reference>>,
    /// What to do.
    pub action: Vec<Inline>,
    /// What else belongs to it.
    pub details: Vec<Block>,
    /// Where reality branches.
    pub decisions: Vec<Decision>,
}

/// "If …: …" below a step.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The whole item.
    pub span: Span,
    /// The condition, without the colon.
    pub condition: Vec<Inline>,
    /// Whether it says what to do when the way is blocked.
    pub blocked: bool,
    /// What to do then.
    pub blocks: Vec<Block>,
}
