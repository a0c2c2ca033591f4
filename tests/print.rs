//! What is printed, held up to the light: its words, its pages' numbers, its codes, its tags, and what bad input does to it.

use std::path::Path;
use std::sync::{Mutex, OnceLock};

use gobag::artifact::Artifacts;
use gobag::compile::print::{self, Copy, Printing};
use gobag::diagnostic::Severity;
use gobag::source::Sources;

use crate::common::{Folder, shown};

mod browser;
mod command;
mod contents;
mod currency;
mod layouts;
mod looked_at;
mod pdf;
mod steps;
mod strange;
mod tags;

use pdf::Pdf;

/// What comes of a request.
fn printed(sources: &Sources, printing: &Printing) -> (Artifacts, Vec<Copy>, Vec<String>) {
    let shelf = Mutex::new(Artifacts::default());
    let pressed = print::print(&shelf, sources, printing, &|_| {}).expect("the handbook has what is asked for");
    let errors = pressed.compiled.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let errors = errors.map(|found| format!("{}: {}", shown(sources, found), found.message)).collect();
    (shelf.into_inner().expect("nobody panicked"), pressed.copies, errors)
}

/// A small handbook with one binder of everything.
fn small(page: &str) -> Folder {
    Folder::small()
        .file(
            "handbook.toml",
            "title = \"Handbook\"\npublisher = \"School\"\n\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\ninclude = [\"pages\", \"procedures\", \"roles\", \"places\"]\naudience = \"team\"\n",
        )
        .file("pages/tried.md", &format!("+++\ntitle = \"Tried\"\nsummary = \"What is tried.\"\naudience = \"staff\"\nlast_reviewed = 2026-11-01\n+++\n{page}\n"))
}

/// Its PDF.
fn all(folder: &Folder) -> Pdf {
    let (artifacts, _, errors) = printed(&folder.sources(), &Printing::default());
    assert_eq!(errors, Vec::<String>::new());
    Pdf::of(artifacts.get("all.pdf").expect("the binder is printed"))
}

/// The sample handbook as it is on the tests' day.
fn sample() -> &'static Sources {
    static SAMPLE: OnceLock<Sources> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let read = gobag::disk::read::read(&folder).expect("the sample can be read");
        let files = read.iter().map(|(_, source)| source.clone()).collect();
        Sources::new(files, jiff::civil::date(2026, 11, 24))
    })
}

fn only(binder: &str, school: Option<&str>) -> Printing {
    Printing {
        binders: vec![binder.to_owned()],
        schools: school.map(str::to_owned).into_iter().collect(),
        ..Printing::default()
    }
}

/// The classroom binder of one school, printed once for all tests.
fn classroom() -> &'static Pdf {
    static PRINTED: OnceLock<Pdf> = OnceLock::new();
    PRINTED.get_or_init(|| {
        let (artifacts, _, errors) = printed(sample(), &only("classroom", Some("harbor")));
        assert_eq!(errors, Vec::<String>::new());
        Pdf::of(artifacts.get("schools/harbor/classroom.pdf").expect("the binder is printed"))
    })
}

/// Letters and digits alone: line ends, bullets and the numbers of pages do not count.
fn bare(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_page(token: &str) -> bool {
    token.split_once('-').is_some_and(|(unit, page)| {
        unit.len() >= 2
            && unit.starts_with(|c: char| c.is_ascii_uppercase())
            && unit[1..].bytes().all(|b| b.is_ascii_digit())
            && !page.is_empty()
            && page.bytes().all(|b| b.is_ascii_digit())
    })
}
