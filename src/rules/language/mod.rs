//! Plain words, one for each thing, in each language.

pub(super) mod incomplete_translation;
pub(super) mod inconsistent_term;
pub(super) mod reading_level;
pub(super) mod stale_translation;
