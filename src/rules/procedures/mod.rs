//! What to do when something happens.

pub(super) mod missing_phase;
pub(super) mod step_without_role;
