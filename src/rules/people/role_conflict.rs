//! One person with two jobs in the same minute.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::fields::Placed;
use crate::handbook::Handbook;
use crate::handbook::roles::{Role, RoleGroup};
use crate::handbook::school::School;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("role-conflict"),
    group: Group::People,
    severity: Severity::Warning,
    what: "Nobody holds two roles of the incident that act at once.",
    why: "A person can lead, or meet the families, but not both in the same ten minutes. The second job is then done by nobody, and nobody knows.",
    source: "Incident command: one person, one function, until it is handed over.",
    failing: Example(&[(
        "roles.toml",
        "[[role]]\nid = \"commander\"\ntitle = \"Incident commander\"\ngroup = \"command\"\nprimary = \"Principal\"\nalternates = [\"Dean\", \"Counselor\"]\n\n[[role]]\nid = \"student-release\"\ntitle = \"Student release\"\ngroup = \"teams\"\nprimary = \"Principal\"\nalternates = [\"Registrar\"]\n",
    )]),
    passing: Example(&[(
        "roles.toml",
        "[[role]]\nid = \"commander\"\ntitle = \"Incident commander\"\ngroup = \"command\"\nprimary = \"Principal\"\nalternates = [\"Dean\", \"Counselor\"]\n\n[[role]]\nid = \"student-release\"\ntitle = \"Student release\"\ngroup = \"teams\"\nprimary = \"Registrar\"\nalternates = [\"Attendance clerk\"]\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    if handbook.schools.is_empty() {
        one(handbook, None, findings);
    }
    handbook.schools.iter().for_each(|school| one(handbook, Some(school), findings));
}

fn one(handbook: &Handbook, school: Option<&School>, findings: &mut Findings<'_>) {
    let held: Vec<(&Role, &Placed<String>)> = handbook
        .roles
        .iter()
        .filter(|role| acts_at_once(role))
        .filter_map(|role| Some((role, holder(role, school)?)))
        .collect();
    for (at, (role, holder)) in held.iter().enumerate() {
        let Some((other, first)) = held[..at].iter().find(|(_, first)| is_same(first, holder)) else { continue };
        let diagnostic = Diagnostic::warning(
            findings.name(),
            holder.span,
            format!("\"{}\" holds two roles that act at once: {} and {}", holder.value, other.title, role.title),
        );
        findings.push(
            diagnostic
                .related(first.span, "the other role")
                .help("name another position for one of them; a small school can give two roles to one person that follow each other"),
        );
    }
}

/// Roles of an incident all act in its first minutes. The roles of the school day are what their holders do anyway.
fn acts_at_once(role: &Role) -> bool {
    match role.group {
        RoleGroup::Command | RoleGroup::GeneralStaff | RoleGroup::Teams => true,
        RoleGroup::School | RoleGroup::District => false,
    }
}

fn holder<'h>(role: &'h Role, school: Option<&'h School>) -> Option<&'h Placed<String>> {
    let people = school.into_iter().flat_map(|school| &school.people);
    let own = people.filter(|(id, _)| id.value == role.id.as_str()).find_map(|(_, holders)| holders.primary.as_ref());
    own.or(role.primary.as_ref())
}

fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.trim().to_lowercase().trim_start_matches("the ").to_owned();
    plain(one) == plain(other)
}
