//! The registers into what a reader may see of them, with the reader's school laid over the district.

use std::sync::Arc;

use super::Reader;
use crate::document::{Document, Prose};
use crate::fields::Id;
use crate::handbook::Handbook;
use crate::handbook::approvals::Approvals;
use crate::handbook::contacts::Contact;
use crate::handbook::drills::{DrillPlan, DrillRecord};
use crate::handbook::hazards::{Category, Hazard};
use crate::handbook::places::Place;
use crate::handbook::requirement::Requirement;
use crate::handbook::roles::Role;
use crate::handbook::school::School;
use crate::handbook::tally::tallies;

/// What may be said of a hazard to those who may not read the register.
#[derive(Clone, Debug)]
pub struct HazardSummary {
    /// What it is called by.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub category: Category,
    /// The words that its author gave for this.
    pub summary: Prose,
}

/// The drills of the year, school by school.
#[derive(Clone, Debug, Default)]
pub struct DrillBook {
    /// The first and the last day of the school year, where known.
    pub year: Option<(jiff::civil::Date, jiff::civil::Date)>,
    /// Each school's drills.
    pub schools: Vec<SchoolDrills>,
}

/// A school's drills.
#[derive(Clone, Debug)]
pub struct SchoolDrills {
    /// The school; none where a handbook has no schools.
    pub school: Option<Id>,
    /// How the school stands against each requirement.
    pub standing: Vec<Standing>,
    /// What is planned, by day; empty for the public, so that nobody can prepare for a drill or against it.
    pub plans: Vec<DrillPlan>,
    /// What was done, by day; for the public what has been posted, without its problems.
    pub records: Vec<DrillRecord>,
}

/// A requirement, and how many of it were done.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What is demanded.
    pub requirement: Requirement,
    /// How many were done this school year.
    pub done: usize,
    /// How many more are planned.
    pub planned: usize,
}

/// The roles, with the people of the school.
pub(super) fn roles(handbook: &Handbook, reader: &Reader, school: Option<&School>) -> Vec<Role> {
    let visible = handbook.roles.iter().filter(|role| handbook.role_rank(role) <= reader.audience);
    visible
        .map(|role| {
            let mut role = role.clone();
            let mut people = school.into_iter().flat_map(|school| &school.people);
            if let Some((_, holders)) = people.find(|(id, _)| id.value == role.id.as_str()) {
                if holders.primary.is_some() {
                    role.primary.clone_from(&holders.primary);
                }
                if !holders.alternates.is_empty() {
                    role.alternates.clone_from(&holders.alternates);
                }
            }
            // A contact that the reader may not know of is no part of the role either.
            let contact = role.contact.as_ref().and_then(|id| handbook.contact(id.as_str(), school));
            if contact.is_none_or(|contact| handbook.contact_rank(contact) > reader.audience) {
                role.contact = None;
            }
            role
        })
        .collect()
}

/// The contacts: the school's own in the district's order, then those that only the school has.
pub(super) fn contacts(handbook: &Handbook, reader: &Reader, school: Option<&School>) -> Vec<Contact> {
    let own = school.map(|school| school.contacts.as_slice()).unwrap_or_default();
    let district = &handbook.contacts;
    let local = own.iter().filter(|own| !district.iter().any(|contact| contact.id.value == own.id.value));
    let laid_over =
        district.iter().map(|contact| own.iter().find(|own| own.id.value == contact.id.value).unwrap_or(contact));
    laid_over.chain(local).filter(|contact| handbook.contact_rank(contact) <= reader.audience).cloned().collect()
}

/// The places, in the same order.
pub(super) fn places(handbook: &Handbook, reader: &Reader, school: Option<&School>) -> Vec<Place> {
    let own = school.map(|school| school.places.as_slice()).unwrap_or_default();
    let district = &handbook.places;
    let local = own.iter().filter(|own| !district.iter().any(|place| place.id.value == own.id.value));
    let laid_over = district.iter().map(|place| own.iter().find(|own| own.id.value == place.id.value).unwrap_or(place));
    let seen = |id: &str| {
        let place = handbook.place(id, school);
        place.is_some_and(|place| handbook.place_rank(place) <= reader.audience)
    };
    laid_over
        .chain(local)
        .filter(|place| handbook.place_rank(place) <= reader.audience)
        .map(|place| {
            let mut place = place.clone();
            place.alternate = place.alternate.filter(|alternate| seen(alternate.as_str()));
            place
        })
        .collect()
}

