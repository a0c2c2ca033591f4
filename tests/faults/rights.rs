//! Rights that change while a build runs.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Dice, ended, published, site_of, times};
use crate::bad_input::{Place, as_a_person};

/// Everybody's, so that somebody who is not root can build there.
fn open(folder: &Path) {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("it can be walked");
        let mode = if entry.file_type().is_dir() { 0o777 } else { 0o666 };
        fs::set_permissions(entry.path(), Permissions::from_mode(mode)).expect("mode");
    }
}

#[test]
fn rights_that_come_and_go_are_told_and_no_site_is_half() {
    let place = Place::new();
    for number in 0..20 {
        place.page(&format!("page-{number}"), &"Words. ".repeat(40));
    }
    let sites = [published(&place), site_of(&place)];
    let mut command = as_a_person(&place);
    open(place.folder.path());
    fs::set_permissions(place.path("content/.gobag-program"), Permissions::from_mode(0o755)).ok();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut dice = Dice::new();
            let closed =
                [place.path("content/pages"), place.path("content/pages/page-3.md"), place.path("content/roles.toml")];
            let folders = [place.folder.path().to_owned(), place.path("public")];
            while !over.load(Ordering::Relaxed) {
                let victim = &closed[dice.below(3) as usize];
                let folder = &folders[dice.below(2) as usize];
                let modes = [(victim, 0o000), (folder, 0o555)];
                for (path, mode) in modes {
                    // The site's folder is exchanged by builds; it may be between two names.
                    let _ = fs::set_permissions(path, Permissions::from_mode(mode));
                }
                std::thread::sleep(std::time::Duration::from_micros(dice.below(6_000)));
                for path in [victim, folder] {
                    let mode = if path.extension().is_some() { 0o666 } else { 0o777 };
                    let _ = fs::set_permissions(path, Permissions::from_mode(mode));
                }
                std::thread::sleep(std::time::Duration::from_micros(dice.below(20_000)));
            }
        });
        for round in 0..times(40, 1_000) {
            let told = ended(&command.output().expect("gobag runs"), &[0, 1, 2]);
            let now = published(&place);
            assert!(sites.contains(&now), "round {round}: the site is neither the old nor the new one\n{told}");
        }
        over.store(true, Ordering::Relaxed);
    });
    open(place.folder.path());
    fs::set_permissions(place.path("content/.gobag-program"), Permissions::from_mode(0o755)).ok();
    ended(&command.output().expect("gobag runs"), &[0]);
    assert!(published(&place) == sites[1]);
}
