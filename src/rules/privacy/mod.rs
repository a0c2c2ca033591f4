//! What must not be shown.

pub(super) mod exposed_detail;
pub(super) mod hidden_reference;
pub(super) mod image_metadata;
pub(super) mod missing_audience;
mod person;
pub(super) mod personal_phone;
pub(super) mod private_case_data;
pub(super) mod public_leak;
pub(super) mod student_identifier;
