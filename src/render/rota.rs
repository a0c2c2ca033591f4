//! Every step of an edition, sorted by who acts: the stuff of role pages, gathered in one walk over all documents.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::document::body::{Section, Step};
use crate::document::{Content, Document, walk};
use crate::edition::Edition;

/// How many documents are walked over in one run.
const RUN: usize = 256;

/// Each role's steps, document by document.
#[derive(Default)]
pub(super) struct Rota<'s> {
    turns: BTreeMap<&'s str, Vec<Turn<'s>>>,
}

/// Each edition's, by its number; worked out when it is first asked for.
pub(super) type Rotas<'f, 's> = &'f dyn Fn(usize) -> &'s Rota<'s>;

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
        // In long runs, so that few tables are put together.
        let runs: Vec<Rota<'s>> = edition
            .documents
            .par_iter()
            .enumerate()
            .fold_chunks(RUN, Rota::default, |mut rota, (at, document)| {
                rota.add(at, document);
                rota
            })
            .collect();
        let mut rota = Rota::default();
        for run in runs {
            run.turns.into_iter().for_each(|(role, turns)| rota.turns.entry(role).or_default().extend(turns));
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
