//! The topics at the end of a binder: what people look for, and where it stands.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::scribe::{Targets, labelled};
use super::unit::{Plan, Planned, Register};
use crate::document::body::ReferenceKind;
use crate::document::walk::Pointer;
use crate::document::whole;
use crate::edition::Edition;

/// A topic and the labels of where it stands.
#[derive(Debug, Serialize)]
pub(super) struct Topic {
    words: String,
    at: Vec<String>,
}

/// Every topic in the order of its letters: titles, the other words that people use for them, the glossary's words where
/// a document uses them, roles and places.
pub(super) fn topics(edition: &Edition, plan: &Plan<'_>, targets: &Targets) -> Vec<Topic> {
    let mut found: BTreeMap<(String, String), BTreeSet<(usize, String)>> = BTreeMap::new();
    let mut add = |words: &str, order: usize, label: String| {
        if targets.contains_key(&label) {
            found.entry((words.to_lowercase(), words.to_owned())).or_default().insert((order, label));
        }
    };
    for (order, unit) in plan.iter().flat_map(|(_, units)| units).enumerate() {
        match unit {
            Planned::Document(document) => {
                let label = labelled("doc", document.id.as_str());
                add(&document.common.title.value, order, label.clone());
                document.common.aliases.iter().for_each(|alias| add(&capital(&alias.value), order, label.clone()));
                whole::pointers(document, &mut |pointer| {
                    if let Pointer::Reference(reference) = pointer
                        && reference.kind == ReferenceKind::Term
                        && let Some(term) = edition.terms.iter().find(|term| term.id.as_str() == reference.id)
                    {
                        add(&term.term, order, label.clone());
                    }
                });
            }
            Planned::Register(Register::Roles) => {
                edition.roles.iter().for_each(|role| add(&role.title, order, labelled("role", role.id.as_str())));
            }
            Planned::Register(Register::Places) => {
                edition.places.iter().for_each(|place| add(&place.title, order, labelled("place", place.id.as_str())));
            }
            Planned::Register(Register::Glossary) => {
                edition.terms.iter().for_each(|term| add(&term.term, order, labelled("term", term.id.as_str())));
            }
            Planned::Register(Register::Contacts | Register::Hazards | Register::Drills) => {}
        }
    }
    let topic = |((_, words), at): ((String, String), BTreeSet<(usize, String)>)| Topic {
        words,
        at: at.into_iter().map(|(_, label)| label).collect(),
    };
    found.into_iter().map(topic).collect()
}

/// A topic as it stands in a list.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}
