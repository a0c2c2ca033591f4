//! An order that nobody is named to give.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::rules::originals::procedures;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-authority"),
    group: Group::Procedures,
    severity: Severity::Error,
    what: "A procedure names the roles that may order it.",
    why: "In the first minute people look for someone who may decide. If no name stands there, they wait for the principal, who may be away or hurt.",
    source: "Federal school guide: who may activate the plan, and when.",
    failing: Example(&[(
        "procedures/hold.md",
        hold!(
            "announcement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
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
        if procedure.authority.is_empty() && !procedure.keys.has("authority") {
            let title = &document.common.title;
            let place = procedure.keys.place("authority").unwrap_or(title.span);
            let message = format!("\"{}\" does not say who may order it", title.value);
            let ids = || handbook.roles.iter().map(|role| role.id.as_str());
            let help = if ids().any(|id| id == "everyone") {
                "write `authority = [\"everyone\"]`, or the ids of the roles that may".to_owned()
            } else {
                format!(
                    "write the ids of the roles that may: `authority = [\"{}\"]`",
                    ids().next().unwrap_or("commander")
                )
            };
            findings.add(place, message, help);
        }
    }
}
