//! Reviews, signatures and copies.

pub(super) mod missing_distribution;
pub(super) mod overdue_review;
pub(super) mod unsigned_release;
