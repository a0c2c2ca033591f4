//! `approvals.toml`: who signed, what changed, and who holds a copy.

use jiff::civil::Date;

use crate::document::{Prose, Reading};
use crate::fields::{Fields, Id, Placed};
use crate::source::Span;

/// The plan's control pages.
#[derive(Clone, Debug, Default)]
pub struct Approvals {
    /// Who signed.
    pub approvals: Vec<Approval>,
    /// What changed.
    pub changes: Vec<Change>,
    /// Who holds a copy.
    pub distribution: Vec<Holder>,
}

/// A signature.
#[derive(Clone, Debug)]
pub struct Approval {
    /// The body that approved.
    pub body: String,
    /// The signer's office.
    pub role: Option<String>,
    /// The signer's name.
    pub name: Option<String>,
    /// The day.
    pub signed: Option<Placed<Date>>,
    /// The release it approves.
    pub release: Option<Placed<String>>,
    /// The release it replaces.
    pub supersedes: Option<Placed<String>>,
    /// Where it stands.
    pub span: Span,
}

/// A row of the record of changes.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its number.
    pub number: Placed<u32>,
    /// The day.
    pub date: Option<Placed<Date>>,
    /// Who made it.
    pub by: Option<String>,
    /// What it was.
    pub summary: Prose,
    /// The documents it touched.
    pub documents: Vec<Placed<Id>>,
    /// Where it stands.
    pub span: Span,
}

/// A row of the record of distribution.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Who.
    pub name: String,
    /// Of which agency.
    pub agency: Option<String>,
    /// When.
    pub date: Option<Placed<Date>>,
    /// How many copies.
    pub copies: Option<u32>,
    /// Of which release.
    pub release: Option<Placed<String>>,
    /// Where it stands.
    pub span: Span,
}

/// Reads the register.
pub(super) fn read(reading: Reading<'_>, fields: &mut Fields<'_>) -> Approvals {
    Approvals {
        approvals: fields.tables("approval").into_iter().map(approval).collect(),
        changes: fields.tables("change").into_iter().map(|table| change(reading, table)).collect(),
        distribution: fields.tables("distribution").into_iter().map(holder).collect(),
    }
}

fn approval(mut table: Fields<'_>) -> Approval {
    let approval = Approval {
        body: table.required::<String>("body", "\"Board of education\"").value,
        role: table.optional("role"),
        name: table.optional("name"),
        signed: table.placed("signed"),
        release: table.placed("release"),
        supersedes: table.placed("supersedes"),
        span: table.first_line(),
    };
    table.finish();
    approval
}

fn change(reading: Reading<'_>, mut table: Fields<'_>) -> Change {
    let change = Change {
        number: table.required("number", "1"),
        date: table.placed("date"),
        by: table.optional("by"),
        summary: reading.required(&mut table, "summary", "\"What changed, and why.\""),
        documents: table.list("documents"),
        span: table.first_line(),
    };
    table.finish();
    change
}

fn holder(mut table: Fields<'_>) -> Holder {
    let holder = Holder {
        name: table.required::<String>("name", "\"Emergency manager\"").value,
        agency: table.optional("agency"),
        date: table.placed("date"),
        copies: table.optional("copies"),
        release: table.placed("release"),
        span: table.first_line(),
    };
    table.finish();
    holder
}
