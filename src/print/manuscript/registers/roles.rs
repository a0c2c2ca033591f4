//! Roles as they are printed: all of them, or those that a binder is for.

use serde::Serialize;

use super::super::Wanted;
use super::super::scribe::{Scribe, labelled};
use super::super::text::Run;
use crate::fields::Named as _;

/// Every role, or those that a binder is for.
#[derive(Debug, Serialize)]
pub(in crate::print::manuscript) struct Roles {
    roles: Vec<Role>,
}

#[derive(Debug, Serialize)]
struct Role {
    label: String,
    title: String,
    group: &'static str,
    group_word: String,
    reports_to: Option<String>,
    primary: Option<String>,
    alternates: Vec<String>,
    summary: Option<Vec<Run>>,
    phone: Option<String>,
    contact: Option<String>,
    before: Vec<Vec<Run>>,
    first_five: Vec<Vec<Run>>,
    during: Vec<Vec<Run>>,
    after: Vec<Vec<Run>>,
    hand_over: Vec<Vec<Run>>,
    /// The language of what nobody has translated, and what that is.
    lang: Option<String>,
    rtl: bool,
    untold: Vec<&'static str>,
}

impl Roles {
    pub(in crate::print::manuscript) fn of(scribe: &mut Scribe<'_>, wanted: &Wanted<'_>) -> Roles {
        let (edition, words) = (scribe.edition, scribe.words);
        let only = &wanted.binder.roles;
        let mut roles: Vec<_> = edition
            .roles
            .iter()
            .filter(|role| only.is_empty() || only.iter().any(|id| id.value == role.id.value))
            .collect();
        roles.sort_by_key(|role| role.group);
        let roles = roles.into_iter().map(|role| {
            let contact = role.contact.as_ref().and_then(|id| edition.contact(id.as_str()));
            let foreign = edition.foreign.as_ref();
            let untold = foreign.and_then(|foreign| foreign.roles.get(&role.id.value).copied()).unwrap_or_default();
            let parts = [
                ("summary", untold.name),
                ("primary", untold.primary),
                ("alternates", untold.alternates),
                ("before", untold.before),
                ("first_five", untold.first_five),
                ("during", untold.during),
                ("after", untold.after),
                ("hand_over", untold.hand_over),
            ];
            let above = role.reports_to.as_ref().and_then(|id| edition.role(id.as_str()));
            Role {
                label: labelled("role", role.id.as_str()),
                title: role.title.clone(),
                group: role.group.name(),
                group_word: words.of("role-group", role.group).to_owned(),
                reports_to: above.map(|role| role.title.clone()),
                primary: role.primary.as_ref().map(|primary| primary.value.clone()),
                alternates: role.alternates.iter().map(|alternate| alternate.value.clone()).collect(),
                summary: scribe.maybe(role.summary.as_ref()),
                phone: contact.and_then(|contact| contact.phone.as_ref()).map(|phone| phone.value.to_string()),
                contact: contact.map(|contact| contact.label.clone()),
                before: scribe.phrases(&role.before),
                first_five: scribe.phrases(&role.first_five),
                during: scribe.phrases(&role.during),
                after: scribe.phrases(&role.after),
                hand_over: scribe.phrases(&role.hand_over),
                lang: foreign.map(|foreign| foreign.language.as_str().to_owned()),
                rtl: foreign.is_some_and(|foreign| foreign.language.is_right_to_left()),
                untold: parts.into_iter().filter(|(_, is_untold)| *is_untold).map(|(part, _)| part).collect(),
            }
        });
        Roles { roles: roles.collect() }
    }
}
