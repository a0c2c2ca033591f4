//! The number of each unit of a binder: its part's letter, and its place in the part. As it is now, and as it was in a release.

use std::collections::BTreeMap;

use super::Wanted;
use super::unit::{Plan, Register};
use crate::document::{Content, Document, Group, Kind};
use crate::edition::Released;
use crate::fields::{Id, Revision};
use crate::handbook::releases::Stood;
use crate::plan::Chapter;

/// Numbers by the names of units: a document's id, or which list it is.
pub(super) type Numbers = BTreeMap<String, String>;

/// The part of a document: as in the site's navigation. A page of an unknown group is one of the general ones.
pub(super) fn chapter(kind: Kind, group: Option<Group>) -> Chapter {
    match kind {
        Kind::Procedure => Chapter::Act,
        Kind::Annex => Chapter::Plan,
        Kind::Practice => Chapter::Repair,
        Kind::Assessment => Chapter::Assess,
        Kind::Policy => Chapter::Policies,
        Kind::Page => match group.unwrap_or(Group::General) {
            Group::BasicPlan => Chapter::Plan,
            Group::Families => Chapter::Families,
            Group::General => Chapter::About,
        },
    }
}

/// The group of a page.
pub(super) fn group(document: &Document) -> Option<Group> {
    match &document.content {
        Content::Page(page) => Some(page.group),
        _ => None,
    }
}

/// `A`, `B` … `Z`: never more than there are chapters.
pub(super) fn letter(at: usize) -> String {
    const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char::from(LETTERS[at % LETTERS.len()]).to_string()
}

/// The numbers of today.
pub(super) fn now(plan: &Plan<'_>) -> Numbers {
    let parts = plan.iter().map(|(_, units)| units.iter().map(|unit| unit.name().to_owned()).collect());
    numbered(parts)
}

/// The numbers that a binder had for its reader in a release: what it named then, or, where the release does not know that,
/// what it names today. `codes` are those of the documents that the reader had. Nothing where the release does not know where its
/// documents stood.
pub(super) fn then(wanted: &Wanted<'_>, released: &Released, codes: &BTreeMap<Id, Revision>) -> Option<Numbers> {
    if released.stood.is_empty() {
        return None;
    }
    let mut documents: Vec<(&Id, Stood)> = codes.keys().filter_map(|id| Some((id, *released.stood.get(id)?))).collect();
    documents.sort_by_key(|(_, stood)| stood.place);
    let mut units: Vec<(Chapter, &str)> = Vec::new();
    let mut registers: Vec<(Chapter, &str)> = Vec::new();
    for name in names(wanted, released) {
        if let Some(register) = Register::named(name) {
            let list = register.list();
            let stood =
                if released.lists.is_empty() { wanted.edition.has(list) } else { released.lists.contains_key(&list) };
            let unit = (register.chapter(), register.name());
            if stood && !registers.contains(&unit) {
                registers.push(unit);
            }
            continue;
        }
        for (id, stood) in &documents {
            let unit = (part(wanted, id, *stood), id.as_str());
            if (stood.kind.folder() == name || id.as_str() == name) && !units.contains(&unit) {
                units.push(unit);
            }
        }
    }
    units.append(&mut registers);
    let parts = Chapter::ALL.into_iter().map(|chapter| {
        let here = units.iter().filter(|(of, _)| *of == chapter);
        here.map(|(_, name)| (*name).to_owned()).collect::<Vec<_>>()
    });
    Some(numbered(parts.filter(|units| !units.is_empty())))
}

/// What a binder named in a release.
pub(super) fn names<'n>(wanted: &'n Wanted<'_>, released: &'n Released) -> Vec<&'n str> {
    match released.binders.get(&wanted.binder.id.value) {
        Some(then) => then.iter().map(String::as_str).collect(),
        None => wanted.binder.include.iter().map(|name| name.value.as_str()).collect(),
    }
}

/// The part in which a document stood. A release that does not tell a page's group is asked what it is today.
fn part(wanted: &Wanted<'_>, id: &Id, stood: Stood) -> Chapter {
    let today = || wanted.edition.document(id.as_str()).and_then(|document| group(document));
    chapter(stood.kind, stood.group.or_else(today))
}

fn numbered(parts: impl Iterator<Item = Vec<String>>) -> Numbers {
    let mut numbers = Numbers::new();
    for (at, units) in parts.enumerate() {
        numbers.extend(units.into_iter().zip(1..).map(|(name, within)| (name, format!("{}{within}", letter(at)))));
    }
    numbers
}
