//! A step that nobody takes.

use crate::diagnostic::{RuleName, Severity};
use crate::document::walk;
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("step-without-role"),
    group: Group::Procedures,
    severity: Severity::Error,
    what: "Each step says who takes it.",
    why: "When everyone is meant, nobody moves. A role's own page and card can only show steps that name the role.",
    source: "Federal school guide: courses of action name who does what.",
    failing: Example(&[(
        "procedures/hold.md",
        "+++\ntitle = \"Hold\"\nsummary = \"Clear the halls.\"\naction = \"hold\"\ntrigger = \"The halls must be clear.\"\nauthority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n+++\n## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n",
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        "+++\ntitle = \"Hold\"\nsummary = \"Clear the halls.\"\naction = \"hold\"\ntrigger = \"The halls must be clear.\"\nauthority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n+++\n## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let ids = || handbook.roles.iter().map(|role| role.id.as_str());
    let role = ids().find(|id| *id == "teacher").or_else(|| ids().next()).unwrap_or("teacher");
    let everyone = if ids().any(|id| id == "everyone") { ", or `@everyone:` if every adult does" } else { "" };
    let help = format!("begin it with a role: `@{role}: Lock the door.`{everyone}");
    for document in &handbook.documents {
        let mut each = |step: &crate::document::body::Step| {
            if step.roles.is_empty() {
                findings.add(step.head, "This step does not say who takes it", help.as_str());
            }
        };
        walk::steps(&document.body.opening, &mut each);
        walk::sections(&document.body, &mut |section, _| walk::steps(&section.blocks, &mut each));
    }
}
