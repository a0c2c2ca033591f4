//! What the registers name: roles, contacts, places, hazards, drills, changes, binders and colours.

use super::{Links, Standing};
use crate::config::Rank;
use crate::diagnostic::{Diagnostic, found};
use crate::document::body::ReferenceKind;
use crate::document::{Action, Prose};
use crate::fields::Named as _;
use crate::handbook::school::School;
use crate::nearest::suggestion;

impl<'h> Links<'h, '_> {
    pub(super) fn registers(&self) {
        let handbook = self.handbook;
        let staff = handbook.config.audiences.default_rank();
        for role in &handbook.roles {
            let at = Standing { path: "roles.toml", school: None, rank: handbook.role_rank(role) };
            self.audience(role.audience.as_ref());
            self.role(role.reports_to.as_ref());
            role.contact.iter().for_each(|id| self.id(ReferenceKind::Contact, id, None));
            self.prose(at, role.summary.as_ref());
            for list in [&role.before, &role.first_five, &role.during, &role.after, &role.hand_over] {
                list.iter().for_each(|prose| self.prose(at, Some(prose)));
            }
        }
        let own_contacts = handbook
            .schools
            .iter()
            .flat_map(|school| school.contacts.iter().map(move |contact| (school_path(school), Some(school), contact)));
        let district = handbook.contacts.iter().map(|contact| ("contacts.toml".to_owned(), None, contact));
        for (path, school, contact) in district.chain(own_contacts) {
            self.audience(contact.audience.as_ref());
            self.in_register(&path, school, handbook.contact_rank(contact), contact.note.as_ref());
        }
        let own_places = handbook
            .schools
            .iter()
            .flat_map(|school| school.places.iter().map(move |place| (school_path(school), Some(school), place)));
        let district = handbook.places.iter().map(|place| ("places.toml".to_owned(), None, place));
        for (path, school, place) in district.chain(own_places) {
            self.audience(place.audience.as_ref());
            place.alternate.iter().for_each(|id| self.id(ReferenceKind::Place, id, school));
            let rank = handbook.place_rank(place);
            self.in_register(&path, school, rank, place.note.as_ref());
            self.in_register(&path, school, rank, place.access_note.as_ref());
        }
        for term in &handbook.terms {
            self.prose(Standing { path: "glossary.toml", school: None, rank: Rank::LOWEST }, Some(&term.meaning));
        }
        for hazard in &handbook.hazards {
            let at = Standing { path: "hazards.toml", school: None, rank: handbook.hazard_rank(hazard) };
            self.audience(hazard.audience.as_ref());
            hazard.annex.iter().for_each(|id| self.id(ReferenceKind::Document, id, None));
            self.prose(Standing { rank: Rank::LOWEST, ..at }, hazard.public_summary.as_ref());
            [&hazard.scenario, &hazard.reason].into_iter().for_each(|prose| self.prose(at, prose.as_ref()));
            for list in [&hazard.physical, &hazard.social, &hazard.controls, &hazard.stakeholders] {
                list.iter().for_each(|prose| self.prose(at, Some(prose)));
            }
            for action in &hazard.actions {
                self.prose(at, Some(&action.what));
                self.role(action.owner.as_ref());
            }
        }
        let at = Standing { path: "drills.toml", school: None, rank: staff };
        for plan in &handbook.drills.plans {
            self.school(plan.school.as_ref());
            for prose in [&plan.situation, &plan.notice, &plan.support, &plan.debrief] {
                self.prose(at, prose.as_ref());
            }
            plan.accommodations.iter().for_each(|prose| self.prose(at, Some(prose)));
        }
        for record in &handbook.drills.records {
            self.school(record.school.as_ref());
            if let Some(plan) = &record.plan
                && !self.names.plans.contains(plan.as_str())
            {
                let message = format!("There is no planned drill \"{}\"", plan.value);
                self.unknown(plan.span, message, suggestion(plan.as_str(), self.names.plans.iter().copied()));
            }
            self.prose(at, record.situation.as_ref());
            for problem in &record.problems {
                self.prose(at, Some(&problem.what));
                self.prose(at, problem.change.as_ref());
                self.role(problem.owner.as_ref());
            }
        }
        for change in &handbook.approvals.changes {
            self.prose(Standing { path: "approvals.toml", school: None, rank: staff }, Some(&change.summary));
            change.documents.iter().for_each(|id| self.any_document(id));
        }
        for school in &handbook.schools {
            for (role, _) in &school.people {
                if !self.names.roles.contains(role.value.as_str()) {
                    let message = format!("There is no role \"{}\" in roles.toml", role.value);
                    let help = suggestion(&role.value, self.names.roles.iter().copied())
                        .unwrap_or_else(|| "add it to roles.toml, or use a role that is there".to_owned());
                    self.unknown(role.span, message, Some(help));
                }
            }
        }
        for binder in &handbook.config.binders {
            self.audience(binder.audience.as_ref());
            self.school(binder.school.as_ref());
            binder.roles.iter().for_each(|role| self.role(Some(role)));
        }
        for (action, _) in &handbook.config.theme.action_colours {
            if Action::named(&action.value).is_none() {
                let names = Action::ALL.iter().map(|action| action.name());
                let message = format!("There is no action \"{}\" to colour", action.value);
                self.unknown(action.span, message, suggestion(&action.value, names));
            }
        }
        if let Some(logo) = &handbook.config.theme.logo
            && !handbook.media.contains_key(&logo.value)
        {
            let help = suggestion(&logo.value, handbook.media.keys().map(String::as_str));
            self.report(
                Diagnostic::error(found::MISSING_MEDIA, logo.span, format!("There is no picture {}", logo.value))
                    .help_if(help),
            );
        }
    }

    fn in_register(&self, path: &str, school: Option<&'h School>, rank: Rank, prose: Option<&'h Prose>) {
        // The path serves relative links only, and registers have none that a school could move.
        let path = if path.starts_with("schools/") { "schools/x/school.toml" } else { "contacts.toml" };
        self.prose(Standing { path, school, rank }, prose);
    }
}

/// Where a school's own places and contacts stand.
fn school_path(school: &School) -> String {
    format!("schools/{}/school.toml", school.id)
}
