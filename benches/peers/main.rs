//! Gobag beside what a school would pick instead, in one run: the same pages in each one's own format, section navigation and
//! search for everybody, in turns. And beside all of them the floor, below which nothing can be.
//!
//! `cargo bench --bench peers -- --pages 100,1000,10000` installs the others into `target/tools` and prints the table for
//! docs/performance.md. More to say: `--rounds 5`, `--in FOLDER` (a memory file system unless said), `--patience SECONDS` (what
//! takes longer is ended, and the table says so), `--only NAME` (part of a name; may be repeated).

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and starts programs"
)]

#[allow(dead_code, reason = "another benchmark writes its own handbook")]
#[path = "../support/corpus.rs"]
mod corpus;
#[path = "../support/floor.rs"]
mod floor;
mod floors;
mod generator;
mod pages;
#[path = "../support/process.rs"]
mod process;
mod run;
mod tools;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use generator::Generator;
use run::Figure;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "--floor") {
        return floors::run(&arguments[1..]);
    }
    let asked = Asked::of(&arguments);
    let tools = tools::install();
    println!("{}", tools.versions());
    println!("\nThe machine: {}. {} rounds in turns, medians.\n", machine(), asked.rounds);
    println!(
        "| pages | generator | full build | beside Gobag | processor | unchanged | one edit | peak memory | output, files |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for &pages in &asked.pages {
        compare(pages, &asked, &tools);
    }
}

/// What was typed.
struct Asked {
    pages: Vec<usize>,
    rounds: usize,
    root: PathBuf,
    patience: Duration,
    only: Vec<String>,
}

impl Asked {
    fn of(arguments: &[String]) -> Asked {
        let memory = Path::new("/dev/shm");
        let root = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let mut asked =
            Asked { pages: vec![100, 1_000], rounds: 5, root, patience: Duration::from_secs(120), only: Vec::new() };
        let mut words = arguments.iter().filter(|word| *word != "--bench");
        while let Some(word) = words.next() {
            let value = words.next().unwrap_or_else(|| panic!("{word} needs a value"));
            let number = || value.parse().unwrap_or_else(|_| panic!("{word} {value}: a number is needed"));
            match word.as_str() {
                "--pages" => {
                    asked.pages = value.split(',').map(|size| size.parse().expect("sizes are numbers")).collect();
                }
                "--rounds" => asked.rounds = number(),
                "--in" => asked.root = value.into(),
                "--patience" => asked.patience = Duration::from_secs(number() as u64),
                "--only" => asked.only.push(value.to_lowercase()),
                other => panic!("{other} is not known; see the head of benches/peers/main.rs"),
            }
        }
        asked
    }
}

/// What a reader of the table must know of where it was made.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    format!("{cores} cores, load {load} when it began")
}

/// Writes the pages for everybody, runs all of them in turns, and prints a row for each.
fn compare(pages: usize, asked: &Asked, tools: &tools::Tools) {
    let folder =
        tempfile::Builder::new().prefix("gobag-peers").tempdir_in(&asked.root).expect("a folder for the pages");
    let wanted = |name: &str| asked.only.is_empty() || asked.only.iter().any(|only| name.to_lowercase().contains(only));
    let mut generators = generator::all(tools);
    generators.retain(|generator| generator.name == "Gobag" || wanted(generator.name));
    for generator in &generators {
        generator.write(&folder.path().join(generator.folder), pages);
    }
    let mut figures: Vec<Figure> = generators.iter().map(|_| Figure::default()).collect();
    for round in 0..asked.rounds {
        for (generator, figure) in generators.iter().zip(&mut figures) {
            if figure.is_over() {
                continue;
            }
            one_round(generator, figure, &folder.path().join(generator.folder), round, asked.patience);
        }
    }
    let gobag = folder.path().join("gobag");
    let bytes = figures[0].bytes / pages as u64;
    let floors = floors::rows(&gobag.join("content"), &folder.path().join("floor"), bytes, asked.rounds);
    let ours = figures[0].full().expect("Gobag builds its pages");
    let names = generators.iter().map(|generator| generator.name);
    for (name, figure) in names.zip(&figures).chain(floors.iter().map(|(name, figure)| (*name, figure))) {
        println!("{}", figure.row(pages, name, ours));
    }
}

/// A build from nothing, the same again, and once more after one page was edited.
fn one_round(generator: &Generator<'_>, figure: &mut Figure, folder: &Path, round: usize, patience: Duration) {
    generator.forget(folder);
    let full = generator.build(folder, patience);
    figure.take_full(full, process::size(&folder.join(generator.output)));
    if full.is_none() {
        return;
    }
    figure.unchanged.push(generator.build(folder, patience));
    generator.edit(folder, round);
    figure.edited.push(generator.build(folder, patience));
}
