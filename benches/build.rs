//! A build beside its floor, in one run: reading, parsing with pulldown-cmark, an inverted index of all words, and writing
//! the same number of bytes. And a district of many schools beside a handbook of as many unrelated pages.
//!
//! `cargo bench --bench build` prints the tables for docs/performance.md. Each figure is a process of its own, so that its
//! peak memory is its own; what is compared takes turns, so that a busy machine is busy for all. Ratios are to be trusted,
//! seconds are not; on a machine that has other work, processor time (all threads together) before time on the clock.
//!
//! `cargo bench --bench build -- --corpus FOLDER DOCUMENTS` writes a corpus and stops, to profile by hand;
//! `-- --district FOLDER SCHOOLS DOCUMENTS` writes the district.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and starts programs"
)]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/floor.rs"]
mod floor;
#[path = "support/process.rs"]
mod process;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use gobag::artifact::Shelf;
use gobag::compile::Request;
use gobag::config::Rank;
use gobag::edition::{Edition, Reader};
use gobag::gate::Gate;
use gobag::handbook::Handbook;
use gobag::plan::Plan;
use gobag::render::Theme;
use gobag::share::Share;
use process::Took;
use rayon::prelude::*;

/// How often each figure is taken.
const ROUNDS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |at: usize| arguments[at].parse().expect("it is a number");
    match arguments.get(1).map(String::as_str) {
        Some("--corpus") => corpus::write(Path::new(&arguments[2]), number(3)).expect("the corpus can be written"),
        Some("--district") => {
            corpus::district(Path::new(&arguments[2]), number(3), number(4)).expect("the corpus can be written");
        }
        Some("--parts") => parts(Path::new(&arguments[2]), Path::new(&arguments[3])),
        Some("--create") => create(Path::new(&arguments[2]), Path::new(&arguments[3])),
        Some("--floor") => floor::run(Path::new(&arguments[2]), Path::new(&arguments[3]), number(4), true),
        _ => compare(),
    }
}

/// How many seconds of all processors together some parts of a build take: the rules and the search index of a handbook, and
/// the gate of one in which something is restricted.
fn parts(folder: &Path, restricted: &Path) {
    let read = |folder: &Path| {
        let sources = gobag::disk::read::read(folder).expect("the corpus can be read");
        let handbook = Handbook::read(&sources).value;
        (sources, handbook)
    };
    let (sources, handbook) = read(folder);
    let timed = |part: &mut dyn FnMut()| {
        let before = own_processor_time();
        part();
        (own_processor_time() - before).as_secs_f64()
    };
    let checks = timed(&mut || drop(gobag::rules::check(&handbook)));
    let language = handbook.config.source_language().clone();
    let reader = Reader { school: None, audience: Rank::LOWEST, language };
    let editions = [Edition::of(&handbook, reader)];
    let plan = Plan::of(&editions).value;
    let theme = Theme::of(&sources, &handbook.config).value;
    let headings = |edition: &Edition, subject| theme.heading(edition, subject);
    let index = timed(&mut || gobag::search::index(&editions, &plan, &headings, &Share::default()).each(&|_, _| {}));
    let (sources, handbook) = read(restricted);
    let compiled = gobag::compile::compile(&sources, &Request::default(), &|_| {}).expect("it is a handbook");
    let site = compiled.artifacts.expect("nothing is wrong with the corpus");
    let files: Vec<(&str, &[u8])> = site.iter().collect();
    let texts: Vec<&str> = Theme::texts().collect();
    let gate = timed(&mut || {
        let gate = Gate::of(&handbook, &sources, Rank::LOWEST, &texts);
        let shelf = gate.before(&Nowhere);
        files.par_iter().for_each(|(path, bytes)| shelf.put(path, bytes));
        assert!(gate.findings().is_empty(), "nothing restricted is published");
    });
    println!("{checks} {index} {gate}");
}

