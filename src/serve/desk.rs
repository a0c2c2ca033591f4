//! The handbook as it was last read, and for each audience that somebody looks at the pages as they were last good.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::answer::Answer;
use super::door::Question;
use super::head::{self, Request};
use super::lobby;
use super::news::{self, Line, News};
use super::{Ended, NEWS, Settings, Told};
use crate::artifact::Artifacts;
use crate::compile::{self, Misfit, Request as Wanted};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::disk;
use crate::disk::failure::Failure;
use crate::handbook::Handbook;
use crate::source::{Content, Sources};

/// The script and the styles of the notice that pages get.
const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// What the loop knows.
pub(super) struct Desk {
    settings: Settings,
    root: PathBuf,
    sources: Sources,
    /// A code of all that was read, to tell a change from a file that was only touched.
    stamp: blake3::Hash,
    /// How often something changed.
    changes: u64,
    /// Why the folder cannot be read now.
    trouble: Option<Failure>,
    /// What the handbook offers to look at, and a code of the files that say so.
    offer: lobby::Offer,
    offered: blake3::Hash,
    /// By audience.
    trees: BTreeMap<String, Tree>,
    /// Pages that wait for news, with the audience they show.
    waiting: Vec<(String, Question)>,
    /// The report that the terminal has.
    said: Option<String>,
}

/// The pages of one audience.
#[derive(Default)]
struct Tree {
    /// The last that had no error.
    good: Option<Artifacts>,
    /// The state that was compiled last.
    changes: Option<u64>,
    /// What was found then.
    errors: usize,
    warnings: usize,
    text: String,
    lines: Vec<Line>,
}

impl Desk {
    /// Reads the folder for the first time.
    pub(super) fn begin(settings: Settings) -> Result<Desk, Ended> {
        let root = disk::read::root(&settings.folder)?;
        let sources = disk::read::read(&settings.folder)?;
        let stamp = self::stamp(&sources, |_| true);
        let (offer, offered) = (offer(&sources, &settings), self::stamp(&sources, offers));
        let desk = Desk {
            settings,
            root,
            sources,
            stamp,
            changes: 1,
            trouble: None,
            offer,
            offered,
            trees: BTreeMap::new(),
            waiting: Vec::new(),
            said: None,
        };
        // A name that the handbook does not have is the person's mistake, and theirs to mend before anything is served.
        if !desk.sources.is_empty() {
            let handbook = Handbook::read(&desk.sources).value;
            compile::fits(&handbook, &desk.wanted(desk.settings.audience.as_deref()))?;
        }
        Ok(desk)
    }

    /// Whether the folder could be read.
    pub(super) fn is_there(&self) -> bool {
        self.trouble.is_none()
    }

    /// Whether the day has changed since the folder was read.
    pub(super) fn is_yesterdays(&self) -> bool {
        disk::clock::today().is_ok_and(|today| today != self.sources.today)
    }

    /// Reads the folder again.
    pub(super) fn renew(&mut self) {
        let had_trouble = self.trouble.is_some();
        match disk::read::read(&self.settings.folder) {
            Ok(sources) => {
                self.trouble = None;
                let stamp = self::stamp(&sources, |_| true);
                if stamp == self.stamp && !had_trouble {
                    return;
                }
                (self.sources, self.stamp) = (sources, stamp);
                // Reading a handbook takes a while; most saves change nothing of this.
                let offered = self::stamp(&self.sources, offers);
                if offered != self.offered {
                    (self.offer, self.offered) = (offer(&self.sources, &self.settings), offered);
                }
            }
            Err(failure) => {
                let words = |failure: &Failure| failure.to_string();
                if self.trouble.as_ref().map(words) == Some(words(&failure)) {
                    return;
                }
                self.trouble = Some(failure);
            }
        }
        self.changes += 1;
        for (audience, question) in std::mem::take(&mut self.waiting) {
            let news = self.news(&audience);
            question.reply(news);
        }
    }

