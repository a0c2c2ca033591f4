//! A page's own keys: the group it belongs to.

use crate::fields::{Fields, names};

/// Anything that is no other kind.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it is listed.
    pub group: Group,
    /// Whether its text stands on the home page.
    pub home: bool,
}

names! {
    /// Where a page is listed.
    pub enum Group {
        /// The basic plan.
        BasicPlan = "basic-plan",
        /// For families.
        Families = "families",
        /// The rest.
        General = "general",
    }
}

impl Page {
    /// Reads a page's keys.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Page {
        Page {
            group: fields.optional("group").unwrap_or(Group::General),
            home: fields.optional("home").unwrap_or(false),
        }
    }
}
