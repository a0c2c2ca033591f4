//! What is compiled into Gobag: from where, under which licences, and whether the program says so itself.
//!
//! `UPDATE_DOCS=1 cargo test --release --test all supply::` writes `src/cli/crates.tsv` anew after a change of `Cargo.lock`.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::common::tools;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What Cargo knows of all packages, with these features.
fn metadata(features: &[&str]) -> Value {
    let mut command = tools::cargo_with_every_crate();
    command.args(["metadata", "--format-version", "1", "--locked", "--offline"]).args(features).current_dir(root());
    let text = tools::run(&mut command, "Cargo does not say what Gobag is made of");
    serde_json::from_str(&text).expect("it is JSON")
}

/// The packages that the program needs, and for each those that it needs itself; what only tests need is left out.
fn needed(metadata: &Value) -> BTreeMap<&str, BTreeSet<&str>> {
    let nodes = metadata["resolve"]["nodes"].as_array().expect("packages");
    let of: BTreeMap<&str, &Value> = nodes.iter().map(|node| (node["id"].as_str().expect("an id"), node)).collect();
    let is_ours = |kind: &Value| kind["kind"].as_str() != Some("dev");
    let mut found = BTreeMap::new();
    let mut next = vec![metadata["resolve"]["root"].as_str().expect("our own package")];
    while let Some(id) = next.pop() {
        let needs = of[id]["deps"].as_array().expect("dependencies").iter();
        let needs = needs.filter(|need| need["dep_kinds"].as_array().expect("kinds").iter().any(is_ours));
        let needs: BTreeSet<&str> = needs.map(|need| need["pkg"].as_str().expect("an id")).collect();
        next.extend(needs.iter().filter(|need| !found.contains_key(**need)));
        found.insert(id, needs);
    }
    found
}

/// SHA-256 of each package, by name and version, from `Cargo.lock`.
fn hashes() -> BTreeMap<(String, String), String> {
    let text = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock is there");
    let lock: toml::Table = text.parse().expect("it is TOML");
    let packages = lock["package"].as_array().expect("packages").iter();
    let of = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).unwrap_or("").to_owned();
    packages.map(|package| ((of(package, "name"), of(package, "version")), of(package, "checksum"))).collect()
}

/// An expression as SPDX writes it today.
fn licence(package: &Value) -> String {
    let said = package["license"].as_str().unwrap_or_else(|| panic!("{} names no licence", package["name"]));
    said.replace(" / ", " OR ").replace('/', " OR ")
}

/// The file that the program tells its crates from.
fn list() -> String {
    let (all, screen) = (metadata(&["--all-features"]), metadata(&["--no-default-features"]));
    let (hashes, without_paper) = (hashes(), needed(&screen));
    let packages = all["packages"].as_array().expect("packages").iter();
    let packages: BTreeMap<&str, &Value> = packages.map(|it| (it["id"].as_str().expect("an id"), it)).collect();
    let word = |id: &str, key: &str| packages[id][key].as_str().expect("a word").to_owned();
    let mut lines = Vec::new();
    for (id, needs) in needed(&all) {
        let (name, version) = (word(id, "name"), word(id, "version"));
        if name == "gobag" {
            continue;
        }
        let hash = &hashes[&(name.clone(), version.clone())];
        let part = if without_paper.contains_key(id) { "all" } else { "print" };
        let mut needs: Vec<String> =
            needs.iter().map(|need| format!("{}@{}", word(need, "name"), word(need, "version"))).collect();
        needs.sort();
        lines.push(format!("{name}\t{version}\t{}\t{hash}\t{part}\t{}", licence(packages[id]), needs.join(" ")));
    }
    lines.sort();
    format!(
        "# Written by tests/supply.rs: name, version, licence, SHA-256, part, what it needs.\n{}\n",
        lines.join("\n")
    )
}

#[test]
fn the_program_names_every_crate_that_is_in_it() {
    let file = root().join("src/cli/crates.tsv");
    let list = list();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, &list).expect("the list is written");
    }
    let there = fs::read_to_string(&file).expect("the list is there");
    assert!(there == list, "src/cli/crates.tsv is old: UPDATE_DOCS=1 cargo test --release --test all supply::");
}

