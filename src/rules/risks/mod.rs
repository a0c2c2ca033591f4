//! The risk register.
