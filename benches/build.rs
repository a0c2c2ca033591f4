//! A build beside its floor, in one run: reading, parsing with pulldown-cmark and writing the same number of bytes.
//!
//! `cargo bench --bench build` prints the table for docs/performance.md. Each figure is a process of its own, so that
//! its peak memory is its own; the two take turns, so that a busy machine is busy for both. Ratios are to be trusted,
//! seconds are not; on a machine that has other work, processor time (all threads together) before time on the clock. `cargo bench --bench build -- --corpus FOLDER DOCUMENTS` writes a corpus and stops, to profile by hand.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and starts programs"
)]

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rayon::prelude::*;

/// How often each figure is taken.
const ROUNDS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some("--corpus") => {
            let documents = arguments[3].parse().expect("the number of documents is a number");
            corpus::write(Path::new(&arguments[2]), documents).expect("the corpus can be written");
        }
        Some("--checks") => checks(Path::new(&arguments[2])),
        Some("--floor") => floor(Path::new(&arguments[2]), Path::new(&arguments[3]), &arguments[4]),
        _ => compare(),
    }
}

/// Reads and parses every document, and writes pages of the given size: what no generator can do without.
fn floor(folder: &Path, out: &Path, bytes: &str) {
    let bytes: usize = bytes.parse().expect("the size of a page is a number");
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the corpus can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    fs::create_dir_all(out).expect("a folder can be made");
    paths.par_iter().enumerate().for_each(|(number, path)| {
        let text = fs::read_to_string(path).expect("a document can be read");
        let mut page = String::with_capacity(bytes);
        pulldown_cmark_html(&text, &mut page);
        let filler = bytes.saturating_sub(page.len());
        page.extend(std::iter::repeat_n('.', filler));
        fs::write(out.join(format!("{number}.html")), page).expect("a page can be written");
    });
}

/// Reads a handbook, and says how many seconds the rules take of all processors together.
fn checks(folder: &Path) {
    let sources = gobag::disk::read::read(folder).expect("the corpus can be read");
    let handbook = gobag::handbook::Handbook::read(&sources).value;
    let before = own_processor_time();
    let found = gobag::rules::check(&handbook);
    println!("{}", (own_processor_time() - before).as_secs_f64());
    assert!(found.is_empty(), "nothing is wrong with the corpus");
}

/// What this process's threads have had of the processors, as the kernel counts it.
fn own_processor_time() -> Duration {
    let threads = fs::read_dir("/proc/self/task").expect("Linux lists a process's threads");
    let times = threads.filter_map(|thread| fs::read_to_string(thread.ok()?.path().join("schedstat")).ok());
    times.filter_map(|text| text.split(' ').next()?.parse().ok().map(Duration::from_nanos)).sum()
}

/// What ended children have had of the processors, in hundredths of a second.
fn processor_time_of_children() -> Duration {
    let text = fs::read_to_string("/proc/self/stat").expect("Linux tells of a process");
    let fields: Vec<&str> = text.rsplit(") ").next().unwrap_or("").split(' ').collect();
    let hundredths: u64 = fields[13..15].iter().map(|field| field.parse::<u64>().expect("a number of ticks")).sum();
    Duration::from_millis(hundredths * 10)
}

/// The text of a document's events, with the same extensions as Gobag's: parsing and copying, no more.
fn pulldown_cmark_html(text: &str, page: &mut String) {
    let options = pulldown_cmark::Options::all();
    for (event, _) in pulldown_cmark::Parser::new_ext(text, options).into_offset_iter() {
        if let pulldown_cmark::Event::Text(words) | pulldown_cmark::Event::Code(words) = event {
            page.push_str(&words);
        }
    }
}

/// Builds corpora, measures both in turns, and prints the table.
fn compare() {
    println!(
        "| documents | where | floor, 2 threads | build | ratio | unchanged | floor, processor | build, processor | ratio | \
        of it checks | to the rest | peak memory |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for documents in [1_000, 10_000] {
        for (name, root) in [("memory", PathBuf::from("/dev/shm")), ("disk", std::env::temp_dir())] {
            if root.is_dir() {
                row(documents, name, &root);
            }
        }
    }
}

