//! How long a build takes, held against the least that any generator must do, and how much memory: both in one run, in turns,
//! each in a process of its own, on a memory file system and on the disk. Prints the table of `docs/performance.md`.
//!
//! `cargo bench` measures 1,000 and 10,000 documents; `cargo bench -- 100` what is asked for;
//! `cargo bench -- corpus 1000 DIR` writes that handbook into a folder for other tools.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "benchmarks stand outside the house")]

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use gobag::compile::{Request, compile};
use gobag::diagnostic::Severity;
use gobag::disk;
use gobag::disk::target::Target;
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;

mod corpus;

/// The program's own allocator, for both sides.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // `cargo bench` adds `--bench`.
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["child", side, content, out] => child(Side::named(side), Path::new(content), Path::new(out)),
        ["corpus", count, folder] => write(Path::new(folder), count.parse().expect("a number of documents")),
        [] => measure(&[1_000, 10_000]),
        _ => measure(&words.iter().map(|count| count.parse().expect("a number of documents")).collect::<Vec<usize>>()),
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Read every file, parse its Markdown, write as many files and bytes as the site has.
    Floor,
    /// `gobag build`: read, compile, publish.
    Gobag,
}

impl Side {
    fn named(name: &str) -> Side {
        if name == "floor" { Side::Floor } else { Side::Gobag }
    }

    fn name(self) -> &'static str {
        match self {
            Side::Floor => "floor",
            Side::Gobag => "gobag build",
        }
    }

    fn argument(self) -> &'static str {
        match self {
            Side::Floor => "floor",
            Side::Gobag => "gobag",
        }
    }
}

/// What one run took.
#[derive(Clone, Copy, Debug)]
struct Run {
    seconds: f64,
    /// The most memory that was held at once, in KiB.
    peak: u64,
}

/// Measures handbooks of these sizes and prints the table.
fn measure(counts: &[usize]) {
    let memory = PathBuf::from("/dev/shm");
    let disk = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    println!("| documents | on | threads | | seconds | × floor | peak memory |\n|--:|---|--:|---|--:|--:|--:|");
    for &count in counts {
        for (name, place) in [("memory", &memory), ("disk", &disk)] {
            if !place.is_dir() {
                println!("| {count} | {name} | | {} is not there | | | |", place.display());
                continue;
            }
            let folder = place.join(format!("gobag-bench-{}", std::process::id()));
            let content = folder.join("content");
            write(&content, count);
            let site = folder.join("site");
            // Once before everything: the list of files for the floor, and a warm cache.
            run(Side::Gobag, 2, &content, &site);
            fs::write(folder.join("files"), listing(&site)).expect("the list of files is written");
            let mut runs: Vec<(Side, usize, Vec<Run>)> = Vec::new();
            for threads in [1, 2] {
                runs.extend([Side::Floor, Side::Gobag].map(|side| (side, threads, Vec::new())));
            }
            for _ in 0..rounds(count) {
                for (side, threads, runs) in &mut runs {
                    runs.push(run(*side, *threads, &content, &site));
                }
            }
            for pair in runs.chunks(2) {
                let floor = median(&pair[0].2).seconds;
                for (side, threads, runs) in pair {
                    let Run { seconds, peak } = median(runs);
                    let (ratio, peak) = (seconds / floor, peak as f64 / 1024.0);
                    println!(
                        "| {count} | {name} | {threads} | {} | {seconds:.3} | {ratio:.2} | {peak:.0} MiB |",
                        side.name()
                    );
                }
            }
            fs::remove_dir_all(&folder).expect("the bench's folder is removed");
        }
    }
}

/// How often each side runs.
fn rounds(count: usize) -> usize {
    if count > 2_000 { 5 } else { 11 }
}

/// The run in the middle by time, with the middle of all peaks.
fn median(runs: &[Run]) -> Run {
    let mut seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
    seconds.sort_by(f64::total_cmp);
    let mut peaks: Vec<u64> = runs.iter().map(|run| run.peak).collect();
    peaks.sort_unstable();
    Run { seconds: seconds[runs.len() / 2], peak: peaks[runs.len() / 2] }
}

/// Writes a handbook.
fn write(folder: &Path, count: usize) {
    for corpus::File { path, text } in corpus::handbook(count) {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().expect("a file is in a folder")).expect("a folder is made");
        fs::write(place, text).expect("a file is written");
    }
}

