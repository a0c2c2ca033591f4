//! The theme's scripts before a strict type checker, as plain JavaScript with types in its comments.

use std::path::Path;

use common::tools;

mod common;

/// Holds a folder's scripts against the types that they say they have.
fn check(config: &str) {
    let mut command = tools::node();
    command.arg(tools::modules().join("node_modules/typescript/bin/tsc")).args(["--pretty", "false", "--project"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(config));
    tools::run(&mut command, "the theme's scripts are not what their types say");
}

#[test]
fn the_scripts_of_pages_hold_before_a_strict_type_checker() {
    check("themes/default/tsconfig.json");
}
