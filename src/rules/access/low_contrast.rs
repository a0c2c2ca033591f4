//! A colour that words cannot be read in.

use crate::diagnostic::{RuleName, Severity};
use crate::fields::{Colour, Placed};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("low-contrast"),
    group: Group::Access,
    severity: Severity::Error,
    what: "Words in the handbook's colours can be read on white, and white words on them.",
    why: "One reader in twelve men, everyone over fifty, and everyone outdoors in the sun.",
    source: "WCAG 2.2, 1.4.3: at least 4.5 to 1.",
    failing: Example(&[(
        "handbook.toml",
        "title = \"Handbook\"\npublisher = \"School\"\n\n[theme]\ncolour = \"#7fd1e8\"\n",
    )]),
    passing: Example(&[(
        "handbook.toml",
        "title = \"Handbook\"\npublisher = \"School\"\n\n[theme]\ncolour = \"#0b4f6c\"\n",
    )]),
    check: Check::Handbook(check),
};

/// The least contrast of words of ordinary size (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let theme = &handbook.config.theme;
    let schools = handbook.schools.iter().filter_map(|school| school.colour.as_ref());
    let actions = theme.action_colours.iter().map(|(_, colour)| colour);
    theme.colour.iter().chain(schools).chain(actions).for_each(|colour| one(colour, findings));
}

fn one(colour: &Placed<Colour>, findings: &mut Findings<'_>) {
    let contrast = colour.value.contrast(Colour::WHITE);
    if contrast < LEAST {
        let near = colour.value.darkened_until(Colour::WHITE, LEAST).expect("black on white has 21 to 1");
        let message =
            format!("Words in {} on white have a contrast of {contrast:.1} to 1; {LEAST} is the least", colour.value);
        findings.add(colour.span, message, format!("the nearest shade that can be read is \"{near}\""));
    }
}
