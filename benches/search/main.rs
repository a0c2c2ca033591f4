//! Search beside Pagefind, in one run, on the same pages of the same site: bytes, time in a slowed-down browser, what is
//! found; and what the index costs a build.
//!
//! `cargo bench --bench search` prints the tables for docs/performance.md. It installs Pagefind from npm into the build's
//! folder. Ratios are to be trusted, milliseconds are not.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and starts programs"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gobag::compile::{self, Request};
use gobag::edition::{Edition, Reader};
use gobag::handbook::Handbook;
use gobag::plan::Plan;
use gobag::search::{self, Heading};

#[path = "../support/library.rs"]
mod library;

/// The version that is compared with.
const PAGEFIND: &str = "pagefind@1.6.0";

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work = root.join("target/search-bench");
    fs::create_dir_all(&work).expect("a folder for the benchmark");
    let install = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", PAGEFIND];
    run(Command::new("npm").args(install).arg("--prefix").arg(&work));
    println!("| pages | reading, checking and rendering | index | share |\n|---|---|---|---|");
    let sizes = [1_000, 10_000];
    for pages in sizes {
        let handbook = work.join(format!("handbook-{pages}"));
        let _ = fs::remove_dir_all(&handbook);
        library::write(&root.join("content"), &handbook, pages).expect("the handbook can be written");
        build_time(&handbook, pages);
        let site = work.join(format!("site-{pages}"));
        let build = [handbook.as_os_str(), "--quiet".as_ref(), "--out".as_ref(), site.as_os_str()];
        run(Command::new(env!("CARGO_BIN_EXE_gobag")).arg("build").args(build));
        let index =
            ["--site".as_ref(), site.as_os_str(), "--root-selector".as_ref(), "main".as_ref(), "--silent".as_ref()];
        let pagefind = work.join("node_modules/.bin/pagefind");
        // It leaves what it made the last time.
        let bundle = work.join(format!("pagefind-{pages}"));
        let _ = fs::remove_dir_all(&bundle);
        run(Command::new(pagefind).args(index).arg("--output-path").arg(bundle));
    }
    println!();
    for pages in sizes {
        let mut browser = Command::new("node");
        browser.arg(root.join("benches/search/browser.mjs")).arg(work.join(format!("site-{pages}")));
        browser.arg(work.join(format!("pagefind-{pages}"))).arg(pages.to_string());
        browser.env("GOBAG_TOOLS", root.join("target/tools"));
        run(&mut browser);
    }
}

/// What the index adds to a build, of which everything is measured in this process, in turns.
fn build_time(handbook: &Path, pages: usize) {
    let sources = gobag::disk::read::read(handbook).expect("the handbook can be read");
    let read = Handbook::read(&sources).value;
    let language = read.config.source_language().clone();
    let audience = read.config.audiences.ranks().next().expect("there is an audience");
    let editions = [Edition::of(&read, Reader { school: None, audience, language })];
    let plan = Plan::of(&editions).value;
    let heading = |_: &Edition, _| Heading::default();
    let (mut whole, mut index) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        whole.push(timed(|| drop(compile::compile(&sources, &Request::default(), &|_| {}))));
        index.push(timed(|| {
            search::index(&editions, &plan, &heading, &gobag::share::Share::default()).each(&|_, _| {})
        }));
    }
    let median = |mut all: Vec<Duration>| {
        all.sort();
        all[all.len() / 2].as_secs_f64()
    };
    let (whole, index) = (median(whole), median(index));
    println!("| {pages} | {:.2} s | {index:.2} s | {:.0} % |", whole - index, 100.0 * index / (whole - index));
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn run(command: &mut Command) {
    let status = command.stdin(Stdio::null()).status().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?} failed");
}
