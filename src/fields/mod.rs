//! TOML into typed values that know where they stand; every mistake is told, none ends the reading.
//!
//! A reader asks a [`Fields`] for each key it knows. What was asked for is what is known: at [`Fields::finish`] every
//! other key is an `unknown-key` that names the nearest one.

mod colour;
mod id;
mod interval;
mod keys;
mod language;
mod money;
mod names;
mod phone;
pub mod probe;
mod revision;
mod scalar;

use std::cell::RefCell;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, RuleName, found};
use crate::nearest::{certain, suggestion};
use crate::source::{SourceId, Span};
use probe::What;

pub use colour::Colour;
pub use id::Id;
pub use interval::{Interval, Unit};
pub use keys::Keys;
pub use language::Language;
pub use money::Money;
pub use names::Named;
pub(crate) use names::names;
pub use phone::Phone;
pub use revision::Revision;
pub use scalar::{Clock, Raw};

/// A value and the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> std::ops::Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Why a value was refused.
pub struct Refused {
    /// What is wrong with it: one sentence without a full stop.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// The words inside the value to replace, and by what, where there is only one way.
    pub fix: Option<(String, String)>,
    /// The fault's name, where it has one of its own.
    pub rule: RuleName,
}

impl Refused {
    /// A refusal with its remedy.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Refused {
        Refused { message: message.into(), help: Some(help.into()), fix: None, rule: found::INVALID_VALUE }
    }
}

/// A type that a TOML value can be read as.
pub trait FieldValue: Sized {
    /// What a person is to type, after "needs": `a date such as 2026-08-15`.
    const NEEDS: &'static str;

    /// Reads the value; the context gives access to its words and place.
    ///
    /// # Errors
    /// `None` when the TOML type is another one, `Some` with the reason when the type is right and the value is not.
    fn read(value: &DeValue<'_>, at: At<'_>) -> Result<Self, Option<Refused>>;
}

/// Where a value stands, and its words as typed.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The value's span.
    pub span: Span,
    /// The value as typed, quotation marks and all.
    pub typed: &'a str,
}

/// The text a table was read from.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// The file.
    pub source: SourceId,
    /// The whole TOML text.
    pub text: &'a str,
    /// Where that text begins in the file, in bytes: front matter does not begin at 0.
    pub base: usize,
    /// Where findings go.
    pub findings: &'a RefCell<Diagnostics>,
}

impl<'a> Origin<'a> {
    /// Parses the text, tells each syntax error, and gives what could be understood to `read`.
    pub fn parse<T>(self, read: impl FnOnce(Fields<'_>) -> T) -> T {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            let start = range.start.min(self.text.len());
            let message = format!("This is not valid TOML: {}", error.message().trim().replace('\n', ", "));
            let diagnostic = Diagnostic::error(found::INVALID_SYNTAX, self.span(start..range.end), message);
            self.findings.borrow_mut().push(diagnostic.help(syntax_help(self.text, start)));
        }
        let span = self.span(table.span());
        read(Fields { origin: self, table: table.get_ref(), span, name: String::new(), asked: Vec::new() })
    }

    /// A range of the text as a span of the file.
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let end = range.end.min(self.text.len());
        Span::new(self.source, self.base + range.start.min(end), self.base + end)
    }
}

/// The most frequent slips of people who meet TOML for the first time.
fn syntax_help(text: &str, at: usize) -> String {
    let at = (0..=at.min(text.len())).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |offset| offset + 1);
    let line = text[start..].lines().next().unwrap_or("").trim();
    if line.contains(['“', '”', '‘', '’']) {
        "use straight quotation marks: \"…\"".to_owned()
    } else if let Some((key, value)) = line.split_once('=')
        && !value.trim().starts_with(['"', '\'', '[', '{', '+', '-'])
        && value.trim().starts_with(char::is_alphabetic)
    {
        format!("put words in quotation marks: {} = \"{}\"", key.trim(), value.trim().trim_matches('"'))
    } else if let Some((key, value)) = line.split_once(':')
        && !line.contains('=')
    {
        format!("write an equals sign: {} = \"{}\"", key.trim(), value.trim().trim_matches('"'))
    } else {
        "a line is `key = \"words\"`, `key = 12`, `key = 2026-08-15` or `key = [\"one\", \"two\"]`".to_owned()
    }
}

