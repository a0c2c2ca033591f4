//! A reason not to meet that is left out.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::Part;
use crate::handbook::Handbook;
use crate::rules::originals::practices;
use crate::rules::practices::words::{Words, heading, speaks_to_harm};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_filled, listed, parts, pieces};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-exclusion"),
    group: Group::Practices,
    severity: Severity::Error,
    what: "A practice says not to meet where people are not safe, where harm is not acknowledged, where power is too unequal, and after sexual harm.",
    why: "Restorative practice harms people when it is used where it must not be. Whoever leads it at four in the afternoon needs these reasons on the page, not in a memory of a training.",
    source: "IIRP and school practice manuals: suitability and exclusion.",
    failing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\n+++\n## Do not use when\n\n- **Safety.** Someone is afraid.\n- **Harm that is not acknowledged.**\n- **Power imbalance** that nobody can even out.\n",
    )]),
    passing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\n+++\n## Do not use when\n\n- **Safety.** Someone is afraid.\n- **Harm that is not acknowledged.**\n- **Power imbalance** that nobody can even out.\n- **Sexual harm** in any form.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, _) in practices(handbook).filter(|(_, practice)| speaks_to_harm(practice)) {
        let name = &document.common.title.value;
        // Some manuals keep these reasons under "Is it suitable?".
        let sections = [parts(document, Part::NotWhen), parts(document, Part::Suitability)].concat();
        let Some(first) = sections.iter().find(|section| is_filled(section)) else {
            findings.add(
                sections.first().map_or(document.common.title.span, |section| section.span),
                format!("\"{name}\" does not say when people should not meet"),
                format!(
                    "add a section `{}`: safety, harm that is not acknowledged, power imbalance, sexual harm",
                    heading(document, Part::NotWhen)
                ),
            );
            continue;
        };
        let Some(words) = Words::of(&document.language) else { continue };
        let text = sections.iter().flat_map(|section| pieces(section)).collect::<Vec<String>>().join("\n");
        let missing = words.unnamed_exclusions(&text);
        if !missing.is_empty() {
            let lines: Vec<String> = missing.iter().map(|reason| format!("`- **{}** …`", reason.line)).collect();
            let names: Vec<&str> = missing.iter().map(|reason| reason.name).collect();
            findings.add(
                first.span,
                format!("\"{name}\" does not name {} as a reason not to meet", listed(&names, "or")),
                format!("add {}", lines.join(" and ")),
            );
        }
    }
}
