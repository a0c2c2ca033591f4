//! More of everything than anybody writes: lines of a megabyte, a hundred thousand files.

use std::fs;
use std::path::Path;

use super::{ended, published, times};
use crate::bad_input::{FRONT, Place};

#[test]
fn a_line_of_a_megabyte_is_read_whatever_it_is() {
    let long = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let bodies = [
        ("words", long("word ")),
        ("one word", long("a")),
        ("emphasis", long("*a* ")),
        ("links", long("[a](b.md) ")),
        ("references", long("[[role:teacher]] ")),
        ("code", format!("`{}`", long("x "))),
        ("a row of a table", format!("| a |\n|---|\n| {} |", long("b "))),
        ("cells of a table", format!("| a |\n|---|\n{}", long("| b "))),
        ("a step", format!("1. @teacher within 30s: {}", long("Go. "))),
        ("roles of a step", format!("1. {}: Go.", long("@teacher "))),
        ("a heading", format!("## {}", long("head "))),
        ("marks", long("!")),
        ("letters of four bytes", long("🔥")),
        ("marks on one letter", format!("e{}", long("\u{301}"))),
    ];
    let place = Place::new();
    for (name, body) in &bodies {
        place.page("long", body);
        let output = place.build(&[]);
        ended(&output, &[0, 1]);
        assert!(published(&place).contains_key("index.html"), "{name}");
    }
    place.put("pages/long.md", format!("{FRONT}aliases = [\"{}\"]\n+++\n", long("word ")));
    ended(&place.build(&[]), &[0, 1]);
    place.put("pages/long.md", format!("{FRONT}# {}\n+++\n", long("remark ")));
    ended(&place.build(&[]), &[0, 1]);
    place.put("glossary.toml", format!("[[term]]\nid = \"a\"\ntitle = \"A\"\nmeaning = \"{}\"\n", long("word ")));
    ended(&place.build(&[]), &[0, 1]);
}

#[test]
fn a_hundred_thousand_files_are_too_many_and_that_is_said() {
    let place = Place::new();
    let pages = place.path("content/pages");
    fs::create_dir_all(&pages).expect("a folder");
    for folder in 0..100 {
        let folder = pages.join(format!("part-{folder}"));
        fs::create_dir(&folder).expect("a folder");
        let first = folder.join("first.md");
        fs::write(&first, format!("{FRONT}+++\n")).expect("a file");
        for number in 0..1_000 {
            // Names are what counts; one file has as many as a file system allows.
            fs::hard_link(&first, folder.join(format!("page-{number}.md"))).expect("another name");
        }
    }
    let told = ended(&place.build(&[]), &[2]);
    assert!(told.contains("holds more than 50000 files"), "{told}");
    fs::remove_dir_all(&pages).expect("they are removed");
    place.stands();
}

#[test]
fn as_many_files_as_a_handbook_may_have_are_read() {
    let place = Place::new();
    let count = times(3_000, 49_000);
    let media = place.path("content/media");
    fs::create_dir_all(&media).expect("a folder");
    let write = |path: &Path, text: &str| fs::write(path, text).expect("a file");
    for number in 0..count {
        write(&media.join(format!("list-{number}.txt")), "A list.");
    }
    place.page("page", "[A list](../media/list-7.txt)");
    ended(&place.build(&[]), &[0, 1]);
    assert!(published(&place).contains_key("index.html"));
}
