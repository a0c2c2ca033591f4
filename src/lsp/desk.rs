//! The handbook as an editor has it: what is on the disk with what is being typed over it, and what can be said of that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::spot::{self, Begun};
use super::text;
use crate::compile;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::disk;
use crate::document::plain;
use crate::document::walk;
use crate::fields::{Id, Placed};
use crate::handbook::Handbook;
use crate::schema::{self, Schema};
use crate::source::{Content, Source, SourceId, Sources, Span};

/// An editor's handbook.
pub(super) struct Desk {
    root: Option<PathBuf>,
    /// What was last read from the disk.
    read: Sources,
    /// What is being typed, by path in the handbook.
    open: BTreeMap<String, String>,
    /// Both together.
    sources: Sources,
    handbook: Handbook,
    schemas: Vec<Schema>,
    /// Files that have findings in the editor.
    told: BTreeSet<String>,
}

impl Desk {
    /// The handbook in the folder that the editor has open, or in `content/` below it.
    pub(super) fn begin(begun: &Value) -> Desk {
        let folder = begun["workspaceFolders"][0]["uri"].as_str().or_else(|| begun["rootUri"].as_str());
        let root = folder.and_then(text::path).and_then(|folder| disk::read::handbook(&folder));
        let read = Sources::new(Vec::new(), jiff::civil::Date::default());
        let handbook = Handbook::read(&read).value;
        let (sources, open) = (read.clone(), BTreeMap::new());
        let mut desk = Desk { root, read, open, sources, handbook, schemas: schema::all(), told: BTreeSet::new() };
        desk.read();
        desk
    }

    /// Reads the folder again.
    pub(super) fn read(&mut self) {
        if let Some(read) = self.root.as_ref().and_then(|root| disk::read::read(root).ok()) {
            self.read = read;
        }
        self.lay();
    }

    /// A file is open, with this text.
    pub(super) fn open(&mut self, address: &str, text: &str) {
        if self.root.is_none() {
            // An editor that opened a file and no folder.
            let above = text::path(address).and_then(|file| file.ancestors().find_map(disk::read::handbook));
            if above.is_some() {
                self.root = above;
                self.read();
            }
        }
        let is_read = |path: &String| path.ends_with(".md") || path.ends_with(".toml");
        // Hidden files are no part of a handbook.
        if let Some(path) =
            self.path(address).filter(is_read).filter(|path| !path.split('/').any(|it| it.starts_with('.')))
        {
            self.open.insert(path, text.to_owned());
            self.lay();
        }
    }

    /// A part of an open file is another now, or all of it.
    pub(super) fn change(&mut self, address: &str, change: &Value) {
        let Some(path) = self.path(address) else { return };
        let Some(typed) = self.open.get_mut(&path) else { return };
        let words = change["text"].as_str().unwrap_or("");
        match change.get("range") {
            Some(range) => {
                let start = text::offset(typed, &range["start"]);
                let end = text::offset(typed, &range["end"]).max(start);
                typed.replace_range(start..end, words);
            }
            None => words.clone_into(typed),
        }
        self.lay();
    }

    /// A file is not open any more.
    pub(super) fn close(&mut self, address: &str) {
        if let Some(path) = self.path(address) {
            self.open.remove(&path);
            self.read();
        }
    }

    /// Lays what is typed over what was read.
    fn lay(&mut self) {
        let mut files: Vec<Source> =
            self.read.iter().map(|(_, source)| source.clone()).filter(|it| !self.open.contains_key(&it.path)).collect();
        let typed = self.open.iter();
        files.extend(typed.map(|(path, text)| Source { path: path.clone(), content: Content::Text(text.clone()) }));
        self.sources = Sources::new(files, self.read.today);
    }

    /// Every file with findings now, and those that have none any more.
    pub(super) fn findings(&mut self) -> Vec<(String, Vec<Value>)> {
        let Some(root) = self.root.clone() else { return Vec::new() };
        self.handbook = Handbook::read(&self.sources).value;
        let compiled = compile::check(&self.sources, &|_| {});
        let mut files: BTreeMap<String, Vec<Value>> =
            std::mem::take(&mut self.told).into_iter().map(|path| (path, Vec::new())).collect();
        for finding in compiled.diagnostics.iter() {
            files.entry(self.file_of(&finding.label.place)).or_default().push(self.shown(finding));
        }
        self.told = files.iter().filter(|(_, findings)| !findings.is_empty()).map(|(path, _)| path.clone()).collect();
        files.into_iter().map(|(path, findings)| (text::address(&root.join(path)), findings)).collect()
    }

