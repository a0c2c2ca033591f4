//! A piece of evidence: something in the handbook that speaks to an element, and where it stands.

use super::weakness::Weakness;
use crate::config::Rank;
use crate::diagnostic::Place;
use crate::fields::Id;

/// Something that speaks to an element.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Its title: the document's, with the section's; or what the register shows.
    pub title: String,
    /// Where it stands.
    pub place: Place,
    /// Its file, from the handbook's folder.
    pub path: String,
    /// How many words it has; 0 for registers.
    pub words: u32,
    /// Who may see it.
    pub rank: Rank,
    /// The school it belongs to, where it is a school's own.
    pub school: Option<Id>,
    /// Why it is not good evidence, if it is not.
    pub weaknesses: Vec<Weakness>,
}

/// What sort of evidence it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An annex: the one that the element asks for by its function or the category of its hazards, or by its tag.
    Annex,
    /// Any other document, by its tag.
    Document,
    /// A section, by its id in its document.
    Section(Id),
    /// Rows of a register that are enough by themselves.
    Register,
    /// Rows of a register that support a text.
    Beside,
}

impl Evidence {
    /// Whether nothing speaks against it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.weaknesses.is_empty()
    }

    /// Whether it is words that somebody wrote about the element.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Annex | Kind::Document | Kind::Section(_))
    }
}
