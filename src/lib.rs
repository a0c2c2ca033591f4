//! Gobag compiles a folder of Markdown and TOML into a school's emergency handbook: checked, searchable, printable.
#![forbid(unsafe_code)]

pub mod artifact;
pub mod compile;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod edition;
pub mod fields;
pub mod handbook;
pub mod nearest;
pub mod plan;
pub mod render;
pub mod rules;
pub mod source;
