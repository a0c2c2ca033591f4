//! The house: rooms import only from lower floors, and each file says what it is. The plan is the table in `src/lib.rs`.
#![allow(clippy::disallowed_methods, reason = "this test reads the source code itself")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every Rust file of the library with its text, in order of path from `src/`.
fn files() -> BTreeMap<String, String> {
    fn walk(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) {
        let entries = fs::read_dir(folder).expect("src/ can be read");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("src/ can be read").path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                walk(&path, root, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).expect("it is below src/").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).expect("a source file can be read"));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    files
}

/// The floors of the table in `src/lib.rs`: room → floor.
fn floors() -> BTreeMap<String, u8> {
    let files = files();
    let rows = files["lib.rs"].lines().filter_map(|line| line.strip_prefix("//! | "));
    rows.filter_map(|row| {
        let mut cells = row.split(" | ");
        let floor = cells.next()?.trim().parse().ok()?;
        Some((cells.next()?.trim().trim_matches(['(', ')']).to_owned(), floor))
    })
    .collect()
}

/// The room of a file: its folder, or its own name.
fn room(path: &str) -> &str {
    path.split('/').next().map_or(path, |first| first.strip_suffix(".rs").unwrap_or(first))
}

/// The rooms that a text names as `crate::room`.
fn named(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut rooms = BTreeSet::new();
    for line in code {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let names =
                    group.split([',', '{', '}']).map(|name| name.trim().split("::").next().unwrap_or("").to_owned());
                rooms.extend(names.filter(|name| !name.is_empty()));
            } else {
                rooms.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            }
        }
    }
    rooms
}

#[test]
fn every_room_stands_in_the_plan_and_every_floor_is_built_or_announced() {
    let floors = floors();
    let built: BTreeSet<String> = files()
        .keys()
        .map(|path| room(path).to_owned())
        .filter(|room| !matches!(room.as_str(), "lib" | "main"))
        .collect();
    let missing: Vec<&String> = built.iter().filter(|room| !floors.contains_key(*room)).collect();
    assert!(missing.is_empty(), "these rooms are not in the table of src/lib.rs: {missing:?}");
    let text = &files()["lib.rs"];
    for planned in floors.keys() {
        let announced = text.contains(&format!("| ({planned}) |"));
        assert_ne!(built.contains(planned), announced, "{planned} is either built or in brackets");
    }
}

#[test]
fn a_room_imports_only_from_lower_floors() {
    let floors = floors();
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let here = room(&path).to_owned();
        if matches!(here.as_str(), "lib" | "main") {
            continue;
        }
        for other in named(&text).into_iter().filter(|other| *other != here) {
            match floors.get(&other) {
                Some(floor) if *floor < floors[&here] => {}
                Some(floor) => wrong.push(format!("{path} (floor {}) imports {other} (floor {floor})", floors[&here])),
                None => wrong.push(format!("{path} imports {other}, which is no room")),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_file_opens_by_saying_what_it_is() {
    let silent: Vec<String> =
        files().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn nothing_is_imported_by_glob_but_a_tests_own_parent() {
    let mut globs = Vec::new();
    for (path, text) in files() {
        for line in text.lines().map(str::trim) {
            let import =
                line.starts_with("use ") || line.starts_with("pub use ") || line.starts_with("pub(crate) use ");
            if import && line.contains("::*") && line != "use super::*;" && !line.contains("prelude::*") {
                globs.push(format!("{path}: {line}"));
            }
        }
    }
    assert!(globs.is_empty(), "{globs:#?}");
}

#[test]
fn the_crate_re_exports_nothing_at_its_top() {
    let lib = &files()["lib.rs"];
    assert!(!lib.contains("pub use "), "a name has one home: its room");
}

#[test]
fn only_one_file_knows_the_renderer_of_findings() {
    let users: Vec<String> =
        files().into_iter().filter(|(_, text)| text.contains("use annotate_snippets")).map(|(path, _)| path).collect();
    assert_eq!(users, ["report/human.rs"]);
}
