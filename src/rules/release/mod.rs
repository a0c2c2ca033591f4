//! Reviews, signatures and copies.

pub(super) mod unknown_element;
