//! What binders hold: kinds, registers and documents by their names; what names nothing would be missing on paper.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Handbook;
use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::document::Kind;
use crate::fields::Named as _;
use crate::nearest::{certain, suggestion};

/// The registers that can be printed.
const REGISTERS: [&str; 7] = ["approvals", "hazards", "drills", "roles", "contacts", "places", "glossary"];

/// Tells every `include` that names nothing.
pub(super) fn check(handbook: &Handbook, findings: &RefCell<Diagnostics>) {
    let kinds = Kind::ALL.iter().map(|kind| kind.folder());
    let documents = handbook.documents.iter().map(|document| document.id.as_str());
    let known: BTreeSet<&str> = kinds.chain(REGISTERS).chain(documents).collect();
    let names = handbook.config.binders.iter().flat_map(|binder| &binder.include);
    for name in names.filter(|name| !known.contains(name.as_str())) {
        let help = suggestion(name, known.iter().copied()).unwrap_or_else(|| {
            "write a document's id, a kind such as \"procedures\", or a register such as \"contacts\"".to_owned()
        });
        let message = format!("There is no document, kind or register \"{}\" to print", name.value);
        findings.borrow_mut().push(
            Diagnostic::error(found::UNRESOLVED_REFERENCE, name.span, message).help(help).fix_if(
                name.span,
                &name.value,
                certain(name, known.iter().copied()),
            ),
        );
    }
}
