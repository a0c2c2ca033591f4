//! A translation laid over the document that it translates: the original's order, meaning and readers, the translator's words.
//!
//! The original decides what there is. Words that were not translated stay in the original's language and say so; words whose
//! original has changed since say that, and a step shows beside it what the original says now.

use std::collections::HashMap;

use super::Handbook;
use crate::config::Rank;
use crate::document::body::{Behind, Block, BlockKind, Section, Step};
use crate::document::{Content, Document, FRONT, Prose, walk};
use crate::fields::{Id, Language, Placed, Revision};
use crate::source::Span;

/// How a part of a translation stands to its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It translates what the original says.
    Current,
    /// The original has changed since.
    Behind,
    /// It does not say what it translates.
    Unknown,
    /// It is not translated.
    Missing,
}

/// A part of a document: its front, or a section.
#[derive(Clone, Debug)]
pub struct Part<'h> {
    /// The section; none for the front.
    pub section: Option<&'h Section>,
    /// The translator's section.
    pub translated: Option<&'h Section>,
    /// The key under which its code stands.
    pub key: String,
    /// The original's code now.
    pub now: Revision,
    /// The code of what was translated.
    pub then: Option<&'h Placed<Revision>>,
    /// How it stands.
    pub standing: Standing,
}

/// Every part of a document with what a translation has of it, in order.
#[must_use]
pub fn parts<'h>(original: &'h Document, translation: &'h Document) -> Vec<Part<'h>> {
    let known = sections(&translation.body.sections);
    let codes = translation.basis.as_ref().map(|basis| &basis.codes);
    let then = |key: &str| codes.and_then(|codes| codes.get(key));
    let standing = |then: Option<&Placed<Revision>>, now| match then {
        None => Standing::Unknown,
        Some(then) if then.value == now => Standing::Current,
        Some(_) => Standing::Behind,
    };
    let now = original.front_typed();
    let front = then(FRONT);
    let mut parts = vec![Part {
        section: None,
        translated: None,
        key: FRONT.to_owned(),
        now,
        then: front,
        standing: standing(front, now),
    }];
    each(&original.body.sections, &mut |section| {
        let translated = known.get(&section.id).copied();
        let code = then(section.id.as_str());
        parts.push(Part {
            section: Some(section),
            translated,
            key: section.id.to_string(),
            now: section.typed,
            then: code,
            standing: if translated.is_some() { standing(code, section.typed) } else { Standing::Missing },
        });
    });
    parts
}

/// Sections of a translation that its original does not have: nobody gets them.
#[must_use]
pub fn strays<'h>(original: &Document, translation: &'h Document) -> Vec<&'h Section> {
    let known = sections(&original.body.sections);
    let mut strays = Vec::new();
    each(&translation.body.sections, &mut |section| {
        if !known.contains_key(&section.id) {
            strays.push(section);
        }
    });
    strays
}

/// Texts of the front matter that the original has and a translation lacks.
#[must_use]
pub fn untold(original: &Document, translation: &Document) -> Vec<&'static str> {
    let lacks = |ours: &Prose, theirs: &Prose| !ours.is_empty() && theirs.is_empty();
    let mut keys = Vec::new();
    match (&original.content, &translation.content) {
        (Content::Procedure(ours), Content::Procedure(theirs)) => {
            let some = |prose: &Option<Prose>| prose.is_some();
            let pairs = [
                ("trigger", lacks(&ours.trigger, &theirs.trigger)),
                ("announcement", lacks(&ours.announcement, &theirs.announcement)),
                ("all_clear", lacks(&ours.all_clear, &theirs.all_clear)),
                ("not_for", some(&ours.not_for) && !some(&theirs.not_for)),
                ("brief", ours.brief.is_some() && theirs.brief.is_none()),
                ("supplies", ours.supplies.len() != theirs.supplies.len()),
                ("accommodation", ours.accommodations.len() != theirs.accommodations.len()),
            ];
            keys.extend(pairs.into_iter().filter(|(_, lacks)| *lacks).map(|(key, _)| key));
        }
        (Content::Practice(ours), Content::Practice(theirs)) => {
            keys.extend((ours.training.is_some() && theirs.training.is_none()).then_some("training"));
            keys.extend((ours.group_size.is_some() && theirs.group_size.is_none()).then_some("group_size"));
        }
        (Content::Policy(ours), Content::Policy(theirs)) => {
            keys.extend((ours.adopted_by.is_some() && theirs.adopted_by.is_none()).then_some("adopted_by"));
            keys.extend((ours.applies_to.is_some() && theirs.applies_to.is_none()).then_some("applies_to"));
            keys.extend((ours.law.len() != theirs.law.len()).then_some("law"));
        }
        _ => {}
    }
    keys
}

