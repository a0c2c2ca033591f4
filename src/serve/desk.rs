//! The handbook as it was last read, and for each audience that somebody looks at its site: the present one, and the last good one.
//!
//! A change is read at once and judged by the rules behind the pages. A page waits for their verdict only a moment; then it is
//! shown as it will be, and should they find an error, the last good page comes back with the error over it. Nothing is shown as
//! fresh that was made of older files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::asked::parameter;
use super::door::Question;
use super::lobby;
use super::news;
use super::proof::{Bench, Built};
use super::site::{self, Asked, Name, Seal, Site, What};
use super::state::{Next, Now, Tree, Verdict};
use super::{Ended, Event, Judged, Settings, Told};
use crate::compile::draft::{Draft, Memory};
use crate::compile::{self, Request as Build, Wanted};
use crate::disk;
use crate::disk::failure::Failure;
use crate::disk::folder::{Folder, Touched};

/// How long a page waits for the rules.
pub(super) const GRACE: Duration = Duration::from_millis(10);

/// How long nobody must have changed anything before the handbook is built.
const PAUSE: Duration = Duration::from_millis(800);

/// What the loop knows.
pub(super) struct Desk {
    pub(super) settings: Settings,
    pub(super) root: PathBuf,
    pub(super) folder: Folder,
    pub(super) memory: Memory,
    pub(super) bench: Bench,
    pub(super) events: Sender<Event>,
    /// Why the folder cannot be read now.
    pub(super) trouble: Option<Failure>,
    /// What the handbook offers to look at.
    pub(super) offer: lobby::Offer,
    /// The present state of the handbook.
    pub(super) now: Now,
    /// How often there was something to tell.
    pub(super) told: u64,
    /// By audience.
    pub(super) trees: BTreeMap<String, Tree>,
    /// Pages that wait for news, with the audience they show.
    pub(super) waiting: Vec<(String, Question)>,
    /// Questions that wait for the rules.
    pub(super) parked: Vec<Question>,
    /// The report that the terminal has.
    pub(super) said: Option<String>,
    /// The site that is being built.
    pub(super) building: Option<(Name, Wanted)>,
}

impl Desk {
    /// Reads the folder for the first time.
    pub(super) fn begin(settings: Settings, events: &Sender<Event>) -> Result<Desk, Ended> {
        let root = disk::read::root(&settings.folder)?;
        let folder = Folder::open(&settings.folder)?;
        let mut memory = Memory::default();
        let now = Now::of(folder.sources().clone(), &mut memory, 1);
        let offer = offer(&now.draft, &settings);
        let desk = Desk {
            root,
            folder,
            memory,
            bench: Bench::new(),
            events: events.clone(),
            trouble: None,
            offer,
            now,
            told: 1,
            trees: BTreeMap::new(),
            waiting: Vec::new(),
            parked: Vec::new(),
            said: None,
            building: None,
            settings,
        };
        // A name that the handbook does not have is the person's mistake, and theirs to mend before anything is served.
        if !desk.folder.sources().is_empty() {
            compile::fits(desk.now.draft.handbook(), &desk.wanted(desk.settings.audience.as_deref()))?;
        }
        desk.judge();
        Ok(desk)
    }

    /// Whether the folder could be read.
    pub(super) fn is_there(&self) -> bool {
        self.trouble.is_none()
    }

    /// Whether the day has changed since the folder was read.
    pub(super) fn is_yesterdays(&self) -> bool {
        disk::clock::today().is_ok_and(|today| today != self.folder.sources().today)
    }

    /// When there is something to do although nothing happens.
    pub(super) fn patience(&self) -> Option<Duration> {
        let since = self.now.since.elapsed();
        let is_due = !self.is_settled() && self.has_grace() && (!self.parked.is_empty() || self.is_untold());
        let rules = is_due.then(|| GRACE.saturating_sub(since));
        let build =
            self.next_to_build().map(|next| if next.is_urgent { Duration::ZERO } else { PAUSE.saturating_sub(since) });
        rules.into_iter().chain(build).min()
    }

