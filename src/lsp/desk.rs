//! The handbook as an editor has it: what is on the disk with what is being typed over it, and what can be said of that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::spot::{self, Begun};
use super::text;
use crate::compile::draft::{Draft, Memory};
use crate::diagnostic::{Diagnostic, Diagnostics, Label, Place, Severity};
use crate::disk;
use crate::disk::folder::{Folder, Touched};
use crate::document::plain;
use crate::document::walk;
use crate::fields::{Id, Placed};
use crate::schema::{self, Schema};
use crate::source::{Content, SourceId, Sources, Span};

/// An editor's handbook.
pub(super) struct Desk {
    root: Option<PathBuf>,
    /// What was last read from the disk.
    folder: Option<Folder>,
    /// What is being typed, by path in the handbook.
    open: BTreeMap<String, String>,
    /// Both together.
    sources: Sources,
    memory: Memory,
    /// The handbook as it was last read.
    draft: Arc<Draft>,
    schemas: Vec<Schema>,
    /// Files that were typed in since findings were last told.
    touched: BTreeSet<String>,
    /// What the last look at the whole handbook found.
    whole: Option<Whole>,
    /// Files that have findings in the editor.
    told: BTreeSet<String>,
}

/// What a look at the whole handbook found, and the handbook as it was then.
struct Whole {
    draft: Arc<Draft>,
    found: Diagnostics,
}

/// Findings of some files, by their addresses.
pub(super) type Told = Vec<(String, Vec<Value>)>;

impl Desk {
    /// The handbook in the folder that the editor has open, or in `content/` below it.
    pub(super) fn begin(begun: &Value) -> Desk {
        let folder = begun["workspaceFolders"][0]["uri"].as_str().or_else(|| begun["rootUri"].as_str());
        let root = folder.and_then(text::path).and_then(|folder| disk::read::handbook(&folder));
        let sources = Sources::new(Vec::new(), jiff::civil::Date::default());
        let mut memory = Memory::default();
        let draft = Arc::new(Draft::read(sources.clone(), &mut memory));
        let mut desk = Desk {
            root,
            folder: None,
            open: BTreeMap::new(),
            sources,
            memory,
            draft,
            schemas: schema::all(),
            touched: BTreeSet::new(),
            whole: None,
            told: BTreeSet::new(),
        };
        desk.read(&Touched::All);
        desk
    }

    /// Reads again what may have changed in the folder.
    pub(super) fn read(&mut self, touched: &Touched) {
        match &mut self.folder {
            // What cannot be read now stays as it was.
            Some(folder) => drop(folder.renew(touched)),
            None => self.folder = self.root.as_ref().and_then(|root| Folder::open(root).ok()),
        }
        self.lay();
    }

