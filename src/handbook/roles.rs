//! `roles.toml`: who does what when something happens.

use crate::document::{Prose, Reading};
use crate::fields::{Fields, Id, Keys, Placed, names};
use crate::source::Span;

/// A role of the plan or of the school day.
#[derive(Clone, Debug)]
pub struct Role {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Its title.
    pub title: String,
    /// Where it belongs.
    pub group: RoleGroup,
    /// The role above it.
    pub reports_to: Option<Placed<Id>>,
    /// Who holds it: a position.
    pub primary: Option<Placed<String>>,
    /// Who steps in, in order.
    pub alternates: Vec<Placed<String>>,
    /// What it is for.
    pub summary: Option<Prose>,
    /// How to reach it.
    pub contact: Option<Placed<Id>>,
    /// Who may know of it.
    pub audience: Option<Placed<Id>>,
    /// Tasks before.
    pub before: Vec<Prose>,
    /// Tasks of the first five minutes.
    pub first_five: Vec<Prose>,
    /// Tasks during.
    pub during: Vec<Prose>,
    /// Tasks after.
    pub after: Vec<Prose>,
    /// What to hand over.
    pub hand_over: Vec<Prose>,
    /// Which keys are there, readable or not.
    pub keys: Keys,
    /// Where it stands.
    pub span: Span,
}

names! {
    /// Where a role belongs.
    pub enum RoleGroup {
        /// Incident command.
        Command = "command",
        /// The chiefs of incident command.
        GeneralStaff = "general-staff",
        /// Teams in an incident.
        Teams = "teams",
        /// The school day.
        School = "school",
        /// The district.
        District = "district",
    }
}

/// Reads one role.
pub(super) fn read(reading: Reading<'_>, mut table: Fields<'_>) -> Role {
    let role = Role {
        id: table.required("id", "\"nurse\""),
        title: table.required::<String>("title", "\"School nurse\"").value,
        group: table.optional("group").unwrap_or(RoleGroup::School),
        reports_to: table.placed("reports_to"),
        primary: table.placed("primary"),
        alternates: table.list("alternates"),
        summary: reading.optional(&mut table, "summary"),
        contact: table.placed("contact"),
        audience: table.placed("audience"),
        before: reading.list(&mut table, "before"),
        first_five: reading.list(&mut table, "first_five"),
        during: reading.list(&mut table, "during"),
        after: reading.list(&mut table, "after"),
        hand_over: reading.list(&mut table, "hand_over"),
        keys: table.keys(),
        span: table.first_line(),
    };
    table.finish();
    role
}
