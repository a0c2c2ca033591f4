//! A link without words.

use crate::diagnostic::{RuleName, Severity};
use crate::document::walk::Pointer;
use crate::document::{plain, whole};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("empty-link"),
    group: Group::Access,
    severity: Severity::Error,
    what: "Every link has words.",
    why: "Nobody can tap what is not there, and a screen reader says \"link\" and nothing else.",
    source: "WCAG 2.2, 2.4.4 and 4.1.2.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nRead [](https://example.org/) first.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nRead [the county's page on storms](https://example.org/) first.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        whole::pointers(document, &mut |pointer| match pointer {
            Pointer::Link(link) if plain(&link.label).trim().is_empty() => findings.add(
                link.span,
                "This link has no words",
                "write between the square brackets what people find there: `[the county's page on storms](…)`",
            ),
            Pointer::Reference(reference)
                if reference.label.as_ref().is_some_and(|label| plain(label).trim().is_empty()) =>
            {
                findings.add(
                    reference.span,
                    "This reference has no words after the `|`",
                    "write your own words there, or leave the `|` out to show the name",
                );
            }
            Pointer::Link(_) | Pointer::Reference(_) | Pointer::Image(_) | Pointer::Step(_) => {}
        });
    }
}
