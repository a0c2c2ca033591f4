//! From nothing to a handbook of one's own: `gobag init`, `gobag new`, and the walk through what is left to be filled in.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use crate::common::Folder;

fn gobag(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.args(arguments).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command.output().expect("gobag runs")
}

/// Runs a command that must succeed, and gives what it said.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = gobag(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "gobag {arguments:?}\n{errors}");
    String::from_utf8(output.stdout).expect("it is text")
}

/// The findings of `gobag check`, a line each.
fn findings(folder: &Path, handbook: &str) -> Vec<String> {
    let output = gobag(folder, &["check", handbook, "--format", "short"]);
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

const LANGUAGES: [&str; 2] = ["en", "es"];

#[test]
fn a_newcomer_publishes_a_handbook_with_a_procedure_of_their_own_in_four_commands() {
    let here = tempfile::tempdir().expect("a folder");
    let begun = Instant::now();
    let help = done(here.path(), &["--help"]);
    let readme = include_str!("../README.md");
    let commands = [
        &["init", "--school", "--title", "Cedar High Emergency Handbook"][..],
        &["new", "procedure", "Power failure"],
        &["check"],
        &["build", "--audience", "staff"],
    ];
    for command in commands {
        assert!(help.contains(&format!("gobag {}", command[0])), "--help leads to {command:?}");
        assert!(readme.contains(&format!("gobag {}", command[0])), "README.md leads to {command:?}");
        done(here.path(), command);
    }
    eprintln!("from an empty folder to a published handbook: {} commands, {:.1?}", commands.len(), begun.elapsed());
    let home = fs::read_to_string(here.path().join("public/index.html")).expect("there is a home page");
    assert!(home.contains("Cedar High Emergency Handbook"));
    let own = fs::read_to_string(here.path().join("public/procedures/power-failure.html")).expect("there is a page");
    assert!(own.contains("<h1") && own.contains("Power failure"));
}

#[test]
fn a_new_handbook_has_no_errors_in_any_language_for_a_school_and_a_district() {
    for language in LANGUAGES {
        for scope in ["--school", "--district"] {
            let here = tempfile::tempdir().expect("a folder");
            done(here.path(), &["init", "plan", scope, "--lang", language]);
            let found = findings(here.path(), "plan");
            let other: Vec<&String> =
                found.iter().filter(|line| !line.contains("left-blank") && !line.contains("stale-contact")).collect();
            assert!(other.is_empty(), "{language} {scope}: {other:#?}");
            done(here.path(), &["build", "plan", "--quiet"]);
        }
    }
}

#[test]
fn check_leads_from_blank_to_blank_in_order_and_ends_when_they_are_filled() {
    let here = tempfile::tempdir().expect("a folder");
    done(here.path(), &["init"]);
    let blanks = |found: Vec<String>| -> Vec<String> {
        let numbered = found.into_iter().filter_map(|line| {
            let (_, rest) = line.split_once("Still to fill in, ")?;
            Some(rest.split(':').next()?.to_owned())
        });
        numbered.collect()
    };
    let found = blanks(findings(here.path(), "content"));
    let expected: Vec<String> = (1..=found.len()).map(|number| format!("{number} of {}", found.len())).collect();
    assert_eq!(found, expected);
    assert!(found.len() > 8, "{found:?}");

    for file in ["handbook.toml", "contacts.toml", "places.toml", "pages/welcome.md", "procedures/lockdown.md"] {
        let path = here.path().join("content").join(file);
        let mut text = fs::read_to_string(&path).expect("the file is there");
        while let Some(start) = text.find("[?") {
            let end = start + text[start..].find(']').expect("it is closed");
            text.replace_range(start..=end, "Filled in");
        }
        fs::write(&path, text).expect("it is written");
    }
    assert_eq!(blanks(findings(here.path(), "content")), Vec::<String>::new());
}

#[test]
fn nothing_is_ever_overwritten() {
    let here = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(here.path().join("content")).expect("a folder");
    fs::write(here.path().join("content/places.toml"), "mine").expect("a file");
    let output = gobag(here.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("content/places.toml is there already"));
    let files: Vec<_> = fs::read_dir(here.path().join("content")).expect("a folder").collect();
    assert_eq!(files.len(), 1, "nothing was laid beside it");
    assert_eq!(fs::read_to_string(here.path().join("content/places.toml")).expect("a file"), "mine");

    done(here.path(), &["init", "own"]);
    done(here.path(), &["new", "policy", "Visitors", "--dir", "own"]);
    fs::write(here.path().join("own/policies/visitors.md"), "mine").expect("a file");
    let output = gobag(here.path(), &["new", "policy", "Visitors", "--dir", "own"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(here.path().join("own/policies/visitors.md")).expect("a file"), "mine");
}

#[test]
fn every_form_begins_without_an_error_in_every_language() {
    for language in LANGUAGES {
        let here = tempfile::tempdir().expect("a folder");
        done(here.path(), &["init", "--lang", language]);
        for (kind, title, file) in [
            ("procedure", "Power \"failure\" \\ 2", "procedures/power-failure-2.md"),
            ("annex", "Recovery", "annexes/recovery.md"),
            ("annex", "Ice storm", "annexes/ice-storm.md"),
            ("practice", "Circle after a fight", "practices/circle-after-a-fight.md"),
            ("assessment", "Walk around the pool", "assessments/walk-around-the-pool.toml"),
            ("policy", "Visitantes y llaves: café", "policies/visitantes-y-llaves-cafe.md"),
            ("drill", "Fire drill in October", "drills.toml"),
        ] {
            let said = done(here.path(), &["new", kind, title]);
            assert_eq!(said, format!("content/{file}\n"), "{language}");
        }
        // A second one of the same name becomes another row.
        done(here.path(), &["new", "drill", "Fire drill in October"]);
        let drills = fs::read_to_string(here.path().join("content/drills.toml")).expect("it is there");
        assert!(drills.contains("id = \"fire-drill-in-october-2\"") && drills.contains("kind = \"fire\""), "{drills}");
        let errors: Vec<String> =
            findings(here.path(), "content").into_iter().filter(|line| line.contains("error")).collect();
        assert!(errors.is_empty(), "{language}: {errors:#?}");
    }
}

#[test]
fn a_school_has_documents_of_its_own() {
    let here = tempfile::tempdir().expect("a folder");
    done(here.path(), &["init", "--district"]);
    let said = done(here.path(), &["new", "procedure", "Pool", "--school", "first-school"]);
    assert_eq!(said, "content/schools/first-school/procedures/pool.md\n");
    let output = gobag(here.path(), &["new", "procedure", "Pool", "--school", "fist-school"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("first-school"));
}

#[test]
fn a_handbook_in_another_language_gets_forms_that_mean_the_same() {
    let here = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(here.path().join("content")).expect("a folder");
    let small = [
        ("handbook.toml", "title = \"Manuel\"\npublisher = \"École\"\nlanguages = [\"fr\"]\n"),
        ("roles.toml", "[[role]]\nid = \"prof\"\ntitle = \"Professeur\"\nprimary = \"P\"\nalternates = [\"Q\"]\n"),
    ];
    for (path, text) in small {
        fs::write(here.path().join("content").join(path), text).expect("a file");
    }
    let said = done(here.path(), &["new", "procedure", "Panne de courant"]);
    assert!(said.contains("panne-de-courant.md (its words are English"), "{said}");
    let errors: Vec<String> =
        findings(here.path(), "content").into_iter().filter(|line| line.contains("error")).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn there_is_no_starter_in_a_language_that_nobody_wrote_one_in() {
    let here = tempfile::tempdir().expect("a folder");
    for tag in ["tlh", "!"] {
        let output = gobag(here.path(), &["init", "--lang", tag]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("there are texts in en, es"));
        assert!(!here.path().join("content").exists());
    }
}

#[test]
fn a_blank_is_found_where_it_is_shown_and_not_where_it_is_spoken_of() {
    let page = |text: &str| {
        let text = format!("+++\ntitle = \"Page\"\nsummary = \"A page.\"\n# A note: [? not shown]\n+++\n{text}\n");
        Folder::small().file("pages/a.md", &text).findings_of("left-blank")
    };
    assert_eq!(page("We meet [? where\nand when]."), ["left-blank pages/a.md:6 \"[? where\\nand when]\""]);
    assert_eq!(
        page("See [? as [[role:teacher]] knows]."),
        ["left-blank pages/a.md:6 \"[? as [[role:teacher]] knows]\""]
    );
    for none in ["Write `[? what]` there.", "Really [?", "A list [a] ?", "Open [? and\n\nnever closed]"] {
        assert_eq!(page(none), Vec::<String>::new(), "{none}");
    }
}
