//! Reviews, signatures and copies.

pub(super) mod missing_distribution;
pub(super) mod overdue_review;
pub(super) mod unknown_element;
pub(super) mod unrecorded_change;
pub(super) mod unsigned_release;
