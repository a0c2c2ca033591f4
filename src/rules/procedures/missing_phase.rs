//! A procedure that leaves out a phase.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::Phase;
use crate::document::{Content, Document, walk};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-phase"),
    group: Group::Procedures,
    severity: Severity::Error,
    what: "A procedure has a step before, during and after.",
    why: "Most plans say what to do in the moment. People are hurt by what was not prepared, and by what nobody did afterwards.",
    source: "Federal school guide (EOP ASSIST forms): before, during and after each action.",
    failing: Example(&[(
        "procedures/hold.md",
        "+++\ntitle = \"Hold\"\nsummary = \"Clear the halls.\"\naction = \"hold\"\ntrigger = \"The halls must be clear.\"\nauthority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n+++\n## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n",
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        "+++\ntitle = \"Hold\"\nsummary = \"Clear the halls.\"\naction = \"hold\"\ntrigger = \"The halls must be clear.\"\nauthority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n+++\n## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        // A translation and an extension say only what they add; the original has the phases.
        if !matches!(document.content, Content::Procedure(_))
            || document.translates
            || document.extends
            || !document.is_titled()
        {
            continue;
        }
        for &phase in Phase::ALL {
            if !has_step(document, phase) {
                let (heading, time) = match phase {
                    Phase::Before => ("Before", "the days before"),
                    Phase::During => ("During", "the moment itself"),
                    Phase::After => ("After", "the time after"),
                };
                findings.add(
                    document.common.title.span,
                    format!("\"{}\" has no step for {}", document.common.title.value, time),
                    format!("add a section `## {heading}` with a step such as `1. @teacher: …`"),
                );
            }
        }
    }
}

fn has_step(document: &Document, phase: Phase) -> bool {
    let mut found = false;
    walk::sections(&document.body, &mut |section, _| {
        if section.meaning.phase == Some(phase) {
            walk::steps(&section.blocks, &mut |_| found = true);
        }
    });
    found
}
