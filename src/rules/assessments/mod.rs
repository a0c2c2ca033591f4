//! Questions that lead to a decision.

pub(super) mod band_gap;
pub(super) mod band_overlap;
pub(super) mod class_without_response;
mod example;
pub(super) mod incomplete_team;
pub(super) mod missing_emergency_override;
pub(super) mod missing_notification;
pub(super) mod missing_stage;
pub(super) mod one_sided_support;
pub(super) mod overlapping_classes;
pub(super) mod scored_threat;
mod told;
pub(super) mod undecided_answers;
pub(super) mod unreachable_band;
pub(super) mod unreachable_class;
pub(super) mod unscored_answer;
pub(super) mod unscored_na;
