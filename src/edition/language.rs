//! A reader's language: each document as it is in it, the registers' words, and what is still in the handbook's first one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Edition, Reader};
use crate::document::Document;
use crate::fields::{Id, Language};
use crate::handbook::Handbook;
use crate::handbook::school::School;
use crate::handbook::translation::{self, Standing};
use crate::handbook::vocabulary::{Untold, Vocabulary};

/// What is still in the handbook's first language.
#[derive(Clone, Debug, Default)]
pub struct Foreign {
    /// That language.
    pub language: Language,
    /// What of each role is.
    pub roles: BTreeMap<Id, Untold>,
    /// Whether a contact is.
    pub contacts: bool,
    /// Whether a place is.
    pub places: bool,
    /// Whether a term is.
    pub terms: bool,
}

/// How far a document is translated into a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translated {
    /// The document.
    pub id: Id,
    /// The language.
    pub language: Language,
    /// How many of its parts say what the original says, of how many.
    pub current: usize,
    /// All parts: its front and its sections.
    pub of: usize,
    /// How many are older than their original, or may be.
    pub behind: usize,
}

impl Edition {
    /// The edition of the same school and audience in the handbook's first language, by its number; none where this is it.
    #[must_use]
    pub fn original_among(&self, editions: &[Edition]) -> Option<usize> {
        let first = &self.foreign.as_ref()?.language;
        editions.iter().position(|other| {
            let (reader, other) = (&self.reader, &other.reader);
            other.school == reader.school && other.audience == reader.audience && other.language == *first
        })
    }
}

/// A document in the reader's language, or as it is where nobody has translated it for this reader.
pub(super) fn read(handbook: &Handbook, reader: &Reader, document: &Arc<Document>) -> Arc<Document> {
    let translation = handbook.translation(document, &reader.language);
    match translation.filter(|translation| handbook.document_rank(&translation.written) <= reader.audience) {
        Some(translation) => Arc::clone(&translation.whole),
        None => Arc::clone(document),
    }
}

/// How far the documents are translated into each other language. Parts are counted as this reader sees them.
pub(super) fn translated(handbook: &Handbook, reader: &Reader, documents: &[Arc<Document>]) -> Vec<Translated> {
    let languages = || handbook.config.languages.iter().skip(1).map(|language| &language.value);
    if reader.school.is_some() {
        return Vec::new();
    }
    let all = documents.iter().filter_map(|document| handbook.document(document.id.as_str(), None));
    all.flat_map(|original| languages().map(move |language| one(handbook, reader, original, language))).collect()
}

fn one(handbook: &Handbook, reader: &Reader, original: &Document, language: &Language) -> Translated {
    let rank = handbook.document_rank(original);
    let mut seen: BTreeSet<&Id> = BTreeSet::new();
    crate::document::walk::sections(&original.body, &mut |section, above| {
        let around = above.iter().fold(rank, |around, outer| handbook.section_rank(outer, around));
        if handbook.section_rank(section, around) <= reader.audience {
            seen.insert(&section.id);
        }
    });
    let translation = handbook.translation(original, language);
    let standings: Vec<Standing> = translation
        .map(|translation| translation::parts(original, &translation.written))
        .into_iter()
        .flatten()
        .filter(|part| part.section.is_none_or(|section| seen.contains(&section.id)))
        .map(|part| part.standing)
        .collect();
    let count = |wanted: fn(&Standing) -> bool| standings.iter().filter(|standing| wanted(standing)).count();
    Translated {
        id: original.id.value.clone(),
        language: language.clone(),
        current: count(|standing| *standing == Standing::Current),
        of: seen.len() + 1,
        behind: count(|standing| matches!(standing, Standing::Behind | Standing::Unknown)),
    }
}

/// Lays the registers' words over an edition, and says what has none.
pub(super) fn lay(
    edition: &mut Edition,
    handbook: &Handbook,
    school: Option<&School>,
    vocabulary: Option<&Vocabulary>,
) -> Foreign {
    let mut foreign = Foreign { language: handbook.config.source_language().clone(), ..Foreign::default() };
    let none = Vocabulary::default();
    let vocabulary = vocabulary.unwrap_or(&none);
    let id = school.map(|school| &school.id);
    for role in &mut edition.roles {
        let untold = vocabulary.role(role, id);
        foreign.roles.insert(role.id.value.clone(), untold);
    }
    for contact in &mut edition.contacts {
        let own = school.is_some_and(|school| school.contacts.iter().any(|own| own.id.value == contact.id.value));
        foreign.contacts |= !vocabulary.contact(contact, id, own);
    }
    for place in &mut edition.places {
        let own = school.is_some_and(|school| school.places.iter().any(|own| own.id.value == place.id.value));
        foreign.places |= !vocabulary.place(place, id, own);
    }
    for term in &mut edition.terms {
        foreign.terms |= !vocabulary.term(term, &edition.reader.language);
    }
    let masthead = &mut edition.masthead;
    let words = [(&mut masthead.title, &vocabulary.title), (&mut masthead.publisher, &vocabulary.publisher)];
    for (ours, theirs) in words {
        if let Some(theirs) = theirs {
            ours.clone_from(theirs);
        }
    }
    let more = [
        (&mut masthead.summary, &vocabulary.summary),
        (&mut masthead.emergency_words, &vocabulary.emergency_words),
        (&mut masthead.logo_alt, &vocabulary.logo_alt),
    ];
    for (ours, theirs) in more {
        if theirs.is_some() {
            ours.clone_from(theirs);
        }
    }
    foreign
}
