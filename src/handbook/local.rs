//! What is a school's own: its documents, the sections that it has put in the place of the district's, and what has become
//! of those since.

use super::Handbook;
use crate::document::body::Section;
use crate::document::{Document, walk};
use crate::fields::{Id, Placed, Revision};

/// A section of a school's text that extends a district's document.
#[derive(Clone, Debug)]
pub struct Laid<'h> {
    /// The school's section.
    pub local: &'h Section,
    /// The district's section in whose place it stands; none where it was added.
    pub district: Option<&'h Section>,
    /// The code that the district's had when it was replaced, where that was written down.
    pub then: Option<&'h Placed<Revision>>,
}

impl Laid<'_> {
    /// Whether the district's section says something else by now.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.then.zip(self.district).is_some_and(|(then, district)| then.value != district.typed)
    }
}

/// The sections of a school's text that extends a document, in its order.
#[must_use]
pub fn laid<'h>(district: &'h Document, local: &'h Document) -> Vec<Laid<'h>> {
    let codes = local.basis.as_ref().map(|basis| &basis.codes);
    let laid = local.body.sections.iter().map(|section| Laid {
        local: section,
        district: find(district, &section.id),
        then: codes.and_then(|codes| codes.get(section.id.as_str())),
    });
    laid.collect()
}

/// The documents by which each school extends one of the district's.
pub fn extensions(handbook: &Handbook) -> impl Iterator<Item = (&Document, &Document)> {
    let local = handbook.documents.iter().filter(|local| local.extends && !local.translates && local.school.is_some());
    local.filter_map(|local| Some((handbook.document(local.id.as_str(), None)?.as_ref(), local.as_ref())))
}

/// The sections that every school must write itself.
#[must_use]
pub fn required(district: &Document) -> Vec<&Section> {
    let mut required = Vec::new();
    walk::sections(&district.body, &mut |section, _| {
        if section.meaning.required_local {
            required.push(section);
        }
    });
    required
}

fn find<'h>(document: &'h Document, id: &Id) -> Option<&'h Section> {
    let mut found = None;
    walk::sections(&document.body, &mut |section, _| {
        if section.id == *id {
            found = Some(section);
        }
    });
    found
}

/// Whether a section or one around it is locked; or one inside it, which would go with it.
#[must_use]
pub fn locked<'h>(district: &'h Document, id: &Id) -> Option<&'h Section> {
    let mut found = None;
    walk::sections(&district.body, &mut |section, above| {
        let touches = section.id == *id || above.iter().any(|outer| outer.id == *id);
        if touches && section.meaning.locked {
            found.get_or_insert(section);
        }
        if section.id == *id
            && let Some(outer) = above.iter().find(|outer| outer.meaning.locked)
        {
            found.get_or_insert(outer);
        }
    });
    found
}
