//! A document into what a reader may see of it.

use std::sync::Arc;

use super::Reader;
use crate::config::Rank;
use crate::document::body::Section;
use crate::document::{Content, Document};
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
