//! A procedure that plans for nobody with a disability.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::rules::originals::procedures;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::is_said;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-accommodation"),
    group: Group::Procedures,
    severity: Severity::Error,
    what: "A procedure plans for at least one need, with the support and the role that gives it.",
    why: "People who cannot hear the order, take the stairs or stay silent are left behind when nobody was named to be with them. It has happened.",
    source: "Federal school guide, access and functional needs; Americans with Disabilities Act, title II; New Rochelle, 2013.",
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
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n\n[[accommodation]]\nneed = \"A student who does not hear\"\nsupport = \"Show the card.\"\nrole = \"teacher\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, procedure) in procedures(handbook) {
        for accommodation in &procedure.accommodations {
            let unsaid = [&accommodation.need, &accommodation.support].into_iter().find(|words| !is_said(words));
            // Words that are missing or empty have been told.
            if let Some(words) = unsaid.filter(|words| !words.is_empty()) {
                let help = "say who needs what, and what an adult then does: \"Two named adults go with the student.\"";
                findings.add(words.span, "This does not say anything yet", help);
            }
        }
        if procedure.accommodations.is_empty() && !procedure.keys.has("accommodation") {
            let title = &document.common.title;
            let roles = || handbook.roles.iter().map(|role| role.id.as_str());
            let role = roles().find(|id| *id == "aide").or_else(|| roles().next()).unwrap_or("aide");
            findings.add(
                title.span,
                format!("\"{}\" plans for nobody who needs help to do it", title.value),
                format!(
                    "add as the last lines of the front matter `[[accommodation]]`, `need = \"A student who uses a wheelchair\"`, `support = \"…\"` and `role = \"{role}\"`"
                ),
            );
        }
    }
}
