//! The lists beside the documents into their revisions: what a reader sees of roles, numbers, places, words, risks and drills;
//! who approved; and what leads into the whole, contents and index.
//!
//! As with documents, control data is not in it: that a number was called again and found right replaces no sheet.

use jiff::civil::Date;

use super::Seen;
use crate::document::Content;
use crate::document::body::ReferenceKind;
use crate::document::walk::Pointer;
use crate::document::whole;
use crate::edition::{Edition, SchoolDrills};
use crate::fields::{Id, Named, Placed, Revision};
use crate::handbook::drills::{DrillPlan, DrillProblem, DrillRecord};
use crate::handbook::hazards::{Hazard, RiskAction};
use crate::handbook::places::Place;
use crate::handbook::releases::List;
use crate::handbook::roles::Role;

impl Edition {
    /// The revision of a list as this reader sees it.
    #[must_use]
    pub fn list_revision(&self, list: List) -> Revision {
        let mut seen = Seen::new(self);
        seen.mark(list.name());
        seen.mark(self.reader.language.as_str());
        match list {
            List::Roles => self.roles.iter().for_each(|role| seen.listed_role(role)),
            List::Contacts => seen.contacts(),
            List::Places => self.places.iter().for_each(|place| seen.listed_place(place)),
            List::Glossary => seen.glossary(),
            List::Hazards => seen.hazards(),
            List::Drills => seen.drills(),
            List::Approvals => seen.approvals(),
            List::Contents => seen.contents(),
            List::Index => seen.index(),
        }
        seen.end()
    }
}

