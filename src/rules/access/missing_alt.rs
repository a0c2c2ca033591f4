//! A picture without words.

use crate::diagnostic::{RuleName, Severity};
use crate::document::walk::{self, Pointer};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-alt"),
    group: Group::Access,
    severity: Severity::Error,
    what: "Every picture says in words what it shows.",
    why: "A person who cannot see it, a phone without a network, and the search all have only these words.",
    source: "WCAG 2.2, 1.1.1; PDF/UA-1, 7.3.",
    failing: Example(&[
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\n![](../media/field.svg)\n"),
        ("media/field.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]),
    passing: Example(&[
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\n![The soccer field, with its south gate](../media/field.svg)\n",
        ),
        ("media/field.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        let mut each = |pointer: Pointer<'_>| {
            if let Pointer::Image(image) = pointer
                && image.alt.is_empty()
            {
                findings.add(
                    image.span,
                    "This picture has no words for those who cannot see it",
                    "write what it shows between the square brackets: `![The soccer field, with its south gate](…)`",
                );
            }
        };
        walk::pointers(&document.body.opening, &mut each);
        walk::sections(&document.body, &mut |section, _| walk::pointers(&section.blocks, &mut each));
    }
    let theme = &handbook.config.theme;
    if let (Some(logo), None) = (&theme.logo, &theme.logo_alt) {
        findings.add(
            logo.span,
            "The logo has no words for those who cannot see it",
            "add `logo_alt = \"…\"` with what it shows",
        );
    }
}
