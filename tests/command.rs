//! The command as it is typed: exit codes, and where words go.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// `gobag` with `arguments`, run in `folder`.
fn gobag(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("gobag runs")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.args(arguments).current_dir(folder).env_remove("SOURCE_DATE_EPOCH");
    command
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn help_and_version_are_no_errors() {
    let here = folder();
    for arguments in [&["--help"][..], &["build", "--help"], &["--version"], &["help"], &["-h"]] {
        let output = gobag(here.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{arguments:?}");
    }
    let help = gobag(here.path(), &["build", "--help"]);
    assert!(String::from_utf8_lossy(&help.stdout).contains("gobag build --audience staff --out staff"));
}

#[test]
fn wrong_usage_is_2() {
    let here = folder();
    for arguments in [&[][..], &["bild"], &["build", "--format", "xml"], &["build", "a", "b"], &["build", "--out"]] {
        let output = gobag(here.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_worlds_failures_are_2_and_said_in_words() {
    let here = folder();
    let output = gobag(here.path(), &["build", "--quiet"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(errors(&output), "gobag: there is no file or folder content\n");

    fs::create_dir_all(here.path().join("plans/content")).expect("a folder");
    fs::write(here.path().join("plans/content/handbook.toml"), "").expect("a file");
    let output = gobag(here.path(), &["build", "plans", "--quiet"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        errors(&output),
        "gobag: plans has no handbook.toml, but plans/content has; type gobag build plans/content\n"
    );

    let output = gobag(here.path(), &["build", "plans/content", "--out", "plans", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(errors(&output).contains("the handbook plans/content is inside the site's folder plans"));

    let output = command(here.path(), &["build", "plans/content"]).env("SOURCE_DATE_EPOCH", "today").output();
    let output = output.expect("gobag runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("SOURCE_DATE_EPOCH is \"today\""), "{}", errors(&output));
    assert!(!here.path().join("public").exists());
}

#[test]
fn nobody_listening_is_no_panic() {
    let here = folder();
    let mut child = command(here.path(), &["build", "--help"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("gobag runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("gobag ends");
    assert!(!errors(&output).contains("panicked"), "{}", errors(&output));

    let mut child = command(here.path(), &["build"]).stderr(Stdio::piped()).spawn().expect("gobag runs");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("gobag ends").code(), Some(2));
}

#[test]
fn coverage_reports_and_fails_only_where_it_is_asked_to() {
    let here = folder();
    fs::create_dir_all(here.path().join("content")).expect("a folder");
    fs::write(here.path().join("content/handbook.toml"), "title = \"H\"\npublisher = \"S\"\n").expect("a file");
    let output = gobag(here.path(), &["coverage"]);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("0 of 37 present, 1 thin, 36 missing, 0 not applicable"), "{text}");
    assert!(text.contains("certifies nothing."), "{text}");

    let denied = gobag(here.path(), &["coverage", "--deny", "missing", "--format", "json"]);
    assert_eq!(denied.status.code(), Some(1));
    assert!(denied.stdout.starts_with(b"{\"version\":1,"));

    let unknown = gobag(here.path(), &["coverage", "--framework", "federal"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(errors(&unknown).contains("did you mean `federal-school-guide`?"), "{}", errors(&unknown));

    fs::write(here.path().join("content/handbook.toml"), "titel = \"H\"\npublisher = \"S\"\n").expect("a file");
    let broken = gobag(here.path(), &["coverage", "--format", "html"]);
    assert_eq!(broken.status.code(), Some(0));
    assert!(broken.stdout.starts_with(b"<!doctype html>"));
    assert_eq!(errors(&broken), "This handbook has 2 errors; `gobag check content` shows them.\n");
}

#[test]
fn check_shows_a_rule_a_group_or_an_urgency_alone() {
    let here = folder();
    let flawed = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/flawed/named");
    let rules = |only: &str| {
        let output = gobag(here.path(), &["check", flawed, "--only", only, "--format", "short"]);
        assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let names = text.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned()));
        names.collect::<std::collections::BTreeSet<String>>()
    };
    assert_eq!(rules("personal-phone").into_iter().collect::<Vec<_>>(), ["personal-phone"]);
    assert!(rules("practices").contains("involuntary-practice") && !rules("practices").contains("missing-stage"));
    assert!(rules("exposed").contains("student-identifier") && !rules("exposed").contains("missing-stage"));

    let none = gobag(here.path(), &["check", flawed, "--only", "missing-alt"]);
    assert_eq!(none.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&none.stdout).contains("nothing wrong in 13 documents, looking for missing-alt."));

    let unknown = gobag(here.path(), &["check", flawed, "--only", "exposd"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(errors(&unknown).contains("did you mean `exposed`?"), "{}", errors(&unknown));
    let unlike = gobag(here.path(), &["check", flawed, "--only", "everything"]);
    assert!(errors(&unlike).contains("exposed, unreadable, unsafe, faulty, weak"), "{}", errors(&unlike));
}
