//! What each part of a build costs, in instructions: seconds differ from run to run, counts hardly do.
//!
//! Callgrind counts a build of sixty documents on one thread and holds it against `benches/counts/baseline.toml`. Whoever made
//! something faster, or has a reason to make it slower, writes the counts down again:
//! `UPDATE_COUNTS=1 cargo test --release --test all counts::`
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::{env, fs};

use crate::common::{site, tools};
use crate::corpus;
use gobag::artifact::{Artifacts, Listed, Shelf};
use gobag::compile::{self, Request};
use gobag::edition::{Edition, Reader};
use gobag::handbook::Handbook;
use gobag::plan::Plan;
use gobag::render::{self, Order, Theme};
use gobag::search::{self, Index};
use gobag::share::Share;
use gobag::source::Sources;
use gobag::{offline, rules};

/// How many documents the handbook has: enough for each part to be more than its beginnings.
const DOCUMENTS: usize = 60;

/// The parts, in the order in which they are counted.
const PARTS: [&str; 7] = ["read", "rules", "editions", "render", "search", "packs", "build"];

/// How much more a part may cost, in hundredths: what another machine's instruction set and library change.
const MORE: f64 = 3.0;

/// From how much less on it is to be written down, so that it is not lost again.
const LESS: f64 = 6.0;

/// What the file of counts begins with.
const HEAD: &str = "# Instructions of each part of a build of sixty documents on one thread, by kind of processor.\n\
    # tests/counts.rs compares with these; `UPDATE_COUNTS=1 cargo test --release --test all counts::` writes them.\n";

/// Where the child finds its handbook.
const HANDBOOK: &str = "GOBAG_COUNTED_HANDBOOK";

// What is counted. Callgrind finds these functions by their names, and counts only while one of them runs.

#[inline(never)]
fn counted_read(sources: &Sources) -> Handbook {
    Handbook::read(sources).value
}

#[inline(never)]
fn counted_rules(handbook: &Handbook) -> usize {
    rules::check(handbook).iter().count()
}

#[inline(never)]
fn counted_editions(handbook: &Handbook) -> (Vec<Edition>, Plan) {
    let audience = handbook.config.audiences.ranks().next().expect("there is an audience");
    let reader = Reader { school: None, audience, language: handbook.config.source_language().clone() };
    let editions = vec![Edition::of(handbook, reader)];
    let plan = Plan::of(&editions).value;
    (editions, plan)
}

#[inline(never)]
fn counted_render(order: Order<'_>, shelf: &dyn Shelf) {
    assert_eq!(render::render(order, shelf, &|_, _| {}).iter().count(), 0, "the theme is sound");
}

#[inline(never)]
fn counted_search(editions: &[Edition], plan: &Plan, theme: &Theme) -> Index {
    let index = search::index(editions, plan, &|edition, subject| theme.heading(edition, subject), &Share::default());
    index.each(&|_, bytes| {
        std::hint::black_box(bytes);
    });
    index
}

#[inline(never)]
fn counted_packs(finished: &Listed<'_>, editions: &[Edition], plan: &Plan, asked: &BTreeMap<String, BTreeSet<usize>>) {
    let stored = offline::add(finished, editions, plan, asked, BTreeMap::new());
    assert_eq!(stored.map(|stored| stored.len()), Some(editions.len()));
}

#[inline(never)]
fn counted_build(sources: &Sources) -> usize {
    let compiled = compile::compile(sources, &Request::default(), &|_| {}).expect("nothing was asked for");
    compiled.artifacts.map_or(0, |artifacts| artifacts.len())
}

/// All parts, one after the other. A pool of one thread, and this thread is it: what runs elsewhere is not counted.
#[test]
fn the_child() {
    let Some(folder) = env::var_os(HANDBOOK) else { return };
    let sources = gobag::disk::read::read(Path::new(&folder)).expect("the handbook can be read");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        let handbook = counted_read(&sources);
        assert_eq!(counted_rules(&handbook), 0, "nothing is wrong with the handbook");
        let (editions, plan) = counted_editions(&handbook);
        let theme = Theme::of(&sources, &handbook.config).value;
        let shelf = Mutex::new(Artifacts::default());
        let finished = Listed::on(&shelf);
        let order = Order {
            editions: &editions,
            plan: &plan,
            theme: &theme,
            media: &handbook.media,
            coverage: None,
            share: &Share::default(),
            wanted: &|| true,
        };
        counted_render(order, &finished);
        let searched = counted_search(&editions, &plan, &theme);
        let asked = searched.asked();
        counted_packs(&finished, &editions, &plan, &asked);
        assert!(counted_build(&sources) > DOCUMENTS, "a site is made");
    });
}

