//! What the world does to a build while it runs: it is killed, its disk fills, its sources change under its hands. Nothing is
//! lost, nothing is half published, and what went wrong is said in words.
//!
//! Each test is quick. `GOBAG_LONG=1 cargo test --release --test all faults::` tries each fault many times more.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

mod clock;
mod disk;
mod kills;
mod memory;
mod rights;
mod size;
mod sources;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use crate::bad_input::{Place, said};
use crate::common::site;

/// How often something is tried: the second number where somebody has the time.
fn times(quick: usize, long: usize) -> usize {
    if std::env::var_os("GOBAG_LONG").is_some() { long } else { quick }
}

/// Moments that fall anywhere and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn new() -> Dice {
        Dice(0x9e37_79b9_7f4a_7c15)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}

/// The site of a handbook as it is now, built elsewhere: what may stand in `public/`, byte for byte.
fn site_of(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = elsewhere.path().join("site");
    let output = place.build(&["--out", out.to_str().expect("text")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    site::files(&out)
}

/// What stands in `public/`.
fn published(place: &Place) -> BTreeMap<String, Vec<u8>> {
    site::files(&place.path("public"))
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("text")).collect();
    names.sort();
    names
}

/// Holds that a program ended by itself with one of these codes, and that whatever it said is words.
#[track_caller]
fn ended(output: &Output, codes: &[i32]) -> String {
    let told = said(output);
    assert!(output.status.code().is_some_and(|code| codes.contains(&code)), "{:?}\n{told}", output.status);
    assert!(output.status.success() || !told.trim().is_empty(), "it failed without a word");
    told
}
