//! A folder on the disk becomes events: something in it changed, or it is another folder now.

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{Event, Stroke};
use crate::disk;
use crate::disk::folder::Touched;

/// A folder that is being watched, or that could not be.
///
/// There is no debouncer between: notify's reports each file that we read ourselves as an event of its path, and a handbook
/// that is read because it was read never rests.
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Watches a folder from now on, as far as the system can.
    pub(super) fn begin(folder: &Path, events: &Sender<Event>) -> Watch {
        let Ok(root) = disk::read::root(folder) else { return Watch { watcher: None } };
        let (events, place) = (events.clone(), root.clone());
        let told = move |event: notify::Result<notify::Event>| {
            let event = match event {
                Ok(event) if is_a_change(&event.kind) => {
                    if event.paths.contains(&place) && !matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)))
                    {
                        Event::Moved
                    } else if event.paths.is_empty() || event.need_rescan() {
                        Event::Changed(Touched::All, Stroke::Done)
                    } else {
                        let stroke = stroke(&event.kind);
                        Event::Changed(Touched::Files(event.paths.into_iter().collect()), stroke)
                    }
                }
                Ok(_) => return,
                // Events were lost: everything may have changed.
                Err(_) => Event::Moved,
            };
            // Nobody listens once the program ends.
            let _ = events.send(event);
        };
        let watcher = notify::recommended_watcher(told)
            .and_then(|mut watcher| watcher.watch(&root, RecursiveMode::Recursive).map(|()| watcher));
        Watch { watcher: watcher.ok() }
    }

    /// Whether changes will be told.
    pub(super) fn is_good(&self) -> bool {
        self.watcher.is_some()
    }
}

/// How far a file is written. Where the system does not tell when that ends, it is waited for.
fn stroke(kind: &EventKind) -> Stroke {
    match kind {
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => Stroke::Begun,
        _ => Stroke::Done,
    }
}

/// Whether a file may have other bytes or another place now; looking at it is no change.
fn is_a_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => matches!(access, AccessKind::Close(AccessMode::Write)),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}
