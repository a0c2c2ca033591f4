//! A tree that has grown into one that fits: lists grow by doubling, and most of them hold one thing in room for four.
//! A large handbook is held whole while it is checked, so that this is half of its memory.

use super::body::{Block, BlockKind, Body, Definition, Inline, Item, Section, Step};

/// Fits a whole text.
pub(super) fn body(body: &mut Body) {
    blocks(&mut body.opening);
    sections(&mut body.sections);
}

fn sections(all: &mut Vec<Section>) {
    all.shrink_to_fit();
    for section in all {
        inlines(&mut section.title);
        blocks(&mut section.blocks);
        sections(&mut section.sections);
    }
}

/// Fits some blocks and all that is in them.
pub(super) fn blocks(all: &mut Vec<Block>) {
    all.shrink_to_fit();
    for block in all {
        match &mut block.kind {
            BlockKind::Paragraph(words) | BlockKind::Heading(_, words) => inlines(words),
            BlockKind::List { items, .. } => list(items),
            BlockKind::Steps { steps, .. } => {
                steps.shrink_to_fit();
                steps.iter_mut().for_each(step);
            }
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => blocks(inner),
            BlockKind::Table(table) => {
                table.rows.shrink_to_fit();
                for row in std::iter::once(&mut table.head).chain(&mut table.rows) {
                    row.shrink_to_fit();
                    row.iter_mut().for_each(|cell| inlines(&mut cell.inlines));
                }
            }
            BlockKind::Definitions(definitions) => {
                definitions.shrink_to_fit();
                definitions.iter_mut().for_each(definition);
            }
            BlockKind::Code(words) | BlockKind::Html(words) => words.shrink_to_fit(),
            BlockKind::Figure(_) | BlockKind::Rule | BlockKind::Behind(_) => {}
        }
    }
}

fn list(items: &mut Vec<Item>) {
    items.shrink_to_fit();
    items.iter_mut().for_each(|item| blocks(&mut item.blocks));
}

fn step(step: &mut Step) {
    step.roles.shrink_to_fit();
    inlines(&mut step.action);
    blocks(&mut step.details);
    step.decisions.shrink_to_fit();
    for decision in &mut step.decisions {
        inlines(&mut decision.condition);
        blocks(&mut decision.blocks);
    }
}

fn definition(definition: &mut Definition) {
    definition.terms.shrink_to_fit();
    definition.terms.iter_mut().for_each(inlines);
    definition.details.shrink_to_fit();
    definition.details.iter_mut().for_each(blocks);
}

fn inlines(all: &mut Vec<Inline>) {
    all.shrink_to_fit();
    for inline in all {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Html(words) => words.value.shrink_to_fit(),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => inlines(inner),
            Inline::Link(link) => inlines(&mut link.label),
            Inline::Reference(reference) => reference.label.iter_mut().for_each(inlines),
            Inline::Image(_) | Inline::FootnoteMark(_) | Inline::SoftBreak | Inline::HardBreak => {}
        }
    }
}
