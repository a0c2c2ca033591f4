//! A locked site: nothing but its title is in any byte, equal sources give equal bytes, and what is typed is held to be safe.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{Folder, site};
use gobag::compile::{self, Request};
use gobag::lock::Passphrase;

const WORDS: &str = "heron over the quiet harbor";

fn locked(folder: &Folder, audience: &str, words: &str) -> BTreeMap<String, Vec<u8>> {
    let lock = Passphrase::parse(words);
    assert!(lock.is_some());
    let request = Request { audience: Some(audience.to_owned()), lock, ..Request::default() };
    let compiled = compile::compile(&folder.sources(), &request, &|_| {}).expect("the audience exists");
    let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("nothing was made: {:#?}", compiled.diagnostics));
    artifacts.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
}

/// A handbook with a word of its own in every kind of place.
fn canaries() -> Folder {
    Folder::small()
        .file("handbook.toml", "title = \"Public title\"\npublisher = \"Qanary publisher\"\nsummary = \"Qanary summary.\"\n[values]\nradio = \"qanary channel\"\n")
        .file("roles.toml", "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"Teacher\"\nalternates = [\"Next teacher\"]\n[[role]]\nid = \"qanary-role\"\ntitle = \"Qanary role\"\nprimary = \"Teacher\"\nalternates = [\"Next teacher\"]\n")
        .file("contacts.toml", "[[contact]]\nid = \"qanary-desk\"\nlabel = \"Qanary desk\"\nphone = \"+1 231 555 0142\"\nverified = 2026-11-01\n")
        .file("places.toml", "[[place]]\nid = \"qanary-yard\"\ntitle = \"Qanary yard\"\naccessible = true\n")
        .file("glossary.toml", "[[term]]\nid = \"qanary-term\"\nterm = \"Qanary term\"\nmeaning = \"Qanary meaning.\"\n")
        .file("schools/qanary-north/school.toml", "title = \"Qanary North\"\n")
        .file("pages/qanary-page.md", "+++\ntitle = \"Qanary page\"\nsummary = \"A qanary.\"\n+++\nQanary words, and ![qanary yard](../media/qanary.svg), [[value:radio]].\n\n## Qanary heading\n\nMore.\n")
        .media("media/qanary.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>qanary</text></svg>")
}

#[test]
fn no_word_of_the_handbook_but_its_title_is_in_any_byte_or_name() {
    let files = locked(&canaries(), "staff", WORDS);
    assert!(files.len() > 5);
    for (path, bytes) in &files {
        let open;
        let bytes = if path.ends_with(".pack") {
            open = miniz_oxide::inflate::decompress_to_vec_zlib(bytes).expect("a whole pack");
            &open
        } else {
            bytes
        };
        let said = format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
        for word in ["qanary", "5550142", "555 0142", "teacher", "heron over"] {
            // The theme's own words and scripts know of teachers.
            let is_theme = word == "teacher" && (path.starts_with("assets/") || path.ends_with(".pack"));
            assert!(is_theme || !said.contains(word), "{path} holds {word}");
        }
    }
    assert!(String::from_utf8_lossy(&files["index.html"]).contains("Public title"));
}

#[test]
fn what_is_not_locked_is_the_door_the_theme_and_ciphertext() {
    let files = locked(&canaries(), "staff", WORDS);
    let others: Vec<&String> = files
        .keys()
        .filter(|path| !["assets/", "sealed/", "packs/"].iter().any(|folder| path.starts_with(folder)))
        .collect();
    assert_eq!(others, ["index.html", "manifest.webmanifest", "sw.js"]);
}

#[test]
fn equal_sources_and_passphrase_give_equal_bytes_and_another_passphrase_gives_others() {
    let sealed = |words: &str| -> BTreeSet<Vec<u8>> {
        let files = locked(&canaries(), "staff", words);
        files.into_iter().filter(|(path, _)| path.starts_with("sealed/")).map(|(_, bytes)| bytes).collect()
    };
    assert_eq!(sealed(WORDS), sealed(WORDS));
    assert!(sealed(WORDS).is_disjoint(&sealed("heron over the quiet harbour")));
}

