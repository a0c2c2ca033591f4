//! Who can read it.

pub(super) mod heading_jump;
pub(super) mod low_contrast;
pub(super) mod missing_alt;
