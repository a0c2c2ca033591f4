//! A tag for the completeness report that no framework knows.

use std::collections::BTreeSet;

use crate::diagnostic::{RuleName, Severity};
use crate::document::{Content, walk};
use crate::fields::Placed;
use crate::handbook::Handbook;
use crate::nearest::suggestion;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unknown-element"),
    group: Group::Release,
    severity: Severity::Warning,
    what: "Every element that a document, a section or a question names is one of a framework.",
    why: "What is tagged with a name that does not exist counts for nothing: the completeness report would call it missing.",
    source: "Federal school guide, its checklist of elements.",
    failing: Example(&[(
        "pages/purpose.md",
        "+++\ntitle = \"Purpose\"\nsummary = \"What the plan is for.\"\nelements = [\"B21\"]\n+++\nIt keeps people safe.\n",
    )]),
    passing: Example(&[(
        "pages/purpose.md",
        "+++\ntitle = \"Purpose\"\nsummary = \"What the plan is for.\"\nelements = [\"B2.1\"]\n+++\nIt keeps people safe.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let known = handbook.frameworks.element_names();
    let mut look = |element: &Placed<String>| unknown(element, &known, findings);
    handbook.config.not_applicable.iter().for_each(|entry| look(&entry.element));
    for document in &handbook.documents {
        document.common.elements.iter().for_each(&mut look);
        walk::sections(&document.body, &mut |section, _| section.meaning.elements.iter().for_each(&mut look));
        if let Content::Assessment(assessment) = &document.content {
            assessment.questions().filter_map(|(_, question)| question.element.as_ref()).for_each(&mut look);
        }
    }
}

fn unknown(element: &Placed<String>, known: &BTreeSet<&str>, findings: &mut Findings<'_>) {
    if known.contains(element.as_str()) {
        return;
    }
    let help = suggestion(element, known.iter().copied())
        .unwrap_or_else(|| "`gobag coverage` lists the elements of your framework".to_owned());
    findings.add(element.span, format!("No framework has an element \"{}\"", element.value), help);
}
