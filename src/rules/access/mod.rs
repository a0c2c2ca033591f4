//! Who can read it.

pub(super) mod empty_link;
pub(super) mod heading_jump;
pub(super) mod low_contrast;
pub(super) mod missing_alt;
pub(super) mod missing_language;
pub(super) mod table_without_header;
pub(super) mod vague_link;
