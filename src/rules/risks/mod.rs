//! The risk register.

pub(super) mod missing_social_risk;
pub(super) mod unfunded_risk;
pub(super) mod unreasoned_priority;
