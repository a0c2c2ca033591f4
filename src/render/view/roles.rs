//! All roles, by where they belong.

use serde::Serialize;

use crate::fields::Named as _;
use crate::handbook::roles::RoleGroup;
use crate::render::fragment::Html;
use crate::render::html::Writer;

/// Roles that belong together.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Group {
    id: String,
    title: String,
    roles: Vec<Listed>,
}

/// A role among others.
#[derive(Debug, Serialize)]
struct Listed {
    title: String,
    href: Option<String>,
    summary: Option<Html>,
    primary: Option<String>,
    /// The holder's language, where it is another than the page's.
    lang: Option<String>,
}

pub(super) fn of(writer: &mut Writer<'_>) -> Vec<Group> {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let groups = RoleGroup::ALL.iter().map(|&group| {
        let roles = edition.roles.iter().filter(|role| role.group == group).map(|role| Listed {
            title: role.title.clone(),
            href: writer.role_link(role.id.as_str()),
            summary: role.summary.as_ref().map(|summary| writer.gist(summary)),
            primary: role.primary.as_ref().map(|primary| primary.value.clone()),
            lang: edition
                .foreign
                .as_ref()
                .filter(|foreign| foreign.roles.get(&role.id.value).is_some_and(|untold| untold.primary))
                .map(|foreign| foreign.language.as_str().to_owned()),
        });
        let roles = roles.collect();
        Group { id: format!("group_{}", group.name()), title: words.of("role-group", group).to_owned(), roles }
    });
    groups.filter(|group| !group.roles.is_empty()).collect()
}
