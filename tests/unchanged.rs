//! The same handbook again: what was built last is known for what it is, and for what it is no more.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::common::site::{EPOCH, files};
use tempfile::TempDir;

/// A small handbook, the site it becomes, and a cache of its own.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        for (path, text) in gobag::rules::Example::BASE {
            desk.write(&format!("content/{path}"), text);
        }
        desk
    }

    fn place(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.place(path);
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("a folder");
        fs::write(place, text).expect("a file");
    }

    /// Builds; says whether pages had to be made, and the last line without its seconds.
    fn build(&self, more: &[&str]) -> (bool, String) {
        let (said, told) = self.run(more);
        let last = said.lines().last().unwrap_or_default();
        let last = last.rsplit_once(" · ").map_or(last, |(words, _)| words).to_owned();
        (format!("{said}{told}").contains("making "), last)
    }

    /// Builds; says what was said on standard output, and on standard error.
    fn run(&self, more: &[&str]) -> (String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        command.arg("build").args(more).current_dir(self.0.path());
        command
            .env("SOURCE_DATE_EPOCH", EPOCH)
            .env("XDG_CACHE_HOME", self.place("cache"))
            .env("HOME", self.place("home"));
        let output = command.output().expect("gobag runs");
        let (said, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{said}{told}");
        (said.into_owned(), told.into_owned())
    }
}

#[test]
fn the_same_again_is_said_without_making_a_page() {
    let desk = Desk::new();
    let (made, first) = desk.build(&[]);
    assert!(made);
    let before = files(&desk.place("public"));
    let (made, again) = desk.build(&[]);
    assert!(!made, "{again}");
    assert_eq!(again, first.replace("public/:", "public/ (unchanged):"));
    assert_eq!(files(&desk.place("public")), before);
}

#[test]
fn programs_are_told_the_same_of_a_site_that_stands() {
    let desk = Desk::new();
    let (_, first) = desk.build(&["--format", "json"]);
    let (made, again) = desk.build(&["--format", "json"]);
    assert!(!made);
    assert_eq!(again, first);
}

#[test]
fn a_page_that_a_hand_has_changed_is_made_again() {
    let desk = Desk::new();
    desk.build(&[]);
    let before = files(&desk.place("public"));
    let page = desk.place("public/index.html");
    let text = fs::read_to_string(&page).expect("the home page");
    // As long as before.
    fs::write(&page, text.replacen("<html", "<HTML", 1)).expect("it is written");
    desk.build(&[]);
    assert_eq!(files(&desk.place("public")), before);
}

#[test]
fn a_file_too_many_or_too_few_is_seen() {
    let desk = Desk::new();
    desk.build(&[]);
    let before = files(&desk.place("public"));
    desk.write("public/notes.txt", "not ours");
    desk.build(&[]);
    assert_eq!(files(&desk.place("public")), before);
    fs::remove_file(desk.place("public/404.html")).expect("it was there");
    desk.build(&[]);
    assert_eq!(files(&desk.place("public")), before);
}

#[test]
fn another_audience_and_another_text_are_not_the_same() {
    let desk = Desk::new();
    desk.build(&[]);
    assert!(desk.build(&["--audience", "staff"]).0);
    assert!(desk.build(&[]).0);
    let text = fs::read_to_string(desk.place("content/handbook.toml")).expect("the handbook");
    desk.write("content/handbook.toml", &text.replacen("title = \"", "title = \"New ", 1));
    assert!(desk.build(&[]).0);
    assert!(fs::read_to_string(desk.place("public/index.html")).expect("the home page").contains("New "));
}

#[test]
fn findings_are_told_again_without_making_a_page() {
    let desk = Desk::new();
    desk.write("content/media/nobody-shows-this.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    // What is done is told before, what was found as a report.
    let report =
        |told: &str| told[told.find("warning").expect("a finding is told")..].replace("publishing public/\n", "");
    let (first, again) = (desk.run(&[]).1, desk.run(&[]).1);
    assert!(first.contains("making ") && !again.contains("making "), "{again}");
    assert!(again.contains("nobody-shows-this.svg"), "{again}");
    assert_eq!(report(&again), report(&first));
    let (first, again) = (desk.run(&["--format", "json"]).0, desk.run(&["--format", "json"]).0);
    assert!(first.contains("unused-media"), "{first}");
    assert_eq!(again, first);
}

#[test]
#[cfg(unix)]
fn nobody_else_may_read_what_is_remembered() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    desk.build(&[]);
    let records: Vec<_> =
        fs::read_dir(desk.place("cache/gobag")).expect("a folder").map(|entry| entry.expect("a file")).collect();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].metadata().expect("it can be asked").permissions().mode() & 0o777, 0o600);
}

#[test]
fn without_a_place_for_caches_everything_is_made_again() {
    let desk = Desk::new();
    desk.write("cache", "a file is in the way");
    desk.build(&[]);
    assert!(desk.build(&[]).0);
}
