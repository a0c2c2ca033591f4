//! The sample handbook in `content/` becomes sites in the build's folder, made by the program itself.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use super::tools;

/// The audiences whose sites are looked at: the widest, and the one most people who work at a school belong to.
pub const AUDIENCES: [&str; 2] = ["public", "staff"];

/// The day that the sample is built on in tests, so that it never becomes overdue there: 24 November 2026.
pub const EPOCH: &str = "1795478400";

/// The site of an audience; built once in a test program.
pub fn sample(audience: &str) -> PathBuf {
    static BUILT: OnceLock<Mutex<BTreeMap<String, PathBuf>>> = OnceLock::new();
    let mut built = BUILT.get_or_init(Mutex::default).lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let build = || build(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), audience, audience);
    built.entry(audience.to_owned()).or_insert_with(build).clone()
}

/// The passphrase of locked samples.
pub const PASSPHRASE: &str = "heron over the quiet harbor";

/// The site of an audience, locked.
pub fn locked(audience: &str) -> PathBuf {
    let _turn = tools::turn("site");
    let out = tools::target().join("tmp/sites").join(format!("{audience}-locked"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.args(["build", "content", "--lock", "--quiet", "--audience", audience, "--out"]).arg(&out);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("SOURCE_DATE_EPOCH", EPOCH).env("GOBAG_PASSPHRASE", PASSPHRASE);
    tools::run(&mut command, "the sample handbook does not build");
    out
}

/// The same handbook later: a file of it has one more paragraph.
pub fn later(audience: &str, path: &str, words: &str) -> PathBuf {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    let content = tools::target().join("tmp/later").join(name);
    // What an earlier run left there may be gone from the sample.
    let _ = fs::remove_dir_all(&content);
    for (path, bytes) in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")) {
        let copy = content.join(path);
        fs::create_dir_all(copy.parent().expect("it is in a folder")).expect("a folder for a copy");
        fs::write(copy, bytes).expect("a copy is written");
    }
    let changed = content.join(path);
    let text = fs::read_to_string(&changed).expect("the file is there");
    fs::write(&changed, format!("{text}\n{words}\n")).expect("it is written");
    // A change that nobody has recorded is an error.
    let record = content.join("approvals.toml");
    let text = fs::read_to_string(&record).expect("the record is there");
    let row = format!("[[change]]\nnumber = 99\ndate = 2026-11-24\nsummary = \"Changed.\"\ndocuments = [\"{name}\"]\n");
    fs::write(&record, format!("{text}\n{row}")).expect("it is written");
    build(&content, audience, &format!("{audience}-{name}"))
}

fn build(content: &Path, audience: &str, name: &str) -> PathBuf {
    let _turn = tools::turn("site");
    let out = tools::target().join("tmp/sites").join(name);
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.arg("build").arg(content).args(["--quiet", "--audience", audience, "--out"]).arg(&out);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("SOURCE_DATE_EPOCH", EPOCH);
    tools::run(&mut command, "the sample handbook does not build");
    out
}

/// Every file below a folder by its path, without the publisher's marker.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let place = entry.expect("an entry").path();
            if place.is_dir() {
                folders.push(place);
            } else {
                let path = place.strip_prefix(folder).expect("it is inside").to_str().expect("text").to_owned();
                files.insert(path, fs::read(&place).unwrap_or_else(|error| panic!("{}: {error}", place.display())));
            }
        }
    }
    files.remove(".gobag");
    files
}

/// Every page of a site by its path.
pub fn pages(folder: &Path) -> BTreeMap<String, String> {
    let files = files(folder).into_iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: BTreeMap<String, String> =
        files.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("pages are UTF-8"))).collect();
    assert!(pages.contains_key("index.html"), "{} has no index.html", folder.display());
    pages
}
