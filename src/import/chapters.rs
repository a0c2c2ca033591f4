//! A flow becomes chapters, each of which will be a document: its headings say where one ends.

use std::collections::BTreeMap;

use super::flow::{Block, Flow, Tally, Words};

/// What becomes a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Chapter {
    /// Its title.
    pub(super) title: String,
    /// What stands in it, headings from level 2 on.
    pub(super) blocks: Vec<Block>,
}

/// All chapters, and what belongs to all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Chapters {
    /// What the whole is called.
    pub(super) title: String,
    pub(super) chapters: Vec<Chapter>,
    pub(super) notes: BTreeMap<String, String>,
    pub(super) pictures: BTreeMap<String, Vec<u8>>,
    pub(super) tally: Tally,
    pub(super) questions: Vec<String>,
}

/// Splits a flow at the highest level of headings that occurs more than once; `stem` is its file's name.
pub(super) fn chapters(flow: Flow, stem: &str) -> Chapters {
    let split = split_level(&flow.blocks);
    let name = stem.replace(['-', '_'], " ").trim().to_owned();
    let title = flow.title.clone().or_else(|| only_heading(&flow.blocks, split)).unwrap_or(name);
    let mut chapters = vec![Chapter { title: title.clone(), blocks: Vec::new() }];
    for block in flow.blocks {
        match block {
            Block::Heading(level, words) if level <= split => {
                chapters.push(Chapter { title: without_number(words.plain.trim()), blocks: Vec::new() });
            }
            Block::Heading(level, words) => {
                let level = (level - split + 1).min(6);
                chapters.last_mut().expect("there is a first").blocks.push(Block::Heading(level, words));
            }
            block => chapters.last_mut().expect("there is a first").blocks.push(block),
        }
    }
    // A heading that others follow at once is only a divider; it is a page of its own no more than an empty beginning is.
    let questions: Vec<String> = chapters
        .iter()
        .skip(1)
        .filter(|chapter| chapter.blocks.is_empty())
        .map(|chapter| format!("The heading \"{}\" had nothing below it and became no document.", chapter.title))
        .collect();
    chapters.retain(|chapter| !chapter.blocks.is_empty());
    Chapters {
        title,
        chapters,
        notes: flow.notes,
        pictures: flow.pictures,
        tally: flow.tally,
        questions: flow.questions.into_iter().chain(questions).collect(),
    }
}

/// A title without the number that a word processor counts it by: "3.2 Lockdown" is Lockdown, "911 calls" stays.
fn without_number(title: &str) -> String {
    let words = title.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ')'));
    let number = &title[..title.len() - words.len()];
    let is_number = number.starts_with(|letter: char| letter.is_ascii_digit()) && number.contains(['.', ')']);
    if is_number && words.starts_with(char::is_whitespace) { words.trim().to_owned() } else { title.to_owned() }
}

/// The level at which documents begin; 0 where there are no headings.
fn split_level(blocks: &[Block]) -> u8 {
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for block in blocks {
        if let Block::Heading(level, _) = block {
            *counts.entry(*level).or_default() += 1;
        }
    }
    let several = counts.iter().find(|(_, count)| **count > 1).map(|(level, _)| *level);
    several.or_else(|| counts.keys().next().copied()).unwrap_or(0)
}

/// The one heading above all others, which is the title of the whole.
fn only_heading(blocks: &[Block], split: u8) -> Option<String> {
    let words = |block: &Block| match block {
        Block::Heading(level, Words { plain, .. }) if *level < split => Some(plain.trim().to_owned()),
        _ => None,
    };
    blocks.iter().find_map(words)
}
