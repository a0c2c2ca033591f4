//! Memory that does not suffice.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

use super::{names, published, site_of};
use crate::bad_input::{Place, said};
use crate::common::site;

/// A build that may use so many megabytes of addresses, the program itself included.
fn limited(place: &Place, megabytes: usize) -> Output {
    let script = format!("ulimit -v {}; exec \"$0\" build --quiet", megabytes * 1024);
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_gobag")]).current_dir(place.folder.path());
    command.env("SOURCE_DATE_EPOCH", site::EPOCH).output().expect("sh runs")
}

#[test]
fn a_handbook_that_needs_far_more_memory_than_there_is_is_refused_in_words() {
    let place = Place::new();
    for number in 0..30 {
        place.page(&format!("page-{number}"), &"Words. ".repeat(500_000));
    }
    let output = limited(&place, 512);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("MB of memory, and Gobag may use 512 MB here"), "{told}");
    place.stands();
}

#[test]
fn whatever_memory_there_is_the_old_site_stays_or_the_new_one_is_whole() {
    let place = Place::new();
    for number in 0..50 {
        place.page(&format!("page-{number}"), &"Words that need room. ".repeat(200));
    }
    let sites = [published(&place), site_of(&place)];
    // Below some of these the system does not even load the program.
    for megabytes in [16, 32, 64, 96, 128, 192, 256, 512] {
        let output = limited(&place, megabytes);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_ended = output.status.signal().is_some();
        assert!(is_ended || output.status.success() || told.contains("of memory, and Gobag may use"), "{told}");
        assert!(sites.contains(&published(&place)), "{megabytes} MB: the site is neither the old nor the new one");
    }
    let output = place.build(&[]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(published(&place) == sites[1]);
    assert_eq!(names(place.folder.path()), ["content", "public"]);
}
