//! Every rule's page: its examples hold, its words are whole, and every finding has a rule.

use std::collections::BTreeSet;

use crate::common::Folder;
use gobag::rules::{Check, RULES};

#[test]
fn the_smallest_handbook_has_no_finding() {
    assert_eq!(Folder::small().findings(), Vec::<String>::new());
}

#[test]
fn each_failing_example_is_found_by_its_rule() {
    let silent: Vec<&str> = RULES
        .iter()
        // What is found while printing is not found by a program that cannot print.
        .filter(|rule| cfg!(feature = "print") || !matches!(rule.check, Check::Printing))
        .filter(|rule| Folder::new().files(rule.failing.files()).findings_of(rule.name.0).is_empty())
        .map(|rule| rule.name.0)
        .collect();
    assert!(silent.is_empty(), "their failing examples pass: {silent:?}");
}

#[test]
fn each_passing_example_is_not() {
    for rule in RULES {
        let found = Folder::new().files(rule.passing.files()).findings_of(rule.name.0);
        assert_eq!(found, Vec::<String>::new(), "{}", rule.name.0);
    }
}

#[test]
fn names_are_unique_and_name_the_fault() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name.0).collect();
    assert_eq!(names.len(), RULES.len());
    for name in names {
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{name}");
    }
}

#[test]
fn every_page_says_what_and_why() {
    for rule in RULES {
        assert!(rule.what.ends_with('.'), "{}: {}", rule.name.0, rule.what);
        assert!(rule.why.ends_with('.'), "{}: {}", rule.name.0, rule.why);
        assert!(!rule.source.is_empty(), "{}", rule.name.0);
    }
}

#[test]
fn every_rule_stands_with_its_group() {
    let groups: Vec<_> = RULES.iter().map(|rule| rule.group).collect();
    assert!(groups.is_sorted(), "the list is in the order of the reference");
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the reference is a file of the repository")]
fn the_reference_in_docs_is_what_the_rules_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let fresh = gobag::rules::reference::book();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &fresh).expect("docs/rules.md can be written");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == fresh, "docs/rules.md is stale: run `UPDATE_DOCS=1 cargo test --release --test all rules::`");
}
