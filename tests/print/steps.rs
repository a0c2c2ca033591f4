//! Every step of every procedure on paper, held against the pages of the site.
//!
//! A binder has each step once: on the sheets of its procedure. Cards and role lists, which say steps again for those who
//! hold them, are units of their own, and so is each procedure; a unit's words are those of its sheets alone.

use super::{bare, classroom};
use crate::common::page::Page;
use crate::common::site;

/// Words without the pages that paper adds to names: "Lockdown (A3-1)".
pub(super) fn without_pages(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('(') {
        let end = rest[at..].find(')').map_or(rest.len(), |end| at + end + 1);
        let inside: String = rest[at..end].chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')')).collect();
        kept.push_str(&rest[..at]);
        if !super::is_page(&inside) {
            kept.push_str(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    kept + rest
}

#[test]
fn every_step_of_every_procedure_is_on_its_sheets_once_and_in_the_order_of_its_page() {
    let units = classroom().units();
    let pages = site::pages(&site::sample("staff"));
    let mut looked_at = 0;
    for (path, html) in pages.iter().filter(|(path, _)| path.starts_with("schools/harbor/procedures/")) {
        let page = Page::read(html);
        let Some(title) = page.all("h1").next().map(|title| bare(&title.words)) else { continue };
        let steps: Vec<String> = page
            .elements
            .iter()
            .filter(|element| element.attribute("class") == Some("step-do"))
            .map(|element| bare(&element.words))
            .collect();
        if steps.is_empty() {
            continue;
        }
        // The page says the first steps twice: large at its top, and in their place.
        let whole = page.all("main").next().map(|main| bare(&main.words)).unwrap_or_default();
        let opening = page.elements.iter().find(|element| element.attribute("class") == Some("opening"));
        let once = whole.replacen(&opening.map(|opening| bare(&opening.words)).unwrap_or_default(), "", 1);
        let mut sheets = units.iter().filter(|(unit, words)| unit.starts_with('A') && begins(words, &title));
        let (unit, words) = sheets.next().unwrap_or_else(|| panic!("{path} is on no sheet"));
        let paper = bare(&without_pages(words));
        let mut at = 0;
        for step in &steps {
            let there = paper[at..].find(step.as_str());
            let there =
                there.unwrap_or_else(|| panic!("{path}, sheets {unit}: missing, or before the step before it: {step}"));
            at += there + step.len();
            let (on_paper, on_page) = (paper.matches(step.as_str()).count(), once.matches(step.as_str()).count());
            assert_eq!(on_paper, on_page, "{path}, sheets {unit}, page beside paper: {step}");
            looked_at += 1;
        }
        let elsewhere = units.iter().filter(|(other, _)| *other != unit && other.starts_with('A'));
        let others: Vec<String> = elsewhere.map(|(_, words)| bare(&without_pages(words))).collect();
        // A sentence of some length is no other procedure's, unless that procedure's page has it, too.
        for step in steps.iter().filter(|step| step.len() > 60) {
            let found: usize = others.iter().map(|words| words.matches(step.as_str()).count()).sum();
            let shared: usize = pages
                .iter()
                .filter(|(other, _)| *other != path && other.starts_with("schools/harbor/procedures/"))
                .map(|(_, html)| steps_of(html).iter().filter(|other| other.contains(step.as_str())).count())
                .sum();
            assert_eq!(found, shared, "{path}: on the sheets of other procedures: {step}");
        }
    }
    assert!(looked_at > 200, "only {looked_at} steps");
}

/// Whether a unit's first words are this title, after what kind of thing it is; a long one has several lines.
fn begins(words: &str, title: &str) -> bool {
    let head: Vec<String> = words.lines().take(6).map(bare).collect();
    (0..head.len().min(4)).any(|from| (from + 1..=head.len()).any(|to| head[from..to].concat() == title))
}

fn steps_of(html: &str) -> Vec<String> {
    let page = Page::read(html);
    let steps = page.elements.iter().filter(|element| element.attribute("class") == Some("step-do"));
    steps.map(|element| bare(&element.words)).collect()
}
