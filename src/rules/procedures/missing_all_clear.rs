//! An order without its words, or without the words that end it.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::rules::originals::procedures;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::is_said;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-all-clear"),
    group: Group::Procedures,
    severity: Severity::Error,
    what: "A procedure gives the words that begin it and the words that end it.",
    why: "Words made up under stress are too long, or a code. People who do not know how an order ends open the door too early, or stay behind it for hours.",
    source: "FEMA IS-360: prepared messages in plain words, and an agreed end.",
    failing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, procedure) in procedures(handbook) {
        let title = &document.common.title;
        for words in [&procedure.announcement, &procedure.all_clear] {
            if !words.is_empty() && !is_said(words) {
                let help = "write the words as they are spoken over the loudspeaker, and read them aloud once";
                findings.add(words.span, "These are not yet the words to say", help);
            }
        }
        if procedure.announcement.is_empty() && !procedure.keys.has("announcement") {
            let message = format!("\"{}\" does not give the words to say when it begins", title.value);
            let help =
                "add `announcement = \"…\"` with the words as spoken: \"Hold. Stay in your room. Clear the halls.\"";
            findings.add(title.span, message, help);
        }
        if procedure.all_clear.is_empty() && !procedure.keys.has("all_clear") {
            let message = format!("\"{}\" does not give the words that end it", title.value);
            let help = "add `all_clear = \"…\"` with the words as spoken: \"The hold is over. Go on with your day.\"";
            findings.add(title.span, message, help);
        }
    }
}
