//! A table whose columns have no names.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Block, BlockKind, Inline, Table};
use crate::document::{plain, walk};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("table-without-header"),
    group: Group::Access,
    severity: Severity::Error,
    what: "Every column of a table has a name in its head.",
    why: "A person who hears the table hears \"7:30\" and must know whether that is when the doors open or when the bus leaves.",
    source: "WCAG 2.2, 1.3.1; PDF/UA-1, 7.5.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n| Drill | |\n|---|---|\n| Fire | 5 |\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n| Drill | Each year |\n|---|---|\n| Fire | 5 |\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        let mut each = |table: &Table, span: Span| look(table, span, findings);
        tables(&document.body.opening, &mut each);
        walk::sections(&document.body, &mut |section, _| tables(&section.blocks, &mut each));
    }
}

fn look(table: &Table, span: Span, findings: &mut Findings<'_>) {
    let empty: Vec<usize> =
        table.head.iter().enumerate().filter(|(_, cell)| is_empty(&cell.inlines)).map(|(at, _)| at).collect();
    let Some(&first) = empty.first() else { return };
    // The head's own line, from its first cell to its last.
    let line = match table.head.as_slice() {
        [] => span,
        [only] => only.span,
        [from, .., to] => from.span.to(to.span),
    };
    if empty.len() == table.head.len() {
        findings.add(
            line,
            "The columns of this table have no names",
            "write a name for each column in the first line: `| Drill | Each year |`",
        );
        return;
    }
    let message = match empty.as_slice() {
        [_] => format!("Column {} of this table has no name", first + 1),
        _ => format!("{} columns of this table have no name, the first of them is column {}", empty.len(), first + 1),
    };
    let cell = table.head[first].span;
    let place = if cell.start < cell.end { cell } else { line };
    findings.add(
        place,
        message,
        "write what stands below it; above names of rows, what the rows are: `| Drill | Each year |`",
    );
}

/// A picture with words names a column too.
fn is_empty(inlines: &[Inline]) -> bool {
    plain(inlines).trim().is_empty()
}

/// Each table in some blocks, at any depth.
fn tables<'b>(blocks: &'b [Block], each: &mut dyn FnMut(&'b Table, Span)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => each(table, block.span),
            BlockKind::List { items, .. } => items.iter().for_each(|item| tables(&item.blocks, each)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => tables(inner, each),
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
