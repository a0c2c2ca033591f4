//! An annex's own keys: which function or hazard, and what it relies on.

use crate::diagnostic::{Diagnostic, found};
use crate::fields::{Fields, Id, Placed, names};

/// A function of the plan, or a hazard.
#[derive(Clone, Debug)]
pub struct Annex {
    /// Function or hazard.
    pub kind: AnnexType,
    /// Which function, for functional annexes.
    pub function: Option<Placed<Function>>,
    /// Entries of the risk register, for hazard annexes.
    pub hazards: Vec<Placed<Id>>,
    /// Procedures and functional annexes that it relies on.
    pub uses: Vec<Placed<Id>>,
}

names! {
    /// The two kinds of annex.
    pub enum AnnexType {
        /// What must work whatever happens.
        Functional = "functional",
        /// What one danger asks for.
        Hazard = "hazard",
    }
}

names! {
    /// The functions of the federal school guide.
    pub enum Function {
        /// F1.
        Evacuation = "evacuation",
        /// F2.
        Lockdown = "lockdown",
        /// F3.
        ShelterInPlace = "shelter-in-place",
        /// F4.
        Accounting = "accounting",
        /// F5.
        Communications = "communications",
        /// F6.
        Reunification = "reunification",
        /// F7.
        Continuity = "continuity",
        /// F8.
        Recovery = "recovery",
        /// F9.
        Health = "health",
        /// F10.
        Security = "security",
    }
}

impl Annex {
    /// Reads an annex's keys.
    pub(crate) fn read(fields: &mut Fields<'_>, partial: bool) -> Annex {
        let kind = fields.optional::<AnnexType>("type");
        if kind.is_none() && !partial && fields.key_span("type").is_none() {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, fields.first_line(), "`type` is missing")
                    .help("add `type = \"functional\"` or `type = \"hazard\"`"),
            );
        }
        let function = fields.placed::<Function>("function");
        if kind == Some(AnnexType::Functional) && function.is_none() && fields.key_span("function").is_none() {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, fields.first_line(), "`function` is missing")
                    .help("a functional annex names its function: `function = \"recovery\"`"),
            );
        }
        Annex {
            kind: kind.unwrap_or(AnnexType::Functional),
            function,
            hazards: fields.list("hazards"),
            uses: fields.list("uses"),
        }
    }
}
