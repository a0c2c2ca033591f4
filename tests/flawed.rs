//! Three handbooks as real schools bring them: what their coordinator reads is clear about what to do first, and nothing
//! is lost on the way. The reports are reviewed snapshots beside the handbooks.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "the test runs the program on folders")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use snapbox::{Data, assert_data_eq};

/// Pasted from a word processor: headings by number, no phases, nobody who acts.
/// Full of names: telephone trees, students, a case, the address where families are sent.
/// Well made once, and years out of date.
const HANDBOOKS: [&str; 3] = ["pasted", "named", "stale"];

fn check(handbook: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gobag"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/flawed"))
        .args(["check", handbook])
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1795478400")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn human(handbook: &str, arguments: &[&str]) -> String {
    String::from_utf8(check(handbook, arguments).stderr).expect("the report is text")
}

fn json(handbook: &str, arguments: &[&str]) -> serde_json::Value {
    let output = check(handbook, &[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn findings(report: &serde_json::Value) -> &[serde_json::Value] {
    report["diagnostics"].as_array().expect("a list of findings")
}

fn reads_as_reviewed(handbook: &str) {
    let output = check(handbook, &[]);
    assert_eq!(output.status.code(), Some(1));
    let report = String::from_utf8(output.stderr).expect("the report is text");
    let reviewed = format!("tests/flawed/{handbook}.txt");
    assert_data_eq!(report, Data::read_from(Path::new(&reviewed), None).raw());
}

#[test]
fn a_pasted_handbook_reads_as_reviewed() {
    reads_as_reviewed("pasted");
}

#[test]
fn a_handbook_full_of_names_reads_as_reviewed() {
    reads_as_reviewed("named");
}

#[test]
fn a_stale_handbook_reads_as_reviewed() {
    reads_as_reviewed("stale");
}

#[test]
fn every_finding_is_drawn_listed_or_counted() {
    for handbook in HANDBOOKS {
        let found = findings(&json(handbook, &[])).len();
        let report = human(handbook, &[]);
        let mut told = 0;
        for line in report.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            told += match words.as_slice() {
                // "... and 12 more of long-step: …", "12 of long-step: …"
                ["...", "and", count, "more", "of", ..] => count.parse::<usize>().expect("a number"),
                [count, "of", ..] => count.parse().expect("a number"),
                // "error: 9 things to mend here" is followed by its nine.
                [_, _, "things", "to", "mend", "here"] => 0,
                [first, ..] if first.starts_with("error[") || first.starts_with("warning[") => 1,
                ["", "", "", "=", name, ..] | ["", "", "=", name, ..] if is_listed(name) => 1,
                _ => 0,
            };
        }
        assert_eq!(told, found, "{handbook}");
    }
}

/// Whether a line below a drawing begins with a rule's name: it is one of a list.
fn is_listed(name: &str) -> bool {
    gobag::rules::RULES.iter().any(|rule| name.trim_end_matches(':') == rule.name.0)
}

#[test]
fn what_to_do_first_counts_everything_and_its_commands_show_just_that() {
    for handbook in HANDBOOKS {
        let all = json(handbook, &[]);
        let report = human(handbook, &[]);
        let (_, list) = report.split_once("What to do first\n").expect("the report ends with a list");
        let mut counted = 0;
        for line in list.lines().filter(|line| line.contains("). ") || line.contains("): ")) {
            let (name, rest) =
                line.trim().split_once(". ").and_then(|(_, rest)| rest.split_once(" (")).expect("a name");
            let count: usize = rest.split_once(')').and_then(|(count, _)| count.parse().ok()).expect("a count");
            let alone = json(handbook, &["--only", name]);
            assert_eq!(findings(&alone).len(), count, "{handbook} {name}");
            counted += count;
        }
        assert_eq!(counted, findings(&all).len(), "{handbook}");
    }
}

#[test]
fn what_must_not_be_shown_comes_before_everything_else() {
    let report = human("named", &[]);
    let lead = report.lines().next().expect("the report is not empty");
    assert_eq!(lead, "=== exposed: shown to people who must not see it ===");
    let first: Vec<&str> = report.lines().filter(|line| line.contains("]: ")).take(1).collect();
    assert_eq!(first, ["error[private-case-data]: This looks like the record of a case, with a real student in it"]);
}

#[test]
fn a_titles_findings_are_one_drawing_for_people_and_single_for_programs() {
    let report = human("pasted", &[]);
    let title = "pasted/procedures/fire.md:2:9";
    assert_eq!(report.lines().filter(|line| line.trim_start().trim_start_matches("--> ") == title).count(), 1);
    let report = json("pasted", &[]);
    let mut of_title: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings(&report) {
        if finding["path"] == "procedures/fire.md" && finding["start"]["line"] == 2 && finding["start"]["column"] == 9 {
            *of_title.entry(finding["rule"].as_str().expect("a name")).or_default() += 1;
        }
    }
    assert!(of_title.values().sum::<usize>() >= 10, "{of_title:?}");
    assert_eq!(of_title.get("missing-phase"), Some(&3));
}

#[test]
fn a_hidden_address_that_was_typed_by_hand_is_found_however_it_is_written() {
    let report = json("named", &["--only", "exposed-detail"]);
    let found: Vec<(&str, u64)> = findings(&report)
        .iter()
        .map(|finding| (finding["path"].as_str().expect("a path"), finding["start"]["line"].as_u64().expect("a line")))
        .collect();
    assert_eq!(
        found,
        [
            ("pages/for-new-families.md", 12),
            ("pages/for-new-families.md", 20),
            ("pages/welcome.md", 22),
            ("pages/welcome.md", 22),
            ("procedures/lockdown.md", 24),
            ("procedures/reunify.md", 23),
        ]
    );
}