/// Every file of a site with its length, one a line.
fn listing(site: &Path) -> String {
    let mut lines = Vec::new();
    let mut folders = vec![site.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the site can be read") {
            let place = entry.expect("an entry").path();
            if place.is_dir() {
                folders.push(place);
            } else {
                let path = place.strip_prefix(site).expect("it is inside").display().to_string();
                lines.push(format!("{}\t{path}\n", place.metadata().expect("a file has a length").len()));
            }
        }
    }
    lines.sort();
    lines.concat()
}

/// One run in a process of its own, into an empty place.
fn run(side: Side, threads: usize, content: &Path, site: &Path) -> Run {
    let _ = fs::remove_dir_all(site);
    let mut command = Command::new(env::current_exe().expect("the program knows where it is"));
    command.args(["child", side.argument()]).arg(content).arg(site);
    command.env("RAYON_NUM_THREADS", threads.to_string()).env("SOURCE_DATE_EPOCH", "1795478400");
    let output = command.output().expect("the program starts itself");
    assert!(output.status.success(), "{side:?}: {}", String::from_utf8_lossy(&output.stderr));
    let words = String::from_utf8(output.stdout).expect("numbers are text");
    let (seconds, peak) = words.trim().split_once(' ').expect("seconds and peak");
    Run { seconds: seconds.parse().expect("seconds"), peak: peak.parse().expect("a peak") }
}

/// Does one side's work and prints what it took.
fn child(side: Side, content: &Path, out: &Path) {
    let seconds = match side {
        Side::Floor => {
            let list = fs::read_to_string(out.with_file_name("files")).expect("the list of files");
            let files: Vec<(usize, &str)> = list
                .lines()
                .map(|line| line.split_once('\t').expect("a length and a path"))
                .map(|(length, path)| (length.parse().expect("a length"), path))
                .collect();
            let begun = Instant::now();
            floor(content, out, &files);
            begun.elapsed().as_secs_f64()
        }
        Side::Gobag => {
            let begun = Instant::now();
            gobag(content, out);
            begun.elapsed().as_secs_f64()
        }
    };
    println!("{seconds} {}", peak());
}

/// Reads every file, parses every Markdown text to its last event, and writes a site's files and bytes.
fn floor(content: &Path, out: &Path, files: &[(usize, &str)]) {
    let walk = walkdir::WalkDir::new(content).sort_by_file_name().into_iter();
    let sources: Vec<PathBuf> = walk
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.into_path())
        .collect();
    let texts: Vec<String> = sources.par_iter().map(|path| fs::read_to_string(path).expect("a file is read")).collect();
    let events: usize = texts
        .par_iter()
        .map(|text| Parser::new_ext(text, Options::all()).into_offset_iter().map(black_box).count())
        .sum();
    black_box(events);
    let longest = files.iter().map(|(length, _)| *length).max().unwrap_or(0);
    let bytes: Vec<u8> = texts.iter().flat_map(|text| text.bytes()).cycle().take(longest).collect();
    let mut folders: Vec<&Path> = files.iter().filter_map(|(_, path)| Path::new(path).parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    folders.iter().for_each(|folder| fs::create_dir_all(out.join(folder)).expect("a folder is made"));
    files
        .par_iter()
        .for_each(|(length, path)| fs::write(out.join(path), &bytes[..*length]).expect("a file is written"));
}

/// What `gobag build` does between its first and its last line.
fn gobag(content: &Path, out: &Path) {
    let sources = disk::read::read(content).unwrap_or_else(|failure| panic!("{failure}"));
    let target = Target::open(out, content).unwrap_or_else(|failure| panic!("{failure}"));
    let compiled = compile(&sources, &Request::default(), &|_| {}).unwrap_or_else(|misfit| panic!("{misfit}"));
    let errors: Vec<&str> = compiled
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| found.message.as_str())
        .take(5)
        .collect();
    let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("the generated handbook has errors: {errors:#?}"));
    disk::write::publish(&artifacts, &target).unwrap_or_else(|failure| panic!("{failure}"));
}

/// The most memory that this process has held, in KiB, as Linux counts it.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse().ok()).unwrap_or(0)
}
