//! What was found when links were followed, kept as long as nothing has changed that a link can lead to.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::anchors_of;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::handbook::{Handbook, is_document};
use crate::source::{Content, SourceId, Sources};

/// What was found in each document, and all that it depends on besides the document itself.
#[derive(Debug, Default)]
pub(in crate::handbook) struct Followed {
    /// A name for all that links can lead to, and all that is said of it; none of a handbook that was read for the first time.
    around: Option<blake3::Hash>,
    /// What others can see of each document, in the handbook's order.
    footprints: Vec<blake3::Hash>,
    documents: FxHashMap<SourceId, Known>,
}

/// A document, what others can see of it, and what was found in it.
#[derive(Debug)]
struct Known {
    document: Arc<Document>,
    footprint: blake3::Hash,
    found: Diagnostics,
}

impl Followed {
    /// What links of a handbook can lead to; nothing is found yet. What is known of documents that have not changed is used.
    pub(super) fn at(handbook: &Handbook, sources: &Sources, earlier: Option<&Followed>) -> Followed {
        let documents = handbook.documents.par_iter();
        let footprints: Vec<blake3::Hash> = documents
            .map(|document| {
                let known = earlier.and_then(|earlier| earlier.known(document));
                known.map_or_else(|| footprint(document), |known| known.footprint)
            })
            .collect();
        let mut around = blake3::Hasher::new();
        footprints.iter().for_each(|hash| _ = around.update(hash.as_bytes()));
        // Registers and settings are few, and short.
        for (_, source) in sources.iter() {
            if let Content::Text(text) = &source.content
                && source.path.ends_with(".toml")
                && !is_document(&source.path)
            {
                add(&mut around, &source.path);
                add(&mut around, text);
            }
        }
        handbook.media.keys().for_each(|path| add(&mut around, path));
        Followed { around: Some(around.finalize()), footprints, documents: FxHashMap::default() }
    }

    /// What was found in a document, where that is true now.
    pub(super) fn of(&self, document: &Arc<Document>, now: &Followed) -> Option<&Diagnostics> {
        let is_same = self.around.is_some() && self.around == now.around;
        Some(&self.known(document).filter(|_| is_same)?.found)
    }

    /// What is known of a document, where it is the same.
    fn known(&self, document: &Arc<Document>) -> Option<&Known> {
        self.documents.get(&document.source).filter(|known| Arc::ptr_eq(&known.document, document))
    }

    /// Keeps what was found in each document of a handbook, in their order.
    pub(super) fn keep(&mut self, handbook: &Handbook, found: &[Diagnostics]) {
        let footprints = std::mem::take(&mut self.footprints);
        let all = handbook.documents.iter().zip(footprints).zip(found);
        self.documents = all
            .map(|((document, footprint), found)| {
                let known = Known { document: Arc::clone(document), footprint, found: found.clone() };
                (document.source, known)
            })
            .collect();
    }
}

/// What others can see of a document when they lead to it.
fn footprint(document: &Document) -> blake3::Hash {
    let mut hash = blake3::Hasher::new();
    add(&mut hash, &document.path);
    add(&mut hash, document.id.as_str());
    let Document { school, language, translates, extends, head, .. } = document;
    add(&mut hash, &format!("{school:?} {language:?} {translates} {extends} {head:?} {:?}", document.common.audience));
    anchors_of(document).into_iter().for_each(|anchor| add(&mut hash, anchor));
    hash.finalize()
}

/// With its length before it, no text can pass for the end of the one before.
fn add(hash: &mut blake3::Hasher, text: &str) {
    hash.update(&(text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}
