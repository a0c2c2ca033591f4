//! `releases/*.toml`: what the plan said on each day that it was approved, as codes; `gobag release` writes them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::document::{Group, Kind};
use crate::fields::{Fields, Id, Named as _, Origin, Placed, Revision, names};
use crate::nearest::suggestion;
use crate::source::{Content, Sources, Span};

/// The folder of the files.
pub const FOLDER: &str = "releases/";

/// A version of the whole plan that was approved.
#[derive(Clone, Debug)]
pub struct Release {
    /// What it is called; its file's name.
    pub name: String,
    /// The day it was made.
    pub date: Placed<Date>,
    /// The way its codes were made; codes of two ways cannot be compared.
    pub form: u32,
    /// The highest number in the record of changes on that day.
    pub changes: u32,
    /// Each document's code for each reader.
    pub documents: BTreeMap<Id, Codes>,
    /// Each list's code for each reader; none in releases that were made before lists had codes.
    pub lists: BTreeMap<List, BTreeMap<String, Revision>>,
    /// What each binder named then; none in releases that were made before it was noted.
    pub binders: BTreeMap<Id, Vec<String>>,
    /// Where it stands.
    pub span: Span,
}

names! {
    /// What a plan holds beside documents, each printed on sheets of its own.
    pub enum List {
        /// Every role.
        Roles = "roles",
        /// Whom to call.
        Contacts = "contacts",
        /// Where to go.
        Places = "places",
        /// One word for one thing.
        Glossary = "glossary",
        /// The risk register.
        Hazards = "hazards",
        /// The drills of the year.
        Drills = "drills",
        /// Approvals, the record of changes, who holds a copy.
        Approvals = "approvals",
        /// The titles of all documents in their order.
        Contents = "contents",
        /// The topics, and where they stand.
        Index = "index",
    }
}

impl List {
    /// What stands before its code, as a document's name does before a document's.
    #[must_use]
    pub fn sheet(self) -> String {
        format!("{}-list", self.name())
    }
}

/// What a document said then.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    /// What it said as a whole, for each reader: the audience's name, or `audience/school`; `@language` follows in any
    /// language but the first.
    pub readers: BTreeMap<String, Revision>,
    /// What stood before its first heading, for those who may see everything.
    pub front: Option<Revision>,
    /// Its outermost sections, for the same.
    pub sections: BTreeMap<String, Revision>,
    /// Where it stood among all documents: what a binder's numbers are counted from.
    pub stood: Option<Stood>,
}

/// Where a document stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    /// Its kind.
    pub kind: Kind,
    /// Among which pages, where it was one; nothing in releases that were made before it was noted.
    pub group: Option<Group>,
    /// Its place among all documents.
    pub place: u32,
}

impl Release {
    /// A document's code for a reader.
    #[must_use]
    pub fn revision(&self, document: &Id, reader: &str) -> Option<Revision> {
        self.documents.get(document)?.readers.get(reader).copied()
    }
}

/// Reads every release, the oldest first.
pub(super) fn read(sources: &Sources, config: &Config, findings: &RefCell<Diagnostics>) -> Vec<Release> {
    let mut releases: Vec<Release> = sources
        .iter()
        .filter(|(_, file)| matches!(file.content, Content::Text(_)))
        .filter_map(|(source, file)| {
            let name = name(&file.path)?;
            let origin = Origin { source, text: sources.text(source), base: 0, findings };
            Some(origin.parse(|fields| release(name, config, fields)))
        })
        .collect();
    releases.sort_by(|a, b| (a.date.value, &a.name).cmp(&(b.date.value, &b.name)));
    releases
}

/// A release's name, from its file's path.
fn name(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_suffix(".toml").filter(|name| !name.contains('/'))
}

/// Whether a path is a release's file.
pub(super) fn is_release(path: &str) -> bool {
    name(path).is_some()
}

fn release(name: &str, config: &Config, mut fields: Fields<'_>) -> Release {
    let span = fields.first_line();
    let date = fields.required("date", "2026-08-15");
    let form = fields.required::<u32>("form", "1").value;
    let changes = fields.optional("changes").unwrap_or(0);
    let mut documents = BTreeMap::new();
    for mut table in fields.tables("document") {
        let id = table.required::<Id>("id", "\"lockdown\"");
        let mut codes = Codes { front: table.optional("front"), ..Codes::default() };
        if let Some(mut sections) = table.table("sections") {
            codes.sections = sections.entries().into_iter().map(|(id, code)| (id.value, code.value)).collect();
        }
        let (kind, group) = (table.optional("kind"), table.optional("group"));
        codes.stood = kind.zip(table.optional("place")).map(|(kind, place)| Stood { kind, group, place });
        codes.readers = readers(config, &mut table);
        table.finish();
        if documents.insert(id.value.clone(), codes).is_some() {
            let message = format!("This release names the document \"{}\" twice", id.value);
            let help = "leave the file as `gobag release` wrote it";
            fields.report(Diagnostic::error(found::DUPLICATE_ID, id.span, message).help(help));
        }
    }
    let mut lists = BTreeMap::new();
    for mut table in fields.tables("list") {
        let id = table.optional::<List>("id");
        let codes = readers(config, &mut table);
        lists.extend(id.map(|id| (id, codes)));
        table.finish();
    }
    let mut binders = BTreeMap::new();
    for mut table in fields.tables("binder") {
        let id = table.required::<Id>("id", "\"classroom\"").value;
        binders.insert(id, table.list::<String>("include").into_iter().map(|name| name.value).collect());
        table.finish();
    }
    fields.finish();
    Release { name: name.to_owned(), date, form, changes, documents, lists, binders, span }
}

/// The code of each reader.
fn readers(config: &Config, table: &mut Fields<'_>) -> BTreeMap<String, Revision> {
    let mut readers = BTreeMap::new();
    for mut same in table.tables("revision") {
        let code = same.required::<Revision>("code", "\"7K3M9Q\"").value;
        for reader in same.list::<String>("readers") {
            check(config, &reader, &same);
            readers.insert(reader.value, code);
        }
        same.finish();
    }
    readers
}

/// Tells a reader that the handbook does not have.
fn check(config: &Config, reader: &Placed<String>, fields: &Fields<'_>) {
    let audience = reader.value.split(['/', '@']).next().unwrap_or("");
    if config.audiences.rank(audience).is_none() {
        let names: Vec<&str> = config.audiences.names().collect();
        let help = suggestion(audience, names.iter().copied())
            .unwrap_or_else(|| format!("the audiences are: {}", names.join(", ")));
        let message = format!("There is no audience \"{audience}\"");
        fields.report(Diagnostic::error(found::UNRESOLVED_REFERENCE, reader.span, message).help(help));
    }
}
