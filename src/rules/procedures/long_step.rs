//! A step that is told about instead of told, or that is too long to be read under stress.

use std::borrow::Cow;

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Inline, ReferenceKind, Section, Step};
use crate::document::{Content, plain, walk};
use crate::fields::Language;
use crate::handbook::Handbook;
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::wording::Wording;
use crate::rules::words::{Words, phrase};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("long-step"),
    group: Group::Procedures,
    severity: Severity::Warning,
    what: "A step begins with what to do and has at most 25 words.",
    why: "Under stress people take in the first words of a line. A step that begins with a verb can be done while it is read.",
    source: "Federal school guide: courses of action are clear and short; plain language guidance on instructions.",
    failing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: The teacher should keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    check: Check::Words(check),
};

fn check(_: &Handbook) -> Look<'_> {
    Look::new(|wording, findings| {
        let Some(document) = wording.document else { return };
        let mut each = |step: &Step, language: &Language| {
            if let Some(table) = Words::of(language) {
                one(wording, step, table, findings);
            }
        };
        walk::steps(&document.body.opening, &mut |step| each(step, &document.language));
        walk::sections(&document.body, &mut |section, above| {
            let language = language_of(section, above).unwrap_or(&document.language);
            walk::steps(&section.blocks, &mut |step| each(step, language));
        });
        if let Content::Assessment(assessment) = &document.content {
            let steps = assessment.override_.iter().flat_map(|way| &way.steps);
            steps.for_each(|step| each(step, &document.language));
        }
    })
}

/// The language that a section or one around it names.
fn language_of<'d>(section: &'d Section, above: &[&'d Section]) -> Option<&'d Language> {
    section.meaning.language.as_ref().or_else(|| above.iter().rev().find_map(|outer| outer.meaning.language.as_ref()))
}

fn one(wording: &Wording<'_>, step: &Step, table: &Words, findings: &mut Findings<'_>) {
    // The steps of an assessment's override stand in its keys, not among the document's lines.
    let own;
    let (passage, words) = match wording.line(&step.action) {
        Some(line) => (&line.passage, Cow::Borrowed(line.words())),
        None => {
            own = Passage::of(&step.action);
            (&own, Cow::Owned(phrase::words(&own.text)))
        }
    };
    let length = if passage.is_whole { words.len() } else { phrase::words(&plain(&step.action)).len() };
    if length > table.step_length {
        findings.add(
            passage.span(0..passage.text.len()).unwrap_or(step.head),
            format!("This step has {length} words; under stress nobody reads more than {}", table.step_length),
            "make two steps of it, or write the case as a line below it: `- If …: …`",
        );
    }
    // A person's or a place's name is not what to do, however it is shown.
    if let Some(Inline::Reference(reference)) = step.action.first()
        && matches!(reference.kind, ReferenceKind::Role | ReferenceKind::Contact | ReferenceKind::Place)
    {
        told(reference.span, &reference.id.replace('-', " "), findings);
        return;
    }
    let Some(first) = words.first() else { return };
    let obliged = words.get(1).is_some_and(|second| table.modals[..4].contains(&&*second.folded));
    let gerund = first.folded.len() > 4 && first.folded.ends_with("ing") && !table.ing_verbs.contains(&&*first.folded);
    if (table.no_verb.contains(&&*first.folded) || obliged || gerund)
        && let Some(span) = passage.span(first.range.clone())
    {
        told(span, &passage.text[first.range.clone()], findings);
    }
}

fn told(span: crate::source::Span, word: &str, findings: &mut Findings<'_>) {
    findings.add(
        span,
        format!("This step begins with \"{word}\" instead of what to do"),
        "who acts stands before the colon; begin with the deed: `@teacher: Lock the door.`",
    );
}
