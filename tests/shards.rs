//! Parts of a site, made by processes of their own, put together: byte for byte what one process makes.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::common::site;

fn gobag() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("SOURCE_DATE_EPOCH", site::EPOCH);
    command.env_remove("JOB_COMPLETION_INDEX").env_remove("GOBAG_SHARD_INDEX");
    command
}

fn part(root: &Path, number: usize, of: usize) -> (PathBuf, Command) {
    let out = root.join(format!("part-{number}"));
    let mut command = gobag();
    command.args(["build", "content", "--quiet", "--audience", "staff", "--shard", &format!("{number}/{of}"), "--out"]);
    command.arg(&out);
    (out, command)
}

/// All parts at once, each by a process.
fn parts(root: &Path, of: usize) -> Vec<PathBuf> {
    let running: Vec<(PathBuf, Child)> = (1..=of)
        .map(|number| {
            let (out, mut command) = part(root, number, of);
            (out, command.spawn().expect("it runs"))
        })
        .collect();
    running
        .into_iter()
        .map(|(out, mut child)| {
            assert!(child.wait().expect("it ends").success());
            out
        })
        .collect()
}

fn merge(parts: &[PathBuf], out: &Path) -> Output {
    gobag().arg("merge").args(parts).arg("--out").arg(out).stdout(Stdio::piped()).output().expect("it runs")
}

fn refused(parts: &[PathBuf], out: &Path) -> String {
    let output = merge(parts, out);
    assert_eq!(output.status.code(), Some(2));
    assert!(!out.exists(), "nothing is published");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let differ: Vec<&String> =
        one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).collect();
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn parts_of_two_three_and_seven_processes_make_what_one_makes() {
    let whole = site::files(&site::sample("staff"));
    for of in [2, 3, 7] {
        let root = tempfile::tempdir().expect("a folder");
        let mut parts = parts(root.path(), of);
        parts.reverse();
        let out = root.path().join("site");
        let output = merge(&parts, &out);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        same(&whole, &site::files(&out));
    }
}

#[test]
fn a_job_that_counts_its_pods_says_which_part_it_makes() {
    let root = tempfile::tempdir().expect("a folder");
    let (named, mut command) = part(root.path(), 2, 3);
    assert!(command.status().expect("it runs").success());
    for variable in ["JOB_COMPLETION_INDEX", "GOBAG_SHARD_INDEX"] {
        let counted = root.path().join(variable);
        let mut command = gobag();
        command.args(["build", "content", "--quiet", "--audience", "staff", "--shard", "3", "--out"]).arg(&counted);
        assert!(command.env(variable, "1").status().expect("it runs").success());
        same(&site::files(&named), &site::files(&counted));
    }
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let root = tempfile::tempdir().expect("a folder");
    let all = parts(root.path(), 3);
    let out = root.path().join("site");
    assert!(refused(&all[..2], &out).contains("part 3 of 3 is missing"));
    assert!(refused(&[all[0].clone(), all[0].clone(), all[1].clone()], &out).contains("does not fit"));
    let empty = root.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    assert!(refused(&[all[0].clone(), empty], &out).contains("holds no part"));
    let whole = site::sample("staff");
    assert!(refused(&[all[0].clone(), whole], &out).contains("holds no part"));
    let (other, mut command) = part(root.path(), 2, 3);
    command.env("SOURCE_DATE_EPOCH", "1795564800");
    assert!(command.status().expect("it runs").success());
    assert!(refused(&[all[0].clone(), other, all[2].clone()], &out).contains("another handbook, on another day"));
}

#[test]
fn a_part_that_somebody_changed_is_noticed() {
    let root = tempfile::tempdir().expect("a folder");
    let all = parts(root.path(), 2);
    let shared = site::files(&all[1]).into_keys().find(|path| path == "404.html").expect("both parts have it");
    fs::remove_file(all[1].join(&shared)).expect("it is there");
    fs::write(all[1].join(&shared), "other").expect("it is written");
    assert!(refused(&all, &root.path().join("site")).contains("404.html"));
}

#[test]
fn a_part_that_there_is_not_is_told() {
    for wrong in ["0/3", "4/3", "3", "x/y"] {
        let output = gobag().args(["build", "--shard", wrong]).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("--shard 3/8"), "{said}");
    }
}
