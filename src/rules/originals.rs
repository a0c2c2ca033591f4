//! The documents that rules about missing things look at: those that must be whole by themselves.

use crate::document::{Annex, Assessment, Content, Document, Practice, Procedure};
use crate::handbook::Handbook;

/// Documents that say everything themselves. A translation and a school's extension say only what they add, and a document
/// without a title has been told to have no front matter.
pub(super) fn originals(handbook: &Handbook) -> impl Iterator<Item = &Document> {
    handbook.documents.iter().map(AsRef::as_ref).filter(|document| is_original(document))
}

fn is_original(document: &Document) -> bool {
    !document.translates && !document.extends && document.is_titled()
}

/// The procedure that a document is, if it is one of these.
pub(super) fn procedure(document: &Document) -> Option<&Procedure> {
    match &document.content {
        Content::Procedure(procedure) if is_original(document) => Some(procedure.as_ref()),
        _ => None,
    }
}

/// Procedures among them.
pub(super) fn procedures(handbook: &Handbook) -> impl Iterator<Item = (&Document, &Procedure)> {
    originals(handbook).filter_map(|document| match &document.content {
        Content::Procedure(procedure) => Some((document, procedure.as_ref())),
        _ => None,
    })
}

/// Annexes among them.
pub(super) fn annexes(handbook: &Handbook) -> impl Iterator<Item = (&Document, &Annex)> {
    originals(handbook).filter_map(|document| match &document.content {
        Content::Annex(annex) => Some((document, annex.as_ref())),
        _ => None,
    })
}

/// Assessments among them.
pub(super) fn assessments(handbook: &Handbook) -> impl Iterator<Item = (&Document, &Assessment)> {
    originals(handbook).filter_map(|document| match &document.content {
        Content::Assessment(assessment) => Some((document, assessment.as_ref())),
        _ => None,
    })
}

/// Practice guides among them.
pub(super) fn practices(handbook: &Handbook) -> impl Iterator<Item = (&Document, &Practice)> {
    originals(handbook).filter_map(|document| match &document.content {
        Content::Practice(practice) => Some((document, practice.as_ref())),
        _ => None,
    })
}