    /// Reads what may have changed in the folder.
    pub(super) fn renew(&mut self, touched: &Touched) {
        let had_trouble = self.trouble.is_some();
        let mut waited: Vec<Asked> = Vec::new();
        let before = self.folder.sources().clone();
        match self.folder.renew(touched) {
            Ok(()) => {
                self.trouble = None;
                if !had_trouble && self.folder.sources().is_same(&before) {
                    return;
                }
                self.now.wanted.forget();
                let was_broken = self.now.is_broken;
                self.now = Now::of(self.folder.sources().clone(), &mut self.memory, self.now.state + 1);
                self.offer = offer(&self.now.draft, &self.settings);
                if let Some((_, wanted)) = self.building.take() {
                    wanted.forget();
                }
                waited.extend(self.trees.values_mut().flat_map(|tree| tree.grow_old(was_broken)));
                self.judge();
            }
            Err(failure) => {
                let words = |failure: &Failure| failure.to_string();
                if self.trouble.as_ref().map(words) == Some(words(&failure)) {
                    return;
                }
                self.trouble = Some(failure);
            }
        }
        self.told += 1;
        // Sites that somebody looks at are needed at once.
        let looked_at: Vec<String> = self.trees.keys().filter(|audience| self.offer.has(audience)).cloned().collect();
        self.trees.retain(|audience, _| looked_at.contains(audience));
        looked_at.iter().for_each(|audience| self.open(audience));
        waited.into_iter().for_each(|asked| self.page(asked.question));
    }

    /// Takes what happened.
    pub(super) fn hear(&mut self, event: Event) {
        match event {
            Event::Asked(question) => self.answer(question),
            Event::Judged(Judged { state, found }) => {
                if state == self.now.state {
                    self.now.judged = Some(found);
                    self.weigh_all();
                }
            }
            Event::Site(site::Told { name, what }) => self.hear_site(&name, what),
            Event::Built(built) => self.hear_build(*built),
            // These are gathered before.
            Event::Changed(..) | Event::Moved => {}
        }
    }

