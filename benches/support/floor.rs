//! What no generator can do without: reading, parsing with pulldown-cmark, writing as many bytes; and, for one with a search, an
//! inverted index of all words.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser};
use rayon::prelude::*;

/// Makes a page of the given size of every document in a folder, and an index where one is wanted.
pub fn run(folder: &Path, out: &Path, bytes: usize, is_indexed: bool) {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the pages can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    fs::create_dir_all(out).expect("a folder can be made");
    let pages = paths.par_iter().enumerate();
    let made = pages.fold(BTreeMap::<String, Vec<usize>>::new, |mut index, (number, path)| {
        let mut page = words_of(path, bytes);
        if is_indexed {
            note(&mut index, number, &page);
        }
        page.extend(std::iter::repeat_n('.', bytes.saturating_sub(page.len())));
        fs::write(out.join(format!("{number}.html")), page).expect("a page can be written");
        index
    });
    let index = made.reduce(BTreeMap::new, |mut one, other| {
        other.into_iter().for_each(|(word, places)| one.entry(word).or_default().extend(places));
        one
    });
    if is_indexed {
        let text = serde_json::to_string(&index).expect("an index is text");
        fs::write(out.join("index.json"), text).expect("the index can be written");
    }
}

/// The words of a document, with the same extensions as Gobag's: parsing and copying, no more.
fn words_of(path: &Path, room: usize) -> String {
    let text = fs::read_to_string(path).expect("a document can be read");
    let mut words = String::with_capacity(room);
    for event in Parser::new_ext(&text, Options::all()) {
        if let Event::Text(text) | Event::Code(text) = event {
            words.push_str(&text);
            words.push(' ');
        }
    }
    words
}

/// Notes where each word stands.
fn note(index: &mut BTreeMap<String, Vec<usize>>, number: usize, words: &str) {
    for word in words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let places = index.entry(word.to_lowercase()).or_default();
        if places.last() != Some(&number) {
            places.push(number);
        }
    }
}
