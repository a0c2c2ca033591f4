//! A policy's own keys: who adopted it, when, for whom, under which law.

use jiff::civil::Date;

use super::prose::Prose;
use super::reading::Reading;
use crate::fields::{Fields, Placed};

/// What the board has decided.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The day it was adopted.
    pub adopted: Option<Placed<Date>>,
    /// By whom.
    pub adopted_by: Option<Prose>,
    /// For whom it holds.
    pub applies_to: Option<Prose>,
    /// The law it rests on.
    pub law: Vec<Prose>,
}

impl Policy {
    /// Reads a policy's keys.
    pub(crate) fn read(reading: Reading<'_>, fields: &mut Fields<'_>) -> Policy {
        Policy {
            adopted: fields.placed("adopted"),
            adopted_by: reading.optional(fields, "adopted_by"),
            applies_to: reading.optional(fields, "applies_to"),
            law: reading.list(fields, "law"),
        }
    }
}
