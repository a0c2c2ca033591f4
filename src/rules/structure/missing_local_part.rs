//! A section that every school must write itself, and one has not.

use crate::diagnostic::{Diagnostic, Place, RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::local;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-local-part"),
    group: Group::Structure,
    severity: Severity::Error,
    what: "Each school has its own text for every section that the district has marked `{required-local}`.",
    why: "The district's words are a placeholder there. A school that shows them tells its own people nothing.",
    source: "DESIGN, editions.",
    failing: Example(&[("pages/pickup.md", REQUIRED), ("schools/north/school.toml", "title = \"North School\"\n")]),
    passing: Example(&[
        ("pages/pickup.md", REQUIRED),
        ("schools/north/school.toml", "title = \"North School\"\n"),
        (
            "schools/north/pages/pickup.md",
            "+++\ntitle = \"Pick-up\"\nsummary = \"Where cars stand.\"\nextends = true\n+++\n## Where to stand\n\nOn Mill Street.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

const REQUIRED: &str = "+++\ntitle = \"Pick-up\"\nsummary = \"Where cars stand.\"\naudience = \"public\"\n+++\n## Where to stand {required-local}\n\nEach school says where.\n";

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let district = handbook.written_first().filter(|document| document.school.is_none());
    for document in district {
        for section in local::required(document) {
            for school in &handbook.schools {
                let own = handbook.document(document.id.as_str(), Some(&school.id));
                let own = own.filter(|own| own.school.is_some());
                let has = own.is_some_and(|own| {
                    !own.extends || local::laid(document, own).iter().any(|laid| laid.local.id == section.id)
                });
                if has {
                    continue;
                }
                let file = format!("schools/{}/{}", school.id, document.path);
                let place = own.map_or(Place::Words(school.span), |own| Place::Words(own.common.title.span));
                let message = format!(
                    "{} does not have its own \"{}\" of \"{}\"",
                    school.title, section.id, document.common.title.value
                );
                let help = match own {
                    Some(_) => format!("add a section with the heading's id {{#{}}}", section.id),
                    None => format!(
                        "make {file} with `extends = true` and a section whose heading ends with {{#{}}}",
                        section.id
                    ),
                };
                findings.push(
                    Diagnostic::error(findings.name(), place, message)
                        .related(section.span, "required here of every school")
                        .help(help),
                );
            }
        }
    }
}
