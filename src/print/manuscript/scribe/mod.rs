//! Blocks of an edition into data, with every name resolved as its reader sees it.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::Wanted;
use super::text::{Block, Decision, Definition, Item, Section, Step, say};
use crate::document::Document;
use crate::document::body::{self, Align, BlockKind, Body, Image, Inline, Target};
use crate::edition::Edition;
use crate::fields::{Id, Named as _};
use crate::words::{Joint, Words};

/// What can be led to on paper: labels, and the number of the part that they stand in.
pub(super) type Targets = BTreeMap<String, String>;

/// Writes the data of one document, or of registers.
pub(super) struct Scribe<'s> {
    pub(super) edition: &'s Edition,
    pub(super) words: &'s Words,
    targets: &'s Targets,
    /// The pictures that can be printed.
    pictures: &'s BTreeSet<String>,
    document: Option<&'s Document>,
    /// The sections that have changed since the newest release.
    changed: &'s [Id],
    notes: BTreeMap<&'s str, &'s [body::Block]>,
    marked: BTreeSet<&'s str>,
    /// The last letter, to know whether a name stands inside a sentence.
    last: Option<char>,
}

impl<'s> Scribe<'s> {
    /// A scribe for registers.
    pub(super) fn new(wanted: &Wanted<'s>, targets: &'s Targets) -> Scribe<'s> {
        Scribe {
            edition: wanted.edition,
            words: wanted.words,
            targets,
            pictures: wanted.pictures,
            document: None,
            changed: &[],
            notes: BTreeMap::new(),
            marked: BTreeSet::new(),
            last: None,
        }
    }

    /// A scribe for a document.
    pub(super) fn of(mut self, document: &'s Document, changed: &'s [Id]) -> Scribe<'s> {
        notes(&document.body, &mut self.notes);
        self.document = Some(document);
        self.changed = changed;
        self
    }

    /// Sections, with headings `depth` levels deep.
    pub(super) fn sections(
        &mut self,
        sections: impl IntoIterator<Item = &'s body::Section>,
        depth: u8,
    ) -> Vec<Section> {
        sections.into_iter().map(|section| self.section(section, depth)).collect()
    }

    fn section(&mut self, section: &'s body::Section, depth: u8) -> Section {
        let meaning = &section.meaning;
        let mut marks = Vec::new();
        let is_local = self.document.is_some_and(|document| section.span.source != document.source);
        if let Some(school) = self.edition.school.as_ref().filter(|_| is_local) {
            marks.push(self.words.fill("document", "local", &[("school", &school.short)]));
        }
        if let Some(audience) = &meaning.audience {
            let name = audience.as_str();
            let name = self.words.find("audience", name).unwrap_or(name);
            marks.push(self.words.fill("document", "only", &[("audience", name)]));
        }
        let label = self.document.map(|document| anchored(document.id.as_str(), section.id.as_str()));
        Section {
            label: label.filter(|label| self.targets.contains_key(label)),
            depth,
            title: self.runs(&section.title),
            marks,
            phase: meaning.phase.map(|phase| phase.name()),
            part: meaning.part.map(|part| part.name()),
            lang: meaning.language.as_ref().map(|language| language.as_str().to_owned()),
            rtl: meaning.language.as_ref().is_some_and(|language| language.is_right_to_left()),
            changed: depth == 1 && self.changed.contains(&section.id),
            blocks: self.blocks(&section.blocks),
            sections: self.sections(&section.sections, depth.saturating_add(1)),
        }
    }

    /// Some blocks.
    pub(super) fn blocks(&mut self, blocks: &'s [body::Block]) -> Vec<Block> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'s body::Block) -> Option<Block> {
        Some(match &block.kind {
            // A picture alone in its paragraph is no word.
            BlockKind::Paragraph(inlines) => match inlines.as_slice() {
                [Inline::Image(image)] => self.figure(image),
                _ => Block::Paragraph { runs: self.runs(inlines) },
            },
            BlockKind::Heading(_, inlines) => Block::Minor { runs: self.runs(inlines) },
            BlockKind::List { start, items } => Block::List {
                start: *start,
                items: items.iter().map(|item| Item { task: item.task, blocks: self.blocks(&item.blocks) }).collect(),
            },
            BlockKind::Steps { start, steps } => Block::Steps { steps: self.steps(*start, steps) },
            BlockKind::Quote(inner) => Block::Quote { blocks: self.blocks(inner) },
            BlockKind::Alert(alert, inner) => Block::Alert {
                kind: alert.name(),
                word: self.words.of("alert", *alert).to_owned(),
                blocks: self.blocks(inner),
            },
            BlockKind::Code(text) => Block::Code { text: text.trim_end().to_owned() },
            BlockKind::Table(table) => Block::Table {
                columns: table.columns.iter().map(|align| align_name(*align)).collect(),
                head: table.head.iter().map(|cell| self.runs(&cell.inlines)).collect(),
                rows: table.rows.iter().map(|row| row.iter().map(|cell| self.runs(&cell.inlines)).collect()).collect(),
            },
            BlockKind::Definitions(definitions) => Block::Definitions {
                definitions: definitions
                    .iter()
                    .map(|definition| Definition {
                        terms: definition.terms.iter().map(|term| self.runs(term)).collect(),
                        details: definition.details.iter().map(|detail| self.blocks(detail)).collect(),
                    })
                    .collect(),
            },
            // Notes stand at the foot of the sheet on which they are marked.
            BlockKind::Footnote(..) => return None,
            BlockKind::Figure(image) => self.figure(image),
            BlockKind::Rule => Block::Rule,
            // What a translation has not caught up with: a note, and beside an old step what the original says now.
            BlockKind::Behind(behind) => {
                let language = behind.language.as_str();
                let name = self.words.find("languages", language).unwrap_or(language);
                let key = if behind.now.is_empty() { "behind" } else { "now" };
                Block::Alert {
                    kind: body::Alert::Important.name(),
                    word: self.words.fill("translation", key, &[("language", name)]),
                    blocks: self.blocks(&behind.now),
                }
            }
            BlockKind::Html(html) => {
                let mut runs = Vec::new();
                say(&mut runs, &self.raw(html));
                Block::Paragraph { runs }
            }
        })
    }

    /// Some steps.
    pub(super) fn steps(&mut self, start: u64, steps: impl IntoIterator<Item = &'s body::Step>) -> Vec<Step> {
        (start..).zip(steps).map(|(number, step)| self.step(number, step)).collect()
    }

    /// A step.
    pub(super) fn step(&mut self, number: u64, step: &'s body::Step) -> Step {
        let roles = step.roles.iter().filter_map(|id| self.edition.role(id.as_str()));
        Step {
            number,
            who: self.words.list(Joint::And, roles.map(|role| role.title.as_str())),
            within: step.within.as_ref().map(|within| self.words.interval(within.value)),
            place: step.place.as_ref().map(|place| {
                self.last = None;
                let mut runs = Vec::new();
                self.reference(place, &mut runs);
                runs
            }),
            action: self.runs(&step.action),
            details: self.blocks(&step.details),
            decisions: step
                .decisions
                .iter()
                .map(|decision| Decision {
                    blocked: decision.blocked,
                    condition: self.runs(&decision.condition),
                    blocks: self.blocks(&decision.blocks),
                })
                .collect(),
        }
    }

    fn figure(&mut self, image: &'s Image) -> Block {
        match self.picture(image) {
            Some(file) => Block::Figure { file, alt: image.alt.clone() },
            None => {
                let mut runs = Vec::new();
                say(&mut runs, &image.alt);
                Block::Paragraph { runs }
            }
        }
    }

    /// The file of a picture that can be printed.
    fn picture(&self, image: &Image) -> Option<String> {
        match &image.target {
            Target::File { path, .. } => self.pictures.get(path).cloned(),
            Target::Elsewhere(_) | Target::Here(_) | Target::Refused(_) => None,
        }
    }
}

/// The label of a thing.
pub(super) fn labelled(kind: &str, id: &str) -> String {
    format!("{kind}-{id}")
}

/// The label of a section of a document.
pub(super) fn anchored(document: &str, section: &str) -> String {
    format!("doc-{document}--{section}")
}

fn align_name(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    }
}

/// Every note of a text, by its label: the mark may stand before it, and in another section.
fn notes<'s>(body: &'s Body, found: &mut BTreeMap<&'s str, &'s [body::Block]>) {
    fn blocks<'s>(list: &'s [body::Block], found: &mut BTreeMap<&'s str, &'s [body::Block]>) {
        for block in list {
            match &block.kind {
                BlockKind::Footnote(label, inner) => {
                    found.insert(label, inner);
                }
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => blocks(inner, found),
                BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, found)),
                _ => {}
            }
        }
    }
    fn sections<'s>(list: &'s [body::Section], found: &mut BTreeMap<&'s str, &'s [body::Block]>) {
        for section in list {
            blocks(&section.blocks, found);
            sections(&section.sections, found);
        }
    }
    blocks(&body.opening, found);
    sections(&body.sections, found);
}