    /// Tells the terminal what is wrong, where that is not what it was told last.
    pub(super) fn say(&mut self, tell: &dyn Fn(Told<'_>)) {
        if let Some(trouble) = &self.trouble {
            tell(Told::Trouble(trouble));
            self.said = None;
            return;
        }
        let audience = self.offer.first.clone();
        let tree = self.tree(&audience);
        let (text, errors) = (tree.text.clone(), tree.errors);
        if self.said.as_ref() != Some(&text) {
            tell(Told::Findings { text: &text, errors });
            self.said = Some(text);
        }
    }

    /// Answers a browser.
    pub(super) fn answer(&mut self, question: Question) {
        let answer = match question.request.path.as_str() {
            NEWS => {
                let audience = parameter(&question.request, "audience").unwrap_or_else(|| self.offer.first.clone());
                if parameter(&question.request, "since") == Some(self.version()) {
                    self.waiting.push((audience, question));
                    return;
                }
                self.news(&audience)
            }
            "/" => self.lobby(),
            "/_/page.js" => Answer::file("page.js", SCRIPT.as_bytes().to_vec()),
            "/_/page.css" => Answer::file("page.css", STYLE.as_bytes().to_vec()),
            _ => self.page(&question.request),
        };
        let fresh = if self.trouble.is_none() { "yes" } else { "no" };
        let answer = answer.header("Gobag-Version", &self.version()).header("Gobag-Readable", fresh);
        question.reply(answer);
    }

    /// The list of what there is to look at.
    fn lobby(&mut self) -> Answer {
        let audience = self.offer.first.clone();
        self.tree(&audience);
        Answer::page(200, lobby::page(&self.offer, &self.script()))
    }

    /// A file of an audience's site.
    fn page(&mut self, request: &Request) -> Answer {
        let (audience, path) = match request.path[1..].split_once('/') {
            Some((audience, path)) => (audience.to_owned(), path),
            None if self.offer.has(&request.path[1..]) => {
                return Answer::elsewhere(&format!("{}/index.html", request.path));
            }
            None => return self.missing(),
        };
        if !self.offer.has(&audience) {
            return self.missing();
        }
        if path.is_empty() || path.ends_with('/') {
            return Answer::elsewhere(&format!("{}index.html", request.path));
        }
        // A worker would keep pages that are not meant to be kept.
        if request.is_worker {
            return self.missing();
        }
        let script = self.script();
        let tree = self.tree(&audience);
        let Some(good) = &tree.good else { return Answer::page(503, lobby::nothing_yet(&script)) };
        match good.get(path) {
            Some(bytes) if path.ends_with(".html") => Answer::file(path, with_script(bytes, &script)),
            Some(bytes) => Answer::file(path, bytes.to_vec()),
            None => self.missing(),
        }
    }

    /// Nothing is here.
    fn missing(&self) -> Answer {
        Answer::page(404, lobby::missing(&self.offer, &self.script()))
    }

    /// What a page is told of the present state.
    fn news(&mut self, audience: &str) -> Answer {
        let audience = if self.offer.has(audience) { audience.to_owned() } else { self.offer.first.clone() };
        let trouble = self.trouble.as_ref().map(ToString::to_string);
        let version = self.version();
        let tree = self.tree(&audience);
        let news = News { version, errors: tree.errors, warnings: tree.warnings, lines: tree.lines.clone(), trouble };
        let body = serde_json::to_vec(&news).expect("news are numbers and words");
        Answer::file("news.json", body)
    }

    /// An audience's pages, made anew where something has changed since they were made.
    fn tree(&mut self, audience: &str) -> &Tree {
        let changes = self.changes;
        let is_current = self.trees.get(audience).is_some_and(|tree| tree.changes == Some(changes));
        if !is_current {
            let made = self.make(audience);
            let tree = self.trees.entry(audience.to_owned()).or_default();
            tree.changes = Some(changes);
            if let Some((found, artifacts, text, lines)) = made {
                (tree.errors, tree.warnings) = news::counts(&found);
                (tree.text, tree.lines) = (text, lines);
                // Where there is an error, the last good pages stay.
                tree.good = artifacts.or_else(|| tree.good.take());
            }
        }
        self.trees.entry(audience.to_owned()).or_default()
    }

    /// Compiles; nothing where the folder cannot be read.
    fn make(&self, audience: &str) -> Option<(Diagnostics, Option<Artifacts>, String, Vec<Line>)> {
        if self.trouble.is_some() {
            return None;
        }
        let compiled = compile::compile(&self.sources, &self.wanted(Some(audience)), &|_| {})
            // A school that was asked for has gone meanwhile; the others are shown.
            .or_else(|_| {
                let wanted = Wanted { audience: Some(audience.to_owned()), ..Wanted::default() };
                compile::compile(&self.sources, &wanted, &|_| {})
            })
            .or_else(|_: Misfit| compile::compile(&self.sources, &Wanted::default(), &|_| {}))
            .expect("the widest audience is always there");
        let folder = self.settings.folder.display().to_string();
        let (text, lines) =
            news::report(&compiled.diagnostics, &self.sources, &folder, &self.root, self.settings.editor);
        Some((compiled.diagnostics, compiled.artifacts, text, lines))
    }

    fn wanted(&self, audience: Option<&str>) -> Wanted {
        Wanted { audience: audience.map(str::to_owned), schools: self.settings.schools.clone(), ..Wanted::default() }
    }

    /// The name of the present state: no other program that was ever here has the same.
    fn version(&self) -> String {
        format!("{}.{}", std::process::id(), self.changes)
    }

    /// The line that pages get.
    fn script(&self) -> String {
        format!("<script defer src=\"/_/page.js?{}\"></script>", self.version())
    }
}

/// What there is to look at.
fn offer(sources: &Sources, settings: &Settings) -> lobby::Offer {
    if sources.is_empty() {
        let config = Config::read(sources, &std::cell::RefCell::new(Diagnostics::new()));
        return lobby::Offer::of(&config, &[], settings.audience.as_deref());
    }
    let handbook = Handbook::read(sources).value;
    let schools: Vec<(String, String)> = handbook
        .schools
        .iter()
        .map(|school| (school.id.to_string(), school.title.clone()))
        .filter(|(id, _)| settings.schools.is_empty() || settings.schools.contains(id))
        .collect();
    lobby::Offer::of(&handbook.config, &schools, settings.audience.as_deref())
}

/// Whether a file says which audiences, languages and schools there are.
fn offers(path: &str) -> bool {
    path == "handbook.toml" || path.ends_with("/school.toml")
}

/// A code of what was read in some files.
fn stamp(sources: &Sources, counts: fn(&str) -> bool) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(sources.today.to_string().as_bytes());
    for (_, source) in sources.iter().filter(|(_, source)| counts(&source.path)) {
        add(source.path.as_bytes());
        match &source.content {
            Content::Text(text) => add(text.as_bytes()),
            Content::Media(bytes) => add(bytes),
            Content::Unreadable(fault) => add(format!("{fault:?}").as_bytes()),
        }
    }
    hasher.finalize()
}

/// A page with the line before its head ends, where its policy lets in scripts of its own host.
fn with_script(page: &[u8], script: &str) -> Vec<u8> {
    let find = |words: &[u8]| page.windows(words.len()).position(|window| window == words);
    match (find(b"</head>"), find(b"script-src 'self'")) {
        (Some(end), Some(policy)) if policy < end => [&page[..end], script.as_bytes(), &page[end..]].concat(),
        _ => page.to_vec(),
    }
}

/// A parameter of the query.
fn parameter(request: &Request, name: &str) -> Option<String> {
    request
        .query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| head::plain(value))
}
