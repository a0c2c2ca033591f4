//! A count that does not say what happens when a name is left over.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Block, Part, ReferenceKind, Section};
use crate::document::walk::{self, Pointer};
use crate::document::{Action, Content, Document, Function, plain, whole};
use crate::handbook::Handbook;
use crate::rules::originals::{annexes, procedures};
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_filled, parts};
use crate::rules::sentences::sentences;
use crate::rules::words::{Words, phrase};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-person-unhandled"),
    group: Group::Procedures,
    severity: Severity::Error,
    what: "Accounting says what happens when someone is missing.",
    why: "A count is only worth what is done with the name that is left over. Written down and not passed on, it is found the next morning.",
    source: "Federal guidance on accounting for all persons annexes.",
    failing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## During\n\n1. @teacher: Keep everyone in the room.\n\n## Accounting\n\n1. @teacher: Count your students.\n"
        ),
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## During\n\n1. @teacher: Keep everyone in the room.\n\n## Accounting\n\n1. @teacher: Count your students.\n   - If someone is missing: Tell the front office the name and where you last saw them.\n"
        ),
    )]),
    check: Check::Handbook(check),
};

const HELP: &str = "add below the count `- If someone is missing: Tell …`: whom, what about them, and who searches";

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, procedure) in procedures(handbook) {
        let title = &document.common.title;
        let sections = parts(document, Part::Accounting);
        if !sections.iter().any(|section| is_filled(section)) {
            if moves_people(procedure.action) && !refers_to_accounting(handbook, document) {
                findings.add(
                    sections.first().map_or(title.span, |section| section.span),
                    format!("\"{}\" does not say how everyone is accounted for", title.value),
                    format!("add a section `## Accounting {{part=accounting}}` with steps, and {HELP}"),
                );
            }
            continue;
        }
        let Some(table) = Words::of(&document.language) else { continue };
        let decided = all_sections(document).iter().any(|section| decides(&section.blocks, table));
        let handled = decided
            || sections.iter().any(|section| handles(handbook, document, section, table))
            || refers_to_accounting(handbook, document);
        if !handled {
            findings.add(
                sections[0].span,
                format!("\"{}\" does not say what to do when someone is missing", title.value),
                HELP,
            );
        }
    }
    for (document, annex) in annexes(handbook) {
        let accounting = annex.function.as_ref().is_some_and(|function| function.value == Function::Accounting);
        let Some(table) = Words::of(&document.language).filter(|_| accounting) else { continue };
        let sections = all_sections(document);
        let handled =
            |section: &&Section| decides(&section.blocks, table) || handles(handbook, document, section, table);
        if !sections.iter().any(handled) {
            let message =
                format!("\"{}\" does not say what to do when someone is missing", document.common.title.value);
            findings.add(document.common.title.span, message, HELP);
        }
    }
}

/// Whether people leave their rooms or hide, so that somebody can be left behind.
fn moves_people(action: Action) -> bool {
    match action {
        Action::Lockdown | Action::Evacuate | Action::Shelter | Action::ReverseEvacuation | Action::Reunify => true,
        Action::Secure | Action::Hold | Action::Medical | Action::Other => false,
    }
}

fn all_sections(document: &Document) -> Vec<&Section> {
    let mut sections = Vec::new();
    walk::sections(&document.body, &mut |section, _| sections.push(section));
    sections
}

/// Whether a document leads to the annex that says it for all.
fn refers_to_accounting(handbook: &Handbook, document: &Document) -> bool {
    let mut refers = false;
    whole::pointers(document, &mut |pointer| {
        refers |= named(handbook, document, pointer).is_some_and(|other| match &other.content {
            Content::Annex(annex) => annex.function.as_ref().is_some_and(|it| it.value == Function::Accounting),
            _ => false,
        });
    });
    refers
}

fn named<'h>(handbook: &'h Handbook, document: &Document, pointer: Pointer<'_>) -> Option<&'h Document> {
    match pointer {
        Pointer::Reference(reference) if reference.kind == ReferenceKind::Document => {
            handbook.document(&reference.id, document.school.as_ref()).map(AsRef::as_ref)
        }
        _ => None,
    }
}

/// Whether a decision below a step is about somebody who is missing.
fn decides(blocks: &[Block], table: &'static Words) -> bool {
    let mut decides = false;
    walk::steps(blocks, &mut |step| {
        let mut conditions = step.decisions.iter().map(|decision| plain(&decision.condition));
        decides |= conditions.any(|condition| phrase::has_any(&phrase::words(&condition), &table.missing));
    });
    decides
}

/// Whether a section does more with the missing than write them down: a heading about them, a deed in one sentence, or
/// the way to a procedure for it.
fn handles(handbook: &Handbook, document: &Document, section: &Section, table: &'static Words) -> bool {
    let missing = |words: &str| phrase::has_any(&phrase::words(words), &table.missing);
    if missing(&plain(&section.title)) && is_filled(section) {
        return true;
    }
    let mut handles = false;
    walk::inlines(&section.blocks, &mut |inlines| {
        let text = Passage::of(inlines).text;
        handles |= sentences(&text).into_iter().any(|range| {
            let words = phrase::words(&text[range]);
            phrase::has_any(&words, &table.missing) && phrase::has_any(&words, &table.pursuit)
        });
        walk::in_words(inlines, &mut |pointer| {
            handles |= named(handbook, document, pointer).is_some_and(|other| missing(&other.common.title.value));
        });
    });
    handles || section.sections.iter().any(|inner| self::handles(handbook, document, inner, table))
}
