//! `gobag check --fix`: what is certain is mended, what is shown is what is done, and words stay the author's.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "the test runs the program on folders")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A handbook whose page asks a mistyped role.
fn handbook(page: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the handbook");
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("it is in a folder")).expect("a folder can be made");
        fs::write(file, text).expect("a file can be written");
    };
    for (path, text) in gobag::rules::Example::BASE {
        write(path, text);
    }
    write("pages/a.md", page);
    folder
}

fn check(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gobag"))
        .arg("check")
        .arg(folder)
        .args(more)
        .env("SOURCE_DATE_EPOCH", "1795478400")
        .output()
        .expect("the program starts");
    (output.status.code(), String::from_utf8(output.stdout).expect("it says text"))
}

fn page(text: &str) -> String {
    format!("+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n{text}\n")
}

fn text_of(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("pages/a.md")).expect("the page is there")
}

#[test]
fn a_name_with_one_name_near_it_is_mended_and_shown() {
    let folder = handbook(&page("Ask the [[role:techer|dear teacher]]."));
    let (code, said) = check(folder.path(), &["--fix"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("- Ask the [[role:techer|dear teacher]].\n+ Ask the [[role:teacher|dear teacher]]."),
        "{said}"
    );
    assert_eq!(text_of(&folder), page("Ask the [[role:teacher|dear teacher]]."));
}

#[test]
fn a_look_changes_nothing() {
    let folder = handbook(&page("Ask the [[role:techer]]."));
    let (code, said) = check(folder.path(), &["--fix", "--dry-run"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("+ Ask the [[role:teacher]]."), "{said}");
    assert_eq!(text_of(&folder), page("Ask the [[role:techer]]."));
}

#[test]
fn a_name_far_from_every_other_is_left_to_the_author() {
    let folder = handbook(&page("Ask the [[role:gardener]]."));
    let (code, _) = check(folder.path(), &["--fix"]);
    assert_eq!(code, Some(1));
    assert_eq!(text_of(&folder), page("Ask the [[role:gardener]]."));
}

#[test]
fn whom_a_text_is_for_is_never_guessed() {
    let text = page("Words.").replace("\"public\"", "\"pubic\"");
    let folder = handbook(&text);
    check(folder.path(), &["--fix"]);
    assert_eq!(text_of(&folder), text);
}

#[test]
fn two_changes_in_one_line_and_a_byte_order_mark_come_through() {
    let folder = handbook(&format!("\u{feff}{}", page("[[role:techer]] and [[role:teachr]].")));
    assert_eq!(check(folder.path(), &["--fix"]).0, Some(0));
    assert_eq!(text_of(&folder), format!("\u{feff}{}", page("[[role:teacher]] and [[role:teacher]].")));
}
