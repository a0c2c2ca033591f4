//! What an editor says over the language server protocol becomes what it shows: findings while somebody types, what a name
//! means, which names there are, and where each stands.
//!
//! One loop takes one message after the other. A file on the disk is read when it is saved; what is being typed lies over it. What
//! is wrong with the file that somebody types in is told when no message waits, so that quick typing is never behind; the whole
//! handbook is looked at behind that, when the typing pauses. Questions are answered from the handbook as it was last read.

mod desk;
mod spot;
mod text;

use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, Response};
use serde_json::{Value, json};

use crate::compile::draft::Draft;
use crate::diagnostic::Diagnostics;
use crate::rules;
use desk::{Desk, Told};

/// Why the protocol ended before it was meant to, in words.
#[derive(Debug, thiserror::Error)]
#[error("the editor ended the conversation: {0}")]
pub struct Broken(String);

/// Speaks with an editor over standard input and output until it says goodbye.
///
/// # Errors
/// When the editor goes without a goodbye, or does not speak the protocol.
pub fn speak() -> Result<(), Broken> {
    let broken = |words: &dyn std::fmt::Display| Broken(words.to_string());
    let (connection, threads) = Connection::stdio();
    let capabilities = json!({
        "textDocumentSync": { "openClose": true, "change": 2, "save": true },
        "hoverProvider": true,
        "definitionProvider": true,
        "completionProvider": { "triggerCharacters": ["[", ":", "@"] },
        "positionEncoding": "utf-16",
    });
    let begun = connection.initialize(capabilities).map_err(|error| broken(&error))?;
    let mut desk = Desk::begin(&begun);
    let mut look = Look::default();
    look.is_due();
    let tell = |told: Told| {
        told.into_iter().all(|(address, findings)| {
            let told = json!({ "uri": address, "diagnostics": findings });
            let told = Notification::new("textDocument/publishDiagnostics".to_owned(), told);
            connection.sender.send(Message::Notification(told)).is_ok()
        })
    };
    loop {
        let next = match look.patience() {
            None => connection.receiver.recv().map_err(|_| true),
            // Nothing came, or nobody is there any more.
            Some(patience) => connection.receiver.recv_timeout(patience).map_err(|error| error.is_disconnected()),
        };
        match next {
            Ok(Message::Request(request)) => {
                if connection.handle_shutdown(&request).map_err(|error| broken(&error))? {
                    break;
                }
                let answer = answer(&mut desk, &request);
                if connection.sender.send(Message::Response(answer)).is_err() {
                    break;
                }
            }
            Ok(Message::Notification(told)) => {
                if hear(&mut desk, &told) {
                    look.is_due();
                }
            }
            Ok(Message::Response(_)) => {}
            Err(is_over) => {
                if !look.go_on(&mut desk, &tell) || is_over {
                    break;
                }
            }
        }
    }
    drop(connection);
    threads.join().map_err(|error| broken(&error))
}

/// How long the typing pauses before the whole handbook is looked at.
const PAUSE: Duration = Duration::from_millis(120);

/// How often one looks whether that is done.
const TICK: Duration = Duration::from_millis(10);

/// How far the looking is.
#[derive(Default)]
struct Look {
    /// Whether something changed since the files that were typed in were looked at.
    is_stale: bool,
    /// Whether something changed since the whole was, or began to be.
    is_behind: bool,
    /// The look at the whole that is under way.
    whole: Option<(Arc<Draft>, Receiver<Diagnostics>)>,
    kept: Arc<Mutex<rules::Kept>>,
}

impl Look {
    /// Something changed.
    fn is_due(&mut self) {
        (self.is_stale, self.is_behind) = (true, true);
    }

    /// How long to wait for a message before there is something else to do.
    fn patience(&self) -> Option<Duration> {
        if self.is_stale {
            return Some(Duration::ZERO);
        }
        let pause = self.is_behind.then_some(PAUSE);
        self.whole.as_ref().map(|_| TICK).or(pause)
    }

    /// Does what is next, since no message waits; whether somebody is still told.
    fn go_on(&mut self, desk: &mut Desk, tell: &dyn Fn(Told) -> bool) -> bool {
        if self.is_stale {
            self.is_stale = false;
            return tell(desk.glance());
        }
        match self.whole.take() {
            Some((draft, found)) => match found.try_recv() {
                // What was typed meanwhile is looked at next.
                Ok(_) if self.is_behind => true,
                Ok(found) => tell(desk.findings(draft, found)),
                Err(TryRecvError::Empty) => {
                    self.whole = Some((draft, found));
                    true
                }
                Err(TryRecvError::Disconnected) => true,
            },
            None if self.is_behind => {
                self.is_behind = false;
                let (draft, kept) = (desk.draft(), Arc::clone(&self.kept));
                let (send, found) = mpsc::channel();
                self.whole = Some((Arc::clone(&draft), found));
                thread::spawn(move || {
                    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                    // Nobody waits for it where the editor has gone.
                    let _ = send.send(draft.check(&mut kept));
                });
                true
            }
            None => true,
        }
    }
}

/// Takes what the editor tells; whether something may have changed.
fn hear(desk: &mut Desk, told: &Notification) -> bool {
    let document = &told.params["textDocument"];
    let address = document["uri"].as_str().unwrap_or("");
    match told.method.as_str() {
        "textDocument/didOpen" => desk.open(address, document["text"].as_str().unwrap_or("")),
        "textDocument/didChange" => {
            let changes = told.params["contentChanges"].as_array();
            changes.into_iter().flatten().for_each(|change| desk.change(address, change));
        }
        "textDocument/didSave" => desk.read_files(std::iter::once(address)),
        "workspace/didChangeWatchedFiles" => {
            let changes = told.params["changes"].as_array();
            desk.read_files(changes.into_iter().flatten().map(|change| change["uri"].as_str().unwrap_or("")));
        }
        "textDocument/didClose" => desk.close(address),
        _ => return false,
    }
    true
}

/// Answers what the editor asks.
fn answer(desk: &mut Desk, request: &Request) -> Response {
    let address = request.params["textDocument"]["uri"].as_str().unwrap_or("");
    let position = &request.params["position"];
    let value = match request.method.as_str() {
        "textDocument/hover" => desk.hover(address, position),
        "textDocument/definition" => desk.definition(address, position),
        "textDocument/completion" => desk.completion(address, position),
        method => {
            let words = format!("gobag lsp does not answer {method}");
            return Response::new_err(request.id.clone(), lsp_server::ErrorCode::MethodNotFound as i32, words);
        }
    };
    Response::new_ok(request.id.clone(), value.unwrap_or(Value::Null))
}
