//! Any bytes, wherever bytes come from: known files changed in a few thousand ways, and everything that was ever found.
//!
//! `GOBAG_FUZZ_SECONDS=600 cargo test --release --test all fuzz::` goes on for so long with each target; `fuzz/run` does it with
//! libFuzzer, which learns where it has not been yet. What either finds is put into `tests/fuzz/found/TARGET/`.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

mod targets;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::common::site;
use targets::TARGETS;

/// Pieces that mean something to one reader or another.
const PIECES: [&str; 44] = [
    "\n",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "🔥",
    "é",
    "+++\n",
    "\"\"\"",
    "'''",
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "=",
    "#",
    "|",
    "`",
    "*",
    "_",
    "~~",
    "<",
    ">",
    "&",
    "&#0;",
    "\\",
    "@teacher",
    " within 30s",
    "[[role:",
    "{phase=during}",
    "> [!NOTE]\n",
    "1. ",
    "- ",
    "<script>",
    "javascript:",
    "](",
    "<w:p>",
    "</w:r>",
    "\r\n\r\n",
    "Host: ",
    "%2e%2e%2f",
    "18446744073709551616",
];

/// Bytes that become other bytes (xorshift: the same in every run).
struct Mill(u64);

impl Mill {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    /// One to eight changes.
    fn grind(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(64)).min(bytes.len());
            match self.below(8) {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..at, PIECES[self.below(PIECES.len())].bytes())),
                2 => drop(
                    bytes.splice(at..end, PIECES[self.below(PIECES.len())].repeat(1 + self.below(20)).into_bytes()),
                ),
                3 => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << self.below(8);
                    }
                }
                4 => {
                    let copied = bytes[at..end].to_vec();
                    let to = self.below(bytes.len() + 1);
                    drop(bytes.splice(to..to, copied));
                }
                5 => bytes.truncate(at),
                6 => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len() + 1);
                    bytes.truncate(at);
                    bytes.extend(&other[from..(from + self.below(2_000)).min(other.len())]);
                }
                _ => bytes.insert(at, self.below(256) as u8),
            }
        }
        bytes
    }
}

/// The files that a target begins with: those of the sample, and its own.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of_sample = |ending: &str| {
        let files = site::files(&here.join("content")).into_iter();
        files.filter(|(path, bytes)| path.ends_with(ending) && bytes.len() < 6_000).map(|(_, bytes)| bytes).collect()
    };
    let front = |bytes: &Vec<u8>| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++")).map(|(front, _)| front.as_bytes().to_vec())
    };
    match target {
        "body" | "site" => of_sample(".md"),
        "front" => of_sample(".md").iter().filter_map(front).collect(),
        "toml" => of_sample(".toml"),
        own => site::files(&here.join("tests/fuzz/seeds").join(own)).into_values().collect(),
    }
}

/// Runs a target on as many changed files as are said, or for as long as somebody has time.
fn drive(name: &str, quick: usize) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    let seeds = seeds(name);
    let patience =
        std::env::var("GOBAG_FUZZ_SECONDS").ok().map(|seconds| Duration::from_secs(seconds.parse().expect("seconds")));
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found").join(name);
    if found.is_dir() {
        site::files(&found).values().for_each(|bytes| target(bytes));
    }
    seeds.iter().for_each(|bytes| target(bytes));
    let begun = Instant::now();
    let mut mill = Mill(0x2545_f491_4f6c_dd1d);
    let mut done = 0;
    while patience.map_or(done < quick, |patience| begun.elapsed() < patience) {
        let bytes = mill.grind(&seeds);
        let shown = bytes.clone();
        if std::panic::catch_unwind(move || target(&bytes)).is_err() {
            let file = crate::common::tools::target().join("tmp").join(format!("found-{name}"));
            fs::write(&file, &shown).expect("what was found is kept");
            panic!("{name} breaks a promise; put {} into tests/fuzz/found/{name}/", file.display());
        }
        done += 1;
    }
    if patience.is_some() {
        eprintln!("{name}: {done} inputs");
    }
}

#[test]
fn any_markdown_is_a_body() {
    drive("body", 600);
}

#[test]
fn any_text_is_a_front_matter() {
    drive("front", 300);
}

#[test]
fn any_toml_is_a_register() {
    drive("toml", 120);
}

#[test]
fn no_text_brings_a_script_into_a_page() {
    drive("site", 40);
}

#[test]
fn any_bytes_are_a_document_to_import_or_are_refused() {
    drive("docx", 600);
}

#[test]
fn any_bytes_are_a_picture_or_are_none() {
    drive("media", 2_000);
}

#[test]
fn any_bytes_are_a_request_or_are_refused_and_the_next_client_is_served() {
    drive("http", 300);
}
