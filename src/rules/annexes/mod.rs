//! Functions and hazards, before, during and after.

pub(super) mod goal_incomplete;
pub(super) mod orphan_annex;
pub(super) mod repeated_annex;
pub(super) mod unplanned_hazard;
