//! `gobag lsp`, spoken to as an editor speaks.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// An editor with a handbook open.
struct Editor {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
    asked: u64,
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Editor {
    fn begin() -> Editor {
        let folder = tempfile::tempdir().expect("a folder");
        let init =
            Command::new(env!("CARGO_BIN_EXE_gobag")).arg("init").current_dir(&folder).output().expect("it runs");
        assert!(init.status.success());
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().expect("gobag starts");
        let (to, from) = (child.stdin.take().expect("piped"), BufReader::new(child.stdout.take().expect("piped")));
        let mut editor = Editor { child, to, from, folder, asked: 0 };
        let root = format!("file://{}", editor.folder.path().display());
        let told = editor.ask("initialize", json!({ "processId": null, "rootUri": root, "capabilities": {} }));
        assert_eq!(told["capabilities"]["textDocumentSync"]["change"], 2);
        editor.tell("initialized", json!({}));
        editor
    }

    fn address(&self, path: &str) -> String {
        format!("file://{}/content/{path}", self.folder.path().canonicalize().expect("it is there").display())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it listens");
        self.to.flush().expect("it listens");
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn hear(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).expect("it speaks") > 0, "it is gone");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a number"),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut bytes = vec![0; length];
        self.from.read_exact(&mut bytes).expect("it speaks");
        serde_json::from_slice(&bytes).expect("it is JSON")
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let heard = self.hear();
            if heard["id"] == id {
                return heard["result"].clone();
            }
        }
    }

    /// Hears findings until those of a file hold what is wanted.
    fn until(&mut self, path: &str, holds: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let address = self.address(path);
        loop {
            let heard = self.hear();
            if heard["method"] == "textDocument/publishDiagnostics" && heard["params"]["uri"] == address.as_str() {
                let found = heard["params"]["diagnostics"].as_array().expect("a list").clone();
                if holds(&found) {
                    return found;
                }
            }
        }
    }

    fn open(&mut self, path: &str) -> String {
        let text = fs::read_to_string(self.folder.path().join("content").join(path)).expect("it is there");
        let document = json!({ "uri": self.address(path), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        text
    }

    /// Puts words where others stand, as a person types.
    fn type_over(&mut self, path: &str, text: &str, old: &str, new: &str) -> String {
        let change = json!({ "range": { "start": at(text, old, 0), "end": at(text, old, old.len()) }, "text": new });
        let document = json!({ "uri": self.address(path), "version": 2 });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
        text.replacen(old, new, 1)
    }

    fn ask_at(&mut self, method: &str, path: &str, position: Value) -> Value {
        let document = json!({ "uri": self.address(path) });
        self.ask(method, json!({ "textDocument": document, "position": position }))
    }
}

/// The position so many bytes after the beginning of some words.
fn at(text: &str, words: &str, more: usize) -> Value {
    let offset = text.find(words).unwrap_or_else(|| panic!("there is no {words:?}")) + more;
    let before = &text[..offset];
    let column = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
    json!({ "line": before.matches('\n').count(), "character": column })
}

fn errors(found: &[Value]) -> Vec<&Value> {
    found.iter().filter(|finding| finding["severity"] == 1).collect()
}

#[test]
fn findings_come_while_somebody_types_and_go_when_it_is_mended() {
    let mut editor = Editor::begin();
    let path = "procedures/hold.md";
    let text = editor.open(path);
    let text = editor.type_over(path, &text, "use [[lockdown]]", "use [[lokcdown]]");
    let found = editor.until(path, |found| !errors(found).is_empty());
    let error = errors(&found)[0];
    assert_eq!((error["code"].as_str(), error["source"].as_str()), (Some("unresolved-reference"), Some("gobag")));
    assert_eq!(error["range"]["start"]["line"], at(&text, "lokcdown", 0)["line"]);
    assert!(error["message"].as_str().is_some_and(|words| words.contains("lockdown")), "{error}");
    editor.type_over(path, &text, "use [[lokcdown]]", "use [[lockdown]]");
    editor.until(path, |found| errors(found).is_empty());
}

#[test]
fn a_name_is_explained_and_leads_to_its_place() {
    let mut editor = Editor::begin();
    let path = "procedures/evacuate.md";
    let text = editor.open(path);
    editor.until("contacts.toml", |_| true);
    let hover = editor.ask_at("textDocument/hover", path, at(&text, "@everyone within", 3));
    assert!(
        hover["contents"]["value"].as_str().is_some_and(|words| words.contains("**Every adult on site**")),
        "{hover}"
    );
    let hover = editor.ask_at("textDocument/hover", path, at(&text, "[[lockdown]]", 4));
    assert!(
        hover["contents"]["value"].as_str().is_some_and(|words| words.contains("**Lockdown** (procedure)")),
        "{hover}"
    );
    let place = editor.ask_at("textDocument/definition", path, at(&text, "[[place:assembly]]", 9));
    assert_eq!(place["uri"], editor.address("places.toml"));
    assert_eq!(editor.ask_at("textDocument/hover", path, json!({ "line": 0, "character": 0 })), Value::Null);
}

#[test]
fn names_and_keys_are_offered() {
    let mut editor = Editor::begin();
    let path = "procedures/evacuate.md";
    let text = editor.open(path);
    editor.until("contacts.toml", |_| true);
    let labels = |answer: &Value| -> Vec<String> {
        let items = answer["items"].as_array().expect("items").iter();
        items.filter_map(|item| item["label"].as_str().map(str::to_owned)).collect()
    };
    let text = editor.type_over(path, &text, "## Before\n", "See [[place: and [[ and @\n\n## Before\n");
    let places = editor.ask_at("textDocument/completion", path, at(&text, "See [[place:", 12));
    assert!(labels(&places).contains(&"assembly-alternate".to_owned()), "{places}");
    let roles = editor.ask_at("textDocument/completion", path, at(&text, "and @", 5));
    assert!(labels(&roles).contains(&"teacher".to_owned()), "{roles}");
    let keys = editor.ask_at("textDocument/completion", path, at(&text, "brief = ", 1));
    assert!(labels(&keys).contains(&"announcement".to_owned()), "{keys}");

    let text = editor.open("roles.toml");
    let keys = editor.ask_at("textDocument/completion", "roles.toml", at(&text, "reports_to", 2));
    assert!(labels(&keys).contains(&"hand_over".to_owned()), "{keys}");
}

#[test]
fn an_editor_says_goodbye() {
    let mut editor = Editor::begin();
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    assert!(editor.child.wait().expect("it ends").success());
}

#[test]
fn nonsense_from_an_editor_ends_nothing() {
    let mut editor = Editor::begin();
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": "file:///elsewhere.md" }, "contentChanges": [{ "text": "x" }] }),
    );
    editor.tell("textDocument/didOpen", json!({ "textDocument": { "uri": "untitled:1", "text": "x" } }));
    editor.tell("textDocument/didOpen", json!({}));
    let text = editor.open("procedures/hold.md");
    let change = json!({ "range": { "start": { "line": 9999, "character": 9999 }, "end": { "line": 0, "character": 0 } }, "text": "😀" });
    let document = json!({ "uri": editor.address("procedures/hold.md"), "version": 2 });
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": [change, { "text": text }] }),
    );
    assert_eq!(editor.ask_at("textDocument/hover", "nowhere.md", json!({ "line": 1, "character": 1 })), Value::Null);
    assert_eq!(editor.ask("workspace/nothing", json!({})), Value::Null);
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
}
