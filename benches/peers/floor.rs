//! What no generator can do without: reading, parsing, writing as many bytes; and an inverted index of all words.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use pulldown_cmark::{Event, Options, Parser};
use rayon::prelude::*;

use super::run::{self, Figure};

/// The floors as rows of the table: with one thread and two, without an index and with one.
pub fn rows(content: &Path, out: &Path, bytes: u64, rounds: usize) -> Vec<(&'static str, Figure)> {
    let kinds = [
        ("the floor, 1 thread", "1", "plain"),
        ("the floor, 2 threads", "2", "plain"),
        ("the floor with an index, 1 thread", "1", "index"),
        ("the floor with an index, 2 threads", "2", "index"),
    ];
    let own = std::env::current_exe().expect("this program knows where it is");
    let mut rows: Vec<(&'static str, Figure)> = kinds.iter().map(|(name, ..)| (*name, Figure::default())).collect();
    for _ in 0..rounds {
        for ((_, threads, kind), (_, figure)) in kinds.iter().zip(&mut rows) {
            let _ = fs::remove_dir_all(out);
            let mut command = Command::new(&own);
            command.arg("--floor").arg(content).arg(out).arg(bytes.to_string()).arg(kind);
            command.env("RAYON_NUM_THREADS", threads);
            let took = run::all(&mut [command], Duration::from_secs(600));
            figure.take_full(took, run::size(out));
        }
    }
    rows
}

/// The floor itself, a process of its own: `FOLDER OUT BYTES plain|index`.
pub fn run(arguments: &[String]) {
    let [folder, out, bytes, kind] = arguments else { panic!("--floor FOLDER OUT BYTES plain|index") };
    let (out, bytes) = (Path::new(out), bytes.parse().expect("the size of a page is a number"));
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the pages can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    fs::create_dir_all(out).expect("a folder can be made");
    let pages = paths.par_iter().enumerate();
    if kind == "plain" {
        return pages.for_each(|(number, path)| drop(page(number, path, out, bytes)));
    }
    let index = pages
        .fold(BTreeMap::<String, Vec<usize>>::new, |mut index, (number, path)| {
            let words = page(number, path, out, bytes);
            for word in words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let word = word.to_lowercase();
                let places = index.entry(word).or_default();
                if places.last() != Some(&number) {
                    places.push(number);
                }
            }
            index
        })
        .reduce(BTreeMap::new, |mut one, other| {
            other.into_iter().for_each(|(word, places)| one.entry(word).or_default().extend(places));
            one
        });
    let text = serde_json::to_string(&index).expect("an index is text");
    fs::write(out.join("index.json"), text).expect("the index can be written");
}

/// Makes one page of the given size, and gives its words.
fn page(number: usize, path: &Path, out: &Path, bytes: usize) -> String {
    let text = fs::read_to_string(path).expect("a document can be read");
    let mut page = String::with_capacity(bytes);
    for event in Parser::new_ext(&text, Options::all()) {
        if let Event::Text(words) | Event::Code(words) = event {
            page.push_str(&words);
            page.push(' ');
        }
    }
    let words = page.clone();
    page.extend(std::iter::repeat_n('.', bytes.saturating_sub(page.len())));
    fs::write(out.join(format!("{number}.html")), page).expect("a page can be written");
    words
}
