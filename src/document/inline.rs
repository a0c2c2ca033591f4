//! What stands in a line of a text: words, and links, references and pictures among them, each with its place in the source.

use crate::fields::Placed;
use crate::source::Span;

/// Words and what is among them. Most are words alone, so what takes more room is in a box.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Words.
    Text(Placed<String>),
    /// Letter by letter.
    Code(Placed<String>),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// A link of Markdown's own form.
    Link(Box<Link>),
    /// A wikilink into the handbook's registry.
    Reference(Box<Reference>),
    /// A picture among words.
    Image(Box<Image>),
    /// The mark of a footnote.
    FootnoteMark(Placed<String>),
    /// The end of a source line.
    SoftBreak,
    /// The end of a line that the author wanted.
    HardBreak,
    /// Raw HTML, as typed.
    Html(Placed<String>),
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it stands.
    pub span: Span,
    /// Where it leads.
    pub target: Target,
    /// What it shows.
    pub label: Vec<Inline>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Out of the handbook: `https:`, `mailto:`, `tel:`.
    Elsewhere(String),
    /// A file of the handbook, from its folder, and a section in it.
    File {
        /// The path from the handbook's folder.
        path: String,
        /// The section.
        anchor: Option<String>,
    },
    /// A section of the same document.
    Here(String),
    /// A path that leaves the handbook's folder, or a kind of address that is never followed (`javascript:`).
    Refused(String),
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Image {
    /// Where it stands.
    pub span: Span,
    /// The file.
    pub target: Target,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

/// `[[kind:id#anchor|label]]`.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Where it stands.
    pub span: Span,
    /// What kind of thing is named.
    pub kind: ReferenceKind,
    /// Its id, as typed; empty where it could not be read, and a finding has said so.
    pub id: String,
    /// The section, for documents.
    pub anchor: Option<String>,
    /// The author's own words, where given.
    pub label: Option<Vec<Inline>>,
}

/// What a reference can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    /// A document.
    Document,
    /// A role.
    Role,
    /// A contact.
    Contact,
    /// A place.
    Place,
    /// A term of the glossary.
    Term,
    /// A value that schools fill in.
    Value,
    /// An entry of the risk register.
    Hazard,
}

impl ReferenceKind {
    /// The word before the colon; none for documents.
    #[must_use]
    pub fn prefix(self) -> Option<&'static str> {
        match self {
            ReferenceKind::Document => None,
            ReferenceKind::Role => Some("role"),
            ReferenceKind::Contact => Some("contact"),
            ReferenceKind::Place => Some("place"),
            ReferenceKind::Term => Some("term"),
            ReferenceKind::Value => Some("value"),
            ReferenceKind::Hazard => Some("hazard"),
        }
    }

    /// The kinds that have a prefix.
    pub const PREFIXED: [ReferenceKind; 6] = [
        ReferenceKind::Role,
        ReferenceKind::Contact,
        ReferenceKind::Place,
        ReferenceKind::Term,
        ReferenceKind::Value,
        ReferenceKind::Hazard,
    ];

    /// What it is called in a sentence.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            ReferenceKind::Document => "document",
            ReferenceKind::Role => "role",
            ReferenceKind::Contact => "contact",
            ReferenceKind::Place => "place",
            ReferenceKind::Term => "term",
            ReferenceKind::Value => "value",
            ReferenceKind::Hazard => "hazard",
        }
    }
}