    /// Reads again the files of some addresses.
    pub(super) fn read_files<'a>(&mut self, addresses: impl Iterator<Item = &'a str>) {
        let files: Option<BTreeSet<PathBuf>> = addresses.map(text::path).collect();
        self.read(&files.map_or(Touched::All, Touched::Files));
    }

    /// A file is open, with this text.
    pub(super) fn open(&mut self, address: &str, text: &str) {
        if self.root.is_none() {
            // An editor that opened a file and no folder.
            let above = text::path(address).and_then(|file| file.ancestors().find_map(disk::read::handbook));
            if above.is_some() {
                self.root = above;
                self.read(&Touched::All);
            }
        }
        let is_read = |path: &String| path.ends_with(".md") || path.ends_with(".toml");
        // Hidden files are no part of a handbook.
        if let Some(path) =
            self.path(address).filter(is_read).filter(|path| !path.split('/').any(|it| it.starts_with('.')))
        {
            self.open.insert(path.clone(), text.to_owned());
            self.type_in(path);
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
        self.type_in(path);
    }

    /// A file is not open any more.
    pub(super) fn close(&mut self, address: &str) {
        if let Some(path) = self.path(address) {
            self.open.remove(&path);
            self.touched.remove(&path);
            self.read_files(std::iter::once(address));
        }
    }

    /// Lays what is typed in a file over what was there.
    fn type_in(&mut self, path: String) {
        let typed = Content::Text(self.open[&path].clone());
        let today = self.sources.today;
        self.sources = self.sources.with(BTreeMap::from([(path.clone(), Some(typed))]), today);
        self.touched.insert(path);
    }

    /// Lays what is typed over what was read.
    fn lay(&mut self) {
        let Some(folder) = &self.folder else { return };
        let typed = self.open.iter().map(|(path, text)| (path.clone(), Some(Content::Text(text.clone()))));
        self.sources = folder.sources().with(typed.collect(), folder.sources().today);
    }

    /// What is wrong with the files that were typed in, at once: what reading them tells, and what the last look at the whole
    /// handbook found in them, at its place in what is typed now.
    pub(super) fn glance(&mut self) -> Told {
        let Some(root) = self.root.clone() else { return Vec::new() };
        self.draft = Arc::new(Draft::read(self.sources.clone(), &mut self.memory));
        let touched = std::mem::take(&mut self.touched);
        let mut told = Vec::new();
        for path in touched {
            let mut shown: Vec<Value> = self.draft.glance(&path).iter().map(|found| self.shown(found)).collect();
            shown.extend(self.found_before(&path));
            if shown.is_empty() {
                self.told.remove(&path);
            } else {
                self.told.insert(path.clone());
            }
            told.push((text::address(&root.join(&path)), shown));
        }
        told
    }

    /// What the last look at the whole handbook found in a file, as far as its words still stand.
    fn found_before(&self, path: &str) -> Vec<Value> {
        let text_of = |draft: &Draft| {
            let id = draft.sources().find(path)?;
            Some((id, draft.sources().text(id).to_owned()))
        };
        let Some(whole) = &self.whole else { return Vec::new() };
        let (Some((then, old)), Some((now, new))) = (text_of(&whole.draft), text_of(&self.draft)) else {
            return Vec::new();
        };
        let moved = text::Moved::between(&old, &new);
        let here = whole.found.iter().filter(|found| Draft::looks_around(found)).filter_map(|found| {
            let Place::Words(span) = found.label.place else { return None };
            let range = (span.source == then).then(|| moved.range(span.range())).flatten()?;
            // Other places may have moved, too; they come back with the next look.
            let place = Place::Words(Span::new(now, range.start, range.end));
            let label = Label { place, text: found.label.text.clone() };
            Some(self.shown(&Diagnostic { label, related: Vec::new(), ..found.clone() }))
        });
        here.collect()
    }

    /// The handbook as it is now, for a look at all of it.
    pub(super) fn draft(&self) -> Arc<Draft> {
        Arc::clone(&self.draft)
    }

    /// Every file with findings after a look at the whole handbook, and those that have none any more.
    pub(super) fn findings(&mut self, draft: Arc<Draft>, found: Diagnostics) -> Told {
        let Some(root) = self.root.clone() else { return Vec::new() };
        let mut files: BTreeMap<String, Vec<Value>> =
            std::mem::take(&mut self.told).into_iter().map(|path| (path, Vec::new())).collect();
        for finding in found.iter() {
            files.entry(self.file_of(&finding.label.place)).or_default().push(self.shown(finding));
        }
        self.whole = Some(Whole { draft, found });
        self.told = files.iter().filter(|(_, findings)| !findings.is_empty()).map(|(path, _)| path.clone()).collect();
        files.into_iter().map(|(path, findings)| (text::address(&root.join(path)), findings)).collect()
    }

    fn file_of(&self, place: &Place) -> String {
        match place {
            Place::Words(span) => self.draft.sources().get(span.source).path.clone(),
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
            Place::Words(span) => text::range(self.draft.sources().text(span.source), span.range()),
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
        Some(self.location(&Place::Words(span)))
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
        let handbook = self.draft.handbook();
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
        self.draft.handbook().documents.iter().find(|document| document.id.as_str() == id)
    }

    /// Where a name stands.
    fn place(&self, kind: &str, id: &str) -> Option<Span> {
        let handbook = self.draft.handbook();
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
        let handbook = self.draft.handbook();
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
