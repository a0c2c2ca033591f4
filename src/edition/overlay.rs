//! A district's document and a school's additions into one.

use crate::document::Document;
use crate::document::body::Section;

/// The district's document with a school's sections: those whose ids it has are replaced, the others follow.
pub(super) fn extended(district: &Document, local: &Document) -> Document {
    let mut document = district.clone();
    document.school.clone_from(&local.school);
    document.common.title = local.common.title.clone();
    document.common.summary = local.common.summary.clone();
    document.body.opening.extend(local.body.opening.iter().cloned());
    for section in &local.body.sections {
        if !replace(&mut document.body.sections, section) {
            document.body.sections.push(section.clone());
        }
    }
    document
}

fn replace(sections: &mut [Section], local: &Section) -> bool {
    sections.iter_mut().any(|section| {
        if section.id == local.id {
            *section = local.clone();
            true
        } else {
            replace(&mut section.sections, local)
        }
    })
}
