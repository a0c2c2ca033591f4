//! A place that everyone goes to, without a word on whether everyone can get there.

use crate::diagnostic::{RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::places::{Place, Use};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unknown-accessibility"),
    group: Group::People,
    severity: Severity::Error,
    what: "Places where people gather, take shelter or meet their families say whether everyone can get there.",
    why: "Two students with disabilities were once left inside while everyone else was led out. A field behind six steps is known before the alarm, or found out during it.",
    source: "Federal school guide, access and functional needs; Americans with Disabilities Act, title II; New Rochelle, 2013.",
    failing: Example(&[(
        "places.toml",
        "[[place]]\nid = \"assembly\"\ntitle = \"Soccer field\"\nuse = \"assembly\"\n",
    )]),
    passing: Example(&[(
        "places.toml",
        "[[place]]\nid = \"assembly\"\ntitle = \"Soccer field\"\nuse = \"assembly\"\naccessible = true\naccess_note = \"Paved path from the gym door.\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for place in handbook.places.iter().filter(|place| gathers(place)) {
        // Schools often name every place themselves; then the district's entry is only a heading.
        let everywhere = !handbook.schools.is_empty()
            && handbook.schools.iter().all(|school| {
                school.places.iter().any(|own| own.id.value == place.id.value && own.accessible.is_some())
            });
        if place.accessible.is_none() && !place.keys.has("accessible") && !everywhere {
            tell(place, findings);
        }
    }
    for own in handbook.schools.iter().flat_map(|school| &school.places).filter(|place| gathers(place)) {
        // What the district said of its place says nothing of another one under the same name.
        let another = own.keys.has("title") || own.keys.has("address");
        if (own.accessible.is_none() || another) && !own.keys.has("accessible") {
            tell(own, findings);
        }
    }
}

fn gathers(place: &Place) -> bool {
    match place.use_ {
        Use::Assembly | Use::Shelter | Use::Reunification => true,
        Use::Command | Use::Staging | Use::Medical | Use::Media | Use::Transport | Use::Quiet | Use::Other => false,
    }
}

fn tell(place: &Place, findings: &mut Findings<'_>) {
    findings.add(
        place.span,
        format!("Nothing says whether everyone can get to \"{}\" and stay there", place.title),
        "go there with a person who uses a wheelchair, then add `accessible = true`, or `accessible = false` with an `access_note`",
    );
}
