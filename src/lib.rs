//! Gobag compiles a folder of Markdown and TOML into a school's emergency handbook: checked, searchable, printable.
#![forbid(unsafe_code)]

pub mod artifact;
#[allow(clippy::disallowed_methods, reason = "it tells how long a build took, and asks NO_COLOR")]
pub mod cli;
pub mod compile;
pub mod config;
pub mod diagnostic;
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "the one room with a disk and a clock")]
pub mod disk;
pub mod document;
pub mod edition;
pub mod fields;
pub mod handbook;
pub mod nearest;
pub mod plan;
pub mod render;
pub mod report;
pub mod rules;
pub mod source;
