//! The clean sample, broken in every way that a program can think of: the rule that looks at it fires where it is
//! broken, and no other does.

#[path = "mutations/break_.rs"]
mod break_;
#[path = "mutations/decisions.rs"]
mod decisions;
#[path = "mutations/documents.rs"]
mod documents;
#[path = "mutations/procedures.rs"]
mod procedures;
#[path = "mutations/registers.rs"]
mod registers;
#[path = "mutations/sample.rs"]
mod sample;
#[path = "mutations/structure.rs"]
mod structure;

use std::collections::BTreeSet;

use break_::Mutation;
use rayon::prelude::*;
use sample::Files;

/// Rules that no break of a handbook reaches here, each with the reason.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "public-leak",
        "fires while files are made, which `check` does not do; tests/leaks.rs breaks a theme and the filter",
    ),
    ("broken-template", "fires while pages are made, which `check` does not do; tests/publishing.rs breaks a theme"),
    ("unrecorded-change", "would fire at every break, so the sample is read without its releases; tests/releases.rs"),
    (
        "stale-translation",
        "would fire at most breaks, so the sample is read without its translations; tests/languages.rs",
    ),
    ("incomplete-translation", "the same; tests/languages.rs"),
    ("locked-section", "the sample's schools leave every locked section as it is; tests/local.rs"),
    ("missing-local-part", "the sample demands no part of its schools; tests/local.rs"),
    ("stale-override", "no school of the sample has written down what it replaces; tests/local.rs"),
    ("empty-binder", "fires while binders are set, which `check` does not do; tests/print.rs"),
    ("missing-glyph", "the same; tests/print.rs"),
    ("unprintable-picture", "the same; tests/print.rs"),
];

fn all(sample: &Files) -> Vec<Mutation> {
    let mut all = structure::all();
    all.extend(procedures::all(sample));
    all.extend(documents::all(sample));
    all.extend(decisions::all(sample));
    all.extend(registers::all(sample));
    all
}

/// What is wrong with a mutation: nothing, where it is found as it should be.
fn judge(mutation: &Mutation, sample: &Files) -> Result<(), String> {
    let broken = mutation.of(sample)?;
    let found = sample::check(&broken);
    let mut wrong = Vec::new();
    if !found.iter().any(|found| mutation.is(found, &broken)) {
        wrong.push(format!("{} does not fire at {}: {:?}", mutation.rule, mutation.path, mutation.words));
    }
    let allowed = |rule: &str| rule == mutation.rule || mutation.also.iter().any(|(also, _)| *also == rule);
    let others: BTreeSet<&str> = found.iter().map(|found| found.rule).filter(|rule| !allowed(rule)).collect();
    wrong.extend(others.iter().map(|rule| format!("{rule} fires, and has nothing to do with it")));
    let idle = mutation.also.iter().filter(|(also, _)| found.iter().all(|found| found.rule != *also));
    wrong.extend(idle.map(|(also, why)| format!("{also} is silent, although it was said that {why}")));
    if wrong.is_empty() {
        return Ok(());
    }
    let shown = found.iter().take(12).map(|found| {
        format!("      {} {}:{} {:?}: {}", found.rule, found.path, found.line, found.underlined, found.message)
    });
    let shown: Vec<String> = shown.collect();
    Err(format!("`{}`\n    {}\n{}", mutation.name, wrong.join("\n    "), shown.join("\n")))
}

#[test]
fn the_sample_is_clean() {
    let found: Vec<String> = sample::check(&sample::read())
        .iter()
        .map(|found| format!("{} {}:{} {:?}: {}", found.rule, found.path, found.line, found.underlined, found.message))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_break_is_found_where_it_is_and_nothing_else_is() {
    let sample = sample::read();
    let all = all(&sample);
    let wrong: Vec<String> = all.par_iter().filter_map(|mutation| judge(mutation, &sample).err()).collect();
    assert!(wrong.is_empty(), "{} of {} breaks:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

#[test]
fn two_hundred_breaks_with_names_of_their_own_cover_every_rule() {
    let all = all(&sample::read());
    let names: BTreeSet<&str> = all.iter().map(|mutation| mutation.name.as_str()).collect();
    assert_eq!(names.len(), all.len(), "two breaks have one name");
    assert!(names.len() >= 200, "only {} breaks", names.len());
    let covered: BTreeSet<&str> = all.iter().map(|mutation| mutation.rule).collect();
    let excepted: BTreeSet<&str> = ELSEWHERE.iter().map(|(rule, _)| *rule).collect();
    let rules: BTreeSet<&str> = gobag::rules::RULES.iter().map(|rule| rule.name.0).collect();
    let uncovered: Vec<&&str> =
        rules.iter().filter(|rule| !covered.contains(*rule) && !excepted.contains(*rule)).collect();
    assert!(uncovered.is_empty(), "no break is found by {uncovered:?}");
    let idle: Vec<&&str> = excepted.iter().filter(|rule| covered.contains(*rule) || !rules.contains(*rule)).collect();
    assert!(idle.is_empty(), "{idle:?} need no exception");
}