/// Runs the child under Callgrind: part → instructions.
fn counts() -> BTreeMap<&'static str, u64> {
    let folder = tools::target().join("tmp/counts");
    let _ = fs::remove_dir_all(&folder);
    corpus::write(&folder.join("handbook"), DOCUMENTS).expect("the handbook can be written");
    let mut command = Command::new(tools::valgrind());
    command.arg("--tool=callgrind");
    // By their whole names: a closure inside one of them would end the counting.
    command.args(PARTS.map(|part| format!("--toggle-collect={}", function(part))));
    command.arg(format!("--callgrind-out-file={}", folder.join("counted").display()));
    command.arg(env::current_exe().expect("this test has a file"));
    command.args(["--exact", "counts::the_child", "--nocapture", "--test-threads=1"]);
    // Allocators and hash tables that look at the environment see an empty one.
    let path = env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("LC_ALL", "C").env("SOURCE_DATE_EPOCH", site::EPOCH);
    command.env(HANDBOOK, folder.join("handbook")).current_dir(&folder);
    tools::run(&mut command, "a build does not run under Callgrind");
    let file = folder.join("counted");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let counts = PARTS.into_iter().map(|part| (part, inclusive(&text, &function(part)))).collect();
    fs::remove_dir_all(&folder).expect("what was counted can be removed");
    counts
}

/// A part's function as Callgrind calls it.
fn function(part: &str) -> String {
    format!("all::counts::counted_{part}")
}

/// What a function took in a file of Callgrind's, with all that it called: it was called once.
fn inclusive(text: &str, function: &str) -> u64 {
    let named = format!(" {function}");
    // Its name stands where it is first spoken of: as itself, or as what another one calls.
    let first = |line: &'_ str| line.strip_prefix("fn=").or_else(|| line.strip_prefix("cfn=")).map(str::to_owned);
    let id = text.lines().filter_map(first).find_map(|line| line.strip_suffix(&named).map(str::to_owned));
    let id = id.as_deref();
    let id = id.unwrap_or_else(|| panic!("{function} was not counted"));
    let mut is_inside = false;
    let mut sum = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("fn=") {
            is_inside = name.split(' ').next() == Some(id);
        } else if is_inside && line.starts_with(|sign: char| sign.is_ascii_digit() || "+-*".contains(sign)) {
            // A place and a cost; after a line of calls, the cost of what was called.
            sum += line.split(' ').nth(1).map_or(0, |cost| cost.parse::<u64>().expect("a cost is a number"));
        }
    }
    sum
}

/// What was written down, of processors of this kind.
fn baseline() -> (PathBuf, toml::Table) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/counts/baseline.toml");
    let text = fs::read_to_string(&file).unwrap_or_default();
    let table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    (file, table)
}

fn compiler() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    tools::run(Command::new(rustc).arg("--version"), "the compiler does not say its version").trim().to_owned()
}

#[test]
fn no_part_of_a_build_takes_more_instructions_than_before() {
    let counts = counts();
    let shown = || counts.iter().map(|(part, count)| format!("{part} {count}")).collect::<Vec<_>>().join(", ");
    assert!(counts.values().all(|&count| count > 100_000), "every part was counted: {}", shown());
    if env!("GOBAG_OPT_LEVEL") != "3" {
        // Code that was not optimised says nothing about code that was.
        eprintln!("counted, and not compared, since this is no optimised build: {}", shown());
        return;
    }
    let (file, mut table) = baseline();
    if env::var_os("UPDATE_COUNTS").is_some() {
        let rows = PARTS.iter().map(|part| ((*part).to_owned(), toml::Value::Integer(counts[part] as i64)));
        table.insert(env::consts::ARCH.to_owned(), toml::Value::Table(rows.collect()));
        let mut text = String::from(HEAD);
        text.push_str(&format!("compiler = {:?}\n", compiler()));
        for (processor, counts) in table.iter().filter_map(|(key, value)| Some((key, value.as_table()?))) {
            text.push_str(&format!("\n[{processor}]\n"));
            for (part, count) in counts {
                text.push_str(&format!("{part} = {}\n", count.as_integer().expect("counts are numbers")));
            }
        }
        fs::create_dir_all(file.parent().expect("it is in a folder")).expect("a folder");
        fs::write(&file, text).expect("the counts are written");
        return;
    }
    let known = table.get(env::consts::ARCH).and_then(toml::Value::as_table);
    let known = known.unwrap_or_else(|| {
        panic!("no counts of {} are in {}; UPDATE_COUNTS=1 writes them", env::consts::ARCH, file.display())
    });
    let mut wrong = Vec::new();
    for part in PARTS {
        let before = known[part].as_integer().expect("counts are numbers") as f64;
        let change = (counts[part] as f64 - before) / before * 100.0;
        match change {
            more if more > MORE => {
                wrong.push(format!("{part} takes {more:.1} % more: {before} before, {} now", counts[part]))
            }
            less if less < -LESS => wrong.push(format!(
                "{part} takes {:.1} % less, which is to be kept: {before} before, {} now",
                -less, counts[part]
            )),
            _ => {}
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nIf that is as it should be: UPDATE_COUNTS=1 cargo test --release --test all counts::\n\
        (Counted with {}; written down with {}.)",
        wrong.join("\n"),
        compiler(),
        table.get("compiler").and_then(toml::Value::as_str).unwrap_or("another compiler"),
    );
}
