//! Whatever is put into a handbook, and whatever the disk does: words a person can act on, the promised exit code, no panic,
//! and the last good site as it was.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

mod world;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::common::site;
use gobag::rules::Example;
use tempfile::TempDir;
pub use world::as_a_person;

/// A handbook in `content/` with a site of an earlier, good day in `public/`.
pub struct Place {
    /// Where both are.
    pub folder: TempDir,
    before: BTreeMap<String, Vec<u8>>,
}

impl Place {
    /// The smallest whole handbook, built once.
    pub fn new() -> Place {
        let mut place = Place { folder: tempfile::tempdir().expect("a folder"), before: BTreeMap::new() };
        for (path, text) in Example::BASE {
            place.put(path, text);
        }
        let output = place.build(&[]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        place.before = site::files(&place.path("public"));
        place
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the handbook.
    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let place = self.path("content").join(path);
        fs::create_dir_all(place.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(place, bytes).expect("a file");
    }

    /// Writes a document with this text below its front matter.
    pub fn page(&self, name: &str, text: &str) {
        self.put(&format!("pages/{name}.md"), format!("{FRONT}+++\n\n{text}\n"));
    }

    pub fn command(&self, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        command.args(["build", "--quiet"]).args(more).current_dir(self.folder.path());
        command.env("SOURCE_DATE_EPOCH", site::EPOCH).env("NO_COLOR", "1");
        command
    }

    pub fn build(&self, more: &[&str]) -> Output {
        self.command(more).output().expect("gobag runs")
    }

    /// Holds that the site of the good day stands, whole, and nothing beside it.
    #[track_caller]
    pub fn stands(&self) {
        assert!(site::files(&self.path("public")) == self.before, "the last good site has changed");
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .expect("the folder is there")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("text"))
            .collect();
        names.sort();
        assert_eq!(names, ["content", "public"], "nothing is left lying about");
    }

    /// Holds that a build finds an error that says this, and touches nothing.
    #[track_caller]
    fn refuses(&self, words: &[&str]) {
        let output = self.build(&[]);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(1), "{told}");
        for words in words {
            assert!(told.contains(words), "{words:?} is not in:\n{told}");
        }
        self.stands();
    }

