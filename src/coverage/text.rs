//! Documents and sections as evidence: by their tags, annexes by their function or hazards; words counted.

use super::evidence::{Evidence, Kind};
use super::weakness::Weakness;
use crate::diagnostic::Place;
use crate::document::body::{Block, Body, Phase, Section};
use crate::document::walk;
use crate::document::{Annex, AnnexType, Assessment, Content, Document, Prose, Status, plain};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::handbook::framework::Element;

/// What documents have to say to an element.
pub(super) fn evidence(handbook: &Handbook, element: &Element) -> Vec<Evidence> {
    let originals = handbook.documents.iter().filter(|document| !document.translates && document.is_titled());
    originals.flat_map(|document| of_document(handbook, document, element)).collect()
}

fn of_document(handbook: &Handbook, document: &Document, element: &Element) -> Vec<Evidence> {
    let names = &document.common.elements;
    let is_tagged = names.iter().any(|name| name.value == element.name());
    let is_asked = matches!(&document.content, Content::Annex(annex) if answers(handbook, annex, element));
    let sections = sections(handbook, document, element);
    // A document that names several elements is a table of contents: where a section names this one, that is the
    // evidence, and the words about the others do not count.
    let is_shared = names.len() > 1 && !sections.is_empty();
    if is_asked || is_tagged && !is_shared { vec![whole(handbook, document)] } else { sections }
}

/// Whether an annex is the one that the element asks for: a function, or a hazard of a category.
fn answers(handbook: &Handbook, annex: &Annex, element: &Element) -> bool {
    match annex.kind {
        AnnexType::Functional => annex
            .function
            .as_ref()
            .is_some_and(|function| element.functions.iter().any(|wanted| wanted.value == function.value)),
        AnnexType::Hazard => annex.hazards.iter().any(|id| {
            let hazard = handbook.hazards.iter().find(|hazard| hazard.id.value == id.value);
            hazard.is_some_and(|hazard| element.hazards.iter().any(|wanted| wanted.value == hazard.category))
        }),
    }
}

fn whole(handbook: &Handbook, document: &Document) -> Evidence {
    let words = words_in(document);
    let mut weaknesses = weaknesses(handbook, document, words);
    let is_annex = matches!(document.content, Content::Annex(_));
    if is_annex && words > 0 && !document.extends {
        let silent: Vec<Phase> =
            Phase::ALL.iter().copied().filter(|phase| !speaks_of(&document.body, *phase)).collect();
        if !silent.is_empty() {
            weaknesses.push(Weakness::WithoutPhases(silent));
        }
    }
    Evidence {
        kind: if is_annex { Kind::Annex } else { Kind::Document },
        title: document.common.title.value.clone(),
        place: Place::Words(document.common.title.span),
        path: document.path.clone(),
        words,
        rank: handbook.document_rank(document),
        school: document.school.clone(),
        weaknesses,
    }
}

/// The outermost sections that carry the element's tag; those inside them are counted with them.
fn sections(handbook: &Handbook, document: &Document, element: &Element) -> Vec<Evidence> {
    let carries = |section: &Section| section.meaning.elements.iter().any(|name| name.value == element.name());
    let mut found = Vec::new();
    walk::sections(&document.body, &mut |section, above| {
        if !carries(section) || above.iter().any(|around| carries(around)) {
            return;
        }
        let rank =
            above.iter().fold(handbook.document_rank(document), |rank, around| handbook.section_rank(around, rank));
        let words = words_below(section);
        found.push(Evidence {
            kind: Kind::Section(section.id.clone()),
            title: format!("{}: {}", document.common.title.value, plain(&section.title)),
            place: Place::Words(section.span),
            path: document.path.clone(),
            words,
            rank: handbook.section_rank(section, rank),
            school: document.school.clone(),
            weaknesses: weaknesses(handbook, document, words),
        });
    });
    found
}

/// What speaks against a document as evidence, most telling first.
fn weaknesses(handbook: &Handbook, document: &Document, words: u32) -> Vec<Weakness> {
    let mut weaknesses = Vec::new();
    if words == 0 {
        weaknesses.push(Weakness::OnlyHeading);
    }
    match document.common.status {
        Status::Draft => weaknesses.push(Weakness::Draft),
        Status::Review => weaknesses.push(Weakness::InReview),
        Status::Approved => {}
    }
    // Nobody reviews what is not in force yet.
    if document.common.status == Status::Approved {
        let seen = document.common.last_reviewed.as_ref().or(document.common.effective.as_ref());
        let interval =
            document.common.review_interval.as_ref().map_or(handbook.config.review_interval, |own| own.value);
        match seen.map(|seen| interval.after(seen.value)) {
            None => weaknesses.push(Weakness::NeverReviewed),
            Some(Some(due)) if due < handbook.today => weaknesses.push(Weakness::Overdue { due }),
            Some(_) => {}
        }
    }
    weaknesses
}

/// Whether any section of a phase has words.
fn speaks_of(body: &Body, phase: Phase) -> bool {
    let mut speaks = false;
    walk::sections(body, &mut |section, _| {
        speaks |= section.meaning.phase == Some(phase) && words_below(section) > 0;
    });
    speaks
}

fn words_in(document: &Document) -> u32 {
    let text = words_of_blocks(&document.body.opening) + document.body.sections.iter().map(words_below).sum::<u32>();
    match &document.content {
        Content::Assessment(assessment) => text + words_asked(assessment),
        Content::Procedure(_) | Content::Annex(_) | Content::Practice(_) | Content::Policy(_) | Content::Page(_) => {
            text
        }
    }
}

/// An assessment's text is in its values.
fn words_asked(assessment: &Assessment) -> u32 {
    let whole = [&assessment.purpose, &assessment.instructions, &assessment.record_policy];
    let stages = assessment.stages.iter().flat_map(|stage| {
        let about = [&stage.intro, &stage.entry, &stage.exit].into_iter().flatten();
        about.chain(stage.questions.iter().map(|question| &question.text))
    });
    let prose = whole.into_iter().flatten().chain(stages);
    prose.map(|prose: &Prose| words_of_blocks(&prose.blocks)).sum()
}

/// A section's words with those of the sections inside it; headings are names, not words about anything.
pub(super) fn words_below(section: &Section) -> u32 {
    words_of_blocks(&section.blocks) + section.sections.iter().map(words_below).sum::<u32>()
}

fn words_of_blocks(blocks: &[Block]) -> u32 {
    let mut count = 0;
    walk::inlines(blocks, &mut |inlines| count += words(&plain(inlines)));
    count
}

/// How many words a text has. Where a script sets no spaces, two signs count as a word, which is about what a
/// translator reckons for Chinese and Japanese.
fn words(text: &str) -> u32 {
    let is_sign = |c: char| matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x9FFF | 0x20000..=0x3FFFF);
    let signs = text.chars().filter(|c| is_sign(*c)).count();
    let spaced =
        text.split_whitespace().filter(|word| word.chars().any(|c| c.is_alphanumeric() && !is_sign(c))).count();
    u32::try_from(spaced + signs.div_ceil(2)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(words(""), 0);
        assert_eq!(words("Lock the door — now."), 4);
        assert_eq!(words("Cierre la puerta."), 3);
        assert_eq!(words("请锁上门"), 2);
        assert_eq!(words("- … !"), 0);
    }
}
