//! A handbook × an audience into the places of its sources that this audience may not read.
//!
//! It asks who may read a thing, as `edition/` does, and nothing else of it: what an edition then leaves out is another's
//! work, and this is what holds it to that.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::extent::Extents;
use super::{vocabulary, word};
use crate::config::Rank;
use crate::document::Document;
use crate::document::body::Section;
use crate::document::walk;
use crate::fields::Id;
use crate::handbook::Handbook;
use crate::source::{Content, SourceId, Sources, Span};

/// What one audience may not read.
#[derive(Debug, Default)]
pub(super) struct Restricted {
    /// Places in texts, by file, in order, none inside another.
    pub(super) ranges: BTreeMap<SourceId, Vec<Range<usize>>>,
    /// Names of restricted things, wherever they stand: titles, labels, addresses, ids.
    pub(super) names: Vec<Name>,
    /// Words inside those places that may be shown all the same, and names that anybody may read.
    pub(super) open: Vec<String>,
    /// What open documents are called in one word: in whatever order those stand, on a card or in a sentence, they say nothing
    /// but that they are there.
    pub(super) called: BTreeSet<u64>,
    /// Pictures and attachments, by path.
    pub(super) media: BTreeSet<String>,
}

/// What something restricted is called.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The words.
    pub(super) words: String,
    /// Where it says so.
    pub(super) span: Span,
    /// Whether it counts only where it stands alone: an id, as files and anchors have it.
    pub(super) alone: bool,
}

impl Restricted {
    /// What readers of an audience may not read.
    pub(super) fn of(handbook: &Handbook, sources: &Sources, audience: Rank) -> Restricted {
        let found = Restricted::default();
        let mut search =
            Search { handbook, sources, audience, extents: BTreeMap::new(), closed: BTreeSet::new(), found };
        search.documents();
        search.people();
        search.vocabularies();
        search.risks();
        search.control();
        search.merge();
        search.values();
        search.media();
        search.merge();
        search.found
    }
}

/// Where in a handbook something restricted is looked for.
struct Search<'h> {
    handbook: &'h Handbook,
    sources: &'h Sources,
    audience: Rank,
    extents: BTreeMap<SourceId, Extents>,
    /// Entries of registers that are restricted: the folder of the register, what it is, and what it is called by.
    closed: BTreeSet<(String, &'static str, String)>,
    found: Restricted,
}

impl<'h> Search<'h> {
    /// Whole documents, and sections of the others.
    fn documents(&mut self) {
        let handbook = self.handbook;
        self.found.open.extend(handbook.config.audiences.names().map(str::to_owned));
        self.found.open.extend(handbook.schools.iter().map(|school| school.id.to_string()));
        for document in &handbook.documents {
            let rank = rank(handbook, document);
            if rank <= self.audience {
                self.found.open.push(document.id.value.to_string());
                if let [word] = word::words(&document.common.title.value).as_slice() {
                    self.found.called.insert(word.hash);
                }
                let end = self.sources.text(document.source).len();
                let theirs = self.sections_of_original(document);
                self.sections(document, &document.body.sections, rank, end, &theirs);
                continue;
            }
            let length = self.sources.text(document.source).len();
            self.range(document.source, 0..length);
            self.name(&document.common.title.value, document.common.title.span);
            let words = document.id.value.to_string();
            self.found.names.push(Name { words, span: document.id.span, alone: true });
        }
    }

