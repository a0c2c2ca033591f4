//! One school's files have changed: only its pages are made again, and the site is what making all of it makes.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::site::{EPOCH, files};
use tempfile::TempDir;

/// The sample handbook, the site that it becomes for the staff, and a cache of its own.
struct Desk(TempDir);

impl Desk {
    /// Built once.
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        for entry in walkdir::WalkDir::new(&sample) {
            let entry = entry.expect("the sample can be read");
            let place = desk.place("content").join(entry.path().strip_prefix(&sample).expect("it is in the sample"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(place).expect("a folder");
            } else {
                fs::copy(entry.path(), place).expect("a file");
            }
        }
        // A document of a release may not change without a word about it, and these change.
        fs::remove_dir_all(desk.place("content/releases")).expect("the sample has releases");
        desk.build("site", "cache");
        desk
    }

    fn place(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.place(&format!("content/{path}"))).expect("it is in the sample")
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.place(&format!("content/{path}"));
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("a folder");
        fs::write(place, text).expect("a file");
    }

    /// Builds into a folder, with what a cache remembers of it; returns what was told on the way.
    fn build(&self, out: &str, cache: &str) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        command.args(["build", "--audience", "staff", "--out", out]).current_dir(self.0.path());
        command
            .env("SOURCE_DATE_EPOCH", EPOCH)
            .env("XDG_CACHE_HOME", self.place(cache))
            .env("HOME", self.place("home"));
        let output = command.output().expect("gobag runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
        told
    }

    /// Builds again with what is remembered, and beside it without; the two must be the same. Returns what was told of the first.
    #[track_caller]
    fn again(&self) -> String {
        let told = self.build("site", "cache");
        let _ = fs::remove_dir_all(self.place("whole"));
        let whole = self.build("whole", "no-cache");
        assert!(!whole.contains("leaving"), "{whole}");
        let (site, whole) = (files(&self.place("site")), files(&self.place("whole")));
        let differ: Vec<&String> =
            site.keys().chain(whole.keys()).filter(|path| site.get(*path) != whole.get(*path)).collect();
        assert!(differ.is_empty(), "{differ:#?}\n{told}");
        told
    }

    /// Changes a school's file, and holds that the other two were left as they were.
    #[track_caller]
    fn edited(&self, path: &str, edit: impl Fn(&str) -> String) {
        let before = self.read(path);
        let after = edit(&before);
        assert_ne!(after, before, "{path} is changed");
        self.write(path, &after);
        let told = self.again();
        assert!(told.contains("leaving 2 schools as before"), "{path}: {told}");
    }
}

/// The text with a paragraph at its end.
fn longer(text: &str) -> String {
    format!("{text}\nWhoever sees it first says so at the office.\n")
}

#[test]
fn a_school_that_writes_is_made_again_and_no_other() {
    let desk = Desk::new();
    desk.edited("schools/harbor/procedures/kindergarten-dismissal.md", longer);
    desk.edited("schools/ridgeline/procedures/pool-emergency.md", longer);
    desk.edited("schools/millrace/procedures/evacuate.md", longer);
    desk.edited("schools/millrace/procedures/evacuate.es.md", longer);
    assert!(!desk.build("site", "cache").contains("making "), "the same again is known whole");
}

#[test]
fn what_other_schools_show_of_a_school_is_shown_anew() {
    let desk = Desk::new();
    let before = desk.read("schools/harbor/school.toml");
    desk.write("schools/harbor/school.toml", &before.replacen("\"Harbor Elementary", "\"Harbour Elementary", 1));
    assert!(!desk.again().contains("leaving"), "every school names every other");
    // Its colours are in every device's copy.
    desk.write("schools/harbor/school.toml", &before.replacen("colour = \"#1f6f5c\"", "colour = \"#1f5c6f\"", 1));
    assert!(!desk.again().contains("leaving"));
}

#[test]
fn what_the_district_writes_is_in_every_school() {
    let desk = Desk::new();
    desk.write("procedures/lockdown.md", &longer(&desk.read("procedures/lockdown.md")));
    assert!(!desk.again().contains("leaving"));
}
