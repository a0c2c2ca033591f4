//! What happens (a file is saved, a browser asks) becomes answers: pages that renew themselves while somebody writes.
//!
//! One loop takes one closed list of events, and it alone knows which state of the handbook is shown. The threads around it know
//! nothing: one watches the folder, one lets browsers in, one for each browser that is in reads what it wants and sends it what
//! comes back; one for each site that is looked at makes the pages that are asked for, one holds the handbook against the rules,
//! and one builds it, when nobody has changed anything for a while.

mod answer;
mod asked;
mod desk;
mod door;
mod head;
mod lobby;
mod news;
mod paper;
mod proof;
mod site;
mod state;
mod watch;

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::compile::Misfit;
use crate::diagnostic::Diagnostics;
use crate::disk::failure::Failure;
use crate::disk::folder::Touched;

use desk::Desk;
use door::Question;
use watch::Watch;

pub use news::Editor;

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The handbook's folder, as the person wrote it.
    pub folder: PathBuf,
    /// The address of this machine to listen at.
    pub address: IpAddr,
    /// The first port to try.
    pub port: u16,
    /// The audience that is looked at first; the widest unless given.
    pub audience: Option<String>,
    /// The schools to serve; all unless given.
    pub schools: Vec<String>,
    /// The editor that a link opens.
    pub editor: Editor,
}

/// What the person at the terminal is told.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// Pages can be looked at here.
    Open {
        /// Where they are.
        at: SocketAddr,
        /// The port that was asked for and is taken.
        taken: Option<u16>,
    },
    /// What is wrong with the handbook now, as `gobag check` says it; nothing where nothing is.
    Findings {
        /// The report for a person.
        text: &'a str,
        /// How many errors there are.
        errors: usize,
    },
    /// The world refuses for the moment: the folder is gone, or cannot be watched.
    Trouble(&'a dyn std::error::Error),
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// The world refused.
    #[error(transparent)]
    World(#[from] Failure),
    /// The arguments do not fit this handbook.
    #[error(transparent)]
    Misfit(#[from] Misfit),
}

/// All that can happen.
enum Event {
    /// Something below the folder changed, and whether more of the same is to be expected.
    Changed(Touched, Stroke),
    /// The folder itself did, or could not be watched any longer.
    Moved,
    /// A browser asks.
    Asked(Question),
    /// The rules have looked at a state of the handbook.
    Judged(Judged),
    /// A site has something to tell.
    Site(site::Told),
    /// A site was built.
    Built(Box<proof::Built>),
}

/// How far a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stroke {
    /// Some of it.
    Begun,
    /// All of it; or it is no matter of writing.
    Done,
}

/// What rules have found in a state of the handbook.
struct Judged {
    /// Which.
    state: u64,
    /// What.
    found: Diagnostics,
}

/// Where a page asks for news. No audience is called by an underscore.
const NEWS: &str = "/_/news";

/// How long a folder must be quiet before it is read: editors save in several steps, such as a new file and a new name for it.
const QUIET: Duration = Duration::from_millis(8);

/// The same while a file is being written, as far as the system tells when that ends: it may come in pieces.
const WRITING: Duration = Duration::from_millis(25);

/// How often a folder that cannot be watched is looked at.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many changes in a row keep the loop from reading; then it reads all the same.
const STORM: usize = 400;

/// Serves a handbook until the program is ended.
///
/// # Errors
/// When the folder cannot be read at the beginning, the arguments do not fit the handbook, or no port is free.
pub fn serve(settings: Settings, tell: &dyn Fn(Told<'_>)) -> Result<std::convert::Infallible, Ended> {
    let (send, events) = mpsc::channel();
    let mut desk = Desk::begin(settings.clone(), &send)?;
    let mut watch = Watch::begin(&settings.folder, &send);
    // What was saved while the watch began is not missed.
    desk.renew(&Touched::All);
    let opened = door::open(settings.address, settings.port, &send)?;
    tell(Told::Open { at: opened.at, taken: opened.taken });
    desk.rest(tell);
    loop {
        let patience = (!watch.is_good() || !desk.is_there()).then_some(PATIENCE);
        let patience = patience.into_iter().chain(desk.patience()).min();
        let first = match patience {
            None => Some(events.recv().expect("the loop holds a sender itself")),
            Some(patience) => match events.recv_timeout(patience) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => unreachable!("the loop holds a sender itself"),
            },
        };
        let mut happened = Happened::gather(first, &events);
        // Where nobody tells of changes, every turn looks for them: questions may come faster than the clock ticks.
        happened.is_moved |= !watch.is_good() || !desk.is_there();
        if happened.is_moved {
            watch = Watch::begin(&settings.folder, &send);
            happened.touched = Touched::All;
        }
        if happened.touched != Touched::nothing() {
            desk.renew(&happened.touched);
        } else if desk.is_yesterdays() {
            desk.renew(&Touched::All);
        }
        happened.rest.into_iter().for_each(|event| desk.hear(event));
        desk.rest(tell);
    }
}

/// What happened in one turn of the loop.
struct Happened {
    touched: Touched,
    /// Files that are being written.
    open: BTreeSet<PathBuf>,
    is_moved: bool,
    rest: Vec<Event>,
}

impl Happened {
    /// The first event and all that wait; after a change, until the folder is quiet. Questions wait for that: nobody is told
    /// that a page is fresh which is not.
    fn gather(first: Option<Event>, events: &Receiver<Event>) -> Happened {
        let mut happened =
            Happened { touched: Touched::nothing(), open: BTreeSet::new(), is_moved: false, rest: Vec::new() };
        first.into_iter().for_each(|event| happened.take(event));
        for _ in 0..STORM {
            let next = if happened.is_moved || happened.touched != Touched::nothing() {
                events.recv_timeout(if happened.open.is_empty() { QUIET } else { WRITING }).ok()
            } else {
                events.try_recv().ok()
            };
            match next {
                Some(event) => happened.take(event),
                None => break,
            }
        }
        happened
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Changed(touched, stroke) => {
                match (&touched, stroke) {
                    (Touched::Files(files), Stroke::Begun) => self.open.extend(files.iter().cloned()),
                    (Touched::Files(files), Stroke::Done) => self.open.retain(|file| !files.contains(file)),
                    (Touched::All, _) => {}
                }
                self.touched.add(touched);
            }
            Event::Moved => self.is_moved = true,
            event => self.rest.push(event),
        }
    }
}