    /// Who may read each section of what a document translates: a translator need not say it again.
    fn sections_of_original(&self, document: &Document) -> BTreeMap<&'h Id, Rank> {
        let handbook = self.handbook;
        let mut ranks = BTreeMap::new();
        let original = if document.translates { handbook.original(document) } else { None };
        if let Some(original) = original {
            walk::sections(&original.body, &mut |section, above| {
                let around = above.iter().fold(Rank::LOWEST, |around, outer| handbook.section_rank(outer, around));
                ranks.insert(&section.id, handbook.section_rank(section, around));
            });
        }
        ranks
    }

    fn sections(
        &mut self,
        document: &Document,
        sections: &[Section],
        around: Rank,
        end: usize,
        theirs: &BTreeMap<&Id, Rank>,
    ) {
        for (at, section) in sections.iter().enumerate() {
            let rank = self.handbook.section_rank(section, around);
            let rank = theirs.get(&section.id).map_or(rank, |theirs| rank.max(*theirs));
            let end = sections.get(at + 1).map_or(end, |next| next.span.start as usize);
            if rank > self.audience {
                self.range(document.source, section.span.start as usize..end);
            } else {
                self.sections(document, &section.sections, rank, end, theirs);
            }
        }
    }

    /// Roles, contacts and places.
    fn people(&mut self) {
        let handbook = self.handbook;
        let schools = || handbook.schools.iter();
        for role in &handbook.roles {
            if handbook.role_rank(role) > self.audience {
                self.table(role.span);
                self.close(role.span, "role", role.id.as_str());
                self.name(&role.title, role.span);
                for school in schools() {
                    let here = school.people.iter().filter(|(id, _)| id.value == role.id.as_str());
                    here.for_each(|(id, _)| self.table(id.span));
                }
            }
        }
        for contact in handbook.contacts.iter().chain(schools().flat_map(|school| &school.contacts)) {
            if handbook.contact_rank(contact) > self.audience {
                self.table(contact.span);
                self.close(contact.span, "contact", contact.id.as_str());
                self.name(&contact.label, contact.span);
                contact.email.iter().for_each(|email| self.name(email, contact.span));
                contact.phone.iter().for_each(|phone| self.number(phone.value.digits(), phone.span));
            } else {
                contact.phone.iter().for_each(|phone| self.found.open.extend(spelled(phone.value.digits())));
            }
        }
        for school in schools() {
            school.phone.iter().for_each(|phone| self.found.open.extend(spelled(phone.value.digits())));
        }
        for place in handbook.places.iter().chain(schools().flat_map(|school| &school.places)) {
            if handbook.place_rank(place) > self.audience {
                self.table(place.span);
                self.close(place.span, "place", place.id.as_str());
                self.name(&place.title, place.span);
                let door = place.address.iter().filter_map(|address| address.split([',', '\n']).next());
                door.for_each(|door| self.name(door, place.span));
            }
        }
    }

    fn close(&mut self, span: Span, kind: &'static str, id: &str) {
        let folder = vocabulary::folder(&self.sources.get(span.source).path).to_owned();
        self.closed.insert((folder, kind, id.to_owned()));
    }

    /// The words of restricted entries in other languages.
    fn vocabularies(&mut self) {
        for entry in vocabulary::entries(self.sources) {
            if self.closed.contains(&(entry.folder.to_owned(), entry.kind, entry.id)) {
                self.range(entry.source, entry.range);
            }
        }
    }

    /// Risks and drills.
    fn risks(&mut self) {
        let handbook = self.handbook;
        for hazard in &handbook.hazards {
            if handbook.hazard_rank(hazard) <= self.audience {
                continue;
            }
            self.table(hazard.span);
            match &hazard.public_summary {
                Some(summary) => {
                    self.found.open.extend([hazard.id.value.to_string(), hazard.title.clone(), summary.plain()]);
                }
                None => self.name(&hazard.title, hazard.span),
            }
        }
        if self.audience >= handbook.config.audiences.default_rank() {
            return;
        }
        handbook.drills.plans.iter().for_each(|plan| self.table(plan.span));
        for record in &handbook.drills.records {
            if record.posted.is_none() {
                self.table(record.span);
                continue;
            }
            record.problems.iter().for_each(|problem| self.table(problem.span));
            record.situation.iter().for_each(|situation| self.span(situation.span));
        }
    }

    /// What the handbook says of itself: signed exceptions, copies, changes, what is printed.
    fn control(&mut self) {
        let handbook = self.handbook;
        let config = &handbook.config;
        let is_outside = self.audience < config.audiences.default_rank();
        let is_open = |id: &str| {
            let mut documents = handbook.documents.iter();
            documents.any(|document| {
                (document.id.as_str() == id || document.path == id) && rank(handbook, document) <= self.audience
            })
        };
        let mut closed: Vec<Span> = Vec::new();
        closed.extend(
            config.waivers.iter().filter(|waiver| is_outside || !is_open(&waiver.place.value)).map(|of| of.span),
        );
        for binder in &config.binders {
            if handbook.rank(binder.audience.as_ref(), Rank::LOWEST) > self.audience {
                closed.push(binder.id.span);
            }
        }
        if is_outside {
            closed.extend(config.not_applicable.iter().map(|element| element.reason.span));
            closed.extend(handbook.approvals.distribution.iter().map(|holder| holder.span));
            let changes = handbook.approvals.changes.iter();
            let hidden = changes.filter(|change| {
                change.documents.is_empty() || !change.documents.iter().all(|id| is_open(id.as_str()))
            });
            closed.extend(hidden.map(|change| change.span));
        }
        closed.into_iter().for_each(|span| self.table(span));
    }

    /// Values that no open text shows.
    fn values(&mut self) {
        let schools = &self.handbook.schools;
        if self.handbook.config.values.is_empty() && schools.iter().all(|school| school.values.is_empty()) {
            return;
        }
        let mut shown: BTreeSet<&str> = BTreeSet::new();
        for text in self.open_texts() {
            for (at, mark) in text.match_indices("[[value:") {
                let rest = &text[at + mark.len()..];
                shown.insert(rest.split(['|', ']']).next().unwrap_or("").trim());
            }
        }
        let handbook = self.handbook;
        for (key, value) in
            handbook.config.values.iter().chain(handbook.schools.iter().flat_map(|school| &school.values))
        {
            if shown.contains(key.value.as_str()) {
                continue;
            }
            self.span(value.span);
            // "Room 4" and "3:10 p.m." stand in many texts that mean something else.
            if value.value.chars().filter(|c| c.is_alphanumeric()).count() >= 10 {
                self.name(&value.value, value.span);
            }
        }
    }

    /// Pictures and attachments that no open text shows.
    fn media(&mut self) {
        if self.handbook.media.is_empty() {
            return;
        }
        let mut shown: BTreeSet<String> = BTreeSet::new();
        shown.extend(self.handbook.config.theme.logo.as_ref().map(|logo| logo.value.clone()));
        for (source, range) in self.open_ranges() {
            let text = &self.sources.text(source)[range];
            let from = &self.sources.get(source).path;
            for mark in ["](", "]: ", "src=\""] {
                for (at, mark) in text.match_indices(mark) {
                    let target = text[at + mark.len()..].trim_start_matches(['<', ' ']);
                    let end = target.find([')', '"', ' ', '>', '\n']).unwrap_or(target.len());
                    shown.insert(resolved(from, &target[..end]));
                }
            }
        }
        for path in self.handbook.media.keys() {
            if shown.contains(path) {
                self.found.open.push(path.clone());
            } else {
                self.found.media.insert(path.clone());
            }
        }
    }

    /// Every text that is not restricted, file by file.
    fn open_texts(&self) -> Vec<&'h str> {
        let sources = self.sources;
        self.open_ranges().into_iter().map(|(source, range)| &sources.text(source)[range]).collect()
    }

    fn open_ranges(&self) -> Vec<(SourceId, Range<usize>)> {
        self.found.open_ranges(self.sources, &self.handbook.config.theme.folder)
    }

    /// Something that is called by a name.
    fn name(&mut self, words: &str, span: Span) {
        self.found.names.push(Name { words: words.to_owned(), span, alone: false });
    }

    /// A telephone number, in the ways in which it is written. Three digits are anything.
    fn number(&mut self, digits: &str, span: Span) {
        if digits.len() >= 7 {
            spelled(digits).for_each(|words| self.name(&words, span));
        }
    }

    fn span(&mut self, span: Span) {
        self.range(span.source, span.range());
    }

    /// The whole table of a register that a place is in.
    fn table(&mut self, span: Span) {
        if span.source == Sources::nowhere() {
            return;
        }
        let text = self.sources.text(span.source);
        let extents = self.extents.entry(span.source).or_insert_with(|| Extents::of(text));
        let range = extents.around(text, span.start as usize);
        self.range(span.source, range);
    }

    fn range(&mut self, source: SourceId, range: Range<usize>) {
        self.found.ranges.entry(source).or_default().push(range);
    }

    /// Puts the ranges of each file in order, and those that meet into one.
    fn merge(&mut self) {
        for ranges in self.found.ranges.values_mut() {
            ranges.sort_by_key(|range| (range.start, range.end));
            let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
            for range in ranges.drain(..) {
                match merged.last_mut() {
                    Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                    _ => merged.push(range),
                }
            }
            *ranges = merged;
        }
    }
}

