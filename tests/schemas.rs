//! The reports for programs, held against their schemas by a validator that is not ours.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::tools;
use serde_json::{Value, json};

/// Handbooks from none to hundreds of findings, with places in words, in files as a whole, and beside others.
const HANDBOOKS: [&str; 5] =
    ["content", "tests/mistakes/handbook", "tests/flawed/pasted", "tests/flawed/named", "tests/flawed/stale"];

/// How the validator ends when a document does not hold.
const REFUSED: i32 = 3;

fn schema() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json")
}

/// The report of a handbook, as a program reads it.
fn report(handbook: &str, format: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_gobag"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["check", handbook, "--format", format])
        .env("SOURCE_DATE_EPOCH", "1795478400")
        .output()
        .expect("the program starts");
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

/// What the validator says of documents.
fn validated(schema: &Path, documents: &[Value]) -> Output {
    let folder = tempfile::tempdir().expect("a folder for the documents");
    let mut command = tools::node();
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/validate.mjs")).arg(schema);
    for (number, document) in documents.iter().enumerate() {
        let path = folder.path().join(format!("{number}.json"));
        fs::write(&path, document.to_string()).expect("a document is written");
        command.arg(path);
    }
    command.output().expect("the validator starts")
}

fn assert_valid(schema: &Path, documents: &[Value]) {
    let output = validated(schema, documents);
    let (words, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{words}{errors}");
}

#[test]
fn the_json_report_is_what_its_published_schema_says() {
    assert_valid(&schema(), &HANDBOOKS.map(|handbook| report(handbook, "json")));
}

#[test]
fn sarif_is_what_the_standards_schema_says() {
    assert_valid(Path::new("sarif"), &HANDBOOKS.map(|handbook| report(handbook, "sarif")));
}

#[test]
fn the_schemas_refuse_what_is_not_a_report() {
    let good = report("tests/mistakes/handbook", "json");
    let change = |pointer: &str, value: Option<Value>| {
        let mut document = good.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
        let parent = document.pointer_mut(parent).and_then(Value::as_object_mut).expect("the pointer leads somewhere");
        match value {
            Some(value) => parent.insert(key.to_owned(), value),
            None => parent.remove(key),
        };
        document
    };
    let wrong = [
        change("/version", Some(json!(2))),
        change("/summary/errors", None),
        change("/summary/files", Some(json!(3))),
        change("/diagnostics/0/rule", Some(json!("Invalid Value"))),
        change("/diagnostics/0/severity", Some(json!("note"))),
        change("/diagnostics/0/help", Some(json!(""))),
        change("/diagnostics/0/start", None),
        change("/diagnostics/0/start/line", Some(json!(0))),
        change("/diagnostics/0/end", Some(json!({ "line": 1, "column": 1 }))),
        change("/diagnostics/0/path", Some(json!("/etc/passwd"))),
        change("/diagnostics/0/urgency", Some(json!("unsafe"))),
    ];
    for document in wrong {
        let output = validated(&schema(), std::slice::from_ref(&document));
        assert_eq!(output.status.code(), Some(REFUSED), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let mut log = report("tests/mistakes/handbook", "sarif");
    log["runs"][0]["results"][0]["level"] = json!("fatal");
    assert_eq!(validated(Path::new("sarif"), &[log]).status.code(), Some(REFUSED));
}
