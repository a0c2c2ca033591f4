//! The whole pipeline on one page: sources in, findings and a finished tree out.

use crate::artifact::Artifacts;
use crate::diagnostic::Diagnostics;
use crate::source::Sources;

/// What to make.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The audience by name; the handbook's lowest where none is named.
    pub audience: Option<String>,
    /// The schools by id; all where none is named.
    pub schools: Vec<String>,
}

/// Which part of the work has begun; for a person who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading documents and registers.
    Reading,
    /// Holding the plan against the rules.
    Checking,
    /// Making pages; told once for each page made.
    Rendering {
        /// Pages made so far.
        done: usize,
        /// Pages in all.
        of: usize,
    },
}

/// How far the work is; called from several threads.
pub type Progress<'a> = &'a (dyn Fn(Stage) + Sync);

/// What was found, and what was made of it.
#[derive(Debug)]
pub struct Compiled {
    /// Everything that is wrong, in the order a person mends it.
    pub diagnostics: Diagnostics,
    /// The finished tree; nothing where there is any error.
    pub artifacts: Option<Artifacts>,
    /// What was made, for the last line.
    pub summary: Summary,
}

/// What a build was about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents read, of every audience.
    pub documents: usize,
    /// Pages made.
    pub pages: usize,
    /// Schools in the tree.
    pub schools: usize,
    /// The audience it was made for.
    pub audience: String,
    /// Documents left out since this audience may not see them.
    pub withheld: usize,
    /// The next audience up that would see more, where there is one.
    pub next_audience: Option<String>,
}

/// Compiles a handbook. Never fails: what is wrong is in the diagnostics.
#[must_use]
pub fn compile(_sources: &Sources, _request: &Request, _progress: Progress<'_>) -> Compiled {
    Compiled { diagnostics: Diagnostics::new(), artifacts: Some(Artifacts::default()), summary: Summary::default() }
}
