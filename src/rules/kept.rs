//! What was found in the words of each document, kept for when the handbook is checked again.
//!
//! A rule that reads words looks at one document and at what it made ready of the registers and of `handbook.toml`; how a
//! document's findings depend on other documents is who may read it alone, since a translation may leave that to its original.
//! So findings are kept by the document, its readers, and every file that is not a document.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::config::Rank;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::handbook::Handbook;
use crate::source::{Content, Source, SourceId, Sources};

/// What was found in words.
#[derive(Default)]
pub struct Kept {
    /// The files that documents are held against.
    registers: Vec<(SourceId, Arc<Source>)>,
    documents: FxHashMap<SourceId, Read>,
}

/// A document, who may read it, and what was found in it.
struct Read {
    document: Arc<Document>,
    rank: Rank,
    found: Diagnostics,
}

impl Kept {
    /// Forgets what is not true of this handbook any more.
    pub(super) fn begin(&mut self, handbook: &Handbook, sources: &Sources) {
        let theme = format!("{}/", handbook.config.theme.folder);
        let registers: Vec<(SourceId, Arc<Source>)> = sources
            .iter()
            .filter(|(_, file)| matches!(file.content, Content::Text(_)) && file.path.ends_with(".toml"))
            .filter(|(_, file)| !file.path.starts_with(&theme) && handbook.document_at(&file.path).is_none())
            .map(|(id, _)| (id, sources.share(id)))
            .collect();
        let mut pairs = registers.iter().zip(&self.registers);
        let is_same = registers.len() == self.registers.len()
            && pairs.all(|((id, file), (other, there))| id == other && Arc::ptr_eq(file, there));
        if !is_same {
            self.documents.clear();
        }
        self.registers = registers;
        let there: FxHashMap<SourceId, &Arc<Document>> =
            handbook.documents.iter().map(|document| (document.source, document)).collect();
        self.documents.retain(|id, read| {
            there.get(id).is_some_and(|document| {
                Arc::ptr_eq(document, &read.document) && handbook.document_rank(document) == read.rank
            })
        });
    }

    /// Whether a document's findings are known.
    pub(super) fn has(&self, document: &Arc<Document>) -> bool {
        self.documents.contains_key(&document.source)
    }

    /// Keeps what was found in documents, by their places in the handbook, and gives that of all.
    pub(super) fn keep(&mut self, handbook: &Handbook, fresh: Vec<(Option<usize>, Diagnostics)>) -> Diagnostics {
        let mut of_registers = Diagnostics::new();
        for (at, found) in fresh {
            let Some(document) = at.map(|at| &handbook.documents[at]) else {
                of_registers.append(found);
                continue;
            };
            let rank = handbook.document_rank(document);
            self.documents.insert(document.source, Read { document: Arc::clone(document), rank, found });
        }
        let mut all = Diagnostics::new();
        let in_order = handbook.documents.iter().filter_map(|document| self.documents.get(&document.source));
        in_order.filter(|read| !read.found.is_empty()).for_each(|read| all.append(read.found.clone()));
        all.append(of_registers);
        all
    }
}
