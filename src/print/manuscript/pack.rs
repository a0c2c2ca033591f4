//! A release that a binder holds, and the plan of today, into what is exchanged in it: documents, lists, and what leads to
//! them. Whatever says what it said then, on a sheet of the same number, stays.

use std::collections::{BTreeMap, BTreeSet};

use super::Wanted;
use super::numbers::{self, Numbers};
use super::unit::{Plan, Planned, Register};
use crate::config::Layout;
use crate::document::Kind;
use crate::edition::Released;
use crate::fields::{Id, Revision};
use crate::handbook::releases::List;

/// What is exchanged.
#[derive(Debug, Default)]
pub(super) struct Pack {
    /// Documents that say something else.
    pub(super) changed: BTreeSet<Id>,
    /// Documents that are added.
    pub(super) new: BTreeSet<Id>,
    /// Lists that are added.
    pub(super) new_lists: BTreeSet<List>,
    /// Documents and lists whose sheets are taken out, with the numbers that they had.
    pub(super) gone: Numbers,
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
        let now = numbers::now(plan);
        let codes = codes(wanted, since, then);
        let before = numbers::then(wanted, then, &codes);
        // Where nobody knows what the binder held, it held what it holds now, as far as that was there.
        let held = |name: &str| before.as_ref().is_none_or(|before| before.contains_key(name));
        let mut pack = Pack::default();
        let layout = wanted.binder.layout;
        for unit in plan.iter().flat_map(|(_, units)| units).filter(|unit| is_shown(layout, what(unit))) {
            match unit {
                Planned::Document(document) => {
                    let id = &document.id.value;
                    match codes.get(id).filter(|_| held(id.as_str())) {
                        None => {
                            pack.new.insert(id.clone());
                        }
                        Some(code) if *code != wanted.reading(document).edition.revision(document) => {
                            pack.changed.insert(id.clone());
                        }
                        Some(_) => {}
                    }
                }
                Planned::Register(register) => {
                    let list = register.list();
                    if !held(register.name()) {
                        pack.new_lists.insert(list);
                    } else if differs(wanted, then, list) {
                        pack.lists.insert(list);
                    }
                }
            }
        }
        let before = before.unwrap_or_default();
        let is_gone = |(name, _): &(&String, &String)| {
            let kind = Id::parse(name).and_then(|id| then.stood.get(&id)).map(|stood| stood.kind);
            !now.contains_key(*name) && is_shown(layout, (kind, Register::named(name).map(Register::list)))
        };
        pack.gone = before.iter().filter(is_gone).map(owned).collect();
        if layout == Layout::Binder {
            let is_moved = |(name, number): &(&String, &String)| before.get(*name).is_some_and(|then| then != *number);
            pack.moved = now.iter().filter(is_moved).map(|(name, _)| name.clone()).collect();
            // A title may be new, or a number.
            pack.contents = differs(wanted, then, List::Contents) || (!before.is_empty() && before != now);
            pack.index = differs(wanted, then, List::Index) || pack.is_resized();
            pack.control = differs(wanted, then, List::Approvals);
        }
        pack
    }

    /// Whether anything is added or taken out.
    fn is_resized(&self) -> bool {
        !self.new.is_empty() || !self.new_lists.is_empty() || !self.gone.is_empty()
    }

    /// Whether only some sheets are exchanged. What is one thing comes whole, and so does a flip chart with another number of
    /// leaves, since each tab has another place then.
    pub(super) fn is_partial(&self, layout: Layout) -> bool {
        match layout {
            Layout::Binder | Layout::Forms | Layout::RoleCard => true,
            Layout::FlipChart => !self.is_resized(),
            Layout::QuickCard | Layout::RiskReport => false,
        }
    }

    /// Whether a unit is printed, or stays in the binder.
    pub(super) fn holds(&self, unit: &Planned<'_>) -> bool {
        match unit {
            Planned::Document(document) => {
                let id = &document.id.value;
                self.changed.contains(id) || self.new.contains(id) || self.moved.contains(unit.name())
            }
            Planned::Register(register) => {
                let list = register.list();
                self.lists.contains(&list) || self.new_lists.contains(&list) || self.moved.contains(unit.name())
            }
        }
    }

    /// Whether there is nothing to exchange.
    pub(super) fn is_empty(&self, plan: &Plan<'_>) -> bool {
        let leads = self.contents || self.index || self.control || !self.gone.is_empty();
        !leads && !plan.iter().flat_map(|(_, units)| units).any(|unit| self.holds(unit))
    }
}

/// What documents said then: to this reader, and what was not in the reader's language, as the original.
fn codes(wanted: &Wanted<'_>, since: &str, then: &Released) -> BTreeMap<Id, Revision> {
    let original = wanted.original.and_then(|(edition, _)| edition.released(since));
    let mut codes = original.map(|original| original.codes.clone()).unwrap_or_default();
    codes.extend(then.codes.clone());
    codes
}

/// What a unit is: a document of a kind, or a list.
fn what(unit: &Planned<'_>) -> (Option<Kind>, Option<List>) {
    match unit {
        Planned::Document(document) => (Some(document.kind()), None),
        Planned::Register(register) => (None, Some(register.list())),
    }
}

/// Whether a layout shows anything of a unit.
fn is_shown(layout: Layout, (kind, list): (Option<Kind>, Option<List>)) -> bool {
    match layout {
        Layout::Binder | Layout::RiskReport => true,
        Layout::FlipChart => kind == Some(Kind::Procedure) || list == Some(List::Contacts),
        Layout::QuickCard => kind == Some(Kind::Procedure) || matches!(list, Some(List::Contacts | List::Places)),
        Layout::RoleCard => list == Some(List::Roles),
        Layout::Forms => kind == Some(Kind::Assessment),
    }
}

fn owned((name, number): (&String, &String)) -> (String, String) {
    (name.clone(), number.clone())
}

fn differs(wanted: &Wanted<'_>, then: &Released, list: List) -> bool {
    then.lists.get(&list) != Some(&wanted.edition.list_revision(list))
}
