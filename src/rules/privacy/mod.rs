//! What must not be shown.

pub(super) mod hidden_reference;
