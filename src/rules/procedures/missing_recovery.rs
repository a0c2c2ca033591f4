//! A procedure that ends when the danger does.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Inline, Part, Phase, Section};
use crate::document::{Document, plain, walk};
use crate::handbook::Handbook;
use crate::rules::originals::procedure;
use crate::rules::rule::{Check, Example, Group, Look, Rule};
use crate::rules::said::{is_filled, parts};
use crate::rules::wording::Wording;
use crate::rules::words::Words;
use crate::rules::words::phrase::{self, Word};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-recovery"),
    group: Group::Procedures,
    severity: Severity::Warning,
    what: "The time after covers emotional support.",
    why: "Fear outlasts the danger by weeks. Students and adults who get no care then stop trusting the plan, and the school.",
    source: "Federal school guide, recovery: emotional recovery belongs to every plan.",
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
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n\n### Support afterwards\n\nVisit each room that day, and offer a quiet place to talk.\n"
        ),
    )]),
    check: Check::Words(check),
};

fn check(_: &Handbook) -> Look<'_> {
    Look::new(|wording, findings| {
        let Some(document) = wording.document.filter(|document| procedure(document).is_some()) else { return };
        let supports = parts(document, Part::Support);
        let after = after(document);
        let cares = |section: &&Section| cares(wording, document, section);
        if supports.iter().any(|section| is_filled(section)) || after.iter().any(cares) {
            return;
        }
        let title = &document.common.title;
        let help = "say who looks in on whom, when and where";
        if let Some(empty) = supports.first() {
            findings.add(empty.span, "This section does not say anything yet", help);
            return;
        }
        let level = after.first().map_or("##", |_| "###");
        findings.add(
            after.first().map_or(title.span, |section| section.span),
            format!("\"{}\" does not say who cares for people afterwards", title.value),
            format!("add a section `{level} Support afterwards {{part=support}}`: {help}"),
        );
    })
}

/// The outermost sections of the phase after.
fn after(document: &Document) -> Vec<&Section> {
    let mut found = Vec::new();
    walk::sections(&document.body, &mut |section, above| {
        let is_after = |section: &Section| section.meaning.phase == Some(Phase::After);
        if is_after(section) && !above.iter().any(|outer| is_after(outer)) {
            found.push(section);
        }
    });
    found
}

/// Whether a section speaks of feelings, or of those whose work they are.
fn cares(wording: &Wording<'_>, document: &Document, section: &Section) -> bool {
    let Some(table) = Words::of(&document.language) else { return false };
    let speaks = |words: &[Word<'_>]| phrase::has_any(words, &table.recovery);
    let mut roles = String::new();
    walk::steps(&section.blocks, &mut |step| {
        step.roles.iter().for_each(|role| {
            roles.push_str(role.as_str());
            roles.push_str(". ");
        });
    });
    let mut cares = speaks(&phrase::words(&roles));
    each_inside(section, &mut |inlines| {
        cares = cares
            || match wording.line(inlines).filter(|line| line.passage.is_whole) {
                Some(line) => speaks(line.words()),
                None => speaks(&phrase::words(&plain(inlines))),
            };
    });
    cares
}

/// The runs of words in a section and those inside it.
fn each_inside(section: &Section, each: &mut dyn FnMut(&[Inline])) {
    walk::inlines(&section.blocks, &mut |inlines| each(inlines));
    section.sections.iter().for_each(|inner| each_inside(inner, each));
}
