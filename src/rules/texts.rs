//! Every text of the handbook with its readers and its language: what rules about words go through.

use crate::config::Rank;
use crate::document::Document;
use crate::document::body::{Block, BlockKind, Body, Inline, Section};
use crate::document::walk::{self, Pointer};
use crate::document::{Prose, whole};
use crate::fields::Language;
use crate::handbook::Handbook;
use crate::rules::passage::Passage;
use crate::source::Span;

/// A paragraph, a cell, a heading or a key.
pub(in crate::rules) struct Text<'h> {
    /// Its words.
    pub(in crate::rules) passage: Passage,
    /// Who may read it: this audience and those above.
    pub(in crate::rules) rank: Rank,
    /// The language it is written in.
    pub(in crate::rules) language: &'h Language,
    /// What it was made of, where that is Markdown.
    pub(in crate::rules) inlines: Option<&'h [Inline]>,
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct At<'h> {
    rank: Rank,
    language: &'h Language,
}

/// Every text of a document, in the order it is read.
pub(in crate::rules) fn of_document<'h>(
    handbook: &'h Handbook,
    document: &'h Document,
    each: &mut dyn FnMut(Text<'h>),
) {
    let at = At { rank: handbook.document_rank(document), language: &document.language };
    words(&document.common.title.value, document.common.title.span, at, each);
    whole::proses(document, &mut |prose| blocks(&prose.blocks, at, each));
    body(handbook, &document.body, at, each);
}

/// Every text of the registers and of the schools.
pub(in crate::rules) fn of_registers<'h>(handbook: &'h Handbook, each: &mut dyn FnMut(Text<'h>)) {
    let language = handbook.config.source_language();
    in_registers(handbook, &mut |rank, prose| blocks(&prose.blocks, At { rank, language }, each));
    let at = At { rank: handbook.config.audiences.default_rank(), language };
    let values = handbook.schools.iter().flat_map(|school| &school.values).chain(&handbook.config.values);
    values.for_each(|(_, value)| words(&value.value, value.span, at, each));
}

/// Every prose of the registers and of the schools, with those who may read it.
pub(in crate::rules) fn in_registers<'h>(handbook: &'h Handbook, each: &mut dyn FnMut(Rank, &'h Prose)) {
    let staff = handbook.config.audiences.default_rank();
    for role in &handbook.roles {
        let lists = [&role.before, &role.first_five, &role.during, &role.after, &role.hand_over];
        let rank = handbook.role_rank(role);
        role.summary.iter().chain(lists.into_iter().flatten()).for_each(|prose| each(rank, prose));
    }
    let schools = &handbook.schools;
    for contact in handbook.contacts.iter().chain(schools.iter().flat_map(|school| &school.contacts)) {
        contact.note.iter().for_each(|prose| each(handbook.contact_rank(contact), prose));
    }
    for place in handbook.places.iter().chain(schools.iter().flat_map(|school| &school.places)) {
        let rank = handbook.place_rank(place);
        place.note.iter().chain(&place.access_note).for_each(|prose| each(rank, prose));
    }
    handbook.terms.iter().for_each(|term| each(Rank::LOWEST, &term.meaning));
    for hazard in &handbook.hazards {
        let rank = handbook.hazard_rank(hazard);
        let lists = [&hazard.physical, &hazard.social, &hazard.controls, &hazard.stakeholders];
        let actions = hazard.actions.iter().map(|action| &action.what);
        let single = hazard.scenario.iter().chain(&hazard.reason);
        single.chain(lists.into_iter().flatten()).chain(actions).for_each(|prose| each(rank, prose));
        hazard.public_summary.iter().for_each(|prose| each(Rank::LOWEST, prose));
    }
    for plan in &handbook.drills.plans {
        let texts = [&plan.situation, &plan.notice, &plan.support, &plan.debrief];
        texts.into_iter().flatten().chain(&plan.accommodations).for_each(|prose| each(staff, prose));
    }
    for record in &handbook.drills.records {
        record.situation.iter().for_each(|prose| each(staff, prose));
        for problem in &record.problems {
            std::iter::once(&problem.what).chain(&problem.change).for_each(|prose| each(staff, prose));
        }
    }
    handbook.approvals.changes.iter().for_each(|change| each(Rank::LOWEST, &change.summary));
}

fn body<'h>(handbook: &'h Handbook, body: &'h Body, at: At<'h>, each: &mut dyn FnMut(Text<'h>)) {
    blocks(&body.opening, at, each);
    body.sections.iter().for_each(|inner| section(handbook, inner, at, each));
}

fn section<'h>(handbook: &'h Handbook, section: &'h Section, around: At<'h>, each: &mut dyn FnMut(Text<'h>)) {
    let language = section.meaning.language.as_ref().unwrap_or(around.language);
    let at = At { rank: handbook.section_rank(section, around.rank), language };
    each(Text { passage: Passage::of(&section.title), rank: at.rank, language, inlines: Some(&section.title) });
    blocks(&section.blocks, at, each);
    section.sections.iter().for_each(|inner| self::section(handbook, inner, at, each));
}

/// Every run of words in some blocks.
fn blocks<'h>(all: &'h [Block], at: At<'h>, each: &mut dyn FnMut(Text<'h>)) {
    walk::inlines(all, &mut |inlines| {
        each(Text { passage: Passage::of(inlines), rank: at.rank, language: at.language, inlines: Some(inlines) });
    });
    walk::pointers(all, &mut |pointer| {
        if let Pointer::Image(image) = pointer {
            words(&image.alt, image.span, at, each);
        }
    });
    code(all, &mut |code, span| words(code, span, at, each));
}

fn words<'h>(words: &str, span: Span, at: At<'h>, each: &mut dyn FnMut(Text<'h>)) {
    each(Text { passage: Passage::of_words(words, span), rank: at.rank, language: at.language, inlines: None });
}

/// What is shown letter by letter; people paste forms there.
fn code<'h>(all: &'h [Block], each: &mut dyn FnMut(&'h str, Span)) {
    for block in all {
        match &block.kind {
            BlockKind::Code(words) | BlockKind::Html(words) => each(words, block.span),
            BlockKind::List { items, .. } => items.iter().for_each(|item| code(&item.blocks, each)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => code(inner, each),
            BlockKind::Steps { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Heading(..)
            | BlockKind::Table(_)
            | BlockKind::Definitions(_)
            | BlockKind::Figure(_)
            | BlockKind::Rule
            | BlockKind::Behind(_) => {}
        }
    }
}