fn row(documents: usize, name: &str, root: &Path) {
    let folder = tempfile::Builder::new().prefix("gobag-bench").tempdir_in(root).expect("a folder for the corpus");
    let handbook = folder.path().join("handbook");
    corpus::write(&handbook, documents).expect("the corpus can be written");
    let gobag = env!("CARGO_BIN_EXE_gobag");
    let site = folder.path().join("site");
    let run_again = || {
        let mut command = Command::new(gobag);
        // The corpus was reviewed a month before; without a day of its own it would grow old.
        command
            .arg("build")
            .arg(&handbook)
            .arg("--out")
            .arg(&site)
            .arg("--quiet")
            .env("SOURCE_DATE_EPOCH", "1788220800");
        timed(&mut command)
    };
    let run_gobag = || {
        let _ = fs::remove_dir_all(&site);
        run_again()
    };
    run_gobag();
    let bytes = size(&site) / documents as u64;
    let own = std::env::current_exe().expect("this program knows where it is");
    let run_floor = |threads: &str| {
        let out = folder.path().join("floor");
        let _ = fs::remove_dir_all(&out);
        let mut command = Command::new(&own);
        command.arg("--floor").arg(&handbook).arg(&out).arg(bytes.to_string());
        timed(command.env("RAYON_NUM_THREADS", threads))
    };
    let run_checks = || {
        let mut command = Command::new(&own);
        command.arg("--checks").arg(&handbook).env("RAYON_NUM_THREADS", "2").env("SOURCE_DATE_EPOCH", "1788220800");
        let output = command.output().expect("a program can be started");
        let seconds = String::from_utf8_lossy(&output.stdout).trim().parse().expect("it prints seconds");
        Duration::from_secs_f64(seconds)
    };
    let mut processor = [Duration::ZERO; 2];
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut peak = 0;
    for _ in 0..ROUNDS {
        let before = processor_time_of_children();
        times.entry("floor").or_default().push(run_floor("2").0);
        let between = processor_time_of_children();
        let (took, memory) = run_gobag();
        let after = processor_time_of_children();
        processor[0] += between - before;
        processor[1] += after - between;
        times.entry("gobag").or_default().push(took);
        peak = peak.max(memory);
        times.entry("unchanged").or_default().push(run_again().0);
        times.entry("checks").or_default().push(run_checks());
    }
    let median = |name: &str| {
        let mut all = times[name].clone();
        all.sort();
        all[all.len() / 2].as_secs_f64()
    };
    let [floor, build] = processor.map(|total| total.as_secs_f64() / ROUNDS as f64);
    println!(
        "| {documents} | {name} | {:.3} s | {:.3} s | {:.1} | {:.3} s | {floor:.3} s | {build:.3} s | {:.1} | {:.3} s | \
        {:.2} | {} MB |",
        median("floor"),
        median("gobag"),
        median("gobag") / median("floor"),
        median("unchanged"),
        build / floor,
        median("checks"),
        median("checks") / (build - median("checks")),
        peak / 1024,
    );
}

/// How long a command takes, and its peak memory in KiB as the kernel counts it.
fn timed(command: &mut Command) -> (Duration, u64) {
    let begun = Instant::now();
    let mut child = command.spawn().expect("a program can be started");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // The high-water mark only grows, so the last look before the end is near enough.
        if let Ok(text) = fs::read_to_string(&status)
            && let Some(line) = text.lines().find(|line| line.starts_with("VmHWM:"))
        {
            peak = line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(peak);
        }
        if let Some(ended) = child.try_wait().expect("a child can be waited for") {
            assert!(ended.success(), "{command:?} failed");
            return (begun.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// All bytes of a folder's files.
fn size(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files.filter_map(|entry| entry.metadata().ok()).filter(fs::Metadata::is_file).map(|data| data.len()).sum()
}