    fn file_of(&self, place: &Place) -> String {
        match place {
            Place::Words(span) => self.sources.get(span.source).path.clone(),
            Place::File(path) => path.clone(),
        }
    }

    fn shown(&self, finding: &Diagnostic) -> Value {
        let related: Vec<Value> = finding
            .related
            .iter()
            .map(|label| json!({ "location": self.location(&label.place), "message": label.text }))
            .collect();
        let words = match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        };
        json!({
            "range": self.range(&finding.label.place),
            "severity": if finding.severity == Severity::Error { 1 } else { 2 },
            "code": finding.rule.0,
            "source": "gobag",
            "message": words,
            "relatedInformation": related,
        })
    }

    fn range(&self, place: &Place) -> Value {
        match place {
            Place::Words(span) => text::range(self.sources.text(span.source), span.range()),
            Place::File(_) => text::range("", 0..0),
        }
    }

    fn location(&self, place: &Place) -> Value {
        let root = self.root.clone().unwrap_or_default();
        json!({ "uri": text::address(&root.join(self.file_of(place))), "range": self.range(place) })
    }

    /// What a name means.
    pub(super) fn hover(&self, address: &str, position: &Value) -> Option<Value> {
        let (source, at) = self.cursor(address, position)?;
        let typed = self.sources.text(source);
        let spot = spot::spot(typed, at)?;
        let words = self.meaning(&spot.kind, &spot.id)?;
        let range = text::range(typed, spot.range);
        Some(json!({ "contents": { "kind": "markdown", "value": words }, "range": range }))
    }

    /// Where a name stands.
    pub(super) fn definition(&self, address: &str, position: &Value) -> Option<Value> {
        let (source, at) = self.cursor(address, position)?;
        let spot = spot::spot(self.sources.text(source), at)?;
        let span = self.place(&spot.kind, &spot.id)?;
        // What is being typed may have moved it since the handbook was read.
        let is_known = self.sources.text(span.source).len() >= span.end as usize;
        is_known.then(|| self.location(&Place::Words(span)))
    }

    /// Which names there are.
    pub(super) fn completion(&self, address: &str, position: &Value) -> Option<Value> {
        let (source, at) = self.cursor(address, position)?;
        let (path, typed) = (&self.sources.get(source).path, self.sources.text(source));
        let (begun, range) = spot::begun(typed, at, is_toml(path, typed, at))?;
        let range = text::range(typed, range);
        let item = |name: &str, about: &str, kind: u8| json!({ "label": name, "detail": about, "kind": kind, "textEdit": { "range": range, "newText": name } });
        let items: Vec<Value> = match begun {
            Begun::Role => self.names("role").iter().map(|(name, about)| item(name, about, 18)).collect(),
            Begun::Of(kind) => self.names(&kind).iter().map(|(name, about)| item(name, about, 18)).collect(),
            Begun::Reference => {
                let kinds = KINDS.iter().map(|(kind, about)| item(&format!("{kind}:"), about, 9));
                let documents = self.names("");
                kinds.chain(documents.iter().map(|(name, about)| item(name, about, 17))).collect()
            }
            Begun::Key => {
                let keys = self.keys(path, typed, at);
                keys.iter().map(|(name, about)| item(name, about, 10)).collect()
            }
        };
        Some(json!({ "isIncomplete": false, "items": items }))
    }

    /// A cursor's file and byte.
    fn cursor(&self, address: &str, position: &Value) -> Option<(SourceId, usize)> {
        let source = self.sources.find(&self.path(address)?)?;
        Some((source, text::offset(self.sources.text(source), position)))
    }

    /// The path in the handbook of a file's address.
    fn path(&self, address: &str) -> Option<String> {
        let path = text::path(address)?;
        let inside = path.strip_prefix(self.root.as_ref()?).ok()?;
        let names: Vec<_> = inside.components().map(|name| name.as_os_str().to_string_lossy()).collect();
        Some(names.join("/"))
    }

    /// What a name means, as Markdown.
    fn meaning(&self, kind: &str, id: &str) -> Option<String> {
        let handbook = &self.handbook;
        let is = |known: &Placed<Id>| known.as_str() == id;
        Some(match kind {
            "" => {
                let document = handbook.document(id, None).or_else(|| self.school_document(id))?;
                let mut summary = String::new();
                walk::inlines(&document.common.summary.blocks, &mut |inlines| summary.push_str(&plain(inlines)));
                format!("**{}** ({})\n\n{summary}", document.common.title.value, document.kind().noun())
            }
            "role" => {
                let role = handbook.roles.iter().find(|role| is(&role.id))?;
                let held = role.primary.iter().chain(&role.alternates).map(|held| held.value.as_str());
                format!("**{}**\n\n{}", role.title, held.collect::<Vec<_>>().join(", then "))
            }
            "contact" => {
                let contact = handbook.contacts.iter().find(|contact| is(&contact.id))?;
                let number = contact.phone.as_ref().map_or_else(String::new, |phone| phone.value.to_string());
                format!("**{}**\n\n{number} {}", contact.label, contact.hours.as_deref().unwrap_or(""))
            }
            "place" => {
                let place = handbook.places.iter().find(|place| is(&place.id))?;
                let own = handbook.schools.iter().flat_map(|school| {
                    school
                        .places
                        .iter()
                        .filter(|place| is(&place.id))
                        .map(|place| format!("- {}: {}", school.title, place.title))
                });
                format!("**{}**\n\n{}", place.title, own.collect::<Vec<_>>().join("\n"))
            }
            "term" => format!("**{}**", handbook.terms.iter().find(|term| is(&term.id))?.term),
            "hazard" => format!("**{}**", handbook.hazards.iter().find(|hazard| is(&hazard.id))?.title),
            "value" => {
                let (_, value) = handbook.config.values.iter().find(|(name, _)| name.value == id)?;
                value.value.clone()
            }
            _ => return None,
        })
    }

    fn school_document(&self, id: &str) -> Option<&std::sync::Arc<crate::document::Document>> {
        self.handbook.documents.iter().find(|document| document.id.as_str() == id)
    }

    /// Where a name stands.
    fn place(&self, kind: &str, id: &str) -> Option<Span> {
        let handbook = &self.handbook;
        let is = |known: &&Placed<Id>| known.as_str() == id;
        let of = |mut ids: Box<dyn Iterator<Item = &Placed<Id>> + '_>| ids.find(is).map(|id| id.span);
        match kind {
            "" => handbook.document(id, None).or_else(|| self.school_document(id)).map(|document| document.head),
            "role" => of(Box::new(handbook.roles.iter().map(|role| &role.id))),
            "contact" => of(Box::new(handbook.contacts.iter().map(|contact| &contact.id))),
            "place" => of(Box::new(handbook.places.iter().map(|place| &place.id))),
            "term" => of(Box::new(handbook.terms.iter().map(|term| &term.id))),
            "hazard" => of(Box::new(handbook.hazards.iter().map(|hazard| &hazard.id))),
            "value" => handbook.config.values.iter().find(|(name, _)| name.value == id).map(|(name, _)| name.span),
            _ => None,
        }
    }

    /// Every name of a kind, and what it is called.
    fn names(&self, kind: &str) -> Vec<(String, String)> {
        let handbook = &self.handbook;
        let pair = |id: &Placed<Id>, about: &str| (id.value.to_string(), about.to_owned());
        match kind {
            "" => handbook.documents.iter().map(|it| pair(&it.id, &it.common.title.value)).collect(),
            "role" => handbook.roles.iter().map(|it| pair(&it.id, &it.title)).collect(),
            "contact" => handbook.contacts.iter().map(|it| pair(&it.id, &it.label)).collect(),
            "place" => handbook.places.iter().map(|it| pair(&it.id, &it.title)).collect(),
            "term" => handbook.terms.iter().map(|it| pair(&it.id, &it.term)).collect(),
            "hazard" => handbook.hazards.iter().map(|it| pair(&it.id, &it.title)).collect(),
            "value" => {
                handbook.config.values.iter().map(|(name, value)| (name.value.clone(), value.value.clone())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The keys of the table that a byte stands in, and what each is for.
    fn keys(&self, path: &str, typed: &str, at: usize) -> Vec<(String, String)> {
        let Some(schema) = schema::of_path(&self.schemas, path) else { return Vec::new() };
        let header = typed[..at].lines().rev().find(|line| line.starts_with('['));
        let table = header.map_or("", |line| line.trim_matches(['[', ']', ' ']));
        let keys = schema::keys(schema, table).into_iter();
        keys.map(|(key, about)| (key.to_owned(), about.to_owned())).collect()
    }
}

/// What stands before the colon of a reference.
const KINDS: [(&str, &str); 6] = [
    ("role", "who acts"),
    ("place", "where to go"),
    ("contact", "whom to call"),
    ("term", "what a word means"),
    ("value", "a school's own word"),
    ("hazard", "an entry of the risk register"),
];

/// Whether a byte stands in TOML: in such a file, or in the front matter of another.
fn is_toml(path: &str, typed: &str, at: usize) -> bool {
    path.ends_with(".toml")
        || typed.strip_prefix("+++\n").is_some_and(|rest| {
            let end = rest.find("\n+++").map_or(0, |end| end + 4);
            (4..=end).contains(&at)
        })
}