/// How many seconds it takes only to create the files of a site, which are in memory.
fn create(site: &Path, out: &Path) {
    let entries = walkdir::WalkDir::new(site).into_iter().map(|entry| entry.expect("the site can be read").into_path());
    let files: Vec<(PathBuf, Vec<u8>)> = entries
        .filter(|path| path.is_file())
        .map(|path| {
            let bytes = fs::read(&path).expect("a file can be read");
            (out.join(path.strip_prefix(site).expect("it is in the site")), bytes)
        })
        .collect();
    let folders: std::collections::BTreeSet<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    let begun = std::time::Instant::now();
    folders.iter().for_each(|folder| fs::create_dir_all(folder).expect("a folder can be made"));
    files.par_iter().for_each(|(path, bytes)| fs::write(path, bytes).expect("a file can be written"));
    println!("{}", begun.elapsed().as_secs_f64());
}

/// A shelf that keeps nothing.
struct Nowhere;

impl Shelf for Nowhere {
    fn put(&self, _: &str, _: &[u8]) {}

    fn get(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

/// What this process's threads have had of the processors, as the kernel counts it.
fn own_processor_time() -> Duration {
    let threads = fs::read_dir("/proc/self/task").expect("Linux lists a process's threads");
    let times = threads.filter_map(|thread| fs::read_to_string(thread.ok()?.path().join("schedstat")).ok());
    times.filter_map(|text| text.split(' ').next()?.parse().ok().map(Duration::from_nanos)).sum()
}

/// Builds corpora, measures in turns, and prints the tables.
fn compare() {
    println!(
        "| documents | where | floor | build | ratio | unchanged, of a build | floor, processor | build, processor | ratio | \
         checks, to the rest | index, of a build | gate, of a build | build, to creating its files | peak memory |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for documents in [1_000, 10_000] {
        for (name, root) in [("memory", PathBuf::from("/dev/shm")), ("disk", std::env::temp_dir())] {
            if root.is_dir() {
                row(documents, name, &root);
            }
        }
    }
    district();
}

/// A handbook in a folder of its own, and the site that it becomes.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(root: &Path) -> Desk {
        Desk {
            folder: tempfile::Builder::new().prefix("gobag-bench").tempdir_in(root).expect("a folder for the corpus"),
        }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command that finds the handbook as old as it is: it was reviewed a month before, and would grow old.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env("SOURCE_DATE_EPOCH", "1788220800").env("XDG_CACHE_HOME", self.place("cache"));
        command
    }

    /// Builds where nothing was built before, or where the same was.
    fn build(&self, again: bool) -> Took {
        if !again {
            let _ = fs::remove_dir_all(self.place("site"));
        }
        let mut command = self.command(Path::new(env!("CARGO_BIN_EXE_gobag")));
        timed(command.arg("build").arg(self.place("handbook")).arg("--out").arg(self.place("site")).arg("--quiet"))
    }

    fn floor(&self, bytes: u64) -> Took {
        let _ = fs::remove_dir_all(self.place("floor"));
        let own = std::env::current_exe().expect("this program knows where it is");
        let mut command = self.command(&own);
        command.arg("--floor").arg(self.place("handbook")).arg(self.place("floor")).arg(bytes.to_string());
        timed(command.env("RAYON_NUM_THREADS", "2"))
    }

    /// The seconds of the rules, the index and the gate.
    fn parts(&self) -> [f64; 3] {
        self.seconds(["--parts", "handbook", "restricted"])
    }

    /// The seconds of creating the same files, in a folder where none are.
    fn create(&self) -> f64 {
        let _ = fs::remove_dir_all(self.place("same"));
        let [seconds] = self.seconds(["--create", "site", "same"]);
        seconds
    }

    /// What this program prints when it does one thing with two of the folders.
    fn seconds<const N: usize>(&self, [deed, one, other]: [&str; 3]) -> [f64; N] {
        let own = std::env::current_exe().expect("this program knows where it is");
        let output = self.command(&own).arg(deed).args([self.place(one), self.place(other)]).output();
        let told = String::from_utf8(output.expect("it can be started").stdout).expect("numbers are text");
        let mut seconds = told.split_whitespace().map(|word| word.parse().expect("it prints seconds"));
        [(); N].map(|()| seconds.next().expect("it prints as many numbers"))
    }
}

