//! A practice that hears or helps one of two.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::Document;
use crate::document::body::{Part, Section};
use crate::handbook::Handbook;
use crate::rules::originals::practices;
use crate::rules::practices::words::{heading, speaks_to_harm};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_filled, parts};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("one-sided-practice"),
    group: Group::Practices,
    severity: Severity::Error,
    what: "A practice that speaks to harm has questions and support for the person harmed and for the person responsible.",
    why: "A practice that only questions is discipline under another name. One that only comforts changes nothing. Both people go back to the same hallway tomorrow.",
    source: "The handbook's own framework; IIRP: restorative questions for those who did harm and those who were harmed.",
    failing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\n+++\n## Questions for the person responsible\n\n- What happened?\n\n## Support for the person responsible\n\nA mentor each week.\n\n## Support for the person harmed\n\nA trusted adult asks every day.\n",
    )]),
    passing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\n+++\n## Questions for the person responsible\n\n- What happened?\n\n## Questions for the person harmed\n\n- What do you need?\n\n## Support for the person responsible\n\nA mentor each week.\n\n## Support for the person harmed\n\nA trusted adult asks every day.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, practice) in practices(handbook) {
        let harm = speaks_to_harm(practice);
        pair(document, harm, Part::QuestionsResponsible, Part::QuestionsHarmed, "asks no questions of", findings);
        pair(document, harm, Part::SupportsResponsible, Part::SupportsHarmed, "has no support for", findings);
    }
}

/// Both parts are there; where the practice is not about harm between two, both may be left out.
fn pair(document: &Document, harm: bool, one: Part, other: Part, lacks: &str, findings: &mut Findings<'_>) {
    let name = &document.common.title.value;
    let sections = (parts(document, one), parts(document, other));
    let filled = |sections: &[&Section]| sections.iter().any(|section| is_filled(section));
    let person = |part: Part| match part {
        Part::QuestionsResponsible | Part::SupportsResponsible => "the person responsible",
        _ => "the person harmed",
    };
    let (missing, its, there) = match (filled(&sections.0), filled(&sections.1)) {
        (true, true) => return,
        (false, false) if harm => {
            let place = sections.0.iter().chain(&sections.1).next();
            findings.add(
                place.map_or(document.common.title.span, |section| section.span),
                format!("\"{name}\" {lacks} either person"),
                format!("add the sections `{}` and `{}`", heading(document, one), heading(document, other)),
            );
            return;
        }
        (false, false) => return,
        (true, false) => (other, &sections.1, &sections.0),
        (false, true) => (one, &sections.0, &sections.1),
    };
    let place = its.first().or(there.first()).map_or(document.common.title.span, |section| section.span);
    let mut finding = Diagnostic::error(findings.name(), place, format!("\"{name}\" {lacks} {}", person(missing)));
    if let (Some(_), Some(there)) = (its.first(), there.first()) {
        finding = finding.related(there.span, "the other has theirs");
    }
    findings.push(finding.help(format!("add a section `{}` beside this one", heading(document, missing))));
}
