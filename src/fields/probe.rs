//! What readers ask for, written down while they read: the one source of the schemas, as it is the one list of known keys.

use std::cell::{Cell, RefCell};

use crate::source::SourceId;

/// A key that a reader asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The file.
    pub source: SourceId,
    /// The table's name as messages say it: `stage.question`; empty for the outermost.
    pub table: String,
    /// The key; nothing for names of the author's own.
    pub key: Option<&'static str>,
    /// Whether a finding tells when it is missing.
    pub required: bool,
    /// What may stand there.
    pub what: What,
}

/// What may stand at a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A value: what it needs, in words.
    Value(&'static str),
    /// A value, or a list of them.
    List(&'static str),
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// A table under a name of the author's own.
    Named,
}

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
    static HEARD: RefCell<Vec<Asked>> = const { RefCell::new(Vec::new()) };
}

/// Reads, and gives what was asked for on this thread meanwhile.
pub fn probe(read: impl FnOnce()) -> Vec<Asked> {
    LISTENS.set(true);
    read();
    LISTENS.set(false);
    HEARD.take()
}

/// Writes down what is asked for, where somebody listens.
pub(super) fn asked(asked: impl FnOnce() -> Asked) {
    if LISTENS.get() {
        HEARD.with_borrow_mut(|heard| heard.push(asked()));
    }
}
