//! Paper beside what a browser and WeasyPrint print of the same words, in one run: time, memory, bytes.
//!
//! `cargo bench --bench print` prints the tables for docs/performance.md, with `-- edits` only the last. It installs WeasyPrint from PyPI into the build's
//! folder (Python with `venv` and Pango must be there) and takes the Chromium that is installed. Each figure is a process of its
//! own, in turns; processor time is that of the processes that it waits for (Chromium leaves some of its own behind, so its is too
//! little), memory the most that they held together at a time, shared pages counted once. Ratios are to be trusted, seconds are not.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and starts programs"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gobag::compile::draft::{Draft, Memory};
use gobag::compile::print;
use process::Took;

#[allow(dead_code, reason = "other benchmarks write other handbooks")]
#[path = "../support/corpus.rs"]
mod corpus;
#[allow(dead_code, reason = "nobody asks for the size of a folder here")]
#[path = "../support/process.rs"]
mod process;

/// The version that is compared with.
const WEASYPRINT: &str = "weasyprint==70.0";
/// How often each figure is taken.
const ROUNDS: usize = 3;
/// The corpus was reviewed a month before this day.
const DAY: &str = "1788220800";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--again") {
        return again(Path::new(&arguments[at + 1]));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work = root.join("target/print-bench");
    fs::create_dir_all(&work).expect("a folder for the benchmark");
    if arguments.iter().any(|argument| argument == "edits") {
        return edits(&work);
    }
    let weasyprint = weasyprint(&root.join("target/tools"));
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
    println!(
        "| pages | what | wall | processor | ratio of processor time | peak memory | KB a page |\n|---|---|---|---|---|---|---|"
    );
    for documents in [26, 230] {
        let handbook = work.join(format!("handbook-{documents}"));
        write(&handbook, documents, 0);
        let page = whole_page(&handbook, &work.join(format!("site-{documents}")));
        let out = work.join("out");
        let mut gobag = Command::new(env!("CARGO_BIN_EXE_gobag"));
        gobag.arg("print").arg(&handbook).arg("--quiet").arg("--out").arg(&out).env("SOURCE_DATE_EPOCH", DAY);
        let mut browser = Command::new(&chromium);
        browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]);
        browser.arg(format!("--print-to-pdf={}", work.join("chromium.pdf").display()));
        browser.arg(format!("file://{}", page.display()));
        let mut python = Command::new(&weasyprint);
        python.arg("--quiet").arg(&page).arg(work.join("weasyprint.pdf"));
        let mut rows = [
            ("Gobag", gobag, out.join("all.pdf"), ROUNDS),
            ("Chromium", browser, work.join("chromium.pdf"), ROUNDS),
            // It needs more than a minute for hundreds of pages, beside which rounds differ little.
            ("WeasyPrint", python, work.join("weasyprint.pdf"), 1),
        ];
        let mut figures: BTreeMap<&str, Vec<Took>> = BTreeMap::new();
        for round in 0..ROUNDS {
            for (name, command, _, _) in rows.iter_mut().filter(|(.., rounds)| round < *rounds) {
                figures.entry(name).or_default().push(measured(command));
            }
        }
        let least = |name: &str| figures[name].iter().map(|figure| figure.processor).min().expect("there are rounds");
        let ours = least("Gobag").as_secs_f64();
        for (name, _, pdf, _) in &rows {
            let all = &figures[name];
            let wall = all.iter().map(|figure| figure.clock).min().expect("there are rounds").as_secs_f64();
            let peak = all.iter().map(|figure| figure.peak).max().expect("there are rounds") / 1024;
            let processor = least(name).as_secs_f64();
            let (bytes, pages) = (fs::metadata(pdf).expect("it was printed").len(), pages(pdf));
            println!(
                "| {pages} | {name} | {wall:.2} s | {processor:.2} s | {:.1} | {peak} MB | {:.1} |",
                processor / ours,
                bytes as f64 / 1000.0 / pages as f64
            );
        }
    }
    schools(&work);
    edits(&work);
}

/// A binder printed by one process that remembers it, then again after each of a few edits, as `gobag serve` does.
fn edits(work: &Path) {
    println!("\n| pages | first | after an edit | ratio | peak memory |\n|---|---|---|---|---|");
    for documents in [26, 230] {
        let handbook = work.join(format!("handbook-{documents}"));
        write(&handbook, documents, 0);
        let mut own = Command::new(std::env::current_exe().expect("a program knows itself"));
        own.arg("--again").arg(&handbook).env("SOURCE_DATE_EPOCH", DAY).stdin(Stdio::null());
        let output = own.output().expect("it runs again");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        print!("{}", String::from_utf8_lossy(&output.stdout));
    }
}

/// The row of one handbook: a sentence more in another document each time.
fn again(handbook: &Path) {
    print::remember(1_000);
    let mut memory = Memory::default();
    let mut took = Vec::new();
    let mut count = 0;
    let mut procedures: Vec<PathBuf> = walkdir::WalkDir::new(handbook.join("procedures"))
        .into_iter()
        .map(|entry| entry.expect("the handbook can be read").into_path())
        .filter(|path| path.is_file())
        .collect();
    procedures.sort();
    for at in 0..=5 {
        if at > 0 {
            let path = &procedures[at * procedures.len() / 6];
            let text = fs::read_to_string(path).expect("a procedure can be read");
            fs::write(path, format!("{text}\nOne more sentence.\n")).expect("it can be written again");
        }
        let begun = Instant::now();
        let sources = gobag::disk::read::read(handbook).expect("the handbook can be read");
        let pdf = Draft::read(sources, &mut memory).print("all.pdf").expect("it is printed");
        took.push(begun.elapsed().as_secs_f64());
        count = lopdf::Document::load_mem(&pdf).expect("it is a PDF").get_pages().len();
    }
    let first = took.remove(0);
    took.sort_by(f64::total_cmp);
    let median = took[took.len() / 2];
    let peak = process::high_water(std::process::id()) / 1024;
    println!("| {count} | {first:.2} s | {median:.2} s | {:.2} | {peak} MB |", median / first);
}

