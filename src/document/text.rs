//! The text that is being read: its place in the file, its language, and where findings go.

use std::cell::RefCell;
use std::ops::Range;

use super::body::{Reference, ReferenceKind, Target};
use super::words::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, RuleName, found};
use crate::fields::{Language, Raw};
use crate::nearest::suggestion;
use crate::source::{SourceId, Span};

/// A run of Markdown with all that its readers need to know about it.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// The Markdown.
    pub markdown: &'a str,
    /// The file.
    pub source: SourceId,
    /// The file's path from the handbook's folder.
    pub path: &'a str,
    /// Where the Markdown begins in the file.
    pub base: usize,
    /// The place of everything, where the Markdown does not stand in the file letter by letter.
    pub whole: Option<Span>,
    /// The words that carry meaning.
    pub words: &'a Words,
    /// Where findings go.
    pub findings: &'a RefCell<Diagnostics>,
}

impl<'a> Text<'a> {
    /// The Markdown of a TOML value.
    #[must_use]
    pub fn of_raw(raw: &'a Raw, path: &'a str, language: &Language, findings: &'a RefCell<Diagnostics>) -> Text<'a> {
        Text {
            markdown: &raw.words,
            source: raw.span.source,
            path,
            base: raw.span.start as usize,
            whole: (!raw.as_typed).then_some(raw.span),
            words: Words::of(language),
            findings,
        }
    }

    /// A range of the Markdown as a span of the file.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.whole.unwrap_or_else(|| Span::new(self.source, self.base + range.start, self.base + range.end))
    }

    /// The Markdown under a span; empty where places inside are not known.
    #[must_use]
    pub fn under(&self, span: Span) -> &'a str {
        if self.whole.is_some() {
            return "";
        }
        let range = (span.start as usize).saturating_sub(self.base)..(span.end as usize).saturating_sub(self.base);
        self.markdown.get(range).unwrap_or("")
    }

    /// Adds a finding.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }

    /// Adds an error with its remedy.
    pub fn error(&self, rule: RuleName, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.report(Diagnostic::error(rule, self.span(range), message).help(help));
    }

    /// Reads what stands in a wikilink before the `|`: `role:nurse`, `lockdown#during`.
    #[must_use]
    pub fn reference(&self, words: &str, span: Span) -> Reference {
        let words = words.trim();
        let (name, anchor) = match words.split_once('#') {
            Some((name, anchor)) => (name, Some(anchor.to_owned())),
            None => (words, None),
        };
        let (kind, id) = match name.split_once(':') {
            None => (ReferenceKind::Document, name),
            Some((prefix, id)) => {
                let kind = ReferenceKind::PREFIXED.into_iter().find(|kind| kind.prefix() == Some(prefix.trim()));
                if kind.is_none() {
                    let prefixes = || ReferenceKind::PREFIXED.into_iter().filter_map(ReferenceKind::prefix);
                    let help = suggestion(prefix, prefixes()).unwrap_or_else(|| {
                        format!("before the colon stands one of: {}", prefixes().collect::<Vec<_>>().join(", "))
                    });
                    self.report(
                        Diagnostic::error(
                            found::UNRESOLVED_REFERENCE,
                            span,
                            format!("`{prefix}:` is not a kind of reference"),
                        )
                        .help(help),
                    );
                }
                // Told here; an empty id keeps it from being told again where names are looked up.
                (kind.unwrap_or(ReferenceKind::Document), if kind.is_some() { id } else { "" })
            }
        };
        let is_told = name.contains(':') && id.is_empty() && !name.ends_with(':');
        if id.trim().is_empty() && !is_told {
            self.report(
                Diagnostic::error(found::UNRESOLVED_REFERENCE, span, "This reference names nothing")
                    .help("write a document's id, or a kind and an id: [[role:nurse]]"),
            );
        }
        Reference { span, kind, id: id.trim().to_owned(), anchor, label: None }
    }

    /// Reads the destination of a Markdown link or picture.
    #[must_use]
    pub fn target(&self, destination: &str) -> Target {
        target(self.path, destination)
    }
}

/// A destination, seen from the file at `from`.
fn target(from: &str, destination: &str) -> Target {
    let scheme = destination.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    if let Some(scheme) = scheme {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" | "sms" => Target::Elsewhere(destination.to_owned()),
            _ => Target::Refused(destination.to_owned()),
        };
    }
    if destination.starts_with("//") {
        return Target::Elsewhere(format!("https:{destination}"));
    }
    let (path, anchor) = match destination.split_once('#') {
        Some((path, anchor)) => (path, Some(percent_decoded(anchor))),
        None => (destination, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    if path.is_empty() {
        return Target::Here(anchor.unwrap_or_default());
    }
    let path = percent_decoded(path);
    // A leading slash means the handbook's own folder: what else could it mean in a file on a stick?
    let mut names: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').collect(),
    };
    if !names.is_empty() {
        names.pop();
    }
    for name in path.split(['/', '\\']) {
        match name {
            "" | "." => {}
            ".." => {
                if names.pop().is_none() {
                    return Target::Refused(destination.to_owned());
                }
            }
            name => names.push(name),
        }
    }
    Target::File { path: names.join("/"), anchor }
}

/// `%20` and its kin as the characters they stand for.
fn percent_decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = (byte == b'%' && tail.len() >= 2)
            .then(|| std::str::from_utf8(&tail[..2]).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok()))
            .flatten();
        match escaped {
            Some(value) => {
                bytes.push(value);
                rest = &tail[2..];
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| words.to_owned())
}
