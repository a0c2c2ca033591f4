//! One id, one thing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Handbook;
use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::document::Content;
use crate::fields::{Id, Placed};
use crate::source::Span;

/// Tells every id that two things have.
pub(super) fn check(handbook: &Handbook, findings: &RefCell<Diagnostics>) {
    let mut seen: FxHashMap<(Option<&Id>, &str, &Id), Span> =
        FxHashMap::with_capacity_and_hasher(handbook.documents.len(), FxBuildHasher);
    for document in &handbook.documents {
        let key = (document.school.as_ref(), document.language.as_str(), &document.id.value);
        if let Some(&earlier) = seen.get(&key) {
            twice(findings, "documents", &document.id, earlier, "rename one of the files, or give it another `id`");
        } else {
            seen.insert(key, document.id.span);
        }
    }
    register(findings, "roles", handbook.roles.iter().map(|role| &role.id));
    register(findings, "contacts", handbook.contacts.iter().map(|contact| &contact.id));
    register(findings, "places", handbook.places.iter().map(|place| &place.id));
    register(findings, "terms", handbook.terms.iter().map(|term| &term.id));
    register(findings, "hazards", handbook.hazards.iter().map(|hazard| &hazard.id));
    register(findings, "planned drills", handbook.drills.plans.iter().map(|plan| &plan.id));
    register(findings, "binders", handbook.config.binders.iter().map(|binder| &binder.id));
    changes(handbook, findings);
    schools(handbook, findings);
    for document in &handbook.documents {
        let Content::Assessment(assessment) = &document.content else { continue };
        register(findings, "stages", assessment.stages.iter().map(|stage| &stage.id));
        register(findings, "questions", assessment.questions().map(|(_, question)| &question.id));
        register(findings, "classes", assessment.classes.iter().map(|class| &class.id));
        register(findings, "bands", assessment.bands.iter().map(|band| &band.id));
        for (_, question) in assessment.questions() {
            register(findings, "options", question.options.iter().map(|option| &option.id));
        }
    }
}

fn register<'a>(findings: &RefCell<Diagnostics>, what: &str, ids: impl Iterator<Item = &'a Placed<Id>>) {
    let mut seen: BTreeMap<&Id, Span> = BTreeMap::new();
    for id in ids {
        // A missing id has its own finding.
        if id.value == Id::default() {
            continue;
        }
        match seen.get(&id.value) {
            Some(&earlier) => twice(findings, what, id, earlier, "give one of them another id"),
            None => {
                seen.insert(&id.value, id.span);
            }
        }
    }
}

/// Two folders whose names differ only in capitals or signs are one school.
fn schools(handbook: &Handbook, findings: &RefCell<Diagnostics>) {
    let mut seen: BTreeMap<&Id, Span> = BTreeMap::new();
    for school in &handbook.schools {
        if let Some(&earlier) = seen.get(&school.id) {
            let id = Placed { value: school.id.clone(), span: school.span };
            twice(findings, "schools", &id, earlier, "rename one of the folders below schools/");
        } else {
            seen.insert(&school.id, school.span);
        }
    }
}

/// Rows of the record of changes are told apart by their numbers.
fn changes(handbook: &Handbook, findings: &RefCell<Diagnostics>) {
    let mut seen: BTreeMap<u32, Span> = BTreeMap::new();
    for number in handbook.approvals.changes.iter().map(|change| &change.number) {
        // A missing number has its own finding.
        if number.value == 0 {
            continue;
        }
        match seen.get(&number.value) {
            Some(&earlier) => findings.borrow_mut().push(
                Diagnostic::error(
                    found::DUPLICATE_ID,
                    number.span,
                    format!("Two changes have the number {}", number.value),
                )
                .related(earlier, "the other one")
                .help("count on: the newest change has the highest number"),
            ),
            None => {
                seen.insert(number.value, number.span);
            }
        }
    }
}

fn twice(findings: &RefCell<Diagnostics>, what: &str, id: &Placed<Id>, earlier: Span, help: &str) {
    findings.borrow_mut().push(
        Diagnostic::error(found::DUPLICATE_ID, id.span, format!("Two {what} are called \"{}\"", id.value))
            .related(earlier, "the other one")
            .help(help),
    );
}
