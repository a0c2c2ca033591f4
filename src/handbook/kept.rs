//! What was made of files, kept for when the handbook is read again: nobody reads twice what has not changed.
//!
//! A document is a pure function of its file, the file's place and the handbook's language, and so it is kept by these. What
//! depends on more than that is made again.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Media;
use super::links::Followed;
use crate::config::Audiences;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::fields::Language;
use crate::source::{SourceId, Sources};

/// What was made of a handbook's files.
#[derive(Default)]
pub struct Kept {
    /// The files that it was made of, the language of their documents, and the audiences.
    made_of: Option<(Sources, Language, Audiences)>,
    documents: FxHashMap<SourceId, Read>,
    media: FxHashMap<SourceId, Media>,
    /// Where texts have something left to be filled in: nowhere, for most.
    blanks: FxHashMap<SourceId, Vec<Range<usize>>>,
    /// What was found when links were followed, once the handbook has been read.
    followed: Option<Followed>,
    /// Translations laid over their originals, by the translator's file: the original, the translation, the whole.
    wholes: FxHashMap<SourceId, [Arc<Document>; 3]>,
}

/// A document, and what was wrong with it.
pub(super) type Read = (Arc<Document>, Diagnostics);

impl Kept {
    /// Forgets what is not true of these files any more.
    pub(super) fn begin(&mut self, sources: &Sources, language: &Language, audiences: &Audiences) {
        if let Some((earlier, spoken, ranks)) = &self.made_of {
            for (gone, _) in earlier.iter().filter(|(id, _)| !sources.shares(*id, earlier)) {
                self.documents.remove(&gone);
                self.media.remove(&gone);
                self.blanks.remove(&gone);
            }
            if spoken != language {
                self.documents.clear();
            }
            if ranks != audiences {
                self.wholes.clear();
            }
        }
        self.made_of = Some((sources.clone(), language.clone(), audiences.clone()));
    }

    /// The document of a file.
    pub(super) fn document(&self, id: SourceId) -> Option<&Read> {
        self.documents.get(&id)
    }

    /// Keeps documents.
    pub(super) fn keep(&mut self, read: &[Read]) {
        for (document, found) in read {
            self.documents.entry(document.source).or_insert_with(|| (Arc::clone(document), found.clone()));
        }
    }

    /// Where a text has something left to be filled in, if anybody has looked.
    pub(super) fn blanks(&self, id: SourceId) -> Option<&[Range<usize>]> {
        self.blanks.get(&id).map(Vec::as_slice)
    }

    /// Keeps where a text has something left to be filled in.
    pub(super) fn keep_blanks(&mut self, id: SourceId, blanks: Vec<Range<usize>>) {
        self.blanks.insert(id, blanks);
    }

    /// What was found when links were followed, if ever they were.
    pub(super) fn followed(&self) -> Option<&Followed> {
        self.followed.as_ref()
    }

    /// Keeps what was found when links were followed.
    pub(super) fn keep_followed(&mut self, followed: Followed) {
        self.followed = Some(followed);
    }

    /// A picture or an attachment.
    pub(super) fn media(&self, id: SourceId) -> Option<&Media> {
        self.media.get(&id)
    }

    /// Keeps a picture or an attachment.
    pub(super) fn keep_media(&mut self, id: SourceId, media: Media) {
        self.media.insert(id, media);
    }

    /// A translation laid over its original, where both are those that it was made of.
    pub(super) fn whole(&self, original: &Arc<Document>, written: &Arc<Document>) -> Option<Arc<Document>> {
        let [over, words, whole] = self.wholes.get(&written.source)?;
        (Arc::ptr_eq(over, original) && Arc::ptr_eq(words, written)).then(|| Arc::clone(whole))
    }

    /// Keeps translations that were laid over their originals, and no others.
    pub(super) fn keep_wholes(&mut self, wholes: impl Iterator<Item = [Arc<Document>; 3]>) {
        self.wholes = wholes.map(|made| (made[1].source, made)).collect();
    }
}
