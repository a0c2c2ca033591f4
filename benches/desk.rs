//! What an author waits for: from a saved file to the new page, and from a keystroke to the findings, measured from outside.
//!
//! `cargo bench --bench desk` prints the tables of docs/performance.md; `-- DOCUMENTS EDITS` measures one size. A page is asked for
//! as a browser does: it waits for news, the file is written, the news come, the page is loaded. Figures are of a machine with its
//! other work; how busy it was is said with them.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and starts programs"
)]

#[allow(dead_code, reason = "other benchmarks write other handbooks")]
#[path = "support/corpus.rs"]
mod corpus;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// The day on which nothing in the corpus is overdue.
const EPOCH: &str = "1788220800";

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = match numbers.first() {
        Some(&documents) => vec![documents],
        None => vec![1_000, 10_000],
    };
    let edits = numbers.get(1).copied().unwrap_or(200);
    println!("load before: {}", fs::read_to_string("/proc/loadavg").unwrap_or_default().trim());
    println!(
        "| documents | save to new page, median | 95 of 100 | keystroke to findings, median | 95 of 100 | memory after 20 edits | after {edits} | idle for 5 s, processor |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for documents in sizes {
        let place = Some(PathBuf::from("/dev/shm")).filter(|it| it.is_dir()).unwrap_or_else(std::env::temp_dir);
        let folder = tempfile::Builder::new().prefix("gobag-desk").tempdir_in(place).expect("a folder for the corpus");
        let handbook = folder.path().join("content");
        corpus::write(&handbook, documents).expect("the corpus can be written");
        let mut keys = keystrokes(&handbook, edits);
        let (mut saves, first, last, idle) = saves(folder.path(), &handbook, edits);
        let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
        let (save, key) = (quantiles(&mut saves), quantiles(&mut keys));
        println!(
            "| {documents} | {} | {} | {} | {} | {first} MB | {last} MB | {idle:.2} s |",
            ms(save.0),
            ms(save.1),
            ms(key.0),
            ms(key.1)
        );
    }
    println!("load after: {}", fs::read_to_string("/proc/loadavg").unwrap_or_default().trim());
}

/// The median and the 95th of 100.
fn quantiles(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() * 95 / 100])
}

