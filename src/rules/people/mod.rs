//! Roles, contacts and places.

pub(super) mod expired_agreement;
pub(super) mod invalid_phone;
pub(super) mod missing_alternate_role;
pub(super) mod role_conflict;
pub(super) mod stale_contact;
pub(super) mod unknown_accessibility;
