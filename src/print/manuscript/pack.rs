//! A release that a binder holds, and the plan of today, into what is exchanged in it: documents, lists, and what leads to
//! them. Whatever says what it said then, on a sheet of the same number, stays.

use std::collections::{BTreeMap, BTreeSet};

use super::Wanted;
use super::unit::{Plan, Planned};
use crate::config::{Binder, Layout};
use crate::document::Kind;
use crate::edition::Released;
use crate::fields::Id;
use crate::handbook::releases::List;

/// What is exchanged.
#[derive(Debug, Default)]
pub(super) struct Pack {
    /// Documents that say something else.
    pub(super) changed: BTreeSet<Id>,
    /// Documents that are added.
    pub(super) new: BTreeSet<Id>,
    /// Documents whose sheets are taken out.
    pub(super) gone: BTreeSet<Id>,
    /// Documents and lists that say the same under another number.
    pub(super) moved: BTreeSet<String>,
    /// Lists that say something else.
    pub(super) lists: BTreeSet<List>,
    /// The contents, and the sheets behind tabs.
    pub(super) contents: bool,
    /// The index at the end.
    pub(super) index: bool,
    /// Approval, the record of changes, who holds a copy.
    pub(super) control: bool,
}

impl Pack {
    /// What a binder of a release lacks. A list that the release has no code of is exchanged, since nobody knows.
    pub(super) fn of(wanted: &Wanted<'_>, since: &str, plan: &Plan<'_>) -> Pack {
        let edition = wanted.edition;
        let nothing = Released::default();
        let then = edition.released(since).unwrap_or(&nothing);
        let mut pack = Pack::default();
        let layout = wanted.binder.layout;
        for unit in plan.iter().flat_map(|(_, units)| units).filter(|unit| is_shown(layout, unit)) {
            match unit {
                Planned::Document(document) => match then.codes.get(&document.id.value) {
                    None => {
                        pack.new.insert(document.id.value.clone());
                    }
                    Some(code) if *code != edition.revision(document) => {
                        pack.changed.insert(document.id.value.clone());
                    }
                    Some(_) => {}
                },
                Planned::Register(register) => {
                    if differs(wanted, then, register.list()) {
                        pack.lists.insert(register.list());
                    }
                }
            }
        }
        let is_gone = |id: &&Id| edition.document(id.as_str()).is_none() && named(wanted.binder, id, then).is_some();
        pack.gone = then.codes.keys().filter(is_gone).cloned().collect();
        if layout == Layout::Binder {
            plan.iter().for_each(|(_, units)| pack.moved.extend(moved(wanted.binder, units, &pack.gone, then)));
            pack.contents = differs(wanted, then, List::Contents);
            pack.index = differs(wanted, then, List::Index);
            pack.control = differs(wanted, then, List::Approvals);
        }
        pack
    }

    /// Whether only some sheets are exchanged. What is one thing comes whole, and so does a flip chart with another number of
    /// leaves, since each tab has another place then.
    pub(super) fn is_partial(&self, layout: Layout) -> bool {
        match layout {
            Layout::Binder | Layout::Forms | Layout::RoleCard => true,
            Layout::FlipChart => self.new.is_empty() && self.gone.is_empty(),
            Layout::QuickCard | Layout::RiskReport => false,
        }
    }

    /// Whether a unit is printed, or stays in the binder.
    pub(super) fn holds(&self, unit: &Planned<'_>) -> bool {
        match unit {
            Planned::Document(document) => {
                let id = &document.id.value;
                self.changed.contains(id) || self.new.contains(id) || self.moved.contains(id.as_str())
            }
            Planned::Register(register) => {
                self.lists.contains(&register.list()) || self.moved.contains(register.name())
            }
        }
    }

    /// Whether there is nothing to exchange.
    pub(super) fn is_empty(&self, plan: &Plan<'_>) -> bool {
        let leads = self.contents || self.index || self.control || !self.gone.is_empty();
        !leads && !plan.iter().flat_map(|(_, units)| units).any(|unit| self.holds(unit))
    }
}

/// Whether a layout shows anything of a unit.
fn is_shown(layout: Layout, unit: &Planned<'_>) -> bool {
    let (kind, list) = match unit {
        Planned::Document(document) => (Some(document.kind()), None),
        Planned::Register(register) => (None, Some(register.list())),
    };
    match layout {
        Layout::Binder | Layout::RiskReport => true,
        Layout::FlipChart => kind == Some(Kind::Procedure) || list == Some(List::Contacts),
        Layout::QuickCard => kind == Some(Kind::Procedure) || matches!(list, Some(List::Contacts | List::Places)),
        Layout::RoleCard => list == Some(List::Roles),
        Layout::Forms => kind == Some(Kind::Assessment),
    }
}

fn differs(wanted: &Wanted<'_>, then: &Released, list: List) -> bool {
    then.lists.get(&list) != Some(&wanted.edition.list_revision(list))
}

/// Where a document of a release stood: which name of the binder's let it in, then its place among all documents.
fn named(binder: &Binder, id: &Id, then: &Released) -> Option<(usize, u32)> {
    let (kind, place) = then.places.get(id).copied()?;
    let is_meant = |name: &str| name == id.as_str() || name == kind.folder();
    binder.include.iter().position(|name| is_meant(&name.value)).map(|at| (at, place))
}

/// The units of a part that had another number then. A page that is gone counts in each part that has pages, for nobody
/// knows any more in which it stood: sooner a sheet too many.
fn moved(binder: &Binder, units: &[Planned<'_>], gone: &BTreeSet<Id>, then: &Released) -> Vec<String> {
    if then.places.is_empty() {
        return Vec::new();
    }
    let mut here: BTreeMap<(usize, u32), Option<&Id>> = BTreeMap::new();
    let mut kinds: BTreeSet<Kind> = BTreeSet::new();
    for unit in units {
        if let Planned::Document(document) = unit {
            kinds.insert(document.kind());
            here.extend(named(binder, &document.id.value, then).map(|at| (at, Some(&document.id.value))));
        }
    }
    let gone = gone.iter().filter(|id| then.places.get(*id).is_some_and(|(kind, _)| kinds.contains(kind)));
    here.extend(gone.filter_map(|id| Some((named(binder, id, then)?, None))));
    let mut before: BTreeMap<&str, usize> = BTreeMap::new();
    before.extend(here.values().enumerate().filter_map(|(at, id)| Some((id.as_ref()?.as_str(), at))));
    // Lists follow the documents of their part.
    let lists = units.iter().filter_map(|unit| match unit {
        Planned::Register(register) => Some(register.name()),
        Planned::Document(_) => None,
    });
    before.extend(lists.zip(here.len()..));
    let names = units.iter().enumerate().map(|(at, unit)| {
        let name = match unit {
            Planned::Document(document) => document.id.as_str(),
            Planned::Register(register) => register.name(),
        };
        (at, name)
    });
    names
        .filter(|(at, name)| before.get(name).is_some_and(|then| then != at))
        .map(|(_, name)| name.to_owned())
        .collect()
}
