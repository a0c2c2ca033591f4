//! An agreement that nobody keeps, or nobody checks.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::Part;
use crate::document::{Document, Practice, Tier};
use crate::handbook::Handbook;
use crate::rules::originals::practices;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::parts;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-followup"),
    group: Group::Practices,
    severity: Severity::Error,
    what: "An agreement has someone who keeps it and a day on which it is checked.",
    why: "A promise that nobody asks about teaches that harm does not matter, and the person harmed is the one who finds out.",
    source: "IIRP and school practice manuals: written agreements with follow-up.",
    failing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\n[agreement]\nowner = \"teacher\"\n+++\nWords.\n",
    )]),
    passing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\n[agreement]\nowner = \"teacher\"\ncheck_after = \"14 days\"\n+++\nWords.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, practice) in practices(handbook) {
        let name = &document.common.title.value;
        let Some(terms) = &practice.agreement else {
            if agrees(document, practice) {
                let section = parts(document, Part::Agreement).first().map(|section| section.span);
                findings.add(
                    section.unwrap_or(document.common.title.span),
                    format!("\"{name}\" does not say who keeps the agreement, and when it is checked"),
                    "add to the front matter, as its last lines: `[agreement]`, `owner = \"facilitator\"`, `check_after = \"14 days\"`",
                );
            }
            continue;
        };
        let (what, help) = match (&terms.owner, &terms.check_after) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => ("who keeps it", "add `owner = \"facilitator\"`"),
            (Some(_), None) => ("when it is checked", "add `check_after = \"14 days\"`"),
            (None, None) => (
                "who keeps it, and when it is checked",
                "add `owner = \"facilitator\"` and `check_after = \"14 days\"`",
            ),
        };
        findings.add(terms.span, format!("The agreement of \"{name}\" does not say {what}"), help);
    }
}

/// Whether people promise something in it: always in a conference, elsewhere where the guide has a part on it.
fn agrees(document: &Document, practice: &Practice) -> bool {
    practice.tier == Tier::Conference || !parts(document, Part::Agreement).is_empty()
}
