//! Which keys a table has, readable or not: what is there but could not be read is not missing.

use crate::source::Span;

/// The keys of a table as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(pub(super) Vec<Key>);

/// A key, its place, and whether an empty list stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) empty: bool,
}

impl Keys {
    /// Whether something stands behind a key. An empty list is nothing.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|key| key.name == name && !key.empty)
    }

    /// Where a key stands, whatever stands behind it.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<Span> {
        self.0.iter().find(|key| key.name == name).map(|key| key.span)
    }
}
