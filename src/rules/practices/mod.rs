//! How harm is repaired.

pub(super) mod involuntary_practice;
pub(super) mod missing_exclusion;
pub(super) mod missing_followup;
pub(super) mod one_sided_practice;
pub(super) mod unprepared_conference;
mod words;
