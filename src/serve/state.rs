//! What is known of the handbook in the state that was last read, and of the sites that are looked at.

use std::sync::Arc;
use std::time::Instant;

use super::news::Line;
use super::site::{Asked, Site};
use crate::compile::Wanted;
use crate::compile::draft::{Draft, Memory};
use crate::diagnostic::Diagnostics;
use crate::plan::Print;
use crate::source::Sources;

/// The handbook in the state that was last read.
pub(super) struct Now {
    pub(super) draft: Arc<Draft>,
    /// How often something changed.
    pub(super) state: u64,
    /// When that was.
    pub(super) since: Instant,
    /// Whether it cannot be right, whatever the rules say.
    pub(super) is_broken: bool,
    /// What the rules have found.
    pub(super) judged: Option<Diagnostics>,
    /// Whether the rules need to go on.
    pub(super) wanted: Wanted,
}

/// The sites of one audience.
#[derive(Default)]
pub(super) struct Tree {
    /// The site of the present state.
    pub(super) fresh: Option<Site>,
    /// The last site without an error, as far as that was known, of a state before.
    pub(super) last: Option<Site>,
    /// What was found when the present site was given its addresses.
    pub(super) planned: Option<Diagnostics>,
    /// Templates that failed, as far as pages were asked for.
    pub(super) failed: Diagnostics,
    /// What a whole build of the present state found.
    pub(super) built: Option<Diagnostics>,
    /// What is told of the present state, once it is known.
    pub(super) verdict: Option<Verdict>,
    /// What was told before.
    pub(super) before: Verdict,
    /// The PDFs that pages tell of.
    pub(super) prints: Vec<Print>,
}

/// A site that is to be built.
pub(super) struct Next {
    pub(super) audience: String,
    /// Whether it is that of the present state, or the last good one.
    pub(super) is_fresh: bool,
    /// Whether somebody waits for it.
    pub(super) is_urgent: bool,
}

/// What is wrong, as it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
}

impl Now {
    pub(super) fn of(sources: Sources, memory: &mut Memory, state: u64) -> Now {
        let draft = Arc::new(Draft::read(sources, memory));
        let is_broken = draft.is_broken();
        Now { draft, state, since: Instant::now(), is_broken, judged: None, wanted: Wanted::default() }
    }
}

impl Tree {
    /// The handbook has changed: what was right stays, as the last that was; and so does what the rules had not looked at yet, since
    /// it was shown as right. Gives who still waits for a file.
    pub(super) fn grow_old(&mut self, was_broken: bool) -> Vec<Asked> {
        let sites = [&mut self.fresh, &mut self.last].into_iter().flatten();
        let waiting = sites.flat_map(|site| std::mem::take(&mut site.waiting)).collect();
        let was_right = !was_broken && self.verdict.take().is_none_or(|verdict| verdict.errors == 0);
        self.verdict = None;
        if let Some(site) = self.fresh.take().filter(|_| was_right) {
            self.last = Some(site);
        }
        (self.planned, self.built) = (None, None);
        self.failed = Diagnostics::new();
        waiting
    }
}
