//! A short text with inline Markdown, from a TOML value.

use super::body::{Block, BlockKind, Inline};
use super::reading::words_of;
use crate::source::Span;

/// Usually one paragraph.
#[derive(Clone, Debug)]
pub struct Prose {
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it stands.
    pub span: Span,
}

impl Prose {
    /// The words alone.
    #[must_use]
    pub fn plain(&self) -> String {
        words_of(&self.blocks)
    }

    /// The words of its only paragraph, if it is no more than that.
    #[must_use]
    pub fn inlines(&self) -> Option<&[Inline]> {
        match self.blocks.as_slice() {
            [Block { kind: BlockKind::Paragraph(inlines), .. }] => Some(inlines),
            _ => None,
        }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}
