//! An annex that has no goal, objective or course of action for a phase.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Part, Phase, Section};
use crate::document::{Document, walk};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::rules::originals::annexes;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_filled, listed};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("goal-incomplete"),
    group: Group::Annexes,
    severity: Severity::Error,
    what: "An annex has a goal, objectives and courses of action before, during and after.",
    why: "Actions without a goal cannot be weighed when reality differs from the plan, and a goal without actions is a wish. What is left out most often is the time afterwards, when people need care longest.",
    source: "Federal school guide (EOP ASSIST forms): goals, objectives and courses of action for before, during and after.",
    failing: Example(&[(
        "annexes/annex-recovery.md",
        "+++\ntitle = \"Recovery annex\"\nsummary = \"How we heal.\"\ntype = \"functional\"\nfunction = \"recovery\"\n+++\n## Before\n\n### Goal\n\nHelp is agreed.\n\n### Objectives\n\n- Four adults are trained.\n\n### Courses of action\n\n1. @teacher: Train each August.\n\n## During\n\n### Goal\n\nNeeds are known.\n\n### Objectives\n\n- One list by noon.\n\n### Courses of action\n\n1. @teacher: Keep the list.\n\n## After\n\n### Goal\n\nCare lasts as long as people need it.\n",
    )]),
    passing: Example(&[(
        "annexes/annex-recovery.md",
        "+++\ntitle = \"Recovery annex\"\nsummary = \"How we heal.\"\ntype = \"functional\"\nfunction = \"recovery\"\n+++\n## Before\n\n### Goal\n\nHelp is agreed.\n\n### Objectives\n\n- Four adults are trained.\n\n### Courses of action\n\n1. @teacher: Train each August.\n\n## During\n\n### Goal\n\nNeeds are known.\n\n### Objectives\n\n- One list by noon.\n\n### Courses of action\n\n1. @teacher: Keep the list.\n\n## After\n\n### Goal\n\nCare lasts as long as people need it.\n\n### Objectives\n\n- Each student on the list has an adult and a date.\n\n### Courses of action\n\n1. @teacher: Call each family on day 3, 14 and 30.\n",
    )]),
    check: Check::Handbook(check),
};

/// What each phase has: its part, its name in a sentence, its heading.
const PARTS: [(Part, &str, &str); 3] = [
    (Part::Goal, "goal", "Goal"),
    (Part::Objectives, "objectives", "Objectives"),
    (Part::Actions, "courses of action", "Courses of action"),
];

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, _) in annexes(handbook) {
        let mut unsaid = Vec::new();
        for &phase in Phase::ALL {
            let sections = of_phase(document, phase);
            match sections.first() {
                // The outermost section of a phase stands first; those inside inherit it.
                Some(outer) => parts_of(document, phase, outer, &sections, findings),
                None => unsaid.push(phase),
            }
        }
        if !unsaid.is_empty() {
            let names: Vec<&str> = unsaid.iter().map(|phase| phase.name()).collect();
            let headings: Vec<String> = unsaid.iter().map(|phase| format!("`{}`", heading(document, *phase))).collect();
            let parts: Vec<String> = PARTS.iter().map(|part| format!("`{}`", subheading(document, part))).collect();
            findings.add(
                document.common.title.span,
                format!("\"{}\" does not say what happens {}", document.common.title.value, listed(&names, "and")),
                format!("add {}, each with {}", listed(&headings, "and"), listed(&parts, "and")),
            );
        }
    }
}

fn parts_of(document: &Document, phase: Phase, outer: &Section, sections: &[&Section], findings: &mut Findings<'_>) {
    let is = |section: &Section, part: Part| section.meaning.part == Some(part);
    let missing: Vec<_> = PARTS
        .iter()
        .filter(|(part, ..)| !sections.iter().any(|section| is(section, *part) && is_filled(section)))
        .collect();
    let names: Vec<String> = missing.iter().map(|(_, name, _)| format!("no {name}")).collect();
    let headings: Vec<String> = missing.iter().map(|part| format!("`{}`", subheading(document, part))).collect();
    // An empty section is its own place; a missing one goes below the phase's heading.
    let place = match missing.as_slice() {
        [] => return,
        [(part, ..)] => sections.iter().find(|section| is(section, *part)).map_or(outer.span, |section| section.span),
        _ => outer.span,
    };
    findings.add(
        place,
        format!("\"{}\" has {} for the time {}", document.common.title.value, listed(&names, "and"), phase.name()),
        format!("write them below `{}`, under {}", heading(document, phase), listed(&headings, "and")),
    );
}

/// The heading of a phase; where no words say it by themselves, with the attribute that does.
fn heading(document: &Document, phase: Phase) -> String {
    match (document.language.primary(), phase) {
        ("en", Phase::Before) => "## Before".to_owned(),
        ("en", Phase::During) => "## During".to_owned(),
        ("en", Phase::After) => "## After".to_owned(),
        _ => format!("## … {{phase={}}}", phase.name()),
    }
}

fn subheading(document: &Document, (part, _, title): &(Part, &str, &str)) -> String {
    match document.language.primary() {
        "en" => format!("### {title}"),
        _ => format!("### … {{part={}}}", part.name()),
    }
}

/// The sections of a phase, outermost first.
fn of_phase(document: &Document, phase: Phase) -> Vec<&Section> {
    let mut found = Vec::new();
    walk::sections(&document.body, &mut |section, _| {
        if section.meaning.phase == Some(phase) {
            found.push(section);
        }
    });
    found
}
