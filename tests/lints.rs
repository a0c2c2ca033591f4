//! The source code as rustfmt and clippy see it, with the settings of this repository.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::tools;

/// Cargo in the repository. What it needs has been downloaded for the tests themselves.
fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_TERM_COLOR", "never");
    command
}

#[test]
fn the_code_is_formatted() {
    let failure =
        "the code is not formatted: type `cargo fmt` (where rustfmt is missing: `rustup component add rustfmt`)";
    tools::run(&mut cargo(&["fmt", "--check"]), failure);
}

/// `cargo clippy` checks every dependency once more, which takes minutes where the typesetting engine is among them. So clippy's
/// compiler builds our own code here, unoptimised, on the dependencies that the tests are linked with; what it makes is put
/// aside, where no other test takes it for the program.
#[test]
fn clippy_has_nothing_to_say() {
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    let failure = "clippy has found something (where it is missing: `rustup component add clippy`)";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = tools::target();
    let mut clippy = cargo(&["build", "--quiet", "--offline", "--all-targets", "--profile", profile]);
    // Of the features, those that these tests were built with.
    clippy.args(if cfg!(feature = "print") { &[][..] } else { &["--no-default-features"] });
    // Not without its lines: where nothing has any, Cargo strips everything, and compiles the dependencies once more for that.
    clippy.args(["--config", &format!("profile.{profile}.package.gobag.opt-level=0")]);
    clippy.env("RUSTC_WORKSPACE_WRAPPER", sysroot(root).join("bin/clippy-driver"));
    clippy.env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    clippy.env("CARGO_BUILD_BUILD_DIR", shared).env("CARGO_TARGET_DIR", shared.join("clippy"));
    tools::run(&mut clippy, failure);
}

/// Where the compiler of these tests lives, and clippy's beside it.
fn sysroot(root: &Path) -> PathBuf {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let answer = Command::new(rustc).args(["--print", "sysroot"]).current_dir(root).output().expect("rustc runs");
    PathBuf::from(String::from_utf8(answer.stdout).expect("a path").trim())
}
