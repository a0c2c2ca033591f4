//! A high risk about which nothing is on its way.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::hazards::{Priority, RiskAction};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_said, listed, says};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unfunded-risk"),
    group: Group::Risks,
    severity: Severity::Warning,
    what: "Each risk of high priority has an action with an owner, a due date, and a cost or a funding source.",
    why: "A board and a grant office fund what has a price and a date. A risk that is only described is still there next year.",
    source: "The handbook's own framework; School Violence Prevention Program guidance: needs tied to an assessment.",
    failing: Example(&[(
        "hazards.toml",
        "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"high\"\nreason = \"Warnings come nearly every spring.\"\n\n[[hazard.action]]\nwhat = \"Fit film on the hallway windows.\"\nowner = \"teacher\"\n",
    )]),
    passing: Example(&[(
        "hazards.toml",
        "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"high\"\nreason = \"Warnings come nearly every spring.\"\n\n[[hazard.action]]\nwhat = \"Fit film on the hallway windows.\"\nowner = \"teacher\"\ndue = 2027-03-31\ncost = \"$18,400\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for hazard in handbook.hazards.iter().filter(|hazard| hazard.priority.value == Priority::High) {
        // The action that lacks least is the one to mend.
        let Some(action) = hazard.actions.iter().min_by_key(|action| lacks(action).len()) else {
            findings.add(
                hazard.priority.span,
                format!("\"{}\" is a high risk, and nothing is being done about it", hazard.title),
                "add `[[hazard.action]]` with `what`, `owner`, `due`, and `cost` or `funding`",
            );
            continue;
        };
        let lacks = lacks(action);
        if !lacks.is_empty() {
            let names: Vec<String> = lacks.iter().map(|(name, _)| format!("no {name}")).collect();
            let keys: Vec<&str> = lacks.iter().map(|(_, key)| *key).collect();
            let which = if hazard.actions.len() == 1 {
                "its action has"
            } else {
                "each of its actions lacks something; this one has"
            };
            findings.add(
                action.span,
                format!("\"{}\" is a high risk, and {which} {}", hazard.title, listed(&names, "and")),
                format!("add {}", listed(&keys, "and")),
            );
        }
    }
}

/// What an action needs to happen, with the key for it.
fn lacks(action: &RiskAction) -> Vec<(&'static str, &'static str)> {
    let funded = action.funding.as_deref().is_some_and(says);
    let needs = [
        (is_said(&action.what), ("words", "`what = \"…\"`")),
        (action.owner.is_some(), ("owner", "`owner = \"facilities\"`")),
        (action.due.is_some(), ("due date", "`due = 2027-06-30`")),
        (action.cost.is_some() || funded, ("cost or funding", "`cost = \"$12,000\"` or `funding = \"…\"`")),
    ];
    needs.into_iter().filter(|(there, _)| !there).map(|(_, need)| need).collect()
}
