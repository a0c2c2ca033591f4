//! How harm is repaired.