    /// Holds that a build succeeds, and gives a page of it.
    #[track_caller]
    pub fn publishes(&self, page: &str) -> String {
        let output = self.build(&[]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        fs::read_to_string(self.path("public").join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
    }
}

/// A front matter without its end, for a page that everybody may see.
pub const FRONT: &str = "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n";

/// What was said on both outputs; nothing of it is ever a panic.
#[track_caller]
pub fn said(output: &Output) -> String {
    let told = [&output.stdout[..], &output.stderr[..]].concat();
    let told = String::from_utf8(told).expect("what is said is text");
    assert!(!told.contains("panicked") && !told.contains("overflowed its stack"), "{}", cut(&told));
    cut(&told).to_owned()
}

/// The beginning of a long report.
fn cut(told: &str) -> &str {
    &told[..told.char_indices().nth(6000).map_or(told.len(), |(at, _)| at)]
}

#[test]
fn an_empty_folder_is_told_how_a_handbook_begins() {
    let place = Place::new();
    fs::remove_dir_all(place.path("content")).expect("it is removed");
    fs::create_dir(place.path("content")).expect("a folder");
    place.refuses(&["There is no handbook.toml", "help: make a file handbook.toml"]);
}

#[test]
fn documents_without_a_handbook_toml_are_no_handbook() {
    let place = Place::new();
    fs::remove_file(place.path("content/handbook.toml")).expect("it is removed");
    place.page("welcome", "Welcome.");
    place.refuses(&["There is no handbook.toml"]);
}

#[test]
fn binary_files_with_the_name_of_a_text_are_told() {
    let place = Place::new();
    place.put("pages/report.md", [0x50, 0x4b, 0x03, 0x04, 0x00, 0x00, 0xff, 0x00]);
    place.put("contacts.toml", [0u8; 64]);
    place.refuses(&["pages/report.md is not a text", "contacts.toml is not a text", "move other files to media/"]);
}

#[test]
fn text_that_is_not_utf_8_is_told_with_its_place() {
    let place = Place::new();
    place.put("pages/cafe.md", b"+++\ntitle = \"Caf\xe9\"\n+++\n");
    place.put("glossary.toml", b"\xff\xfet\0e\0r\0m\0");
    place.refuses(&["pages/cafe.md is not UTF-8 text (the byte at 16", "save the file again as UTF-8"]);
}

#[test]
fn fifty_megabytes_of_markdown_are_too_many() {
    let place = Place::new();
    place.put("pages/everything.md", "Some words. ".repeat(50_000_000 / 12));
    place.refuses(&["pages/everything.md has 50.0 MB; 4 MB is the most", "split it"]);
}

#[test]
fn a_line_of_a_megabyte_is_a_line() {
    let place = Place::new();
    place.page("long", &format!("{}the end", "word ".repeat(200_000)));
    assert!(place.publishes("pages/long.html").contains("word the end"));
}

#[test]
fn lists_and_quotes_ten_thousand_deep_are_told_once_each() {
    for deep in ["> ", "- ", "1. ", "> - ", "*"] {
        let place = Place::new();
        let close = if deep == "*" { "*".repeat(10_000) } else { String::new() };
        place.page("deep", &format!("{}x{close}", deep.repeat(10_000)));
        place.refuses(&["This stands too deep"]);
    }
}

#[test]
fn sections_that_have_the_same_long_heading_are_told_apart() {
    let place = Place::new();
    let heading = "Después de un día difícil ".repeat(8);
    let body: String = (0..3).map(|at| format!("## {heading}\n\nWords {at}.\n\n")).collect();
    place.page("same", &(body + "## Again {#again}\n\nWords.\n"));
    let output = place.build(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let html = String::from_utf8(site::files(&place.path("public")).remove("pages/same.html").expect("a page"));
    let ids: Vec<String> = html
        .expect("text")
        .split(" id=\"despu")
        .skip(1)
        .map(|it| it[..it.find('"').expect("it ends")].to_owned())
        .collect();
    assert!(ids.len() == 3 && ids[1] == format!("{}-2", ids[0]) && ids[2] == format!("{}-3", ids[0]), "{ids:?}");
}

#[test]
fn a_hundred_thousand_equal_headings_each_have_an_address() {
    let place = Place::new();
    place.page("same", &"## a\n".repeat(100_000));
    let output = place.build(&[]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", said(&output));
}

#[test]
fn signs_that_never_close_are_words() {
    for open in
        ["[", "[[", "![", "[a](", "`", "<a ", "<!--", "**a _b ", "~~", "[^", "|", "&", "\\", "[a][b] ", "{", "$"]
    {
        let place = Place::new();
        place.page("open", &format!("Before. {}", open.repeat(10_000)));
        assert!(place.publishes("pages/open.html").contains("Before."), "{open}");
    }
}

#[test]
fn a_step_that_names_a_hundred_thousand_roles_is_told_once() {
    let place = Place::new();
    place.page("many", &format!("1. {}: Go.", "@teacher ".repeat(100_000)));
    place.refuses(&["A step can name fifty roles, and here are more", "1 error in 1 file"]);
}

#[test]
fn brackets_ten_thousand_deep_lose_no_word() {
    let place = Place::new();
    place.page("deep", &format!("{}kernel{}", "[ ".repeat(10_000), " ]".repeat(10_000)));
    assert!(place.publishes("pages/deep.html").contains("kernel"));
}

#[test]
fn toml_ten_thousand_deep_is_told() {
    let arrays = format!("x = {}{}", "[".repeat(10_000), "]".repeat(10_000));
    let tables = format!("x = {}1{}", "{a=".repeat(10_000), "}".repeat(10_000));
    let open = "x = [".to_owned() + &"[".repeat(10_000);
    let dotted = format!("{}b = 1", "a.".repeat(10_000));
    let headed = format!("[{}b]", "a.".repeat(10_000));
    for toml in [arrays, tables, open, dotted, headed] {
        let place = Place::new();
        place.put("handbook.toml", format!("title = \"Handbook\"\npublisher = \"School\"\n{toml}\n"));
        place.refuses(&["content/handbook.toml:"]);
        place.put("handbook.toml", Example::BASE[0].1);
        place.put("pages/deep.md", format!("{FRONT}{toml}\n+++\n"));
        place.refuses(&["content/pages/deep.md:"]);
    }
}

#[test]
fn a_document_that_extends_nothing_is_told() {
    let place = Place::new();
    place.put("procedures/hold.md", format!("{FRONT}extends = true\n+++\n\n## During\n\n1. @teacher: Stay.\n"));
    place.refuses(&["procedures/hold.md:1:1", "extends"]);

    let place = Place::new();
    place.put("schools/north/school.toml", "title = \"North\"\n");
    let own = format!("{FRONT}extends = true\n+++\n\n## During\n\n1. @teacher: Stay.\n");
    place.put("schools/north/procedures/hold.md", own);
    place.refuses(&["schools/north/procedures/hold.md:1:1", "extends"]);
}

#[test]
fn two_documents_with_one_address_are_told_with_both_places() {
    let place = Place::new();
    place.page("drills", "One.");
    place.put("pages/other.md", format!("{FRONT}id = \"drills\"\n+++\n\nOther.\n"));
    place.refuses(&["Two documents are called \"drills\"", "pages/drills.md", "pages/other.md"]);

    let place = Place::new();
    place.page("index", "A page where the list of pages stands.");
    place.refuses(&["url-collision", "pages/index.md"]);
}

#[test]
fn links_that_leave_the_folder_are_not_followed() {
    let place = Place::new();
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("secret.md"), "+++\ntitle = \"Secret\"\n+++\nThe code is 4711.\n").expect("a file");
    fs::create_dir(place.path("content/pages")).expect("a folder");
    symlink(outside.path().join("secret.md"), place.path("content/pages/secret.md")).expect("a link");
    symlink(outside.path(), place.path("content/pages/more")).expect("a link");
    symlink(".", place.path("content/pages/again")).expect("a link");
    symlink("nowhere", place.path("content/pages/gone.md")).expect("a link");
    place.refuses(&[
        "pages/secret.md is a link that leads out of the handbook's folder",
        "pages/more is a link that leads out of the handbook's folder",
        "pages/again is a link that leads out of the handbook's folder",
        "pages/gone.md cannot be read: it is a link to a file that does not exist",
        "copy the file into the handbook",
    ]);
    assert!(!said(&place.build(&[])).contains("4711"));
}

#[test]
fn names_that_are_no_addresses_are_told_one_by_one() {
    let names = [
        "a page",
        "a\"page",
        "it's",
        "a..b",
        "a\u{202e}b",
        "fire🔥",
        "a\tb",
        "a\nb",
        "a:b",
        "a%20b",
        "a\\b",
        "a?b",
        "a#b",
    ];
    let place = Place::new();
    for name in names {
        place.page(name, "Words.");
    }
    place.refuses(&[
        "pages/a page.md has a name with a space in it",
        "has a name with a quotation mark (\") in it",
        "pages/a..b.md has a name with the character . in it",
        "has a name with the character U+202E in it",
        "pages/fire🔥.md has a name with the character U+1F525 in it",
        "rename it with letters, digits and hyphens only: fire-drill.md",
        &format!("{} errors in {} files", names.len(), names.len()),
    ]);
}

#[test]
fn a_page_or_a_script_of_somebody_else_is_no_attachment() {
    let place = Place::new();
    place.put("media/notes.HTML", "<script>alert(1)</script>");
    place.put("media/notes.js", "alert(1)");
    place.page("page", "Words.");
    let told = said(&place.build(&[]));
    assert!(told.contains("media/notes.HTML is not part of a handbook"), "{told}");
    assert!(told.contains("media/notes.js is not part of a handbook"), "{told}");
    assert!(!site::files(&place.path("public")).keys().any(|path| path.contains("notes")), "it is published");
    place.page("page", "[Notes](../media/notes.HTML)");
    assert_eq!(place.build(&[]).status.code(), Some(1));
}

#[test]
fn letters_of_every_language_are_names() {
    let place = Place::new();
    for name in ["evacuación", "避難", "إخلاء"] {
        place.page(name, "Words.");
        assert!(place.publishes(&format!("pages/{name}.html")).contains("Words."));
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing_that_is_read() {
    let text = format!(
        "{FRONT}+++\n\n## First\n\n1. @teacher within 30s: Lock the door.\n   - If blocked: Use the window.\n\n> [!NOTE]\n> Words.\n"
    );
    let place = Place::new();
    place.put("pages/same.md", &text);
    let unix = place.publishes("pages/same.html");
    for changed in
        [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), format!("\u{feff}{}", text.replace('\n', "\r\n"))]
    {
        place.put("pages/same.md", changed);
        assert_eq!(place.publishes("pages/same.html"), unix);
    }
    place.put("roles.toml", format!("\u{feff}{}", Example::BASE[1].1.replace('\n', "\r\n")));
    place.put("handbook.toml", format!("\u{feff}{}", Example::BASE[0].1.replace('\n', "\r\n")));
    assert_eq!(place.publishes("pages/same.html"), unix);
}

#[test]
fn an_unclosed_front_matter_is_told_and_hides_nothing() {
    let place = Place::new();
    place.put("pages/open.md", "+++\ntitle = \"Open\"");
    place.put("pages/empty.md", "");
    place.put("pages/bare.md", "+++");
    place.refuses(&["The front matter has no end", "pages/open.md:1:1", "pages/empty.md", "pages/bare.md"]);
}
