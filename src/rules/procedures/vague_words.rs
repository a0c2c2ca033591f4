//! Words that leave the decision to the reader in the moment itself.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Inline, Phase, Section, Step};
use crate::document::{Content, walk};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::wording::Wording;
use crate::rules::words::{Instead, Words, phrase};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("vague-words"),
    group: Group::Procedures,
    severity: Severity::Warning,
    what: "Steps for the moment itself say when, what and who.",
    why: "Nobody can find out what is appropriate while the alarm rings. What the plan does not decide is decided by the most frightened person in the room.",
    source: "Federal school guide: courses of action say who does what, and when.",
    failing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Move students away from the door as appropriate.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Move students away from the door.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    check: Check::Words(check),
};

fn check(_: &Handbook) -> Look<'_> {
    Look::new(|wording, findings| {
        let Some(document) = wording.document else { return };
        if !matches!(document.content, Content::Procedure(_) | Content::Annex(_)) {
            return;
        }
        walk::sections(&document.body, &mut |section, above| {
            let named = above.iter().rev().find_map(|outer| outer.meaning.language.as_ref());
            let language = section.meaning.language.as_ref().or(named).unwrap_or(&document.language);
            if let (true, Some(table)) = (is_the_moment(section), Words::of(language)) {
                walk::steps(&section.blocks, &mut |step| one(wording, step, table, findings));
            }
        });
    })
}

/// The phase *during*, and the settings, whose steps belong to no other phase.
fn is_the_moment(section: &Section) -> bool {
    match section.meaning.phase {
        Some(phase) => phase == Phase::During,
        None => !section.meaning.settings.is_empty(),
    }
}

fn one(wording: &Wording<'_>, step: &Step, table: &'static Words, findings: &mut Findings<'_>) {
    let mut each = |inlines: &[Inline]| {
        let Some(line) = wording.line(inlines) else { return };
        for ((_, instead), found) in table.vague.all(line.words()) {
            let range = phrase::range(line.words(), &found);
            if let Some(span) = line.passage.span(range.clone()) {
                findings.add(
                    span,
                    format!("\"{}\" leaves the decision to the reader", &line.passage.text[range]),
                    help(*instead),
                );
            }
        }
    };
    each(&step.action);
    walk::inlines(&step.details, &mut each);
    for decision in &step.decisions {
        each(&decision.condition);
        walk::inlines(&decision.blocks, &mut each);
    }
}

fn help(instead: Instead) -> &'static str {
    match instead {
        Instead::Case => "leave it out, or say in which case, as a line below the step: `- If …: …`",
        Instead::Time => "say by when: `@teacher within 2 min: …`, or leave it out",
        Instead::Person => "name them: a role such as `@office`, or `[[contact:…]]`",
        Instead::Deed => "say what is to be done, or leave it out",
        Instead::Choice => "write *and* or *or*; where both can be right, write two steps",
    }
}
