//! Every name and every link, followed once: what leads nowhere, and what its reader may not know of.

mod documents;
mod follow;
mod followed;
mod names;
mod registers;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use self::names::Names;
use super::Handbook;
use super::kept::Kept;
use super::school::School;
use crate::config::Rank;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Content, Document, walk};
use crate::source::Sources;

pub(super) use self::followed::Followed;

/// Follows everything. Where nothing has changed that a link can lead to, only what stands in documents that have changed is
/// followed anew.
pub(super) fn check(handbook: &Handbook, sources: &Sources, findings: &RefCell<Diagnostics>, kept: &mut Kept) {
    let names = Names::of(handbook);
    let anchors = handbook.documents.iter().map(|_| OnceLock::new()).collect();
    let known = Known { handbook, names, anchors };
    let earlier = kept.followed();
    // Whoever reads a handbook once needs no account of it.
    let mut now = earlier.is_some().then(|| Followed::at(handbook, sources, earlier));
    let found: Vec<Diagnostics> = handbook
        .documents
        .par_iter()
        .map(|document| {
            let before = earlier.zip(now.as_ref()).and_then(|(earlier, now)| earlier.of(document, now));
            before.cloned().unwrap_or_else(|| {
                let findings = RefCell::new(Diagnostics::new());
                Links { known: &known, findings: &findings }.document(document);
                findings.into_inner()
            })
        })
        .collect();
    if let Some(now) = &mut now {
        now.keep(handbook, &found);
    }
    kept.keep_followed(now.unwrap_or_default());
    found.into_iter().for_each(|found| findings.borrow_mut().append(found));
    Links { known: &known, findings }.registers();
}

/// Everything that can be named.
struct Known<'h> {
    handbook: &'h Handbook,
    names: Names<'h>,
    /// What links can name in each document, once a link has named something there.
    anchors: Vec<OnceLock<BTreeSet<&'h str>>>,
}

impl<'h> Known<'h> {
    /// What links can name in the document of a path.
    fn anchors(&self, path: &str) -> Option<&BTreeSet<&'h str>> {
        let documents = &self.handbook.documents;
        let at = documents.binary_search_by(|document| document.path.as_str().cmp(path)).ok()?;
        Some(self.anchors[at].get_or_init(|| anchors_of(&documents[at])))
    }
}

/// One walk over pointers, with its own findings: documents are followed on every core.
struct Links<'h, 'k> {
    known: &'k Known<'h>,
    findings: &'k RefCell<Diagnostics>,
}

impl<'h> std::ops::Deref for Links<'h, '_> {
    type Target = Known<'h>;

    fn deref(&self) -> &Known<'h> {
        self.known
    }
}

/// Where a pointer stands: in which file, at which school, for whom.
#[derive(Clone, Copy)]
struct Standing<'h> {
    path: &'h str,
    school: Option<&'h School>,
    rank: Rank,
}

impl Links<'_, '_> {
    fn report(&self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }
}

/// The sections (and stages) that links can name.
fn anchors_of(document: &Document) -> BTreeSet<&str> {
    let mut anchors = BTreeSet::new();
    walk::sections(&document.body, &mut |section, _| {
        anchors.insert(section.id.as_str());
    });
    if let Content::Assessment(assessment) = &document.content {
        anchors.extend(assessment.stages.iter().map(|stage| stage.id.as_str()));
    }
    anchors
}