/// A program that ends with this.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// How long each save takes to be a page; the memory after 20 edits and after all, in megabytes; processor time while nothing happens.
fn saves(folder: &Path, handbook: &Path, edits: usize) -> (Vec<Duration>, u64, u64, f64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.args(["serve", "--port", "4600"]).current_dir(folder).env("SOURCE_DATE_EPOCH", EPOCH);
    let mut child = Running(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("gobag starts"));
    let mut line = String::new();
    BufReader::new(child.0.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says where");
    let at = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address").to_owned();
    let id = child.0.id();
    let file = handbook.join("pages/part-0000/page-00003.md");
    let text = fs::read_to_string(&file).expect("the corpus has this page");
    let mut version = version(&get(&at, "/_/news?audience=public"));
    let mut times = Vec::new();
    let mut first = 0;
    for number in 0..edits {
        // As people write: now and then.
        thread::sleep(Duration::from_millis(if number % 10 == 0 { 1200 } else { 150 }));
        loop {
            let now = self::version(&get(&at, "/_/news?audience=public"));
            let is_same = now == version;
            version = now;
            if is_same {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let (asked, address) = (at.clone(), format!("/_/news?audience=public&since={version}"));
        let news = thread::spawn(move || get(&asked, &address));
        thread::sleep(Duration::from_millis(20));
        let words = format!("Edit number {number} was just saved.");
        let begun = Instant::now();
        fs::write(&file, format!("{text}\n{words}\n")).expect("the page can be saved");
        version = self::version(&news.join().expect("it is answered"));
        while !get(&at, "/public/pages/page-00003.html").contains(&words) {}
        times.push(begun.elapsed());
        if number == 20 {
            first = memory(id);
        }
    }
    let last = memory(id);
    // What is built at a pause is no idling.
    let mut before = processor(id);
    loop {
        thread::sleep(Duration::from_secs(3));
        let now = processor(id);
        if now - before < 0.02 {
            break;
        }
        before = now;
    }
    let before = processor(id);
    thread::sleep(Duration::from_secs(5));
    (times, first, last, processor(id) - before)
}

fn get(at: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(at.replace("localhost", "127.0.0.1")).expect("it listens");
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).expect("it hears");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    String::from_utf8_lossy(&answer).into_owned()
}

fn version(news: &str) -> String {
    news.split("\"version\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("news have a version").to_owned()
}

/// A program's memory in megabytes.
fn memory(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).expect("Linux tells of a process");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("it has memory");
    line.split_whitespace().nth(1).and_then(|word| word.parse::<u64>().ok()).expect("a number") / 1024
}

/// A program's processor time in seconds.
fn processor(id: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).expect("Linux tells of a process");
    let fields: Vec<&str> = text.rsplit(") ").next().unwrap_or("").split(' ').collect();
    fields[11..13].iter().map(|field| field.parse::<f64>().expect("a number of ticks") / 100.0).sum()
}

/// How long each keystroke takes to be answered with findings.
fn keystrokes(handbook: &Path, count: usize) -> Vec<Duration> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.arg("lsp").env("SOURCE_DATE_EPOCH", EPOCH).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = Running(command.stderr(Stdio::null()).spawn().expect("gobag starts"));
    let (send, told) = mpsc::channel();
    let mut output = BufReader::new(child.0.stdout.take().expect("it is piped"));
    thread::spawn(move || {
        while let Some(message) = message(&mut output) {
            if send.send(message).is_err() {
                break;
            }
        }
    });
    let mut input = child.0.stdin.take().expect("it is piped");
    let file = handbook.join("pages/part-0000/page-00003.md");
    let address = format!("file://{}", file.display());
    let text = fs::read_to_string(&file).expect("the corpus has this page");
    let root = format!("file://{}", handbook.display());
    say(
        &mut input,
        &serde_json::json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"rootUri": root, "capabilities": {}}}),
    );
    say(&mut input, &serde_json::json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    say(
        &mut input,
        &serde_json::json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": address, "languageId": "markdown", "version": 1, "text": text}}}),
    );
    wait(&told, &address, None);
    thread::sleep(Duration::from_secs(3));
    while told.try_recv().is_ok() {}
    let line = text.lines().count();
    let mut times = Vec::new();
    for number in 0..count {
        // The mistake moves with each letter, so that its place tells which answer this is.
        let (letters, character) = if number == 0 { ("x [[nowhere]]\n", 0) } else { ("x", 0) };
        let at = serde_json::json!({"line": line, "character": character});
        let change = serde_json::json!({"range": {"start": at, "end": at}, "text": letters});
        let begun = Instant::now();
        say(
            &mut input,
            &serde_json::json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": address, "version": number + 2}, "contentChanges": [change]}}),
        );
        wait(&told, &address, Some(number as u64 + 2));
        times.push(begun.elapsed());
        thread::sleep(Duration::from_millis(if number % 5 == 0 { 400 } else { 60 }));
    }
    times
}

/// Waits for findings of a file; where a column is given, for one that begins there.
fn wait(told: &Receiver<serde_json::Value>, address: &str, column: Option<u64>) {
    loop {
        let message = told.recv_timeout(Duration::from_secs(60)).expect("it answers");
        if column.is_none() && message["id"] == 1 {
            return;
        }
        let found = message["params"]["diagnostics"].as_array();
        let begins = |finding: &serde_json::Value| finding["range"]["start"]["character"].as_u64();
        let is_here = message["params"]["uri"] == address;
        if is_here && column.is_some() && found.into_iter().flatten().any(|finding| begins(finding) == column) {
            return;
        }
    }
}

fn say(input: &mut ChildStdin, message: &serde_json::Value) {
    let text = message.to_string();
    input.write_all(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes()).expect("it hears");
    input.flush().expect("it hears");
}

fn message(output: &mut impl std::io::BufRead) -> Option<serde_json::Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            header => length = header.strip_prefix("Content-Length: ").map_or(length, |it| it.parse().unwrap_or(0)),
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
