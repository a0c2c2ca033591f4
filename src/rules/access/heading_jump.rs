//! A heading that leaves a level out.

use crate::diagnostic::{RuleName, Severity};
use crate::document::walk;
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("heading-jump"),
    group: Group::Access,
    severity: Severity::Error,
    what: "Headings go down one level at a time, and the first is `##`.",
    why: "People who listen to a page move by its headings. A level that is left out sounds like a part that they missed.",
    source: "WCAG 2.2, 1.3.1 and 2.4.6; PDF/UA-1, 7.4.2.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\n## One\n\n#### Three\n\nWords.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\n## One\n\n### Two\n\nWords.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        walk::sections(&document.body, &mut |section, above| {
            let around = above.last().map_or(1, |parent| parent.level);
            let marks = "#".repeat(usize::from(around) + 1);
            if section.level == 1 {
                findings.add(
                    section.span,
                    "A heading of the first level: that is the title, which stands in the front matter",
                    "write `##`, and the headings below it one level deeper",
                );
            } else if section.level > around + 1 {
                let message =
                    format!("This heading is level {}, but the one above it is level {around}", section.level);
                findings.add(section.span, message, format!("write `{marks}`"));
            }
        });
    }
}
