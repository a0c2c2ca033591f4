//! What a document names outside itself that a reader needs along with it: values and files.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::body::{ReferenceKind, Target};
use super::walk::Pointer;
use super::{Document, whole};

/// The values and files that texts name.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Ids of values.
    pub values: BTreeSet<String>,
    /// Paths of files, from the handbook's folder.
    pub files: BTreeSet<String>,
}

/// A document's mentions, worked out once however many readers it has. A copy of a document may become another one, so it works
/// out its own.
#[derive(Debug, Default)]
pub(super) struct Noted(OnceLock<Mentions>);

impl Clone for Noted {
    fn clone(&self) -> Noted {
        Noted::default()
    }
}

impl Mentions {
    /// Takes down what a pointer names.
    pub fn hear(&mut self, pointer: Pointer<'_>) {
        let target = match pointer {
            Pointer::Reference(reference) if reference.kind == ReferenceKind::Value => {
                self.values.insert(reference.id.clone());
                return;
            }
            Pointer::Image(image) => &image.target,
            Pointer::Link(link) => &link.target,
            Pointer::Reference(_) | Pointer::Step(_) => return,
        };
        if let Target::File { path, .. } = target {
            self.files.insert(path.clone());
        }
    }
}

impl Document {
    /// The values and files that it names.
    #[must_use]
    pub fn mentions(&self) -> &Mentions {
        self.noted.0.get_or_init(|| {
            let mut mentions = Mentions::default();
            whole::pointers(self, &mut |pointer| mentions.hear(pointer));
            mentions
        })
    }
}
