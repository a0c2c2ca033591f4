//! Through a tree, in the order it is read aloud.

use super::body::{Block, BlockKind, Body, Image, Inline, Link, Reference, Section, Step, Table};
use crate::source::Span;

/// Each run of words in some blocks.
pub fn inlines<'b>(blocks: &'b [Block], each: &mut dyn FnMut(&'b [Inline])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(words) | BlockKind::Heading(_, words) => each(words),
            BlockKind::List { items, .. } => items.iter().for_each(|item| inlines(&item.blocks, each)),
            BlockKind::Steps { steps, .. } => steps.iter().for_each(|step| in_step(step, each)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => {
                inlines(inner, each)
            }
            BlockKind::Behind(behind) => inlines(&behind.now, each),
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| each(&cell.inlines));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| each(term));
                    definition.details.iter().for_each(|detail| inlines(detail, each));
                }
            }
            BlockKind::Figure(_) | BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }
}

fn in_step<'b>(step: &'b Step, each: &mut dyn FnMut(&'b [Inline])) {
    each(&step.action);
    inlines(&step.details, each);
    for decision in &step.decisions {
        each(&decision.condition);
        inlines(&decision.blocks, each);
    }
}

/// Each step in some blocks, those inside steps too.
pub fn steps<'b>(blocks: &'b [Block], each: &mut dyn FnMut(&'b Step)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Steps { steps: inner, .. } => {
                for step in inner {
                    each(step);
                    steps(&step.details, each);
                    step.decisions.iter().for_each(|decision| steps(&decision.blocks, each));
                }
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| steps(&item.blocks, each)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => steps(inner, each),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|definition| &definition.details).for_each(|detail| steps(detail, each));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(..)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Html(_)
            // What stands beside an old step is no step of its own.
            | BlockKind::Behind(_) => {}
        }
    }
}

/// Something in a text that points at something else.
#[derive(Clone, Copy, Debug)]
pub enum Pointer<'b> {
    /// A wikilink.
    Reference(&'b Reference),
    /// A Markdown link.
    Link(&'b Link),
    /// A picture.
    Image(&'b Image),
    /// The role that acts in a step.
    Step(&'b Step),
}

/// Everything in some blocks that points at something else, in one walk: it is asked of every text, several times.
pub fn pointers<'b>(blocks: &'b [Block], each: &mut dyn FnMut(Pointer<'b>)) {
    inside(blocks, true, each);
}

/// The same; where `acts` is not so, steps stand there without being any.
fn inside<'b>(blocks: &'b [Block], acts: bool, each: &mut dyn FnMut(Pointer<'b>)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(words) | BlockKind::Heading(_, words) => in_words(words, each),
            BlockKind::Figure(image) => each(Pointer::Image(image)),
            BlockKind::List { items, .. } => items.iter().for_each(|item| inside(&item.blocks, acts, each)),
            BlockKind::Steps { steps, .. } => {
                for step in steps {
                    if acts {
                        each(Pointer::Step(step));
                        step.place.iter().for_each(|place| each(Pointer::Reference(place)));
                    }
                    in_words(&step.action, each);
                    inside(&step.details, acts, each);
                    for decision in &step.decisions {
                        in_words(&decision.condition, each);
                        inside(&decision.blocks, acts, each);
                    }
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => {
                inside(inner, acts, each);
            }
            // What stands beside an old step is no step of its own.
            BlockKind::Behind(behind) => inside(&behind.now, false, each),
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| in_words(&cell.inlines, each));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| in_words(term, each));
                    definition.details.iter().for_each(|detail| inside(detail, acts, each));
                }
            }
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }
}

/// Everything in some words that points at something else.
pub fn in_words<'b>(words: &'b [Inline], each: &mut dyn FnMut(Pointer<'b>)) {
    for inline in words {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => in_words(inner, each),
            Inline::Link(link) => {
                each(Pointer::Link(link));
                in_words(&link.label, each);
            }
            Inline::Reference(reference) => {
                each(Pointer::Reference(reference));
                reference.label.iter().for_each(|label| in_words(label, each));
            }
            Inline::Image(image) => each(Pointer::Image(image)),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::FootnoteMark(_)
            | Inline::SoftBreak
            | Inline::HardBreak
            | Inline::Html(_) => {}
        }
    }
}

/// Each table in some blocks, at any depth, with its place.
pub fn tables<'b>(blocks: &'b [Block], each: &mut dyn FnMut(&'b Table, Span)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => each(table, block.span),
            BlockKind::List { items, .. } => items.iter().for_each(|item| tables(&item.blocks, each)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => tables(inner, each),
            BlockKind::Behind(behind) => tables(&behind.now, each),
            BlockKind::Steps { steps, .. } => {
                for step in steps {
                    tables(&step.details, each);
                    step.decisions.iter().for_each(|decision| tables(&decision.blocks, each));
                }
            }
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|definition| &definition.details).for_each(|detail| tables(detail, each));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(..)
            | BlockKind::Code(_)
            | BlockKind::Figure(_)
            | BlockKind::Rule
            | BlockKind::Html(_) => {}
        }
    }
}

/// Each section of a body, outermost first, with those it stands in.
pub fn sections<'b>(body: &'b Body, each: &mut dyn FnMut(&'b Section, &[&'b Section])) {
    fn inside<'b>(
        sections: &'b [Section],
        above: &mut Vec<&'b Section>,
        each: &mut dyn FnMut(&'b Section, &[&'b Section]),
    ) {
        for section in sections {
            each(section, above);
            above.push(section);
            inside(&section.sections, above, each);
            above.pop();
        }
    }
    inside(&body.sections, &mut Vec::new(), each);
}
