//! A school's text in the place of a section that the district has changed since.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::Document;
use crate::handbook::Handbook;
use crate::handbook::local::{extensions, laid};
use crate::nearest::certain;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("stale-override"),
    group: Group::Structure,
    severity: Severity::Warning,
    what: "A school's text that replaces a district's section says which text it replaced, and the district still says that.",
    why: "The district mends a step after a drill, and one school goes on with the old one in its own words.",
    source: "DESIGN, editions.",
    failing: Example(&[
        ("pages/doors.md", DISTRICT),
        ("schools/north/school.toml", "title = \"North School\"\n"),
        (
            "schools/north/pages/doors.md",
            "+++\ntitle = \"Doors\"\nsummary = \"Which doors are open.\"\nextends = true\n\n[replaces]\nmornings = \"000000\"\n+++\n## Mornings\n\nOnly the north door.\n",
        ),
    ]),
    passing: Example(&[
        ("pages/doors.md", DISTRICT),
        ("schools/north/school.toml", "title = \"North School\"\n"),
        (
            "schools/north/pages/doors.md",
            "+++\ntitle = \"Doors\"\nsummary = \"Which doors are open.\"\nextends = true\n\n[replaces]\nmornings = \"PDZBJJ\"\n+++\n## Mornings\n\nOnly the north door.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

const DISTRICT: &str = "+++\ntitle = \"Doors\"\nsummary = \"Which doors are open.\"\naudience = \"public\"\n+++\n## Mornings\n\nThe main door.\n";

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (district, local) in extensions(handbook) {
        one(district, local, findings);
    }
}

fn one(district: &Document, local: &Document, findings: &mut Findings<'_>) {
    let school = local.school.as_ref().map(ToString::to_string).unwrap_or_default();
    let accept = format!("gobag diff --school {school} --accept {}", local.id.value);
    let all = laid(district, local);
    let mut ids = Vec::new();
    crate::document::walk::sections(&district.body, &mut |section, _| ids.push(section.id.as_str()));
    for laid in &all {
        match (laid.district, laid.then) {
            (Some(section), None) => {
                let message =
                    format!("This replaces the district's \"{}\" and does not say which text it replaced", section.id);
                findings.push(
                    Diagnostic::warning(findings.name(), laid.local.span, message)
                        .related(section.span, "what it replaces")
                        .help(format!("compare the two, then write it down with `{accept}`")),
                );
            }
            (Some(section), Some(then)) if laid.is_stale() => {
                let message = format!(
                    "The district has changed \"{}\" since the school replaced it: {} then, {} now",
                    section.id, then.value, section.typed
                );
                findings.push(
                    Diagnostic::warning(findings.name(), laid.local.span, message)
                        .related(section.span, "what the district says now")
                        .help(format!("take over what is new, then write it down with `{accept}`")),
                );
            }
            (None, _) => {
                // One letter off: it would be added below, and the district's stay.
                if let Some(meant) = certain(laid.local.id.as_str(), ids.iter().copied()) {
                    let message = format!(
                        "The district has no section \"{}\" in this document, so that this one is added",
                        laid.local.id
                    );
                    findings.push(
                        Diagnostic::warning(findings.name(), laid.local.span, message).help(format!(
                            "did you mean to replace \"{meant}\"? Then end the heading with {{#{meant}}}"
                        )),
                    );
                }
            }
            _ => {}
        }
    }
    let codes = local.basis.iter().flat_map(|basis| &basis.codes);
    for (key, code) in codes
        .filter(|(key, _)| all.iter().all(|laid| laid.local.id.as_str() != key.as_str() || laid.district.is_none()))
    {
        let message = format!("The district has no section \"{key}\" that this text replaces");
        findings.push_as(
            Severity::Error,
            Diagnostic::error(findings.name(), code.span, message)
                .help("the district has taken it out or renamed it: move your words to the section that is there, or take them out"),
        );
    }
}
