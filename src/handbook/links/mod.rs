//! Every name and every link, followed once: what leads nowhere, and what its reader may not know of.

mod documents;
mod follow;
mod names;
mod registers;

use std::cell::RefCell;
use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::names::Names;
use super::Handbook;
use super::school::School;
use crate::config::Rank;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Content, Document, walk};

/// Follows everything.
pub(super) fn check(handbook: &Handbook, findings: &RefCell<Diagnostics>) {
    let names = Names::of(handbook);
    let anchors =
        handbook.documents.par_iter().map(|document| (document.path.as_str(), anchors_of(document))).collect();
    let known = Known { handbook, names, anchors };
    let found: Vec<Diagnostics> = handbook
        .documents
        .par_iter()
        .map(|document| {
            let findings = RefCell::new(Diagnostics::new());
            Links { known: &known, findings: &findings }.document(document);
            findings.into_inner()
        })
        .collect();
    found.into_iter().for_each(|found| findings.borrow_mut().append(found));
    Links { known: &known, findings }.registers();
}

/// Everything that can be named.
struct Known<'h> {
    handbook: &'h Handbook,
    names: Names<'h>,
    anchors: FxHashMap<&'h str, BTreeSet<String>>,
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
fn anchors_of(document: &Document) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    walk::sections(&document.body, &mut |section, _| {
        anchors.insert(section.id.to_string());
    });
    if let Content::Assessment(assessment) = &document.content {
        anchors.extend(assessment.stages.iter().map(|stage| stage.id.to_string()));
    }
    anchors
}