fn row(documents: usize, name: &str, root: &Path) {
    let desk = Desk::new(root);
    corpus::write(&desk.place("handbook"), documents).expect("the corpus can be written");
    corpus::write(&desk.place("restricted"), documents).expect("the corpus can be written");
    corpus::restricted(&desk.place("restricted"), documents / 10).expect("the corpus can be written");
    desk.build(false);
    let bytes = process::size(&desk.place("site")).0 / documents as u64;
    let (mut floors, mut builds, mut again, mut parts, mut files) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        floors.push(desk.floor(bytes));
        builds.push(desk.build(false));
        again.push(desk.build(true));
        parts.push(desk.parts());
        files.push(desk.create());
    }
    let part = |at: usize| median(parts.iter().map(|parts| parts[at]));
    let (floor, build) = (clock(&floors), clock(&builds));
    let (floor_processor, build_processor) = (processor(&floors), processor(&builds));
    println!(
        "| {documents} | {name} | {floor:.3} s | {build:.3} s | {:.1} | {:.2} | {floor_processor:.3} s | \
         {build_processor:.3} s | {:.1} | {:.2} | {:.2} | {:.2} | {:.1} | {} MB |",
        build / floor,
        clock(&again) / build,
        build_processor / floor_processor,
        part(0) / (build_processor - part(0)),
        part(1) / build_processor,
        part(2) / build_processor,
        build / median(files.iter().copied()),
        builds.iter().map(|taken| taken.peak).max().unwrap_or_default() / 1024,
    );
}

/// Sixty schools that share eighty documents in two languages, beside as many pages that have nothing in common.
fn district() {
    let root = if Path::new("/dev/shm").is_dir() { PathBuf::from("/dev/shm") } else { std::env::temp_dir() };
    let (district, unrelated) = (Desk::new(&root), Desk::new(&root));
    corpus::district(&district.place("handbook"), 60, 80).expect("the corpus can be written");
    let mut accept = district.command(Path::new(env!("CARGO_BIN_EXE_gobag")));
    let accepted = accept.args(["translate", "accept", "--dir"]).arg(district.place("handbook")).output();
    assert!(accepted.expect("it can be started").status.success(), "translations can be accepted");
    corpus::write(&unrelated.place("handbook"), 60 * 80 * 2).expect("the corpus can be written");
    let (mut shared, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        shared.push(district.build(false));
        alone.push(unrelated.build(false));
    }
    println!("\n| handbook | pages | build | processor | peak memory |\n|---|---|---|---|---|");
    for (name, desk, taken) in
        [("60 schools, 80 documents, 2 languages", &district, &shared), ("9,600 documents", &unrelated, &alone)]
    {
        let files = walkdir::WalkDir::new(desk.place("site")).into_iter().filter_map(Result::ok);
        let pages = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "html")).count();
        let peak = taken.iter().map(|taken| taken.peak).max().unwrap_or_default() / 1024;
        println!("| {name} | {pages} | {:.3} s | {:.3} s | {peak} MB |", clock(taken), processor(taken));
    }
    println!("| ratio | | {:.2} | {:.2} | |", clock(&shared) / clock(&alone), processor(&shared) / processor(&alone));
    // Each time another gate than the time before, in the folder of one school.
    let (mut whole, mut edits) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        whole.push(district.build(false));
        let school = district.place("handbook/schools/school-07/school.toml");
        let text = fs::read_to_string(&school).expect("the corpus has it");
        let (before, _) = text.split_once("gate = ").expect("it has a gate");
        fs::write(&school, format!("{before}gate = \"Gate {}\"\n", 100 + round)).expect("it can be written");
        edits.push(district.build(true));
    }
    println!(
        "\nAn edit of one of the sixty schools: {:.3} s, {:.2} of a build ({:.2} in processor time).",
        clock(&edits),
        clock(&edits) / clock(&whole),
        processor(&edits) / processor(&whole)
    );
}

fn clock(taken: &[Took]) -> f64 {
    median(taken.iter().map(|took| took.clock.as_secs_f64()))
}

fn processor(taken: &[Took]) -> f64 {
    taken.iter().map(|took| took.processor.as_secs_f64()).sum::<f64>() / taken.len() as f64
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = numbers.collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// Runs a command.
fn timed(command: &mut Command) -> Took {
    process::run(command, Duration::MAX, process::high_water).expect("nobody ends it")
}