impl Restricted {
    /// Every place of a text that this audience may read. A handbook's own theme is neither open nor secret: it is what
    /// is published, whoever reads it. The codes of releases are no words.
    pub(super) fn open_ranges(&self, sources: &Sources, theme: &str) -> Vec<(SourceId, Range<usize>)> {
        let theme = format!("{theme}/");
        let mut open = Vec::new();
        for (id, source) in sources.iter() {
            let Content::Text(text) = &source.content else { continue };
            if source.path.starts_with(&theme) || source.path.starts_with(crate::handbook::releases::FOLDER) {
                continue;
            }
            let mut from = 0;
            for range in self.ranges.get(&id).into_iter().flatten() {
                if from < range.start {
                    open.push((id, from..range.start));
                }
                from = range.end;
            }
            if from < text.len() {
                open.push((id, from..text.len()));
            }
        }
        open
    }
}

/// Who may read a document. A school's additions and translations are for those of the original unless they say otherwise.
fn rank(handbook: &Handbook, document: &Document) -> Rank {
    if document.common.audience.is_some() || !(document.extends || document.translates) {
        return handbook.document_rank(document);
    }
    let school = document.school.as_ref().filter(|_| document.translates);
    let original = handbook.document(document.id.as_str(), school);
    let original = original.filter(|original| original.source != document.source);
    original.map_or_else(|| handbook.document_rank(document), |original| rank(handbook, original))
}

/// The ways in which a telephone number is written: in groups, in one, with its country's code.
fn spelled(digits: &str) -> impl Iterator<Item = String> {
    let digits = digits.trim_start_matches('+');
    let local = digits.strip_prefix('1').filter(|local| local.len() == 10).unwrap_or(digits);
    let grouped = (local.len() == 10).then(|| format!("{} {} {}", &local[..3], &local[3..6], &local[6..]));
    let short = (local.len() == 10).then(|| format!("{} {}", &local[3..6], &local[6..]));
    [Some(digits.to_owned()), Some(local.to_owned()), grouped, short].into_iter().flatten()
}

/// A link's target as a path from the handbook's folder.
fn resolved(from: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or(target).replace("%20", " ");
    let mut names: Vec<&str> = if target.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    names.pop();
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}
