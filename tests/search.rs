//! Search without a browser: the index that a build makes, asked by the script that it publishes.
//!
//! The questions are data: `tests/search/*.json` says what a person means by them. Node.js asks them.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use crate::common::{Folder, site, tools};
use crate::corpus;
use gobag::edition::{Edition, Reader};
use gobag::handbook::Handbook;
use gobag::plan::Plan;
use gobag::search::Heading;

/// Runs a file of `tests/search/` on a site.
fn ask(file: &str, site: &Path, reader: &str) {
    let mut command = tools::node();
    command.args(["--test", "--test-reporter=spec"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(file));
    command.env("GOBAG_SITE", site).env("GOBAG_READER", reader);
    tools::run(&mut command, &format!("tests/search/{file} fails on {}", site.display()));
}

#[test]
fn everybodys_questions_find_what_they_mean() {
    ask("quality.mjs", &site::sample("public"), "public");
}

#[test]
fn the_questions_of_staff_find_what_they_mean() {
    ask("quality.mjs", &site::sample("staff"), "staff");
}

#[test]
fn everything_that_can_be_found_is_where_its_address_says() {
    ask("addresses.mjs", &site::sample("staff"), "staff");
}

#[test]
fn no_question_is_too_strange() {
    ask("strange.mjs", &site::sample("public"), "public");
}

#[test]
fn any_question_is_answered() {
    ask("random.mjs", &site::sample("public"), "public");
}

#[test]
fn questions_hold_among_a_thousand_other_pages() {
    let folder = tools::target().join("tmp/search-thousand");
    let handbook = folder.join("handbook");
    let _ = fs::remove_dir_all(&handbook);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &handbook);
    // Nothing of it was released, so nothing needs to be recorded.
    fs::remove_dir_all(handbook.join("releases")).expect("the sample has releases");
    corpus::procedures(&handbook, 1_000).expect("the other pages can be written");
    let out = folder.join("site");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.arg("build").arg(&handbook).args(["--quiet", "--audience", "staff", "--out"]).arg(&out);
    tools::run(command.env("SOURCE_DATE_EPOCH", site::EPOCH), "the sample among other pages does not build");
    ask("quality.mjs", &out, "staff");
}

/// A handbook of a few words, whose whole index is a snapshot that the scripts load too.
fn few() -> Folder {
    let page = "+++\ntitle = \"Lockdown\"\nsummary = \"Lock the door.\"\naction = \"lockdown\"\naudience = \"public\"\n\
        trigger = \"Danger inside.\"\naliases = [\"intruder\"]\n+++\n\n## During\n\n1. @teacher: Lock the door. “Hide”, \
        and stay silent.\n\n## On the bus {setting=bus}\n\nDrive away.\n";
    Folder::small()
        .file("handbook.toml", "title = \"H\"\npublisher = \"P\"\n")
        .file("procedures/lockdown.md", page)
        .file("pages/locks.md", "+++\ntitle = \"Locks and doors\"\nsummary = \"Who locks which door.\"\naudience = \"public\"\n+++\nEach adult.\n")
}

/// The search files of a folder for an audience, the district's and its schools'.
fn files(folder: &Folder, audience: &str) -> BTreeMap<String, Vec<u8>> {
    let handbook = Handbook::read(&folder.sources()).value;
    let audience = handbook.config.audiences.rank(audience).expect("the audience exists");
    let schools = std::iter::once(None).chain(handbook.schools.iter().map(|school| Some(school.id.clone())));
    let language = handbook.config.source_language();
    let reader = |school| Reader { school, audience, language: language.clone() };
    let editions: Vec<Edition> = schools.map(|school| Edition::of(&handbook, reader(school))).collect();
    let heading = |_: &Edition, subject| Heading { title: format!("{subject:?}"), lead: String::new() };
    let index = gobag::search::index(&editions, &Plan::of(&editions).value, &heading, &gobag::share::Share::default());
    let files = Mutex::new(BTreeMap::new());
    index.each(&|path, bytes| drop(files.lock().expect("nobody panicked").insert(path.to_owned(), bytes.to_vec())));
    files.into_inner().expect("nobody panicked")
}

/// The same one after another, each with its path.
fn index(folder: &Folder, audience: &str) -> String {
    let files = files(folder, audience).into_iter();
    files.map(|(path, bytes)| format!("// {path}\n{}", String::from_utf8_lossy(&bytes))).collect()
}

