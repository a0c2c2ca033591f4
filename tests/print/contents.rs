//! Contents and index, held against the sheets that they name: every entry of both.

use std::collections::{BTreeMap, BTreeSet};

use gobag::source::Content;

use super::pdf::Pdf;
use super::{bare, classroom, is_page, sample};

/// What the contents and the sheets behind tabs say: a unit, its title and its first page, as often as it is said.
fn entries(pdf: &Pdf) -> Vec<(String, String, String)> {
    let sheets: BTreeSet<usize> = pdf.sheets().into_values().collect();
    let others = pdf.pages.iter().enumerate().filter(|(at, _)| !sheets.contains(at));
    let lines = others.flat_map(|(_, words)| words.lines());
    let entry = |line: &str| {
        let (title, page) = line.trim().rsplit_once(['.', ' '])?;
        is_page(page).then_some(())?;
        let (unit, title) = title.trim_end_matches(['.', ' ']).split_once(char::is_whitespace)?;
        is_page(&format!("{unit}-1")).then(|| (unit.to_owned(), title.trim().to_owned(), page.to_owned()))
    };
    lines.filter_map(entry).collect()
}

#[test]
fn every_entry_of_the_contents_names_the_first_sheet_of_its_unit_and_every_unit_has_one_there_and_behind_its_tab() {
    let pdf = classroom();
    let sheets = pdf.sheets();
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for (unit, title, page) in entries(pdf) {
        assert_eq!(page, format!("{unit}-1"), "{title}");
        let sheet = sheets.get(&page).unwrap_or_else(|| panic!("there is no sheet {page} for {title}"));
        assert!(bare(&pdf.pages[*sheet]).contains(&bare(&title)), "{title} is not on {page}");
        assert_eq!(sheet % 2, 0, "{title} begins on the back of another sheet");
        *said.entry(unit).or_default() += 1;
    }
    let units: BTreeMap<String, usize> = pdf.units().into_keys().map(|unit| (unit, 2)).collect();
    assert!(units.len() > 20, "{units:?}");
    assert_eq!(said, units);
}

/// What the index says: a topic, and the pages where it stands.
fn topics(pdf: &Pdf) -> Vec<(String, Vec<String>)> {
    let last = *pdf.sheets().values().max().expect("there are sheets");
    let text = pdf.bodies()[last + 1..].join("\n");
    let mut topics = Vec::new();
    let mut entry = String::new();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "Index").peekable();
    while let Some(line) = lines.next() {
        entry.push(' ');
        entry.push_str(line);
        let first = |line: &str| line.split([',', ' ']).next().is_some_and(is_page);
        let is_whole = line.rsplit(' ').next().is_some_and(is_page) && !lines.peek().is_some_and(|next| first(next));
        if is_whole {
            let mut pages: Vec<String> = entry.split(", ").map(|part| part.trim().to_owned()).collect();
            let named = pages.iter().position(|part| is_page(part)).expect("an entry has a page");
            let topic = pages.drain(..named).collect::<Vec<_>>().join(", ");
            topics.push((topic, pages));
            entry.clear();
        }
    }
    assert_eq!(entry, "", "the index ends with a page");
    topics
}

#[test]
fn every_entry_of_the_index_names_sheets_that_say_it_or_a_document_that_people_call_so() {
    let pdf = classroom();
    let (sheets, units) = (pdf.sheets(), pdf.units());
    let topics = topics(pdf);
    assert!(topics.len() > 150, "{}", topics.len());
    let sources: Vec<String> = sample()
        .iter()
        .filter_map(|(_, source)| match &source.content {
            Content::Text(text) => Some(text.to_lowercase()),
            Content::Media(_) | Content::Unreadable(_) => None,
        })
        .collect();
    for (topic, pages) in &topics {
        for page in pages {
            let sheet = sheets.get(page).unwrap_or_else(|| panic!("{topic}: there is no sheet {page}"));
            let (unit, _) = page.split_once('-').expect("a page has a unit");
            // A list's entries stand on the very page; a document is named by its first.
            let is_there = bare(&pdf.pages[*sheet]).contains(&bare(topic));
            let in_document = || page.ends_with("-1") && bare(&units[unit]).contains(&bare(topic));
            let title = pdf.pages[*sheet].lines().rev().find_map(|line| Some(line.rsplit_once(" 1 of ")?.0.trim()));
            let called = || {
                let title = title.unwrap_or("").rsplit("  ").next().unwrap_or("").trim().to_lowercase();
                let mut named = sources.iter().filter(|text| text.contains(&format!("title = \"{title}\"")));
                page.ends_with("-1") && named.any(|text| text.contains(&format!("\"{}\"", topic.to_lowercase())))
            };
            let term = || {
                let id = topic.to_lowercase().replace([' ', '\''], "-");
                page.ends_with("-1") && sources.iter().any(|text| text.contains(&format!("[[term:{id}")))
            };
            assert!(is_there || in_document() || called() || term(), "{topic} is not on {page}");
        }
    }
    let lockdown = topics.iter().find(|(topic, _)| topic == "Lockdown").expect("Lockdown is in the index");
    let entry = entries(pdf).into_iter().find(|(_, title, _)| title == "Lockdown").expect("and in the contents");
    assert!(lockdown.1.contains(&entry.2), "{lockdown:?} {entry:?}");
}
