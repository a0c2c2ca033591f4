//! A risk seen from one side only.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_said, listed};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-social-risk"),
    group: Group::Risks,
    severity: Severity::Warning,
    what: "Each risk names physical and social vulnerabilities, and the people who were heard about them.",
    why: "The same storm is an inconvenience for one family and a disaster for another. Who lives with a risk knows what a walk around the building does not show.",
    source: "The handbook's own framework; School Violence Prevention Program guidance: stakeholders.",
    failing: Example(&[(
        "hazards.toml",
        "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"low\"\nreason = \"Warnings come nearly every spring.\"\nphysical = [\"The gym roof is wide.\"]\n",
    )]),
    passing: Example(&[(
        "hazards.toml",
        "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"low\"\nreason = \"Warnings come nearly every spring.\"\nphysical = [\"The gym roof is wide.\"]\nsocial = [\"Some do not hear the siren.\"]\nstakeholders = [\"Families of the housing park\"]\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for hazard in &handbook.hazards {
        let parts = [
            (&hazard.physical, "physical vulnerability", "`physical = [\"…\"]`"),
            (&hazard.social, "social vulnerability", "`social = [\"…\"]`"),
            (&hazard.stakeholders, "stakeholder who was heard", "`stakeholders = [\"…\"]`"),
        ];
        let missing: Vec<_> = parts.into_iter().filter(|(said, ..)| !said.iter().any(is_said)).collect();
        if !missing.is_empty() {
            let names: Vec<String> = missing.iter().map(|(_, name, _)| format!("no {name}")).collect();
            let keys: Vec<&str> = missing.iter().map(|(.., key)| *key).collect();
            findings.add(
                hazard.id.span,
                format!("\"{}\" names {}", hazard.title, listed(&names, "and")),
                format!("add {}", listed(&keys, "and")),
            );
        }
    }
}
