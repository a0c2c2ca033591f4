//! Plain words, one for each thing.

pub(super) mod inconsistent_term;
pub(super) mod reading_level;