/// Whether an expression of SPDX leaves a choice in which every licence is allowed.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    // No expression here nests deeper than one pair of parentheses, of which none has an AND inside.
    let alternatives = |part: &str| part.split(" OR ").any(|one| allowed.contains(one.trim().trim_matches(['(', ')'])));
    if expression.contains(" AND ") && !expression.contains('(') {
        return expression.split(" OR ").any(|one| one.split(" AND ").all(|it| allowed.contains(it.trim())));
    }
    expression.split(" AND ").all(alternatives)
}

#[test]
fn every_licence_is_one_that_deny_toml_allows_and_every_crate_comes_from_crates_io() {
    let text = fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    let deny: toml::Table = text.parse().expect("it is TOML");
    let allowed = deny["licenses"]["allow"].as_array().expect("a list").iter();
    let allowed: BTreeSet<String> = allowed.map(|name| name.as_str().expect("a name").to_owned()).collect();
    let registries: Vec<String> = deny["sources"]["allow-registry"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| format!("registry+{}", it.as_str().expect("an address")))
        .collect();
    let banned = deny["bans"]["deny"].as_array().expect("a list").iter();
    let banned: Vec<&str> = banned.map(|it| it["crate"].as_str().expect("a name")).collect();
    let metadata = metadata(&["--all-features"]);
    let ours = metadata["workspace_members"].as_array().expect("members");
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name");
        if ours.contains(&package["id"]) {
            continue;
        }
        if !is_allowed(&licence(package), &allowed) {
            wrong.push(format!("{name}: {}", licence(package)));
        }
        if !package["source"].as_str().is_some_and(|source| registries.iter().any(|it| it == source)) {
            wrong.push(format!("{name} comes from {}", package["source"]));
        }
        if banned.contains(&name) {
            wrong.push(format!("{name} is not to be used"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn licences_are_told_apart() {
    let allowed: BTreeSet<String> = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, is) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("MIT AND Zlib", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Zlib", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("GPL-3.0 OR MIT AND GPL-2.0", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), is, "{expression}");
    }
}

fn gobag(arguments: &[&str]) -> String {
    tools::run(Command::new(env!("CARGO_BIN_EXE_gobag")).args(arguments), "gobag does not run")
}

#[test]
fn the_bill_of_materials_names_what_the_list_names() {
    let bill: Value = serde_json::from_str(&gobag(&["licences", "--sbom"])).expect("it is JSON");
    assert_eq!((bill["bomFormat"].as_str(), bill["specVersion"].as_str()), (Some("CycloneDX"), Some("1.6")));
    let told = gobag(&["licences"]);
    let components = bill["components"].as_array().expect("components");
    let refs: BTreeSet<&str> = components.iter().map(|it| it["bom-ref"].as_str().expect("a name")).collect();
    assert_eq!(refs.len(), components.len(), "every component has a name of its own");
    for it in components {
        let word = |key: &str| it[key].as_str().expect("a word");
        let licence = it["licenses"][0]["expression"].as_str().expect("a licence");
        assert!(told.contains(&format!("  {} {}: {licence}\n", word("name"), word("version"))), "{it}");
        assert_eq!(word("purl"), format!("pkg:cargo/{}@{}", word("name"), word("version")));
        assert_eq!(it["hashes"][0]["content"].as_str().map(str::len), Some(64), "{it}");
    }
    for edge in bill["dependencies"].as_array().expect("dependencies") {
        let ends = edge["dependsOn"].as_array().expect("names").iter().chain([&edge["ref"]]);
        assert!(ends.filter_map(Value::as_str).all(|end| refs.contains(end)), "{edge}");
    }
    assert!(refs.len() > 100 && told.contains("pulldown-cmark"), "{told}");
}

#[test]
fn the_words_of_our_own_licences_are_in_the_program() {
    let told = gobag(&["licences", "--texts"]);
    assert!(
        told.contains("Permission is hereby granted, free of charge") && told.contains("Version 2.0, January 2004")
    );
    let version = gobag(&["--version"]);
    assert!(version.starts_with(&format!("gobag {}\n", env!("CARGO_PKG_VERSION"))), "{version}");
    assert!(version.contains("MIT OR Apache-2.0"), "{version}");
}

#[test]
fn every_command_has_a_manual_page_and_shells_complete_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("text");
    gobag(&["man", "--out", out]);
    let help = gobag(&["--help"]);
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help")
        .collect();
    assert!(commands.contains(&"build") && commands.len() > 10, "{commands:?}");
    for name in &commands {
        let page = folder.path().join(format!("gobag-{name}.1"));
        let page = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        assert!(page.contains(".SH SYNOPSIS") && page.contains(&format!("gobag\\-{name}")), "{page}");
    }
    assert!(folder.path().join("gobag.1").is_file());
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = gobag(&["completions", shell]);
        assert!(commands.iter().all(|name| script.contains(name)), "{shell}");
    }
    let script = folder.path().join("gobag.bash");
    fs::write(&script, gobag(&["completions", "bash"])).expect("it is written");
    tools::run(Command::new("bash").arg("-n").arg(&script), "the script for bash does not parse");
}

#[test]
fn whoever_has_the_package_alone_can_build_it() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["package", "--list", "--allow-dirty", "--offline"]).current_dir(root());
    let listed = tools::run(&mut command, "Cargo does not make a package");
    let listed: BTreeSet<&str> = listed.lines().collect();
    // Whatever is compiled in must be in the package: themes, texts to begin with, words, jurisdictions, lists.
    let mut missing = Vec::new();
    for folder in ["src", "themes"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok) {
            let path = entry.path().strip_prefix(root()).expect("it is inside").to_string_lossy().into_owned();
            if entry.file_type().is_file() && !listed.contains(path.as_str()) {
                missing.push(path);
            }
        }
    }
    assert!(missing.is_empty(), "not in the package: {missing:#?}");
    for needed in ["Cargo.lock", "build.rs", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        assert!(listed.contains(needed), "{needed} is not in the package");
    }
    let extra: Vec<&&str> = listed
        .iter()
        .filter(|path| {
            ["tests/", "benches/", "fuzz/", "content/", "target/", "public/", ".ci/"]
                .iter()
                .any(|it| path.starts_with(it))
        })
        .collect();
    assert!(extra.is_empty(), "nobody who installs Gobag needs {extra:?}");
}

