//! Every test that needs no browser, as one program: forty would each hold the whole library again, and gigabytes of disk.
//!
//! `cargo test --release --test all rules` runs those whose path has that word.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

mod common;

/// The handbooks that benchmarks write.
#[allow(dead_code, reason = "tests need some of them")]
#[path = "../benches/support/corpus.rs"]
mod corpus;

mod again;
mod bad_input;
mod beginning;
mod cases;
mod command;
mod completion;
mod counts;
mod coverage;
mod documents;
mod editions;
mod faults;
mod fixes;
mod flawed;
mod fuzz;
mod guide;
mod html;
mod import;
mod languages;
mod leaks;
mod lints;
mod local;
mod lock;
mod lsp;
mod media;
mod mistakes;
mod mutations;
mod offline;
mod one_school;
mod outcome;
mod parsing;
#[cfg(feature = "print")]
mod print;
mod publishing;
mod reading;
mod releases;
mod render;
mod report;
mod rules;
mod rules_access;
mod rules_annexes;
mod rules_assessments;
mod rules_drills;
mod rules_language;
mod rules_people;
mod rules_practices;
mod rules_privacy;
mod rules_procedures;
mod rules_release;
mod rules_risks;
mod rules_structure;
mod schemas;
mod scripts;
mod search;
mod security;
mod serve;
mod shards;
mod supply;
mod threads;
mod unchanged;
mod usage;
mod word;
