//! One audience's site in one state of the handbook, in a thread of its own: what pages are made of leads from one to another,
//! so it stays in one place, and whoever asks goes there. A page is made when it is asked for.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::Event;
use super::answer::Answer;
use super::door::Question;
use super::lobby;
use crate::artifact::Artifacts;
use crate::compile::draft::Draft;
use crate::compile::{Request, Wanted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::plan::Print;
use crate::render::Pages;

/// A site that can be asked for its pages; it is taken down when this is dropped.
pub(super) struct Site {
    /// The handbook in this state.
    pub(super) draft: Arc<Draft>,
    /// What was asked for.
    pub(super) request: Request,
    /// The files that are no pages, once the site was built.
    pub(super) built: Option<Artifacts>,
    /// Who waits for one of these.
    pub(super) waiting: Vec<Asked>,
    ask: Sender<Asked>,
    name: Name,
}

/// Which site: its audience, and the state of the handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// For whom.
    pub(super) audience: String,
    /// When.
    pub(super) state: u64,
}

/// A question for a file of a site.
pub(super) struct Asked {
    /// Who asks.
    pub(super) question: Question,
    /// The file.
    pub(super) path: String,
    /// What the answer is called, and the line that pages get.
    pub(super) seal: Seal,
}

impl Asked {
    /// Answers that there is nothing to show yet.
    pub(super) fn reply_nothing(self) {
        let page = lobby::nothing_yet(&self.seal.script());
        let answer = self.seal.on(Answer::page(503, page));
        self.question.reply(answer);
    }
}

/// What an answer says of itself.
#[derive(Clone)]
pub(super) struct Seal {
    /// The name of the present state.
    pub(super) version: String,
    /// Whether the folder can be read.
    pub(super) readable: bool,
}

impl Seal {
    /// The line that pages get.
    pub(super) fn script(&self) -> String {
        format!("<script defer src=\"/_/page.js?{}\"></script>", self.version)
    }

    /// An answer with what it says of itself.
    pub(super) fn on(&self, answer: Answer) -> Answer {
        let readable = if self.readable { "yes" } else { "no" };
        answer.header("Gobag-Version", &self.version).header("Gobag-Readable", readable)
    }

    /// A file of a site.
    pub(super) fn file(&self, path: &str, bytes: Vec<u8>) -> Answer {
        let bytes = if path.ends_with(".html") { with_script(&bytes, &self.script()) } else { bytes };
        self.on(Answer::file(path, bytes))
    }
}

/// What a site tells the loop.
pub(super) struct Told {
    /// Which site.
    pub(super) name: Name,
    /// What.
    pub(super) what: What,
}

/// What there is to tell.
pub(super) enum What {
    /// This was found when every page was given its address.
    Planned(Diagnostics),
    /// A page cannot be made: a template of the handbook's own does not work.
    Broken(Box<Diagnostic>, Asked),
    /// No page and no picture is here.
    Unmade(Asked),
}

impl Site {
    /// Opens a site.
    pub(super) fn open(
        draft: Arc<Draft>,
        name: Name,
        request: Request,
        prints: Vec<Print>,
        events: &Sender<Event>,
    ) -> Site {
        let (ask, questions) = mpsc::channel();
        let site = Site {
            draft: Arc::clone(&draft),
            request: request.clone(),
            built: None,
            waiting: Vec::new(),
            ask,
            name: name.clone(),
        };
        let events = events.clone();
        // Where the system gives no thread, everybody who asks is sent away.
        let _ = thread::Builder::new().name("site".to_owned()).spawn(move || {
            let shown = draft.show(&request, &prints, |found, pages| {
                let _ = events.send(Event::Site(Told { name: name.clone(), what: What::Planned(found.clone()) }));
                attend(&name, pages, &questions, &events);
            });
            shown.expect("whoever opens a site has looked whether the handbook has it");
        });
        site
    }

    /// Which site it is.
    pub(super) fn name(&self) -> &Name {
        &self.name
    }

    /// Asks for a file.
    pub(super) fn ask(&self, asked: Asked) {
        // A site that could not be opened answers nobody; the client is told so by its closed connection.
        let _ = self.ask.send(asked);
    }

    /// What this site was asked for, with a word of its own by which it is called off.
    pub(super) fn build_request(&self) -> Request {
        Request { wanted: Wanted::default(), ..self.request.clone() }
    }
}

/// Makes pages for whoever asks, until nobody can ask any more.
fn attend(name: &Name, pages: &Pages<'_>, questions: &Receiver<Asked>, events: &Sender<Event>) {
    for asked in questions {
        match pages.file(&asked.path) {
            Ok(Some(bytes)) => {
                let answer = asked.seal.file(&asked.path, bytes);
                asked.question.reply(answer);
            }
            Ok(None) => {
                let _ = events.send(Event::Site(Told { name: name.clone(), what: What::Unmade(asked) }));
            }
            Err(finding) => {
                let what = What::Broken(finding, asked);
                let _ = events.send(Event::Site(Told { name: name.clone(), what }));
            }
        }
    }
}

/// A page with the line before its head ends, where its policy lets in scripts of its own host.
fn with_script(page: &[u8], script: &str) -> Vec<u8> {
    let find = |words: &[u8]| page.windows(words.len()).position(|window| window == words);
    match (find(b"</head>"), find(b"script-src 'self'")) {
        (Some(end), Some(policy)) if policy < end => [&page[..end], script.as_bytes(), &page[end..]].concat(),
        _ => page.to_vec(),
    }
}
