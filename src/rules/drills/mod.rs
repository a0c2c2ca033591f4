//! What is practised, and what came of it.

pub(super) mod drill_late;
pub(super) mod drill_shortfall;
pub(super) mod drill_unpublished;
pub(super) mod drill_without_support;
pub(super) mod open_drill_problem;
mod school;
pub(super) mod simulated_attacker;