/// The original in the translator's words.
#[must_use]
pub(super) fn laid_over(handbook: &Handbook, original: &Document, translation: &Document) -> Document {
    let parts = parts(original, translation);
    let over = Over {
        handbook,
        source: &original.language,
        readers: readers(handbook, &translation.body.sections),
        parts: parts.iter().map(|part| (part.key.as_str(), part)).collect(),
    };
    let mut document = original.clone();
    document.language.clone_from(&translation.language);
    document.common.title = translation.common.title.clone();
    document.common.summary = translation.common.summary.clone();
    document.common.aliases.clone_from(&translation.common.aliases);
    lay_content(&mut document.content, &translation.content);
    if !translation.body.opening.is_empty() {
        document.body.opening.clone_from(&translation.body.opening);
    } else if let Some(first) = original.body.opening.first() {
        document.body.opening = vec![over.behind(None, original.body.opening.clone(), first.span)];
    }
    if over.parts.get(FRONT).is_some_and(|front| front.standing != Standing::Current) {
        document.body.opening.insert(0, over.behind(None, Vec::new(), original.head));
    }
    document.body.sections.iter_mut().for_each(|section| over.section(section));
    document
}

struct Over<'h> {
    handbook: &'h Handbook,
    source: &'h Language,
    parts: HashMap<&'h str, &'h Part<'h>>,
    readers: HashMap<&'h Id, &'h Placed<Id>>,
}

impl Over<'_> {
    /// Gives a section of the original its translator's words. One without them says its language, for all that is in it.
    fn section(&self, section: &mut Section) {
        let part = self.parts.get(section.id.as_str());
        let Some((part, translated)) = part.and_then(|part| Some((part, part.translated?))) else {
            section.meaning.language.get_or_insert_with(|| self.source.clone());
            return;
        };
        let original = std::mem::replace(&mut section.blocks, translated.blocks.clone());
        section.title.clone_from(&translated.title);
        section.meaning.language = None;
        // A translator may show a section to fewer people than the original's author did, never to more.
        let rank = |audience| self.handbook.rank(audience, Rank::LOWEST);
        if let Some(&audience) = self.readers.get(&section.id)
            && rank(Some(audience)) > rank(section.meaning.audience.as_ref())
        {
            section.meaning.audience = Some(audience.clone());
        }
        if part.standing != Standing::Current {
            self.mark(section, original);
        }
        section.sections.iter_mut().for_each(|inner| self.section(inner));
    }

    /// Marks a section whose original has changed: each step shows what it is now; where the steps no longer match one for
    /// one, all of the original stands below. Where nobody acts, a word and the way there is enough.
    fn mark(&self, section: &mut Section, original: Vec<Block>) {
        let id = Some(section.id.clone());
        let mut now = Vec::new();
        walk::steps(&original, &mut |step| now.push(step.clone()));
        let mut old = 0;
        walk::steps(&section.blocks, &mut |_| old += 1);
        if now.is_empty() {
            section.blocks.insert(0, self.behind(id, Vec::new(), section.span));
        } else if old != now.len() {
            section.blocks.push(self.behind(id, original, section.span));
        } else {
            let mut now = now.into_iter();
            each_step(&mut section.blocks, &mut |step| {
                let current = now.next().into_iter().collect();
                let block = Block { span: step.span, kind: BlockKind::Steps { start: 1, steps: current } };
                step.details.push(self.behind(id.clone(), vec![block], step.span));
            });
        }
    }

    fn behind(&self, section: Option<Id>, now: Vec<Block>, span: Span) -> Block {
        Block { span, kind: BlockKind::Behind(Box::new(Behind { language: self.source.clone(), section, now })) }
    }
}

