//! Edits at random, as editors, people and programs make them, and what `serve` has to show and say after them.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::io::Write as _;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{Served, page, write};
use crate::common::site;

/// For how long files are changed at random; `GOBAG_STORM=300` for five minutes.
fn storm() -> Duration {
    let seconds = std::env::var("GOBAG_STORM").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(6);
    Duration::from_secs(seconds)
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

impl Served {
    /// One of the ways in which editors, people and programs change a folder.
    fn edit(&self, number: usize, dice: &mut Dice) {
        let path = self.file(&format!("pages/storm-{}.md", dice.roll(6)));
        let words = format!("Edit {number}. {}", "Words of a page. ".repeat(dice.roll(40) as usize));
        match dice.roll(14) {
            0 => drop(fs::remove_file(&path)),
            1 => write(&path, &page(&format!("{words} [[nowhere]]"))),
            2 => drop(fs::write(&path, [0xff, 0xfe, 0x00])),
            3 => {
                write(&self.file("pages/.new"), &page(&words));
                drop(fs::rename(self.file("pages/.new"), &path));
            }
            4 => write(&self.file("theme/assets/own.css"), &format!("main {{ --n: {number}; }}\n")),
            5 => drop(fs::rename(&path, self.file(&format!("pages/storm-{}.md", dice.roll(6))))),
            6 => {
                let mut file = fs::File::create(&path).expect("it is emptied");
                for piece in page(&words).as_bytes().chunks(64) {
                    file.write_all(piece).expect("a piece");
                    thread::sleep(Duration::from_millis(dice.roll(8)));
                }
            }
            7 => {
                drop(fs::rename(self.file("pages"), self.file("elsewhere")));
                thread::sleep(Duration::from_millis(dice.roll(40)));
                drop(fs::rename(self.file("elsewhere"), self.file("pages")));
            }
            8 => {
                let kept = site::files(&self.file("pages"));
                drop(fs::remove_dir_all(self.file("pages")));
                thread::sleep(Duration::from_millis(dice.roll(40)));
                for (path, bytes) in kept {
                    fs::create_dir_all(self.file("pages")).expect("a folder");
                    fs::write(self.file("pages").join(path), bytes).expect("it is written");
                }
            }
            9 => {
                let template = self.file("theme/templates/page.html");
                write(&template, "{% extends \"base.html\" %}{% block main %}{{ nothing.here");
                thread::sleep(Duration::from_millis(dice.roll(60)));
                drop(fs::remove_file(&template));
            }
            // What every document is held against: a word to avoid that all of them use, or none does.
            10 => {
                let avoid = if dice.roll(2) == 0 { "words" } else { "nonsense" };
                let term =
                    format!("[[term]]\nid = \"page\"\nterm = \"Page\"\nmeaning = \"A side.\"\navoid = [\"{avoid}\"]\n");
                write(&self.file("glossary.toml"), &term);
            }
            _ => write(&path, &page(&words)),
        }
    }

    /// The findings that pages are told, line by line, where the rules have looked.
    fn lines(&self) -> Vec<String> {
        let news = self.news();
        let lines = news["lines"].as_array().expect("lines").iter();
        lines.filter_map(|line| line["text"].as_str()).map(str::to_owned).collect()
    }

    /// What `gobag check` says of the folder now.
    fn checked(&self) -> Vec<String> {
        let mut check = Command::new(env!("CARGO_BIN_EXE_gobag"));
        check.arg("check").current_dir(&self.folder).env("SOURCE_DATE_EPOCH", site::EPOCH);
        let check = check.output().expect("it runs");
        String::from_utf8(check.stderr).expect("it is text").lines().map(str::to_owned).collect()
    }
}

#[test]
fn after_a_storm_of_edits_serve_shows_what_build_makes_and_says_what_check_says() {
    let served = Served::begin();
    let (begun, mut dice, mut edits) = (Instant::now(), Dice(0x9e37_79b9_7f4a_7c15), 0);
    while begun.elapsed() < storm() {
        served.edit(edits, &mut dice);
        edits += 1;
        if dice.roll(5) == 0 {
            assert!([200, 404, 503].contains(&served.get("/public/pages/storm-1.html").status));
        }
        // Now and then long enough for everything behind the pages to be done.
        thread::sleep(Duration::from_millis(if dice.roll(25) == 0 { 1500 } else { dice.roll(30) }));
    }
    // As the storm leaves it, with its warnings or errors.
    served.until("serve says what check says", || served.lines() == served.checked());
    for number in 0..6 {
        write(&served.file(&format!("pages/storm-{number}.md")), &page(&format!("The end of {number}.")));
    }
    served.until("serve shows what build makes", || served.agrees("public"));
    assert!(served.agrees("team"));
    assert_eq!(served.lines(), served.checked());
}