#[test]
fn the_fuzzer_is_locked_to_what_the_program_is_made_of() {
    // `fuzz/run` takes what is locked and nothing else, and no run of the tests compiles that package.
    let read = |path: &str| -> toml::Table {
        let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        text.parse().unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let versions = |lock: &toml::Table| -> BTreeMap<String, BTreeSet<String>> {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for package in lock["package"].as_array().expect("packages") {
            let word = |key: &str| package[key].as_str().expect("a word").to_owned();
            all.entry(word("name")).or_default().insert(word("version"));
        }
        all
    };
    let (program, fuzzer) = (read("Cargo.lock"), read("fuzz/Cargo.lock"));
    let (ours, theirs) = (versions(&program), versions(&fuzzer));
    let other: Vec<&String> = theirs
        .iter()
        .filter(|(name, versions)| ours.get(*name).is_some_and(|known| !versions.is_subset(known)))
        .map(|(name, _)| name)
        .collect();
    assert!(other.is_empty(), "of other versions in fuzz/Cargo.lock: {other:?}");
    let manifest = read("Cargo.toml");
    let needed = manifest["dependencies"].as_table().expect("a table").iter();
    let needed = needed.filter(|(_, it)| it.get("optional").is_none()).map(|(name, _)| name);
    let missing: Vec<&String> = needed.filter(|name| !theirs.contains_key(*name)).collect();
    assert!(missing.is_empty(), "not in fuzz/Cargo.lock (fuzz/run without --locked adds them): {missing:?}");
}