/// One table, while it is being read.
pub struct Fields<'t> {
    origin: Origin<'t>,
    table: &'t DeTable<'t>,
    span: Span,
    name: String,
    asked: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// Where the table stands: its header, or the whole file for the outermost.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The table's name for messages: `stage.question`; empty for the outermost.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Adds a finding that the reader itself made; not where the TOML itself is broken, which has been told already.
    pub fn report(&self, diagnostic: Diagnostic) {
        let mut findings = self.origin.findings.borrow_mut();
        if let Place::Words(here) = diagnostic.label.place {
            let broken = findings.iter().any(|earlier| {
                earlier.rule == found::INVALID_SYNTAX
                    && matches!(earlier.label.place, Place::Words(there) if there.source == here.source && there.touches(here))
            });
            if broken {
                return;
            }
        }
        findings.push(diagnostic);
    }

    /// Every key of this table, in the order of their places.
    #[must_use]
    pub fn keys(&self) -> Keys {
        let mut keys: Vec<keys::Key> = self
            .table
            .iter()
            .map(|(key, value)| keys::Key {
                name: key.get_ref().to_string(),
                span: self.origin.span(key.span()),
                empty: matches!(value.get_ref(), DeValue::Array(items) if items.is_empty()),
            })
            .collect();
        keys.sort_by_key(|key| key.span);
        Keys(keys)
    }

    /// Where a key of this table stands.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Option<Span> {
        let (key, _) = self.table.get_key_value(key)?;
        Some(self.origin.span(key.span()))
    }

    /// A value that may be left out.
    pub fn optional<T: FieldValue>(&mut self, key: &'static str) -> Option<T> {
        self.placed(key).map(|placed| placed.value)
    }

    /// A value that may be left out, with its place.
    pub fn placed<T: FieldValue>(&mut self, key: &'static str) -> Option<Placed<T>> {
        self.ask(key, What::Value(T::NEEDS));
        let value = self.table.get(key)?;
        self.read(key, value.get_ref(), self.origin.span(value.span()))
    }

    /// A value that must be there. Without it the type's default stands in, and a finding says so.
    pub fn required<T: FieldValue + Default>(&mut self, key: &'static str, example: &str) -> Placed<T> {
        let known = self.table.contains_key(key);
        self.note(Some(key), true, What::Value(T::NEEDS));
        let placed = self.placed(key);
        if !known {
            let whose = if self.name.is_empty() { String::new() } else { format!(" in [{}]", self.name) };
            self.report(
                Diagnostic::error(found::MISSING_FIELD, self.first_line(), format!("`{key}` is missing{whose}"))
                    .help(format!("add a line `{key} = {example}`")),
            );
        }
        placed.unwrap_or_else(|| Placed { value: T::default(), span: self.first_line() })
    }

    /// A list, empty where the key is left out. A single value is read as a list of one.
    pub fn list<T: FieldValue>(&mut self, key: &'static str) -> Vec<Placed<T>> {
        self.ask(key, What::List(T::NEEDS));
        let Some(value) = self.table.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => {
                items.iter().filter_map(|item| self.read(key, item.get_ref(), self.origin.span(item.span()))).collect()
            }
            single => self.read(key, single, self.origin.span(value.span())).into_iter().collect(),
        }
    }

    /// A table inside this one.
    pub fn table(&mut self, key: &'static str) -> Option<Fields<'t>> {
        self.ask(key, What::Table);
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(self.child(key, table, self.origin.span(value.span()))),
            _ => {
                let span = self.origin.span(value.span());
                self.refuse(key, span, None, "a table: a line `[…]` with its keys below");
                None
            }
        }
    }

    /// The tables of a `[[key]]` list.
    pub fn tables(&mut self, key: &'static str) -> Vec<Fields<'t>> {
        self.ask(key, What::Tables);
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let span = self.origin.span(value.span());
        match value.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| match item.get_ref() {
                    DeValue::Table(table) => Some(self.child(key, table, self.origin.span(item.span()))),
                    _ => {
                        self.refuse(key, self.origin.span(item.span()), None, "a list of tables: lines `[[…]]`");
                        None
                    }
                })
                .collect(),
            DeValue::Table(_) => {
                let help = format!("write `[[{key}]]`, with two brackets: there may be several");
                self.refuse(key, span, Some(Refused::new(format!("`[{key}]` is one table"), help)), "");
                Vec::new()
            }
            _ => {
                self.refuse(key, span, None, "a list of tables: lines `[[…]]`");
                Vec::new()
            }
        }
    }

    /// Every key with its value, where the keys are names of the author's own (`[values]`).
    pub fn entries<T: FieldValue>(&mut self) -> Vec<(Placed<String>, Placed<T>)> {
        self.note(None, false, What::Value(T::NEEDS));
        let mut entries: Vec<_> = self
            .table
            .iter()
            .filter_map(|(key, value)| {
                let name = key.get_ref().to_string();
                let placed = self.read(&name, value.get_ref(), self.origin.span(value.span()))?;
                Some((Placed { value: name, span: self.origin.span(key.span()) }, placed))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        entries
    }

    /// Every table under a key of the author's own (`[people.commander]`).
    pub fn named_tables(&mut self) -> Vec<(Placed<String>, Fields<'t>)> {
        self.note(None, false, What::Named);
        let mut tables = Vec::new();
        for (key, value) in self.table {
            let name = key.get_ref().to_string();
            let span = self.origin.span(value.span());
            match value.get_ref() {
                DeValue::Table(table) => {
                    let child = self.child(&name, table, span);
                    tables.push((Placed { value: name, span: self.origin.span(key.span()) }, child));
                }
                _ => self.refuse(&name, span, None, "a table: a line `[…]` with its keys below"),
            }
        }
        tables.sort_by_key(|(key, _)| key.span);
        tables
    }

    /// Tells every key that nobody asked for.
    pub fn finish(self) {
        let mut unknown: Vec<_> =
            self.table.iter().filter(|(key, _)| !self.asked.contains(&key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|(key, _)| key.span().start);
        for (key, _) in unknown {
            let name = key.get_ref();
            let whose = if self.name.is_empty() { String::new() } else { format!(" in [{}]", self.name) };
            let mut known: Vec<&str> = self.asked.clone();
            known.sort_unstable();
            let help =
                suggestion(name, known.iter().copied()).unwrap_or_else(|| format!("known here: {}", known.join(", ")));
            self.report(
                Diagnostic::error(
                    found::UNKNOWN_KEY,
                    self.origin.span(key.span()),
                    format!("`{name}` is not a key{whose} that Gobag knows"),
                )
                .help(help)
                .fix_if(self.origin.span(key.span()), name, certain(name, known.iter().copied())),
            );
        }
    }

    /// Remembers that this key is known.
    fn ask(&mut self, key: &'static str, what: What) {
        self.asked.push(key);
        self.note(Some(key), false, what);
    }

    fn note(&self, key: Option<&'static str>, required: bool, what: What) {
        probe::asked(|| probe::Asked { source: self.origin.source, table: self.name.clone(), key, required, what });
    }

    fn child(&self, key: &str, table: &'t DeTable<'t>, span: Span) -> Fields<'t> {
        let name = if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        Fields { origin: self.origin, table, span, name, asked: Vec::new() }
    }

    fn read<T: FieldValue>(&self, key: &str, value: &DeValue<'_>, span: Span) -> Option<Placed<T>> {
        let typed = &self.origin.text[span.start as usize - self.origin.base..span.end as usize - self.origin.base];
        match T::read(value, At { span, typed }) {
            Ok(value) => Some(Placed { value, span }),
            Err(refused) => {
                self.refuse(key, span, refused, T::NEEDS);
                None
            }
        }
    }

    fn refuse(&self, key: &str, span: Span, refused: Option<Refused>, needs: &str) {
        let diagnostic = match refused {
            Some(Refused { message, help, fix, rule }) => {
                let (from, to) = fix.map_or((String::new(), None), |(from, to)| (from, Some(to)));
                Diagnostic::error(rule, span, format!("`{key}`: {message}")).help_if(help).fix_if(
                    span,
                    &from,
                    to.as_deref(),
                )
            }
            None => Diagnostic::error(found::INVALID_VALUE, span, format!("`{key}` has a value of another kind"))
                .label(format!("needs {needs}")),
        };
        self.report(diagnostic);
    }

    /// The table's first line, for what is missing in it.
    #[must_use]
    pub fn first_line(&self) -> Span {
        let start = self.span.start as usize - self.origin.base;
        let line = self.origin.text[start..].lines().next().unwrap_or("").trim_end();
        let end = (start + line.len()).min(self.span.end as usize - self.origin.base).max(start);
        self.origin.span(start..end)
    }
}