#[test]
fn the_wire_format_is_what_both_sides_know() {
    let known = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/wire.txt");
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(index(&few(), "public"), snapbox::Data::read_from(&known, None).raw());
    ask("wire.mjs", &site::sample("public"), "public");
}

#[test]
fn the_index_holds_only_what_its_reader_may_see() {
    let page = |title: &str, audience: &str, more: &str, body: &str| {
        format!("+++\ntitle = \"{title}\"\nsummary = \"Words.\"\naudience = \"{audience}\"\n{more}\n+++\n{body}\n")
    };
    let contact =
        |more: &str| format!("[[contact]]\nid = \"desk\"\nlabel = \"Desk\"\nphone = \"+1 231 555 0110\"\n{more}");
    // No other word begins with an x, so whichever word of these is in an index stands there letter by letter.
    let canaries = [
        ("pages/a.md", page("Xylophone", "staff", "", "")),
        ("pages/a.md", page("A", "staff", "aliases = [\"xylophone\"]", "")),
        ("pages/a.md", page("A", "staff", "", "## Xylophone\n\nWords.")),
        ("pages/a.md", page("A", "staff", "", "Words. Xylophone.")),
        ("pages/a.md", page("A", "public", "", "Words.\n\n## Xylophone {audience=staff}\n\nWords.")),
        ("pages/a.md", page("A", "public", "", "Words.\n\n## B {audience=staff}\n\n1. @teacher: Play the xylophone.")),
        ("pages/a.md", page("A", "public", "", "Words.\n\n## B {audience=staff}\n\n[[value:xylophone-code]]")),
        ("pages/xylophone.md", page("A", "staff", "", "")),
        ("contacts.toml", contact("function = \"Xylophone\"\n")),
        ("contacts.toml", contact("note = \"Xylophone\"\n")),
        ("places.toml", "[[place]]\nid = \"a\"\ntitle = \"Xylophone\"\nuse = \"other\"\nsensitive = true\n".to_owned()),
        ("roles.toml", "[[role]]\nid = \"xylophone\"\ntitle = \"A\"\naudience = \"staff\"\n".to_owned()),
    ];
    for (path, text) in canaries {
        let values = "title = \"H\"\npublisher = \"P\"\n[values]\nxylophone-code = \"Xylophone\"\n";
        let open =
            page("Open", "public", "", "See [[a]], [[xylophone]], [[contact:desk]], [[place:a]], [[role:xylophone]].");
        let folder = Folder::small().file("handbook.toml", values).file("pages/open.md", &open).file(path, &text);
        let public = index(&folder, "public").to_lowercase();
        assert!(public.contains("open") && !public.contains("xylo"), "{path}: {text}\n{public}");
        assert!(index(&folder, "staff").to_lowercase().contains("xylo"), "staff do not find it in {path}: {text}");
    }
}

#[test]
fn schools_share_what_is_equal() {
    let school = |name: &str| format!("title = \"{name}\"\n");
    let folder =
        few().file("schools/north/school.toml", &school("North")).file("schools/south/school.toml", &school("South"));
    let (all, alone) = (files(&folder, "public"), files(&few(), "public"));
    let chunks = |files: &BTreeMap<String, Vec<u8>>| files.keys().filter(|path| path.starts_with("search/")).count();
    assert_eq!(chunks(&all), chunks(&alone));
    for root in ["search.js", "schools/north/search.js", "schools/south/search.js"] {
        assert!(all.contains_key(root), "{root} is missing");
    }
}

#[test]
fn the_glossarys_other_words_lead_to_what_they_mean() {
    let term = "[[term]]\nid = \"lockdown\"\nterm = \"Lockdown\"\nmeaning = \"Locked.\"\naliases = [\"bolted\"]\navoid = [\"sealing\"]\n";
    let folder = few().file("glossary.toml", term);
    let found = index(&folder, "public");
    let mut numbers = found.lines().filter(|line| line.contains("\"terms\""));
    assert!(numbers.next().is_some_and(|root| root.contains("[\"term\",\"glossary.html#\",\"\",1]")), "{found}");
    assert!(found.contains("olted") && found.contains("ealing"), "{found}");
}

fn copy(from: &Path, to: &PathBuf) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the sample can be read") {
        let entry = entry.expect("an entry").path();
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("a file can be copied");
        }
    }
}
