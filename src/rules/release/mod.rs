//! Reviews, signatures and copies.