#[test]
fn an_edited_page_changes_its_pack_and_the_root_and_no_other_ciphertext() {
    let many = (0..60).fold(canaries(), |folder, number| {
        let words: String =
            (0..400).map(|word| format!("word{} ", (word * 7919 + number * 104_729) % 99_991)).collect();
        folder.file(
            &format!("pages/p{number:02}.md"),
            &format!("+++\ntitle = \"Page {number}\"\nsummary = \"A page.\"\n+++\n{words}\n"),
        )
    });
    let names = |folder: &Folder| -> BTreeSet<String> {
        locked(folder, "staff", WORDS).into_keys().filter(|path| path.starts_with("sealed/")).collect()
    };
    let before = names(&many);
    let after = names(&many.file(
        "media/qanary.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>other</text></svg>",
    ));
    assert!(before.len() >= 4, "{}", before.len());
    assert_eq!(after.difference(&before).count(), 2, "{} of {}", after.difference(&before).count(), after.len());
}

#[test]
fn texts_of_different_length_have_rounded_sizes() {
    for bytes in locked(&canaries(), "staff", WORDS).into_iter().filter(|(path, _)| path.starts_with("sealed/")) {
        let text = String::from_utf8(bytes.1).expect("a script");
        let base64 = text.split('"').nth(3).expect("ciphertext");
        let length = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, base64).expect("base64").len();
        assert_eq!((length - 32 - 16) % 4096, 0);
    }
}

fn build(content: &Path, out: &Path, more: &[&str], words: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.arg("build").arg(content).args(more).arg("--out").arg(out).env("SOURCE_DATE_EPOCH", site::EPOCH);
    command.env_remove("GOBAG_PASSPHRASE");
    if let Some(words) = words {
        command.env("GOBAG_PASSPHRASE", words);
    }
    command.output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn handbook(root: &Path) -> std::path::PathBuf {
    let content = root.join("content");
    fs::create_dir_all(&content).expect("a folder");
    for (path, text) in gobag::rules::Example::BASE {
        fs::write(content.join(path), text).expect("it is written");
    }
    content
}

#[test]
fn a_missing_or_short_passphrase_is_refused_and_a_better_one_proposed() {
    let root = tempfile::tempdir().expect("a folder");
    let content = handbook(root.path());
    let out = root.path().join("site");
    for words in [None, Some("eleven char"), Some("   heron        ")] {
        let output = build(&content, &out, &["--lock"], words);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            said(&output).contains("passphrase") && said(&output).contains("nobody would guess"),
            "{}",
            said(&output)
        );
    }
    assert!(!out.exists());
}

#[test]
fn a_passphrase_comes_from_a_file_or_from_the_environment_and_is_the_same() {
    let root = tempfile::tempdir().expect("a folder");
    let content = handbook(root.path());
    let file = root.path().join("words.txt");
    fs::write(&file, format!("{WORDS}\n")).expect("it is written");
    let (one, other) = (root.path().join("one"), root.path().join("other"));
    let named = file.to_str().expect("text");
    assert!(build(&content, &one, &["--lock", "--passphrase-file", named], None).status.success());
    assert!(build(&content, &other, &["--lock"], Some(WORDS)).status.success());
    assert_eq!(site::files(&one), site::files(&other));
}

#[test]
fn a_locked_site_and_an_open_one_never_take_each_others_folder() {
    let root = tempfile::tempdir().expect("a folder");
    let content = handbook(root.path());
    let (open, closed) = (root.path().join("open"), root.path().join("closed"));
    assert!(build(&content, &open, &[], None).status.success());
    assert!(build(&content, &closed, &["--lock"], Some(WORDS)).status.success());
    let before = site::files(&open);
    let refused = build(&content, &open, &["--lock"], Some(WORDS));
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("not locked"), "{}", said(&refused));
    assert_eq!(site::files(&open), before);
    let refused = build(&content, &closed, &[], None);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("--lock"), "{}", said(&refused));
}

#[test]
fn the_passphrase_is_changed_by_one_build() {
    let root = tempfile::tempdir().expect("a folder");
    let content = handbook(root.path());
    let out = root.path().join("site");
    let sealed = |words: &str| -> BTreeSet<String> {
        assert!(build(&content, &out, &["--lock"], Some(words)).status.success());
        site::files(&out).into_keys().filter(|path| path.starts_with("sealed/")).collect()
    };
    assert!(sealed(WORDS).is_disjoint(&sealed("another passphrase")));
}
