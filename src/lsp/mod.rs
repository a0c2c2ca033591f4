//! What an editor says over the language server protocol becomes what it shows: findings while somebody types, what a name
//! means, which names there are, and where each stands.
//!
//! One loop takes one message after the other. The handbook on the disk is read when a file is saved; what is being typed lies
//! over it. Findings are made when no message waits, so that quick typing is never behind; questions are answered from the
//! handbook as it was last read.

mod desk;
mod spot;
mod text;

use lsp_server::{Connection, Message, Notification, Request, Response};
use serde_json::{Value, json};

use desk::Desk;

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
    let mut is_stale = true;
    loop {
        let next = if is_stale {
            connection.receiver.try_recv().ok()
        } else {
            match connection.receiver.recv() {
                Ok(message) => Some(message),
                Err(_) => break,
            }
        };
        match next {
            Some(Message::Request(request)) => {
                if connection.handle_shutdown(&request).map_err(|error| broken(&error))? {
                    break;
                }
                let answer = answer(&mut desk, &request);
                if connection.sender.send(Message::Response(answer)).is_err() {
                    break;
                }
            }
            Some(Message::Notification(told)) => is_stale |= hear(&mut desk, &told),
            Some(Message::Response(_)) => {}
            None => {
                is_stale = false;
                for (address, findings) in desk.findings() {
                    let told = json!({ "uri": address, "diagnostics": findings });
                    let told = Notification::new("textDocument/publishDiagnostics".to_owned(), told);
                    if connection.sender.send(Message::Notification(told)).is_err() {
                        break;
                    }
                }
            }
        }
    }
    drop(connection);
    threads.join().map_err(|error| broken(&error))
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
        "textDocument/didSave" | "workspace/didChangeWatchedFiles" => desk.read(),
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
