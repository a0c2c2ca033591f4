//! A handbook as a busy person writes it: every mistake is told in one run, each where it stands.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "the test runs the program on folders")]

use std::process::{Command, Output};

use snapbox::{Data, assert_data_eq};

fn build(out: &std::path::Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gobag"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mistakes"))
        .args(["build", "handbook", "--out"])
        .arg(out)
        .args(more)
        .env("SOURCE_DATE_EPOCH", "1795478400")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

#[test]
fn twenty_mistakes_are_twenty_findings_in_one_run() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    let output = build(&folder.path().join("site"), &["--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    let report = String::from_utf8(output.stderr).expect("the report is text");
    assert_data_eq!(report, Data::read_from(std::path::Path::new("tests/mistakes/report.txt"), None).raw());
}

#[test]
fn nothing_is_written_when_there_is_a_mistake() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    build(&folder.path().join("site"), &[]);
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder is there").count(), 0);
}

#[test]
fn programs_get_the_same_findings_as_one_object() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    let output = build(&folder.path().join("site"), &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    let count = report["diagnostics"].as_array().expect("a list of findings").len();
    assert!(count >= 20, "{count}");
    assert_eq!(
        report["summary"]["errors"].as_u64().zip(report["summary"]["warnings"].as_u64()).map(|(e, w)| (e + w) as usize),
        Some(count)
    );
}
