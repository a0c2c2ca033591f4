//! The sample handbook in memory, and what the rules say about it.

use std::collections::BTreeMap;
use std::path::Path;

use gobag::compile;
use gobag::diagnostic::{Diagnostic, Place};
use gobag::source::{Content, Source, Sources};

/// Every file of the sample by its path.
pub type Files = BTreeMap<String, Content>;

/// The sample as it lies on disk, without its releases and its translations: every break is a change, and that changes are
/// recorded and translated is held by `tests/releases.rs` and `tests/languages.rs`.
pub fn read() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let sources = gobag::disk::read::read(&folder).expect("the sample can be read");
    let is_later = |path: &str| path.starts_with("releases/") || path.contains(".es.");
    let files = sources.iter().filter(|(_, file)| !is_later(&file.path));
    let mut files: Files = files.map(|(_, file)| (file.path.clone(), file.content.clone())).collect();
    let handbook = files.get_mut("handbook.toml").expect("the sample is a handbook");
    let one = text(handbook).replace("languages = [\"en\", \"es\"]", "languages = [\"en\"]");
    *handbook = Content::Text(one);
    files
}

/// The text of a file; a picture of letters is one as well.
pub fn text(content: &Content) -> &str {
    match content {
        Content::Text(text) => text,
        Content::Media(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
        Content::Unreadable(_) => "",
    }
}

/// A finding, so far as a mutation looks at it.
pub struct Found {
    /// The rule.
    pub rule: &'static str,
    /// The file.
    pub path: String,
    /// Where in it, in bytes.
    pub at: usize,
    /// The line, and what is underlined in it.
    pub line: usize,
    /// The words that are underlined.
    pub underlined: String,
    /// The whole first line.
    pub on: String,
    /// What is said.
    pub message: String,
}

/// What the rules say, on a day that never changes.
pub fn check(files: &Files) -> Vec<Found> {
    let files = files.iter().map(|(path, content)| Source { path: path.clone(), content: content.clone() });
    let sources = Sources::new(files.collect(), jiff::civil::date(2026, 11, 24));
    let compiled = compile::check(&sources, &|_| {});
    compiled.diagnostics.iter().map(|found| Found::of(&sources, found)).collect()
}

impl Found {
    fn of(sources: &Sources, found: &Diagnostic) -> Found {
        let (path, at, line, underlined, on) = match &found.label.place {
            Place::File(path) => (path.clone(), 0, 0, String::new(), String::new()),
            Place::Words(span) => {
                let text = sources.text(span.source);
                let at = span.start as usize;
                let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
                let line = text[..start].matches('\n').count() + 1;
                let on = text[start..].lines().next().unwrap_or_default();
                (sources.get(span.source).path.clone(), at, line, text[span.range()].to_owned(), on.to_owned())
            }
        };
        Found { rule: found.rule.0, path, at, line, underlined, on, message: found.message.clone() }
    }

    /// Whether it is this rule, in this file, on these words.
    pub fn is(&self, rule: &str, path: &str, words: &str) -> bool {
        self.rule == rule && self.path == path && (self.underlined.contains(words) || self.on.contains(words))
    }
}