impl Seen<'_> {
    fn listed_role(&mut self, role: &Role) {
        let Role {
            id,
            title,
            group,
            reports_to,
            primary,
            alternates,
            summary,
            contact,
            audience: _,
            before,
            first_five,
            during,
            after,
            hand_over,
            keys: _,
            span: _,
        } = role;
        self.field(id.as_str(), title);
        self.mark(group.name());
        reports_to.iter().for_each(|above| self.role("reports to", above));
        self.some("held by", primary.as_ref().map(|primary| &primary.value));
        alternates.iter().for_each(|alternate| self.field("then", &alternate.value));
        self.proses("summary", summary);
        contact.iter().for_each(|contact| self.contact(contact));
        for (name, tasks) in [
            ("before", before),
            ("first five minutes", first_five),
            ("during", during),
            ("after", after),
            ("hand over", hand_over),
        ] {
            self.proses(name, tasks);
        }
    }

    fn contacts(&mut self) {
        let edition = self.edition;
        for contact in &edition.contacts {
            self.field(contact.id.as_str(), &contact.label);
            self.some("function", contact.function.as_ref());
            self.some("number", contact.phone.as_ref().map(|phone| phone.value.to_string()));
            self.some("mail", contact.email.as_ref());
            self.some("hours", contact.hours.as_ref());
            self.proses("note", &contact.note);
        }
    }

    fn listed_place(&mut self, place: &Place) {
        let Place {
            id,
            title,
            use_,
            alternate,
            capacity,
            accessible,
            access_note,
            agreement_expires,
            off_site,
            address,
            sensitive: _,
            audience: _,
            note,
            keys: _,
            span: _,
        } = place;
        self.field(id.as_str(), title);
        self.mark(use_.name());
        alternate.iter().for_each(|other| self.place(other));
        self.some("room for", *capacity);
        self.some("accessible", *accessible);
        self.proses("access", access_note);
        self.date("agreement until", agreement_expires.as_ref());
        self.some("off site", off_site.then_some("yes"));
        self.some("address", address.as_ref());
        self.proses("note", note);
    }

    fn glossary(&mut self) {
        let edition = self.edition;
        for term in &edition.terms {
            self.field(term.id.as_str(), &term.term);
            self.prose("means", &term.meaning);
            term.avoid.iter().for_each(|word| self.field("rather than", &word.value));
        }
    }

    fn hazards(&mut self) {
        let edition = self.edition;
        edition.hazards.iter().for_each(|hazard| self.listed_hazard(hazard));
        for hazard in &edition.hazard_summaries {
            self.field(hazard.id.as_str(), &hazard.title);
            self.mark(hazard.category.name());
            self.prose("summary", &hazard.summary);
        }
    }

    fn listed_hazard(&mut self, hazard: &Hazard) {
        self.field(hazard.id.as_str(), &hazard.title);
        self.mark(hazard.category.name());
        self.mark(hazard.probability.value.name());
        self.mark(hazard.magnitude.value.name());
        self.mark(hazard.warning.value.name());
        self.mark(hazard.duration.value.name());
        self.mark(hazard.priority.value.name());
        self.proses("scenario", &hazard.scenario);
        self.proses("reason", &hazard.reason);
        for (name, proses) in [
            ("physical", &hazard.physical),
            ("social", &hazard.social),
            ("control", &hazard.controls),
            ("stakeholder", &hazard.stakeholders),
        ] {
            self.proses(name, proses);
        }
        self.date("assessed", hazard.assessed.as_ref());
        for RiskAction { what, owner, cost, due, funding, span: _ } in &hazard.actions {
            self.prose("action", what);
            owner.iter().for_each(|owner| self.role("by", owner));
            self.some("cost", cost.as_ref().map(|cost| cost.value.to_string()));
            self.date("due", due.as_ref());
            self.some("funding", funding.as_ref());
        }
    }

    fn drills(&mut self) {
        let edition = self.edition;
        if let Some((begins, ends)) = edition.drills.year {
            self.field("begins", &begins.to_string());
            self.field("ends", &ends.to_string());
        }
        for SchoolDrills { school, standing, plans, records } in &edition.drills.schools {
            self.some("school", school.as_ref());
            for standing in standing {
                let requirement = &standing.requirement;
                self.field("required", requirement.kind.name());
                self.field("count", &format!("{} of {}", standing.done + standing.planned, requirement.count));
                self.some("by", requirement.by);
                self.some("basis", requirement.basis.as_ref());
            }
            plans.iter().for_each(|plan| self.planned_drill(plan));
            records.iter().for_each(|record| self.done_drill(record));
        }
    }

    fn planned_drill(&mut self, plan: &DrillPlan) {
        self.field("planned", plan.kind.name());
        for (name, day) in [("on", &plan.date), ("from", &plan.from), ("to", &plan.to)] {
            self.date(name, day.as_ref());
        }
        self.proses("situation", &plan.situation);
    }

    fn done_drill(&mut self, record: &DrillRecord) {
        self.field("done", record.kind.name());
        self.date("on", Some(&record.date));
        self.some("participants", record.participants);
        self.some("certified by", record.certified_by.as_ref().map(|by| &by.value));
        for DrillProblem { what, owner, due, change, closed, span: _ } in &record.problems {
            self.prose("problem", what);
            owner.iter().for_each(|owner| self.role("by", owner));
            self.date("due", due.as_ref());
            self.proses("change", change);
            self.date("closed", closed.as_ref());
        }
    }

    fn approvals(&mut self) {
        let record = &self.edition.approvals;
        for approval in &record.approvals {
            self.field("approved by", &approval.body);
            self.some("role", approval.role.as_ref());
            self.some("name", approval.name.as_ref());
            self.date("signed", approval.signed.as_ref());
            self.some("release", approval.release.as_ref().map(|release| &release.value));
            self.some("supersedes", approval.supersedes.as_ref().map(|release| &release.value));
        }
        for change in &record.changes {
            self.field("change", &change.number.value.to_string());
            self.date("on", change.date.as_ref());
            self.some("by", change.by.as_ref());
            self.prose("what", &change.summary);
            change.documents.iter().for_each(|id| self.title(id));
        }
        for holder in &record.distribution {
            self.field("held by", &holder.name);
            self.some("agency", holder.agency.as_ref());
            self.date("since", holder.date.as_ref());
            self.some("copies", holder.copies);
            self.some("release", holder.release.as_ref().map(|release| &release.value));
        }
    }

    /// Titles in their order, and which lists there are.
    fn contents(&mut self) {
        let edition = self.edition;
        for document in &edition.documents {
            self.mark(document.kind().name());
            // Which part of a binder a page stands in.
            if let Content::Page(page) = &document.content {
                self.mark(page.group.name());
            }
            self.field(document.id.as_str(), &document.common.title.value);
        }
        List::ALL.iter().filter(|list| edition.has(**list)).for_each(|list| self.mark(list.name()));
    }

    /// What is in the index, and what moves its pages: the numbers of the contents, and how long the lists are.
    fn index(&mut self) {
        let edition = self.edition;
        for document in &edition.documents {
            self.field(document.id.as_str(), &document.common.title.value);
            document.common.aliases.iter().for_each(|alias| self.field("or", &alias.value));
            whole::pointers(document, &mut |pointer| {
                if let Pointer::Reference(reference) = pointer
                    && reference.kind == ReferenceKind::Term
                {
                    self.mark(&reference.id);
                }
            });
        }
        for list in [List::Roles, List::Places, List::Glossary, List::Contents] {
            self.field(list.name(), &edition.list_revision(list).to_string());
        }
    }

    fn date(&mut self, name: &str, date: Option<&Placed<Date>>) {
        self.some(name, date.map(|date| date.value));
    }

    fn title(&mut self, id: &Placed<Id>) {
        let edition = self.edition;
        self.some("of", edition.document(id.as_str()).map(|document| &document.common.title.value));
    }
}
