//! A place that is no longer promised to the school.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::places::Place;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("expired-agreement"),
    group: Group::People,
    severity: Severity::Error,
    what: "The agreement on an off-site place has not expired.",
    why: "Six hundred students before a locked hall, and nobody who knows who has the key.",
    source: "Federal school guide: written agreements with the owners of off-site places.",
    failing: Example(&[(
        "places.toml",
        "[[place]]\nid = \"church\"\ntitle = \"Church hall\"\nuse = \"other\"\noff_site = true\nagreement_expires = 2001-06-30\n",
    )]),
    passing: Example(&[(
        "places.toml",
        "[[place]]\nid = \"church\"\ntitle = \"Church hall\"\nuse = \"other\"\noff_site = true\nagreement_expires = 2099-06-30\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for place in &handbook.places {
        one(handbook, place, findings);
    }
    for own in handbook.schools.iter().flat_map(|school| &school.places) {
        // A date that the district gave is told there, once.
        if own.keys.has("agreement_expires") {
            one(handbook, own, findings);
        }
    }
}

fn one(handbook: &Handbook, place: &Place, findings: &mut Findings<'_>) {
    let Some(expires) = &place.agreement_expires else { return };
    if expires.value < handbook.today {
        findings.add(
            expires.span,
            format!("The agreement on \"{}\" ended on {}", place.title, expires.value),
            "renew it in writing and correct the date, or name another place",
        );
    }
}
