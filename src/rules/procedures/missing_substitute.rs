//! A procedure that forgets who is here for one day.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Part, Section};
use crate::document::{Document, plain, walk};
use crate::handbook::Handbook;
use crate::rules::originals::procedures;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_filled, parts};
use crate::rules::words::{Words, phrase};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-substitute"),
    group: Group::Procedures,
    severity: Severity::Warning,
    what: "A procedure tells substitutes and visitors what to do.",
    why: "A substitute stands alone before thirty students on their first day, without a key and without having seen a drill. Visitors know neither the doors nor the words.",
    source: "Federal school guide; Arizona's audit of school plans (24-212).",
    failing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n\n## Substitutes and visitors\n\nYour folder holds the key and the class list. Visitors go into the nearest room.\n"
        ),
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, _) in procedures(handbook) {
        let sections = parts(document, Part::Substitutes);
        if sections.iter().any(|section| is_filled(section)) || tells_both(document) {
            continue;
        }
        let title = &document.common.title;
        let help = "write what they have in hand and what they do: where the key is, which adult to follow";
        match sections.first() {
            Some(empty) => findings.add(empty.span, "This section does not say anything yet", help),
            None => findings.add(
                title.span,
                format!("\"{}\" does not tell substitutes and visitors what to do", title.value),
                format!("add a section `## Substitutes and visitors {{part=substitutes}}`: {help}"),
            ),
        }
    }
}

/// Whether steps name the substitute, and some sentence says what visitors do: said, if not in a section of its own.
fn tells_both(document: &Document) -> bool {
    let Some(table) = Words::of(&document.language) else { return false };
    let mut substitutes = false;
    let mut visitors = false;
    let mut each = |section: &Section| {
        walk::steps(&section.blocks, &mut |step| {
            substitutes |= step.roles.iter().any(|role| role.as_str().starts_with("substitute"));
        });
        // Whoever counts visitors has not told them anything.
        if section.meaning.part != Some(Part::Accounting) {
            let named = phrase::has_any(&phrase::words(&plain(&section.title)), &table.visitors);
            visitors |= named && is_filled(section);
            walk::inlines(&section.blocks, &mut |inlines| visitors |= tells_visitors(&plain(inlines), table));
        }
    };
    walk::sections(&document.body, &mut |section, around| {
        if around.iter().all(|outer| outer.meaning.part != Some(Part::Accounting)) {
            each(section);
        }
    });
    substitutes && visitors
}

/// Whether words speak of visitors themselves, and not of the paper that has their names.
fn tells_visitors(words: &str, table: &'static Words) -> bool {
    const PAPER: [&str; 10] =
        ["log", "logs", "list", "lists", "sheet", "sheets", "book", "badge", "badges", "register"];
    let words = phrase::words(words);
    table.visitors.all(&words).any(|(_, found)| {
        let next = words.get(found.end).filter(|next| phrase::is_join(next.gap));
        !next.is_some_and(|next| PAPER.contains(&next.folded.as_ref()))
    })
}