    /// Does what is left to do when nothing else happened: tells the terminal and the pages, and builds after a pause.
    pub(super) fn rest(&mut self, tell: &dyn Fn(Told<'_>)) {
        if self.is_settled() {
            std::mem::take(&mut self.parked).into_iter().for_each(|question| self.answer(question));
            let version = self.version();
            let (due, wait) = std::mem::take(&mut self.waiting)
                .into_iter()
                .partition(|(_, question)| parameter(&question.request, "since").as_ref() != Some(&version));
            self.waiting = wait;
            let due: Vec<(String, Question)> = due;
            for (audience, question) in due {
                let news = self.news(&audience);
                let answer = self.seal().on(news);
                question.reply(answer);
            }
        }
        self.say(tell);
        if let Some(next) = self.next_to_build()
            && (next.is_urgent || self.now.since.elapsed() >= PAUSE)
        {
            let tree = self.trees.get(&next.audience);
            let site = tree.and_then(|tree| if next.is_fresh { tree.fresh.as_ref() } else { tree.last.as_ref() });
            if let Some(site) = site {
                self.building = Some((site.name().clone(), self.bench.build(site, &self.events)));
            }
        }
    }

    /// Whether what is to be shown of the present state is known, or has been waited for long enough.
    pub(super) fn is_settled(&self) -> bool {
        self.is_judged() || self.has_grace() && self.now.since.elapsed() >= GRACE
    }

    /// Whether the rules are not waited for to the end: not where nothing was shown before, nor where it cannot be right.
    fn has_grace(&self) -> bool {
        !self.now.is_broken && self.now.state > 1
    }

    /// Whether pages that wait have not been told of the present state.
    fn is_untold(&self) -> bool {
        let version = self.version();
        self.waiting.iter().any(|(_, question)| parameter(&question.request, "since").as_ref() != Some(&version))
    }

    /// Whether everything that is looked at has its verdict.
    fn is_judged(&self) -> bool {
        self.now.judged.is_some() && self.trees.values().all(|tree| tree.verdict.is_some())
    }

    /// Tells the terminal what is wrong, where that is not what it was told last.
    fn say(&mut self, tell: &dyn Fn(Told<'_>)) {
        if let Some(trouble) = &self.trouble {
            let text = trouble.to_string();
            if self.said.as_ref() != Some(&text) {
                tell(Told::Trouble(trouble));
                self.said = Some(text);
            }
            return;
        }
        let audience = self.offer.first.clone();
        self.open(&audience);
        let Some(verdict) = self.trees.get(&audience).and_then(|tree| tree.verdict.as_ref()) else { return };
        if self.said.as_ref() != Some(&verdict.text) {
            tell(Told::Findings { text: &verdict.text, errors: verdict.errors });
            self.said = Some(verdict.text.clone());
        }
    }

    /// Lets the rules look at the present state.
    fn judge(&self) {
        self.bench.judge(&self.now.draft, self.now.state, &self.now.wanted, &self.events);
    }

    /// Opens an audience's site of the present state, where it is not open.
    pub(super) fn open(&mut self, audience: &str) {
        let (state, draft) = (self.now.state, &self.now.draft);
        let wanted = self.wanted(Some(audience));
        let tree = self.trees.entry(audience.to_owned()).or_default();
        if tree.fresh.is_some() {
            return;
        }
        let widest = Build { audience: Some(audience.to_owned()), ..Build::default() };
        // A school that was asked for may have gone meanwhile; the others are shown.
        let fitting = [wanted, widest].into_iter().find(|wanted| compile::fits(draft.handbook(), wanted).is_ok());
        let name = Name { audience: audience.to_owned(), state };
        let request = fitting.unwrap_or_default();
        tree.fresh = Some(Site::open(Arc::clone(draft), name, request, tree.prints.clone(), &self.events));
    }

    /// Takes what a site tells.
    fn hear_site(&mut self, name: &Name, what: What) {
        let is_present = name.state == self.now.state;
        let Some(tree) = self.trees.get_mut(&name.audience) else { return };
        match what {
            What::Planned(found) => {
                if is_present {
                    tree.planned = Some(found);
                    self.weigh(&name.audience);
                }
            }
            What::Broken(finding, asked) => {
                if is_present {
                    tree.failed.push(*finding);
                    self.weigh(&name.audience);
                    self.ask_last(&name.audience, asked);
                } else {
                    asked.reply_nothing();
                }
            }
            What::Unmade(asked) => self.wait_for_build(name, asked),
        }
    }

    /// Lets a question for a file that only a whole build makes wait for that.
    fn wait_for_build(&mut self, name: &Name, asked: Asked) {
        // Every page is made when it is asked for.
        if asked.path.ends_with(".html") {
            let answer = self.missing();
            asked.question.reply(answer);
            return;
        }
        let tree = self.trees.get_mut(&name.audience);
        let site = tree
            .and_then(|tree| [&mut tree.fresh, &mut tree.last].into_iter().flatten().find(|site| site.name() == name));
        let Some(site) = site else {
            // The handbook has changed since; the question is asked again.
            self.page(asked.question);
            return;
        };
        if let Some(built) = &site.built {
            let answer = match built.get(&asked.path) {
                Some(bytes) => asked.seal.file(&asked.path, bytes.to_vec()),
                None => self.missing(),
            };
            asked.question.reply(answer);
            return;
        }
        site.waiting.push(asked);
    }

    /// The site that is to be built next: one that somebody waits for, or one that is looked at and right.
    fn next_to_build(&self) -> Option<Next> {
        if self.building.is_some() || self.trouble.is_some() {
            return None;
        }
        let waits = |site: &Option<Site>| site.as_ref().is_some_and(|site| !site.waiting.is_empty());
        let urgent = self.trees.iter().find_map(|(audience, tree)| {
            let is_fresh = waits(&tree.fresh);
            (is_fresh || waits(&tree.last)).then(|| Next { audience: audience.clone(), is_fresh, is_urgent: true })
        });
        let is_right = |tree: &Tree| tree.verdict.as_ref().is_some_and(|verdict| verdict.errors == 0);
        let due = || self.trees.iter().find(|(_, tree)| tree.fresh.is_some() && tree.built.is_none() && is_right(tree));
        let next =
            |(audience, _): (&String, &Tree)| Next { audience: audience.clone(), is_fresh: true, is_urgent: false };
        urgent.or_else(|| due().map(next))
    }

    /// Takes what came of a build.
    fn hear_build(&mut self, built: Built) {
        if !built.wanted.is_so() {
            return;
        }
        self.building = None;
        let (now, name) = (self.now.state, built.name);
        let Some(tree) = self.trees.get_mut(&name.audience) else { return };
        let site = [&mut tree.fresh, &mut tree.last].into_iter().flatten().find(|site| *site.name() == name);
        let Some(site) = site else { return };
        site.built = Some(built.files.unwrap_or_default());
        let waiting = std::mem::take(&mut site.waiting);
        if name.state == now {
            tree.built = Some(built.found);
            let are_new = tree.prints != built.prints;
            if are_new {
                // Pages tell how large each PDF is.
                tree.prints = built.prints;
                let files = tree.fresh.take().and_then(|site| site.built);
                self.told += 1;
                self.open(&name.audience);
                if let Some(site) = self.trees.get_mut(&name.audience).and_then(|tree| tree.fresh.as_mut()) {
                    site.built = files;
                }
            }
            self.weigh(&name.audience);
        }
        waiting.into_iter().for_each(|asked| self.page(asked.question));
    }

    fn weigh_all(&mut self) {
        let audiences: Vec<String> = self.trees.keys().cloned().collect();
        audiences.iter().for_each(|audience| self.weigh(audience));
    }

    /// Makes up what is told of an audience's site, where everything is known that it needs.
    fn weigh(&mut self, audience: &str) {
        let Some(tree) = self.trees.get_mut(audience) else { return };
        let found = match (&tree.built, &self.now.judged, &tree.planned) {
            (Some(built), ..) => built.clone(),
            (None, Some(judged), Some(planned)) => {
                let mut found = self.now.draft.verdict(judged.clone(), planned.clone());
                found.append(tree.failed.clone());
                found.sorted()
            }
            _ => return,
        };
        let folder = self.settings.folder.display().to_string();
        let sources = self.now.draft.sources();
        let (text, lines) = news::report(&found, sources, &folder, &self.root, self.settings.editor);
        let (errors, warnings) = news::counts(&found);
        let verdict = Verdict { errors, warnings, text, lines };
        let known = tree.verdict.as_ref().unwrap_or(&tree.before);
        // Pages were shown as right before the verdict came.
        if verdict != *known || tree.verdict.is_none() && known.errors > 0 {
            self.told += 1;
        }
        tree.before = verdict.clone();
        tree.verdict = Some(verdict);
    }

    pub(super) fn wanted(&self, audience: Option<&str>) -> Build {
        Build { audience: audience.map(str::to_owned), schools: self.settings.schools.clone(), ..Build::default() }
    }

    /// The name of what is told now: no other program that was ever here has the same.
    pub(super) fn version(&self) -> String {
        format!("{}.{}", std::process::id(), self.told)
    }

    /// What answers say of themselves now.
    pub(super) fn seal(&self) -> Seal {
        Seal { version: self.version(), readable: self.trouble.is_none() }
    }
}

/// What there is to look at.
fn offer(draft: &Draft, settings: &Settings) -> lobby::Offer {
    let handbook = draft.handbook();
    let schools: Vec<(String, String)> = handbook
        .schools
        .iter()
        .map(|school| (school.id.to_string(), school.title.clone()))
        .filter(|(id, _)| settings.schools.is_empty() || settings.schools.contains(id))
        .collect();
    lobby::Offer::of(&handbook.config, &schools, settings.audience.as_deref())
}
