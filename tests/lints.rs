//! The source code as rustfmt and clippy see it, with the settings of this repository.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::process::Command;

use crate::common::tools;

/// Runs a cargo command in the repository. What it needs has been downloaded for the tests themselves.
fn cargo(arguments: &[&str], failure: &str) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_TERM_COLOR", "never");
    tools::run(&mut command, failure);
}

#[test]
fn the_code_is_formatted() {
    cargo(
        &["fmt", "--check"],
        "the code is not formatted: type `cargo fmt` (where rustfmt is missing: `rustup component add rustfmt`)",
    );
}

#[test]
fn clippy_has_nothing_to_say() {
    // In the profile of the tests themselves, so that build scripts and macros are compiled once.
    let profile: &[&str] = if cfg!(debug_assertions) { &[] } else { &["--release"] };
    let arguments = [&["clippy", "--quiet", "--offline", "--all-targets"], profile, &["--", "-D", "warnings"]].concat();
    cargo(&arguments, "clippy has found something (where it is missing: `rustup component add clippy`)");
}
