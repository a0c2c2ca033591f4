//! A document into what a reader may see of it.

use std::sync::Arc;

use super::Reader;
use crate::config::Rank;
use crate::document::body::Section;
use crate::document::walk::{self, Pointer};
use crate::document::{Content, Document, Prose};
use crate::fields::{Id, Placed};
use crate::handbook::Handbook;
use crate::handbook::school::School;

/// The document without the sections and names that the reader may not see; shared where nothing is to be taken out.
pub(super) fn visible(
    handbook: &Handbook,
    reader: &Reader,
    school: Option<&School>,
    document: Arc<Document>,
) -> Arc<Document> {
    let rank = handbook.document_rank(&document);
    let hides = |sections: &[Section]| hides(handbook, sections, rank, reader.audience);
    let names = Names { handbook, reader, school };
    let related = document.common.related.iter().any(|id| !names.document(id));
    if !related && !hides(&document.body.sections) && !names.hides(&document.content) {
        return document;
    }
    let mut copy = Document::clone(&document);
    keep(handbook, &mut copy.body.sections, rank, reader.audience);
    names.keep(&mut copy.content);
    copy.common.related.retain(|id| names.document(id));
    Arc::new(copy)
}

fn hides(handbook: &Handbook, sections: &[Section], around: Rank, reader: Rank) -> bool {
    sections.iter().any(|section| {
        let rank = handbook.section_rank(section, around);
        rank > reader || hides(handbook, &section.sections, rank, reader)
    })
}

fn keep(handbook: &Handbook, sections: &mut Vec<Section>, around: Rank, reader: Rank) {
    sections.retain_mut(|section| {
        let rank = handbook.section_rank(section, around);
        if rank > reader {
            return false;
        }
        keep(handbook, &mut section.sections, rank, reader);
        true
    });
}

/// The lists of names in front matter: a name alone can say too much.
struct Names<'h> {
    handbook: &'h Handbook,
    reader: &'h Reader,
    school: Option<&'h School>,
}

impl Names<'_> {
    fn hides(&self, content: &Content) -> bool {
        match content {
            Content::Procedure(procedure) => {
                procedure.places.iter().any(|id| !self.place(id))
                    || procedure.calls.iter().any(|id| !self.contact(id))
                    || procedure.hazards.iter().any(|id| !self.hazard(id))
            }
            Content::Annex(annex) => {
                annex.uses.iter().any(|id| !self.document(id)) || annex.hazards.iter().any(|id| !self.hazard(id))
            }
            Content::Practice(_) | Content::Assessment(_) | Content::Policy(_) | Content::Page(_) => false,
        }
    }

    fn keep(&self, content: &mut Content) {
        match content {
            Content::Procedure(procedure) => {
                procedure.places.retain(|id| self.place(id));
                procedure.calls.retain(|id| self.contact(id));
                procedure.hazards.retain(|id| self.hazard(id));
            }
            Content::Annex(annex) => {
                annex.uses.retain(|id| self.document(id));
                annex.hazards.retain(|id| self.hazard(id));
            }
            Content::Practice(_) | Content::Assessment(_) | Content::Policy(_) | Content::Page(_) => {}
        }
    }

    fn place(&self, id: &Placed<Id>) -> bool {
        let place = self.handbook.place(id.as_str(), self.school);
        place.is_some_and(|place| self.handbook.place_rank(place) <= self.reader.audience)
    }

    fn contact(&self, id: &Placed<Id>) -> bool {
        let contact = self.handbook.contact(id.as_str(), self.school);
        contact.is_some_and(|contact| self.handbook.contact_rank(contact) <= self.reader.audience)
    }

    fn document(&self, id: &Placed<Id>) -> bool {
        let document = self.handbook.document(id.as_str(), self.reader.school.as_ref());
        document.is_some_and(|document| self.handbook.document_rank(document) <= self.reader.audience)
    }

    fn hazard(&self, id: &Placed<Id>) -> bool {
        let hazard = self.handbook.hazards.iter().find(|hazard| hazard.id.value == id.value);
        hazard.is_some_and(|hazard| self.handbook.hazard_rank(hazard) <= self.reader.audience)
    }
}

/// Everything in a document that points at something else: its text, its summary, and what its kind adds.
pub(super) fn pointers<'d>(document: &'d Document, each: &mut dyn FnMut(Pointer<'d>)) {
    walk::pointers(&document.body.opening, each);
    walk::sections(&document.body, &mut |section, _| {
        walk::in_words(&section.title, each);
        walk::pointers(&section.blocks, each);
    });
    proses(document, &mut |prose| walk::pointers(&prose.blocks, each));
    if let Content::Assessment(assessment) = &document.content
        && let Some(way) = &assessment.override_
    {
        way.steps.iter().for_each(|step| walk::in_words(&step.action, each));
    }
}

/// Every short text of a document outside its body.
fn proses<'d>(document: &'d Document, each: &mut dyn FnMut(&'d Prose)) {
    each(&document.common.summary);
    document.common.sources.iter().for_each(&mut *each);
    match &document.content {
        Content::Procedure(procedure) => {
            [&procedure.trigger, &procedure.announcement, &procedure.all_clear].into_iter().for_each(&mut *each);
            procedure.not_for.iter().chain(&procedure.supplies).for_each(&mut *each);
            for accommodation in &procedure.accommodations {
                each(&accommodation.need);
                each(&accommodation.support);
            }
        }
        Content::Assessment(assessment) => {
            let lead = [&assessment.purpose, &assessment.instructions, &assessment.record_policy];
            lead.into_iter().flatten().for_each(&mut *each);
            assessment.override_.iter().for_each(|way| each(&way.when));
            for stage in &assessment.stages {
                [&stage.intro, &stage.entry, &stage.exit].into_iter().flatten().for_each(&mut *each);
                for question in &stage.questions {
                    each(&question.text);
                    question.help.iter().chain(&question.evidence).for_each(&mut *each);
                }
            }
            for band in &assessment.bands {
                each(&band.meaning);
                each(&band.response);
            }
            for class in &assessment.classes {
                class.criteria.iter().chain(&class.responses).chain(&class.notify).for_each(&mut *each);
            }
            assessment.interventions.iter().for_each(|intervention| each(&intervention.what));
        }
        Content::Policy(policy) => {
            policy.adopted_by.iter().chain(&policy.applies_to).chain(&policy.law).for_each(&mut *each);
        }
        Content::Annex(_) | Content::Practice(_) | Content::Page(_) => {}
    }
}
