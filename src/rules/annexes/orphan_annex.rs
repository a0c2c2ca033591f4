//! A hazard annex that stands for no entry of the risk register.

use crate::diagnostic::{RuleName, Severity};
use crate::document::AnnexType;
use crate::handbook::Handbook;
use crate::rules::originals::annexes;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("orphan-annex"),
    group: Group::Annexes,
    severity: Severity::Warning,
    what: "A hazard annex has its entry in the risk register.",
    why: "The register says how likely and how bad it is, and what is being done about it. An annex without an entry is kept up by nobody and paid for by nobody.",
    source: "–",
    failing: Example(&[(
        "annexes/hazard-flood.md",
        "+++\ntitle = \"Flood annex\"\nsummary = \"What we do when the river rises.\"\ntype = \"hazard\"\n+++\nWords.\n",
    )]),
    passing: Example(&[
        (
            "annexes/hazard-flood.md",
            "+++\ntitle = \"Flood annex\"\nsummary = \"What we do when the river rises.\"\ntype = \"hazard\"\nhazards = [\"flood\"]\n+++\nWords.\n",
        ),
        (
            "hazards.toml",
            "[[hazard]]\nid = \"flood\"\ntitle = \"Flood\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"limited\"\nwarning = \"12 hours\"\nduration = \"over 12 hours\"\npriority = \"medium\"\nreason = \"High water closed the low road twice in ten years.\"\nphysical = [\"The boiler room is low.\"]\nsocial = [\"Families by the river lose their homes.\"]\nstakeholders = [\"Families by the river\"]\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, annex) in annexes(handbook).filter(|(_, annex)| annex.kind == AnnexType::Hazard) {
        let named = handbook
            .hazards
            .iter()
            .any(|hazard| hazard.annex.as_ref().is_some_and(|annex| annex.value == document.id.value));
        if annex.hazards.is_empty() && !named {
            let near = crate::nearest::nearest(
                document.id.as_str().trim_start_matches("hazard-"),
                handbook.hazards.iter().map(|hazard| hazard.id.as_str()),
            );
            let help = match near.first() {
                Some(id) => format!("add `hazards = [\"{id}\"]`"),
                None => "add `hazards = [\"…\"]` with an entry of hazards.toml, and write the entry if there is none"
                    .to_owned(),
            };
            findings.add(
                document.common.title.span,
                format!("\"{}\" has no entry in the risk register", document.common.title.value),
                help,
            );
        }
    }
}
