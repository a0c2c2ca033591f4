//! A role that nobody fills when its holder is away.

use std::collections::BTreeSet;

use crate::diagnostic::{RuleName, Severity};
use crate::fields::Placed;
use crate::handbook::Handbook;
use crate::handbook::roles::Role;
use crate::handbook::school::{Holders, School};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-alternate-role"),
    group: Group::People,
    severity: Severity::Error,
    what: "Each role has an alternate who is somebody else, and the incident commander has two.",
    why: "On the day it happens the principal is at a conference, and the assistant is the one who is hurt. A plan that needs one person to be there needs luck.",
    source: "Federal school guide: lines of succession, three deep for command.",
    failing: Example(&[(
        "roles.toml",
        "[[role]]\nid = \"nurse\"\ntitle = \"School nurse\"\nprimary = \"School nurse\"\n",
    )]),
    passing: Example(&[(
        "roles.toml",
        "[[role]]\nid = \"nurse\"\ntitle = \"School nurse\"\nprimary = \"School nurse\"\nalternates = [\"Nurse at the nearest school\"]\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for role in &handbook.roles {
        if handbook.schools.is_empty() {
            one(role, None, findings);
        }
        for school in &handbook.schools {
            let holders = school.people.iter().find(|(id, _)| id.value == role.id.as_str()).map(|(_, holders)| holders);
            one(role, holders.map(|holders| (school, holders)), findings);
        }
    }
}

/// A role as it is held: by the people of a school, where it names some, else by the district's.
fn one(role: &Role, own: Option<(&School, &Holders)>, findings: &mut Findings<'_>) {
    let local = own.filter(|(_, holders)| holders.keys.has("alternates"));
    let (alternates, keys) = match local {
        Some((_, holders)) => (&holders.alternates, &holders.keys),
        None => (&role.alternates, &role.keys),
    };
    if alternates.is_empty() && keys.has("alternates") {
        // They are there and cannot be read, which has been told.
        return;
    }
    let primary = own.and_then(|(_, holders)| holders.primary.as_ref()).or(role.primary.as_ref());
    let count = others(primary, alternates);
    let needed = if is_commander(role) { 2 } else { 1 };
    if count >= needed {
        return;
    }
    let place = keys.place("alternates").unwrap_or(role.span);
    let at = local.map(|(school, _)| format!(" at {}", school.short)).unwrap_or_default();
    let message = match (alternates.is_empty(), needed) {
        (true, _) => format!("Nobody steps in for the role \"{}\"{at} when its holder is away", role.title),
        (false, 1) => format!("The alternate of \"{}\"{at} is its own holder", role.title),
        (false, _) => format!("\"{}\"{at} has {count} alternate; command needs two", role.title),
    };
    let help = if needed == 2 {
        "add positions that are in the building on other days: `alternates = [\"Assistant principal\", \"Counselor\"]`"
    } else {
        "add a position that steps in: `alternates = [\"Assistant principal\"]`"
    };
    findings.add(place, message, help);
}

/// How many different people step in.
fn others(primary: Option<&Placed<String>>, alternates: &[Placed<String>]) -> usize {
    let own = primary.map(|primary| primary.to_lowercase());
    let names: BTreeSet<String> = alternates.iter().map(|name| name.to_lowercase()).collect();
    names.iter().filter(|name| own.as_ref() != Some(*name)).count()
}

fn is_commander(role: &Role) -> bool {
    matches!(role.id.as_str(), "commander" | "incident-commander") || role.title.to_lowercase() == "incident commander"
}
