//! The disk is full: at the first byte, at the last, and while an author's own file is written.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::{ended, names, published, site_of, times};
use crate::bad_input::{FRONT, Place};

/// Runs `gobag` where no file may grow beyond so many blocks of 512 bytes; writing fails then as it does on a full disk.
fn limited(folder: &Path, blocks: usize, arguments: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_gobag")]).args(arguments).current_dir(folder);
    command.env("NO_COLOR", "1").env("XDG_CACHE_HOME", folder.join(".cache"));
    command.env("SOURCE_DATE_EPOCH", crate::common::site::EPOCH).output().expect("sh runs")
}

#[test]
fn wherever_a_disk_is_full_the_old_site_stays_or_the_new_one_is_whole() {
    let place = Place::new();
    place.page("more", &"Words that need room. ".repeat(5_000));
    let (before, after) = (published(&place), site_of(&place));
    let (mut refused, mut made) = (0, 0);
    let most = after.values().map(|bytes| bytes.len() / 512 + 2).max().unwrap_or(0);
    for step in 0..times(24, 400) {
        let blocks = step * most / times(24, 400).saturating_sub(1).max(1);
        let output = limited(place.folder.path(), blocks, &["build", "--quiet"]);
        let told = ended(&output, &[0, 2]);
        let now = published(&place);
        if output.status.success() {
            assert!(now == after, "{blocks} blocks: what is published is not whole");
            made += 1;
            // From the old site again.
            let text = fs::read(place.path("content/pages/more.md")).expect("it is there");
            fs::remove_file(place.path("content/pages/more.md")).expect("it is removed");
            assert!(place.build(&[]).status.success());
            place.put("pages/more.md", text);
        } else {
            assert!(told.starts_with("gobag: the disk is full: "), "{blocks} blocks: {told}");
            assert!(now == before, "{blocks} blocks: the old site has changed");
            refused += 1;
        }
        assert!(names(place.folder.path()).iter().all(|name| ["content", "public", ".cache"].contains(&name.as_str())));
    }
    assert!(refused > 0 && made > 0, "{refused} refused, {made} made");
}

#[test]
fn an_authors_file_that_cannot_be_written_stays_as_it_was() {
    let place = Place::new();
    let text = format!("{FRONT}+++\n\n{}\n", "Ask the [[role:techer]] about it.\n".repeat(20));
    place.put("pages/page.md", &text);
    let told = ended(&limited(place.folder.path(), 1, &["check", "--fix"]), &[2]);
    assert!(told.contains("the disk is full: ") && told.contains("pages/page.md"), "{told}");
    assert_eq!(fs::read_to_string(place.path("content/pages/page.md")).expect("it is there"), text);
    assert_eq!(names(&place.path("content/pages")), ["page.md"]);
}

#[test]
fn a_new_document_that_does_not_fit_leaves_nothing() {
    let place = Place::new();
    let told = ended(&limited(place.folder.path(), 0, &["new", "procedure", "Power failure"]), &[2]);
    assert!(told.contains("the disk is full: "), "{told}");
    let procedures = place.path("content/procedures");
    assert!(!procedures.exists() || names(&procedures).is_empty(), "nothing was begun");
}

#[test]
fn a_handbook_that_cannot_be_begun_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = ended(&limited(folder.path(), 0, &["init"]), &[2]);
    assert!(told.contains("the disk is full: "), "{told}");
    // Once there is room, it begins.
    let told = ended(&limited(folder.path(), 100_000, &["init"]), &[0]);
    assert!(folder.path().join("content/handbook.toml").is_file(), "{told}");
}
