//! The registers as they are printed.

mod contacts;
mod drills;
mod glossary;
mod hazards;
mod places;
mod roles;

pub(super) use contacts::Contacts;
pub(super) use drills::Drills;
pub(super) use glossary::Glossary;
pub(super) use hazards::Hazards;
pub(super) use places::Places;
pub(super) use roles::Roles;
