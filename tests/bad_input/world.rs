//! Whatever the disk and the system do: a full disk, a kill, rights that are missing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Place, said};
use crate::common::site;

#[test]
fn a_full_disk_is_said_and_leaves_the_old_site() {
    let place = Place::new();
    place.page("more", &"Words that need room. ".repeat(5_000));
    // No file may grow beyond 512 bytes or a kilobyte; with the signal ignored, writing fails as it does on a full disk.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" build --quiet";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_gobag")])
        .current_dir(place.folder.path())
        .output()
        .expect("sh runs");
    let told = said(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.starts_with("gobag: the disk is full: public/"), "{told}");
    place.stands();
}

#[test]
fn a_build_that_the_system_kills_leaves_the_old_site_and_the_next_one_tidies_up() {
    let place = Place::new();
    place.page("more", &"Words that need room. ".repeat(5_000));
    let output = Command::new("sh")
        .args(["-c", "ulimit -f 1; exec \"$0\" build --quiet", env!("CARGO_BIN_EXE_gobag")])
        .current_dir(place.folder.path())
        .output()
        .expect("sh runs");
    assert!(output.status.signal().is_some(), "{}", said(&output));
    assert!(site::files(&place.path("public")) == place.before, "the last good site has changed");
    fs::remove_file(place.path("content/pages/more.md")).expect("it is removed");
    place.publishes("index.html");
    place.stands();
}

/// A user who is not root. Root may write anywhere, so the program runs as somebody else then.
pub fn as_a_person(place: &Place) -> Command {
    let user = fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own));
    let mut command = place.command(&[]);
    if user.is_ok_and(|user| user == 0) {
        // The program itself may stand where only root may go.
        let copy = place.folder.path().join("content/.gobag-program");
        fs::copy(env!("CARGO_BIN_EXE_gobag"), &copy).expect("the program is copied");
        fs::set_permissions(place.folder.path(), PermissionsExt::from_mode(0o755)).expect("mode");
        let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        command = Command::new(copy);
        command.args(arguments).current_dir(place.folder.path()).uid(65534).gid(65534);
    }
    command
}

/// Takes the right to write away, and gives it back at the end.
struct ReadOnly(PathBuf);

impl ReadOnly {
    fn new(path: &Path) -> ReadOnly {
        fs::set_permissions(path, PermissionsExt::from_mode(0o555)).expect("mode");
        ReadOnly(path.to_owned())
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        let _ = fs::set_permissions(&self.0, PermissionsExt::from_mode(0o755));
    }
}

#[test]
fn a_target_that_may_not_be_written_is_said() {
    let place = Place::new();
    place.page("more", "Words.");
    let mut command = as_a_person(&place);
    let held = ReadOnly::new(place.folder.path());
    let output = command.output().expect("gobag runs");
    drop(held);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.starts_with("gobag: you may not ") && told.contains("(permission denied)"), "{told}");
    place.stands();
}

#[test]
fn a_file_that_may_not_be_read_is_told() {
    let place = Place::new();
    place.page("closed", "Words.");
    fs::set_permissions(place.path("content/pages/closed.md"), PermissionsExt::from_mode(0o000)).expect("mode");
    let output = as_a_person(&place).output().expect("gobag runs");
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("pages/closed.md cannot be read: you may not open it (permission denied)"), "{told}");
    place.stands();
}
