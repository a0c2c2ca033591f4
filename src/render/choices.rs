//! What a device can be told once: the roles and schools of an edition as a script of data, asked for when somebody chooses.

use serde::Serialize;

use super::assets::fingerprinted;
use super::book::Book;
use crate::fields::Named as _;
use crate::handbook::roles::RoleGroup;
use crate::plan::Subject;

/// The role that stands for every adult: its steps are everybody's, and nobody chooses it.
pub(super) const EVERYONE: &str = "everyone";

/// A published script of data.
pub(super) struct Choices {
    /// Its path, from the top.
    pub(super) path: String,
    /// Its text.
    pub(super) script: String,
}

/// What the script gives.
#[derive(Serialize)]
struct Given<'s> {
    groups: Vec<Group<'s>>,
    schools: Vec<School<'s>>,
}

/// Roles that belong together.
#[derive(Serialize)]
struct Group<'s> {
    title: &'s str,
    roles: Vec<Role<'s>>,
}

/// A role, its address from the edition's folder.
#[derive(Serialize)]
struct Role<'s> {
    id: &'s str,
    title: &'s str,
    href: &'s str,
}

/// A school, the address of its home page from the top.
#[derive(Serialize)]
struct School<'s> {
    id: &'s str,
    title: &'s str,
    href: String,
}

/// The groups in the order in which most people find themselves.
const GROUPS: [RoleGroup; 5] =
    [RoleGroup::School, RoleGroup::Command, RoleGroup::GeneralStaff, RoleGroup::Teams, RoleGroup::District];

impl Choices {
    /// What the readers of an edition can choose from. Editions that offer the same share one script.
    pub(super) fn of(book: &Book<'_>) -> Choices {
        let edition = book.edition;
        let roles = |group: RoleGroup| {
            let all = edition.roles.iter().enumerate();
            let ours = all.filter(move |(_, role)| role.group == group && role.id.as_str() != EVERYONE);
            ours.map(|(at, role)| Role { id: role.id.as_str(), title: &role.title, href: book.role_address(at) })
        };
        let groups = GROUPS
            .into_iter()
            .map(|group| Group { title: book.words.get("role-group", group.name()), roles: roles(group).collect() });
        let schools = edition.schools.iter().filter_map(|school| {
            let other = book.edition_of(Some(school.id.as_str()))?;
            let href = book.plan.path(other, Subject::Home)?.encoded().into_owned();
            Some(School { id: school.id.as_str(), title: &school.short, href })
        });
        let given =
            Given { groups: groups.filter(|group| !group.roles.is_empty()).collect(), schools: schools.collect() };
        let data = serde_json::to_string(&given).expect("text always has a JSON form");
        let script = format!("gobag.give(\"choices\",{data});\n");
        Choices { path: fingerprinted("choices.js", script.as_bytes()), script }
    }
}