/// The risk register.
pub(super) fn hazards(handbook: &Handbook, reader: &Reader) -> Vec<Hazard> {
    let document = |id: &str| {
        let document = handbook.document(id, reader.school.as_ref());
        document.is_some_and(|document| handbook.document_rank(document) <= reader.audience)
    };
    let visible = handbook.hazards.iter().filter(|hazard| handbook.hazard_rank(hazard) <= reader.audience);
    visible
        .map(|hazard| {
            let mut hazard = hazard.clone();
            hazard.annex = hazard.annex.filter(|annex| document(annex.as_str()));
            hazard
        })
        .collect()
}

/// What may be said of the hazards that the reader may not see.
pub(super) fn hazard_summaries(handbook: &Handbook, reader: &Reader) -> Vec<HazardSummary> {
    let hidden = handbook.hazards.iter().filter(|hazard| handbook.hazard_rank(hazard) > reader.audience);
    hidden
        .filter_map(|hazard| {
            let summary = hazard.public_summary.clone()?;
            Some(HazardSummary {
                id: hazard.id.value.clone(),
                title: hazard.title.clone(),
                category: hazard.category,
                summary,
            })
        })
        .collect()
}

/// The drills of the reader's school, or of every school for the district.
pub(super) fn drills(handbook: &Handbook, reader: &Reader, school: Option<&School>) -> DrillBook {
    let book = &handbook.drills;
    let inside = reader.audience >= handbook.config.audiences.default_rank();
    let year = book.year_begins.as_ref().zip(book.year_ends.as_ref()).map(|(begins, ends)| (begins.value, ends.value));
    let wanted: Vec<Option<&Id>> = match school {
        Some(school) => vec![Some(&school.id)],
        None if handbook.schools.is_empty() => vec![None],
        None => handbook.schools.iter().map(|school| Some(&school.id)).collect(),
    };
    let schools = wanted.into_iter().map(|id| {
        let here = |school: Option<&Id>| school.is_none() || school == id;
        let mut plans: Vec<DrillPlan> =
            book.plans.iter().filter(|plan| here(plan.school.as_ref().map(|id| &id.value))).cloned().collect();
        plans.sort_by_key(|plan| plan.date.as_ref().or(plan.from.as_ref()).map(|date| date.value));
        let mut records: Vec<DrillRecord> =
            book.records.iter().filter(|record| here(record.school.as_ref().map(|id| &id.value))).cloned().collect();
        records.sort_by_key(|record| record.date.value);
        // Without a school year there is nothing to count in; a rule says so.
        let standing = handbook.requirements().filter_map(|requirement| {
            let tallies = tallies(book, id, requirement, book.year()?, handbook.today);
            // More than is needed in one month is nothing for the next.
            let done: usize = tallies.iter().map(|tally| tally.done_in_time().min(tally.enough())).sum();
            let planned = tallies.iter().map(|tally| tally.planned_in_time()).sum();
            let mut requirement = requirement.clone();
            requirement.count = requirement.in_year(book.year());
            Some(Standing { requirement, done, planned })
        });
        let standing: Vec<Standing> = standing.collect();
        if !inside {
            plans.clear();
            records.retain(|record| record.posted.is_some());
            for record in &mut records {
                record.problems.clear();
                record.situation = None;
                record.plan = None;
                record.alerted = None;
            }
        }
        SchoolDrills { school: id.cloned(), standing, plans, records }
    });
    DrillBook { year, schools: schools.collect() }
}

/// Signatures for everyone; of the changes those that name only documents the reader sees; distribution for staff.
pub(super) fn approvals(handbook: &Handbook, reader: &Reader, documents: &[Arc<Document>]) -> Approvals {
    let mut approvals = handbook.approvals.clone();
    if reader.audience >= handbook.config.audiences.default_rank() {
        let visible = |id: &Id| documents.iter().any(|document| document.id.value == *id);
        approvals.changes.iter_mut().for_each(|change| change.documents.retain(|id| visible(&id.value)));
        return approvals;
    }
    approvals.distribution.clear();
    approvals.changes.retain(|change| {
        !change.documents.is_empty()
            && change.documents.iter().all(|id| documents.iter().any(|document| document.id.value == id.value))
    });
    approvals
}
