//! The user's guide in `docs/guide/`: a handbook like any other, without a finding, whose commands are there.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn gobag(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("gobag runs")
}

/// Every page of the guide.
fn pages() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/pages");
    let entries = fs::read_dir(folder).expect("the guide has pages").map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<(PathBuf, String)> =
        entries.map(|path| (path.clone(), fs::read_to_string(&path).expect("it is text"))).collect();
    pages.sort();
    assert!(pages.len() > 8);
    pages
}

#[test]
fn the_guide_is_a_handbook_without_a_finding() {
    let output = gobag(&["check", "docs/guide", "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let out = tempfile::tempdir().expect("a folder");
    let place = out.path().join("guide");
    let output = gobag(&["build", "docs/guide", "--quiet", "--out", place.to_str().expect("text")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(place.join("pages/ten-minutes.html").is_file());
}

#[test]
fn every_command_and_option_of_the_guide_is_there() {
    for (path, text) in pages() {
        let typed = text.split('`').map(str::trim).chain(text.lines());
        for line in typed.filter(|words| words.starts_with("gobag ") && !words.contains('\n')) {
            let mut words = line.split(' ').skip(1);
            let command = words.next().unwrap_or("");
            if command == "print" && !cfg!(feature = "print") {
                continue;
            }
            let help = gobag(&[command, "--help"]);
            assert_eq!(help.status.code(), Some(0), "{}: {line}", path.display());
            let help = String::from_utf8_lossy(&help.stdout).into_owned();
            for option in words.filter(|word| word.starts_with("--")) {
                assert!(help.contains(option), "{}: {line}", path.display());
            }
        }
    }
}
