//! Every step of an edition, sorted by who acts: the stuff of role pages, gathered in one walk over all documents.

use std::collections::BTreeMap;

use crate::document::body::{Section, Step};
use crate::document::{Content, Document, walk};
use crate::edition::Edition;

/// Each role's steps, document by document.
pub(super) struct Rota<'s> {
    turns: BTreeMap<&'s str, Vec<Turn<'s>>>,
}

/// A step that a role takes.
#[derive(Clone, Copy)]
pub(super) struct Turn<'s> {
    /// The document's place in the edition.
    pub(super) document: usize,
    /// The section it stands in, if any.
    pub(super) section: Option<&'s Section>,
    /// The step.
    pub(super) step: &'s Step,
}

impl<'s> Rota<'s> {
    /// Walks over every document once.
    pub(super) fn of(edition: &'s Edition) -> Rota<'s> {
        let mut rota = Rota { turns: BTreeMap::new() };
        for (at, document) in edition.documents.iter().enumerate() {
            rota.add(at, document);
        }
        rota
    }

    /// The steps of a role, in the order of the documents.
    pub(super) fn turns(&self, role: &str) -> &[Turn<'s>] {
        self.turns.get(role).map(Vec::as_slice).unwrap_or_default()
    }

    fn add(&mut self, at: usize, document: &'s Document) {
        let mut each = |section: Option<&'s Section>, step: &'s Step| {
            for role in &step.roles {
                let turns = self.turns.entry(role.as_str()).or_default();
                turns.push(Turn { document: at, section, step });
            }
        };
        walk::steps(&document.body.opening, &mut |step| each(None, step));
        walk::sections(&document.body, &mut |section, _| {
            walk::steps(&section.blocks, &mut |step| each(Some(section), step));
        });
        if let Content::Assessment(assessment) = &document.content
            && let Some(way) = &assessment.override_
        {
            way.steps.iter().for_each(|step| each(None, step));
        }
    }
}
