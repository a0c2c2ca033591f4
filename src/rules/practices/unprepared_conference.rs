//! A conference without a meeting before it, or without a trained person to lead it.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::Part;
use crate::document::{Practice, Tier};
use crate::handbook::Handbook;
use crate::rules::originals::practices;
use crate::rules::practices::words::Words;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_filled, listed, parts, pieces, says};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unprepared-conference"),
    group: Group::Practices,
    severity: Severity::Error,
    what: "Before a conference, someone trained meets each person separately.",
    why: "Only alone does a person say that they are afraid, or that they did nothing wrong. A conference that finds this out in front of both does new harm.",
    source: "IIRP and school practice manuals: preparation of each party, trained facilitators.",
    failing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\nfacilitator = [\"teacher\"]\n+++\n## Prepare\n\n1. @teacher: Set the chairs in a circle.\n",
    )]),
    passing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\nfacilitator = [\"teacher\"]\ntraining = \"Three days on conferences.\"\n+++\n## Prepare\n\n1. @teacher: Meet each person alone, on different days.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, practice) in practices(handbook).filter(|(_, practice)| practice.tier == Tier::Conference) {
        let name = &document.common.title.value;
        if let Some((what, help)) = untrained(practice) {
            findings.add(document.common.title.span, format!("\"{name}\" does not say {what}"), help);
        }
        let sections = parts(document, Part::Prepare);
        let example = "1. @facilitator: Meet each person alone, on different days.";
        let Some(first) = sections.iter().find(|section| is_filled(section)) else {
            findings.add(
                sections.first().map_or(document.common.title.span, |section| section.span),
                format!("\"{name}\" does not say how a conference is prepared"),
                format!(
                    "add a section `{}` with a step such as `{example}`",
                    super::words::heading(document, Part::Prepare)
                ),
            );
            continue;
        };
        let Some(words) = Words::of(&document.language) else { continue };
        let text: Vec<String> = sections.iter().flat_map(|section| pieces(section)).collect();
        if !words.meets_separately(&text) {
            findings.add(
                first.span,
                format!("\"{name}\" does not say that each person is met alone beforehand"),
                format!("add a step such as `{example}`"),
            );
        }
    }
}

/// Who leads it, and what they have learned.
fn untrained(practice: &Practice) -> Option<(String, String)> {
    let trained = practice.training.as_ref().is_some_and(|training| says(&training.value));
    let mut missing = Vec::new();
    if practice.facilitator.is_empty() {
        missing.push(("who leads it", "`facilitator = [\"facilitator\"]`"));
    }
    if !trained {
        let whose = if missing.is_empty() { "what its facilitator has learned" } else { "what they have learned" };
        missing.push((whose, "`training = \"Two days with a practiced facilitator.\"`"));
    }
    let (whats, helps): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
    (!whats.is_empty()).then(|| (listed(&whats, "and"), format!("add {}", listed(&helps, "and"))))
}
