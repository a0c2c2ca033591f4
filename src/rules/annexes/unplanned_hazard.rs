//! A high risk without a plan in force.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{AnnexType, Content, Document, Status};
use crate::fields::{Id, Named as _};
use crate::handbook::Handbook;
use crate::handbook::hazards::{Hazard, Priority};
use crate::rules::originals::annexes;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unplanned-hazard"),
    group: Group::Annexes,
    severity: Severity::Error,
    what: "Each risk of high priority has an approved hazard annex.",
    why: "When a team has judged that something may well happen and would hurt many, the next sentence is what we will do about it. A register alone protects nobody.",
    source: "Federal school guide: hazard annexes follow from the priorities of the risk assessment.",
    failing: Example(&[(
        "hazards.toml",
        "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"catastrophic\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"high\"\nreason = \"Warnings come nearly every spring.\"\nphysical = [\"The gym roof is wide.\"]\nsocial = [\"Some do not hear the siren.\"]\nstakeholders = [\"Families\"]\n",
    )]),
    passing: Example(&[
        (
            "hazards.toml",
            "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"catastrophic\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"high\"\nreason = \"Warnings come nearly every spring.\"\nphysical = [\"The gym roof is wide.\"]\nsocial = [\"Some do not hear the siren.\"]\nstakeholders = [\"Families\"]\nannex = \"hazard-tornado\"\n",
        ),
        (
            "annexes/hazard-tornado.md",
            "+++\ntitle = \"Tornado annex\"\nsummary = \"What we do when a tornado may come.\"\ntype = \"hazard\"\nhazards = [\"tornado\"]\nstatus = \"approved\"\n+++\nWords.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for hazard in handbook.hazards.iter().filter(|hazard| hazard.priority.value == Priority::High) {
        let Some(annex) = &hazard.annex else {
            findings.add(
                hazard.priority.span,
                format!("\"{}\" is a high risk and has no annex", hazard.title),
                no_annex(handbook, hazard),
            );
            continue;
        };
        // A name that nothing has is told elsewhere.
        let Some(document) = named(handbook, annex) else { continue };
        match &document.content {
            Content::Annex(found) if found.kind == AnnexType::Hazard => {
                if document.common.status != Status::Approved {
                    let status = document.common.status.name();
                    findings.push(
                        Diagnostic::error(
                            findings.name(),
                            annex.span,
                            format!(
                                "\"{}\" is a high risk, and \"{}\" has not been approved",
                                hazard.title, document.common.title.value
                            ),
                        )
                        .related(document.common.title.span, format!("its status is {status}"))
                        .help("have it approved, and then write `status = \"approved\"` there"),
                    );
                }
            }
            _ => findings.push(
                Diagnostic::error(
                    findings.name(),
                    annex.span,
                    format!(
                        "\"{}\" is a high risk, and \"{}\" is not a hazard annex",
                        hazard.title, document.common.title.value
                    ),
                )
                .related(document.common.title.span, "this one")
                .help(no_annex(handbook, hazard)),
            ),
        }
    }
}

/// The district's document, or any school's where only schools have it.
fn named<'h>(handbook: &'h Handbook, id: &Id) -> Option<&'h Document> {
    let district = handbook.document(id.as_str(), None).map(AsRef::as_ref);
    district.or_else(|| {
        handbook.documents.iter().map(AsRef::as_ref).find(|document| !document.translates && document.id.value == *id)
    })
}

/// The annex that names the hazard, or the one to write.
fn no_annex(handbook: &Handbook, hazard: &Hazard) -> String {
    let written = annexes(handbook).find(|(_, annex)| annex.hazards.iter().any(|id| id.value == hazard.id.value));
    match written {
        Some((document, _)) => format!("add `annex = \"{}\"`", document.id.value),
        None => format!(
            "write annexes/hazard-{0}.md with `type = \"hazard\"` and `hazards = [\"{0}\"]`, and add `annex = \"hazard-{0}\"` here",
            hazard.id.value
        ),
    }
}
