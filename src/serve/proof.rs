//! What goes on behind the pages: the rules look at each state, and when nobody has changed anything for a while, the handbook is
//! built just as `gobag build` does, which is the proof of what was shown.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::answer::Answer;
use super::door::Question;
use super::lobby;
use super::paper;
use super::site::{Name, Seal, Site};
use super::{Event, Judged};
use crate::artifact::Artifacts;
use crate::compile::draft::Draft;
use crate::compile::{self, Wanted};
use crate::diagnostic::Diagnostics;
use crate::plan::Print;
use crate::rules;

/// A site that was built.
pub(super) struct Built {
    /// Which.
    pub(super) name: Name,
    /// Everything that is wrong.
    pub(super) found: Diagnostics,
    /// Its files but for its pages; nothing where there is any error.
    pub(super) files: Option<Artifacts>,
    /// Its PDFs.
    pub(super) prints: Vec<Print>,
    /// Whether it was built to the end.
    pub(super) wanted: Wanted,
}

/// The threads behind the pages: fewer than the machine has, and after all others, so that pages never wait for them.
pub(super) struct Bench {
    rules: ThreadPool,
    builds: ThreadPool,
    kept: Arc<Mutex<rules::Kept>>,
    /// How many sites were built since somebody looked at paper.
    unlooked: AtomicUsize,
}

/// After so many builds nobody is looking at paper any more: a save builds the site of each audience that is open.
const PATIENCE: usize = 8;

impl Bench {
    /// Threads that have nothing to do yet.
    pub(super) fn new() -> Bench {
        let threads = thread::available_parallelism().map_or(1, |all| all.get()).saturating_sub(1).max(1);
        let pool = |name: &'static str| {
            let builder = ThreadPoolBuilder::new().num_threads(threads).thread_name(move |_| name.to_owned());
            let built = builder.start_handler(|_| step_back()).build();
            built.expect("the system gives a program a few threads")
        };
        Bench {
            rules: pool("rules"),
            builds: pool("build"),
            kept: Arc::default(),
            unlooked: AtomicUsize::new(PATIENCE),
        }
    }

    /// Holds a state against the rules, and tells what they found.
    pub(super) fn judge(&self, draft: &Arc<Draft>, state: u64, wanted: &Wanted, events: &Sender<Event>) {
        let kept = Arc::clone(&self.kept);
        let (draft, wanted, events) = (Arc::clone(draft), wanted.clone(), events.clone());
        self.rules.spawn(move || {
            // One state after the other.
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            if wanted.is_so() {
                let found = draft.judge(&mut kept);
                let _ = events.send(Event::Judged(Judged { state, found }));
            }
        });
    }

    /// Prints a copy, and sends it to whoever asked for it.
    pub(super) fn print(&self, draft: Arc<Draft>, path: String, seal: Seal, question: Question) {
        self.unlooked.store(0, Ordering::Relaxed);
        self.builds.spawn(move || {
            paper::remember(true);
            let answer = match paper::print(&draft, &path) {
                Some(bytes) => seal.file(&path, bytes),
                None => seal.on(Answer::page(503, lobby::nothing_yet(&seal.script()))),
            };
            question.reply(answer);
        });
    }

    /// Builds a site, and tells what came of it; gives the word by which it is called off.
    pub(super) fn build(&self, site: &Site, events: &Sender<Event>) -> Wanted {
        let (request, draft, name) = (site.build_request(), Arc::clone(&site.draft), site.name().clone());
        let (wanted, events) = (request.wanted.clone(), events.clone());
        let told = wanted.clone();
        let is_looked_at = self.unlooked.fetch_add(1, Ordering::Relaxed) < PATIENCE;
        self.builds.spawn(move || {
            paper::remember(is_looked_at);
            let Ok(mut compiled) = compile::compile(draft.sources(), &request, &|_| {}) else { return };
            let files = compiled.artifacts.take().map(Artifacts::without_pages);
            let (found, prints) = (compiled.diagnostics, compiled.prints);
            let _ = events.send(Event::Built(Box::new(Built { name, found, files, prints, wanted })));
        });
        told
    }
}

/// Lets this thread work when no other has anything to do. Only Linux knows it of a thread; elsewhere it would be said of all of them.
fn step_back() {
    // Where the system refuses, the thread works as all others do.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 19);
}