/// A binder of one school and of forty: with each, the work of a school more, and the memory of one.
fn schools(work: &Path) {
    println!("\n| schools | pages | wall | processor | peak memory |\n|---|---|---|---|---|");
    for count in [1, 40] {
        let handbook = work.join(format!("schools-{count}"));
        write(&handbook, 26, count);
        let out = work.join("out-schools");
        let mut gobag = Command::new(env!("CARGO_BIN_EXE_gobag"));
        gobag.arg("print").arg(&handbook).arg("--quiet").arg("--out").arg(&out).env("SOURCE_DATE_EPOCH", DAY);
        let figure = measured(&mut gobag);
        let pages: usize = (0..count).map(|at| pages(&out.join(format!("schools/school-{at:02}/all.pdf")))).sum();
        println!(
            "| {count} | {pages} | {:.2} s | {:.2} s | {} MB |",
            figure.clock.as_secs_f64(),
            figure.processor.as_secs_f64(),
            figure.peak / 1024
        );
    }
}

/// A handbook with one binder of everything.
fn write(folder: &Path, documents: usize, schools: usize) {
    let _ = fs::remove_dir_all(folder);
    corpus::write(folder, documents).expect("the corpus can be written");
    let config = fs::read_to_string(folder.join("handbook.toml")).expect("it was written");
    let each = if schools > 0 { "each_school = true\n" } else { "" };
    let binder = format!(
        "\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\n{each}include = [\"procedures\", \"policies\", \"pages\", \"roles\"]\n"
    );
    fs::write(folder.join("handbook.toml"), config + &binder).expect("it can be written again");
    for at in 0..schools {
        let school = folder.join(format!("schools/school-{at:02}"));
        fs::create_dir_all(&school).expect("a folder for a school");
        let text = format!("title = \"School {at}\"\nlevel = \"elementary\"\n");
        fs::write(school.join("school.toml"), text).expect("a school can be written");
    }
}

/// The site's documents on one page, each beginning on a sheet, with the theme's own styles for paper.
fn whole_page(handbook: &Path, site: &Path) -> PathBuf {
    let mut build = Command::new(env!("CARGO_BIN_EXE_gobag"));
    build.arg("build").arg(handbook).arg("--quiet").arg("--out").arg(site).env("SOURCE_DATE_EPOCH", DAY);
    run(&mut build);
    let mut paths: Vec<PathBuf> = ["procedures", "policies", "pages"]
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(site.join(folder)))
        .map(|entry| entry.expect("the site can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html") && !path.ends_with("index.html"))
        .collect();
    paths.sort();
    let mut whole = String::new();
    for path in &paths {
        let page = fs::read_to_string(path).expect("a page can be read");
        if whole.is_empty() {
            let styles = page.split("<link rel=\"stylesheet\" href=\"").skip(1);
            let styles = styles.filter_map(|link| link.split('"').next());
            let links: String = styles
                .map(|href| format!("<link rel=\"stylesheet\" href=\"{}\">", href.trim_start_matches("../")))
                .collect();
            whole = format!(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>All of it</title>{links}<style>main {{ break-before: page }}</style></head><body>"
            );
        }
        let from = page.find("<main").expect("a page has its main part");
        let to = page.find("</main>").expect("it ends");
        whole.push_str(&page[from..to]);
        whole.push_str("</main>");
    }
    whole.push_str("</body></html>");
    let path = site.join("whole.html");
    fs::write(&path, whole).expect("the page can be written");
    path
}

/// WeasyPrint in an environment of its own.
fn weasyprint(tools: &Path) -> PathBuf {
    let home = tools.join("weasyprint");
    let program = home.join("bin/weasyprint");
    if !program.is_file() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&home));
        run(Command::new(home.join("bin/pip")).args(["install", "--quiet", "--disable-pip-version-check", WEASYPRINT]));
    }
    program
}

fn measured(command: &mut Command) -> Took {
    process::run(command, Duration::MAX, held).expect("nobody ends it")
}

/// What a process and all below it hold of the memory, each shared page once.
fn held(root: u32) -> u64 {
    let mut parents: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in fs::read_dir("/proc").expect("Linux lists processes").flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let Ok(text) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let parent = text.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1)?.parse().ok());
        parent.into_iter().for_each(|parent| parents.entry(parent).or_default().push(process));
    }
    let (mut all, mut sum) = (vec![root], 0);
    while let Some(process) = all.pop() {
        all.extend(parents.get(&process).into_iter().flatten());
        let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let share = text.lines().find_map(|line| line.strip_prefix("Pss:"));
        sum += share.and_then(|share| share.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0);
    }
    sum
}

/// The pages of a PDF.
fn pages(pdf: &Path) -> usize {
    lopdf::Document::load(pdf).map(|document| document.get_pages().len()).expect("it is a PDF")
}

fn run(command: &mut Command) {
    let status = command.stdin(Stdio::null()).status().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?} failed");
}
