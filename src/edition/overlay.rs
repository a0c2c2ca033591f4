//! A district's document and a school's additions into one.

use crate::document::Document;
use crate::document::body::Section;

/// The district's document with a school's sections: those whose ids it has are replaced, the others follow.
pub(super) fn extended(district: &Document, local: &Document) -> Document {
    let mut document = district.clone();
    document.school.clone_from(&local.school);
    let mut sections = local.body.sections.clone();
    if local.language == district.language {
        document.common.title = local.common.title.clone();
        document.common.summary = local.common.summary.clone();
        document.body.opening.extend(local.body.opening.iter().cloned());
    } else {
        // One of the two was not translated: its sections say in which language they are.
        let own = |section: &mut Section| _ = section.meaning.language.get_or_insert_with(|| local.language.clone());
        sections.iter_mut().for_each(own);
    }
    for section in sections {
        if let Some(section) = replace(&mut document.body.sections, section) {
            document.body.sections.push(section);
        }
    }
    document
}

/// Puts a section in the place of the one that has its id; gives it back where there is none.
fn replace(sections: &mut [Section], mut local: Section) -> Option<Section> {
    for section in sections {
        if section.id == local.id {
            *section = local;
            return None;
        }
        local = replace(&mut section.sections, local)?;
    }
    Some(local)
}
