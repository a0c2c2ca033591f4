//! A school's text in the place of a section that the district has locked.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::Document;
use crate::handbook::Handbook;
use crate::handbook::local;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("locked-section"),
    group: Group::Structure,
    severity: Severity::Error,
    what: "A school's text replaces no section that the district has marked `{locked}`, nor the document around it.",
    why: "The order's words and the first steps are the same at every school, so that a substitute, a bus driver and a firefighter know them everywhere.",
    source: "DESIGN, editions.",
    failing: Example(&[
        ("procedures/hold.md", LOCKED),
        ("schools/north/school.toml", "title = \"North School\"\n"),
        (
            "schools/north/procedures/hold.md",
            "+++\ntitle = \"Hold\"\nsummary = \"Stay in your room.\"\nextends = true\n+++\n## During\n\n1. @teacher: Go on teaching.\n",
        ),
    ]),
    passing: Example(&[
        ("procedures/hold.md", LOCKED),
        ("schools/north/school.toml", "title = \"North School\"\n"),
        (
            "schools/north/procedures/hold.md",
            "+++\ntitle = \"Hold\"\nsummary = \"Stay in your room.\"\nextends = true\n+++\n## The north stairs\n\n1. @teacher: Keep the north stairs clear.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

const LOCKED: &str = "+++\ntitle = \"Hold\"\nsummary = \"Stay in your room.\"\naction = \"hold\"\ntrigger = \"The halls must be clear.\"\naudience = \"public\"\n+++\n## During {locked}\n\n1. @teacher: Close the door.\n";

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (district, extension) in local::extensions(handbook) {
        for laid in local::laid(district, extension) {
            if let Some(locked) = local::locked(district, &laid.local.id) {
                tell(laid.local.span, locked, findings);
            }
        }
    }
    for document in handbook.written_first().filter(|document| !document.extends) {
        whole(handbook, document, findings);
    }
}

/// A school's document that stands in the place of the whole.
fn whole(handbook: &Handbook, document: &Document, findings: &mut Findings<'_>) {
    if document.school.is_none() {
        return;
    }
    let Some(district) = handbook.document(document.id.as_str(), None) else { return };
    let mut locked = None;
    crate::document::walk::sections(&district.body, &mut |section, _| {
        if section.meaning.locked {
            locked.get_or_insert(section);
        }
    });
    if let Some(locked) = locked {
        tell(document.common.title.span, locked, findings);
    }
}

fn tell(place: crate::source::Span, locked: &crate::document::body::Section, findings: &mut Findings<'_>) {
    let message = format!("This takes the place of \"{}\", which the district has locked", locked.id);
    findings.push(
        Diagnostic::error(findings.name(), place, message)
            .related(locked.span, "locked here")
            .help("give your section another id ({#…}) so that it is added, or ask the district to unlock its section"),
    );
}
