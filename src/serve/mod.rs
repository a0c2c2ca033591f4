//! What happens (a file is saved, a browser asks) becomes answers: pages that renew themselves while somebody writes.
//!
//! One loop takes one closed list of events, and it alone holds the handbook and its pages. The threads around it know
//! nothing: one watches the folder, one lets browsers in, and one for each browser that is in reads what it wants and
//! sends it what the loop says.

mod answer;
mod desk;
mod door;
mod head;
mod lobby;
mod news;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::compile::Misfit;
use crate::disk::failure::Failure;

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
    /// Something below the folder changed.
    Changed,
    /// The folder itself did, or could not be watched any longer.
    Moved,
    /// A browser asks.
    Asked(Question),
}

/// Where a page asks for news. No audience is called by an underscore.
const NEWS: &str = "/_/news";

/// How long a folder must be quiet before it is read: editors save in several steps.
const QUIET: Duration = Duration::from_millis(15);

/// How often a folder that cannot be watched is looked at.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many changes in a row keep the loop from reading; then it reads all the same.
const STORM: usize = 400;

/// Serves a handbook until the program is ended.
///
/// # Errors
/// When the folder cannot be read at the beginning, the arguments do not fit the handbook, or no port is free.
pub fn serve(settings: Settings, tell: &dyn Fn(Told<'_>)) -> Result<std::convert::Infallible, Ended> {
    let mut desk = Desk::begin(settings.clone())?;
    let (send, events) = mpsc::channel();
    let mut watch = Watch::begin(&settings.folder, &send);
    // What was saved while the watch began is not missed.
    desk.renew();
    let opened = door::open(settings.address, settings.port, &send)?;
    tell(Told::Open { at: opened.at, taken: opened.taken });
    desk.say(tell);
    loop {
        let first = if watch.is_good() && desk.is_there() {
            events.recv().expect("the loop holds a sender itself")
        } else {
            match events.recv_timeout(PATIENCE) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => Event::Moved,
                Err(RecvTimeoutError::Disconnected) => unreachable!("the loop holds a sender itself"),
            }
        };
        let mut happened = Happened::gather(first, &events);
        // Where nobody tells of changes, every turn looks for them: questions may come faster than the clock ticks.
        happened.is_moved |= !watch.is_good() || !desk.is_there();
        if happened.is_moved {
            watch = Watch::begin(&settings.folder, &send);
        }
        if happened.is_moved || happened.is_changed || desk.is_yesterdays() {
            desk.renew();
            desk.say(tell);
        }
        happened.questions.into_iter().for_each(|question| desk.answer(question));
    }
}

/// What happened in one turn of the loop.
struct Happened {
    is_changed: bool,
    is_moved: bool,
    questions: Vec<Question>,
}

impl Happened {
    /// The first event and all that wait; after a change, until the folder is quiet. Questions wait for that: nobody is told
    /// that a page is fresh which is not.
    fn gather(first: Event, events: &Receiver<Event>) -> Happened {
        let mut happened = Happened { is_changed: false, is_moved: false, questions: Vec::new() };
        happened.take(first);
        for _ in 0..STORM {
            let next = if happened.is_changed || happened.is_moved {
                events.recv_timeout(QUIET).ok()
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
            Event::Changed => self.is_changed = true,
            Event::Moved => self.is_moved = true,
            Event::Asked(question) => self.questions.push(question),
        }
    }
}
