//! What a state's law demands of drills in a school year.
//!
//! Numbers from the states' own texts as of 2026 (DOMAIN: MI, NY, IL, WA). A handbook adds its own requirements in
//! `drills.toml`; a state that is not here is written there in full.

use super::drills::{DrillKind, Requirement};
use crate::config::Jurisdiction;

/// The requirements of a jurisdiction.
pub(super) fn requirements(jurisdiction: Jurisdiction) -> Vec<Requirement> {
    let need = |kind, count, basis: &str| Requirement { kind, count, by: None, basis: Some(basis.to_owned()) };
    match jurisdiction {
        Jurisdiction::Illinois => vec![
            need(DrillKind::Evacuation, 3, "Illinois School Safety Drill Act"),
            need(DrillKind::Bus, 1, "Illinois School Safety Drill Act"),
            need(DrillKind::Tornado, 1, "Illinois School Safety Drill Act"),
            need(DrillKind::Lockdown, 1, "Illinois School Safety Drill Act"),
        ],
        Jurisdiction::Michigan => vec![
            need(DrillKind::Fire, 5, "Michigan Fire Prevention Code"),
            need(DrillKind::Tornado, 2, "Michigan Fire Prevention Code"),
            need(DrillKind::Lockdown, 3, "Michigan Fire Prevention Code"),
        ],
        Jurisdiction::NewYork => vec![
            need(DrillKind::Evacuation, 8, "New York Education Law"),
            need(DrillKind::Lockdown, 4, "New York Education Law"),
        ],
        Jurisdiction::Washington => {
            vec![need(DrillKind::Other, 9, "Washington: one drill each month that school is in session")]
        }
    }
}