/// The audience of each section that its translator gave one, or the section around it.
fn readers<'h>(handbook: &Handbook, sections: &'h [Section]) -> HashMap<&'h Id, &'h Placed<Id>> {
    fn inside<'h>(
        handbook: &Handbook,
        sections: &'h [Section],
        around: Option<&'h Placed<Id>>,
        readers: &mut HashMap<&'h Id, &'h Placed<Id>>,
    ) {
        for section in sections {
            let own = section.meaning.audience.as_ref();
            let rank = |audience| handbook.rank(audience, Rank::LOWEST);
            let audience = if rank(own) > rank(around) { own } else { around };
            readers.extend(audience.map(|audience| (&section.id, audience)));
            inside(handbook, &section.sections, audience, readers);
        }
    }
    let mut readers = HashMap::new();
    inside(handbook, sections, None, &mut readers);
    readers
}

/// The words of a kind's own fields; everything else stays the original's.
fn lay_content(original: &mut Content, translation: &Content) {
    let lay = |ours: &mut Prose, theirs: &Prose| {
        if !theirs.is_empty() {
            ours.clone_from(theirs);
        }
    };
    match (original, translation) {
        (Content::Procedure(ours), Content::Procedure(theirs)) => {
            lay(&mut ours.trigger, &theirs.trigger);
            lay(&mut ours.announcement, &theirs.announcement);
            lay(&mut ours.all_clear, &theirs.all_clear);
            if theirs.not_for.is_some() {
                ours.not_for.clone_from(&theirs.not_for);
            }
            if theirs.brief.is_some() {
                ours.brief.clone_from(&theirs.brief);
            }
            if theirs.supplies.len() == ours.supplies.len() {
                ours.supplies.clone_from(&theirs.supplies);
            }
            if theirs.accommodations.len() == ours.accommodations.len() {
                for (ours, theirs) in ours.accommodations.iter_mut().zip(&theirs.accommodations) {
                    ours.need.clone_from(&theirs.need);
                    ours.support.clone_from(&theirs.support);
                }
            }
        }
        (Content::Practice(ours), Content::Practice(theirs)) => {
            if theirs.training.is_some() {
                ours.training.clone_from(&theirs.training);
            }
            if theirs.group_size.is_some() {
                ours.group_size.clone_from(&theirs.group_size);
            }
        }
        (Content::Policy(ours), Content::Policy(theirs)) => {
            if theirs.adopted_by.is_some() {
                ours.adopted_by.clone_from(&theirs.adopted_by);
            }
            if theirs.applies_to.is_some() {
                ours.applies_to.clone_from(&theirs.applies_to);
            }
            if theirs.law.len() == ours.law.len() {
                ours.law.clone_from(&theirs.law);
            }
        }
        // Its questions, options and classes are told apart by ids, which a translator keeps.
        (Content::Assessment(ours), Content::Assessment(theirs)) => ours.clone_from(theirs),
        _ => {}
    }
}

fn sections(list: &[Section]) -> HashMap<&Id, &Section> {
    let mut known = HashMap::new();
    each(list, &mut |section| {
        known.insert(&section.id, section);
    });
    known
}

fn each<'h>(list: &'h [Section], visit: &mut dyn FnMut(&'h Section)) {
    for section in list {
        visit(section);
        each(&section.sections, visit);
    }
}

/// Each step in some blocks, in the order of `walk::steps`.
fn each_step(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Step)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Steps { steps, .. } => {
                for step in steps {
                    visit(step);
                    each_step(&mut step.details, visit);
                    step.decisions.iter_mut().for_each(|decision| each_step(&mut decision.blocks, visit));
                }
            }
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| each_step(&mut item.blocks, visit)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => {
                each_step(inner, visit);
            }
            BlockKind::Definitions(definitions) => {
                let details = definitions.iter_mut().flat_map(|definition| &mut definition.details);
                details.for_each(|detail| each_step(detail, visit));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(..)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Html(_)
            | BlockKind::Behind(_) => {}
        }
    }
}
