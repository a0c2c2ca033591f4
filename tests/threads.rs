//! Same sources, same bytes: whatever the number of threads, the day of the week, the time zone and the folder's name.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::common::{site, tools};

/// The staff's sample with these variables set, as bytes.
fn built(variables: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    built_from(Path::new("content"), variables)
}

fn built_from(content: &Path, variables: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("site");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.arg("build").arg(content).args(["--quiet", "--audience", "staff", "--out"]).arg(&out);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("SOURCE_DATE_EPOCH", site::EPOCH);
    command.envs(variables.iter().copied());
    tools::run(&mut command, "the sample handbook does not build");
    site::files(&out)
}

/// Holds that two trees are the same, or names the files that differ.
#[track_caller]
fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let names = |a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        a.iter().filter(|(path, bytes)| b.get(*path) != Some(bytes)).map(|(path, _)| path.clone()).collect()
    };
    assert!(!one.is_empty());
    assert_eq!((names(one, other), names(other, one)), (Vec::new(), Vec::new()), "these files differ");
}

#[test]
fn one_thread_two_threads_and_seven_make_the_same_bytes() {
    let one = built(&[("RAYON_NUM_THREADS", "1")]);
    same(&one, &built(&[("RAYON_NUM_THREADS", "2")]));
    same(&one, &built(&[("RAYON_NUM_THREADS", "7")]));
}

#[test]
fn the_same_build_twice_makes_the_same_bytes() {
    same(&built(&[]), &built(&[]));
}

#[test]
fn the_machine_and_the_person_leave_no_trace() {
    let elsewhere = built(&[
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("USER", "somebody"),
        ("HOSTNAME", "elsewhere"),
        ("COLUMNS", "40"),
    ]);
    same(&built(&[("TZ", "Pacific/Pago_Pago"), ("LC_ALL", "C")]), &elsewhere);
}

#[test]
fn the_folders_name_and_the_files_ages_leave_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("another place/plan");
    for (path, bytes) in site::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")) {
        let place = copy.join(path);
        fs::create_dir_all(place.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(&place, bytes).expect("a file");
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&place).expect("the file").set_modified(long_ago).expect("an age");
    }
    same(&built(&[]), &built_from(&copy, &[]));
}

#[test]
fn the_day_is_the_one_that_source_date_epoch_names() {
    // One day has many seconds, and all of them are the same day; three days later it is another one.
    let morning = built(&[("SOURCE_DATE_EPOCH", "1795478400")]);
    same(&morning, &built(&[("SOURCE_DATE_EPOCH", "1795564799")]));
    let later = built(&[("SOURCE_DATE_EPOCH", "1795737600")]);
    assert_ne!(morning, later, "the day is an input like any other");
}
