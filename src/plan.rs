//! Every address of the site, before a page is made: what there is, where it stands, how one gets from it to another.
//!
//! Addresses are relative and name the file, so that they hold on any host, under any prefix, and from a disk.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place, found};
use crate::document::{Content, Group, Kind};
use crate::edition::Edition;
use crate::fields::{Id, Named as _};

/// A file's place on the site, from its top: `procedures/lockdown.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(String);

impl UrlPath {
    /// A path of names with `/` between them.
    #[must_use]
    pub fn new(path: impl Into<String>) -> UrlPath {
        UrlPath(path.into())
    }

    /// The path as it is on disk.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The way here from another file, as it stands in a link; percent-encoded where it must be.
    #[must_use]
    pub fn from(&self, other: &UrlPath) -> String {
        let here: Vec<&str> = self.0.split('/').collect();
        let there: Vec<&str> = other.0.split('/').collect();
        let shared = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
        let shared = shared.min(here.len() - 1);
        let mut way = "../".repeat(there.len() - 1 - shared);
        for (at, name) in here[shared..].iter().enumerate() {
            if at > 0 {
                way.push('/');
            }
            encode(name, &mut way);
        }
        way
    }

    /// The path as it stands in an absolute address.
    #[must_use]
    pub fn encoded(&self) -> Cow<'_, str> {
        if self.0.bytes().all(|byte| stays(byte) || byte == b'/') {
            return Cow::Borrowed(&self.0);
        }
        let mut encoded = String::with_capacity(self.0.len());
        for (at, name) in self.0.split('/').enumerate() {
            if at > 0 {
                encoded.push('/');
            }
            encode(name, &mut encoded);
        }
        Cow::Owned(encoded)
    }
}

impl fmt::Debug for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Letters, digits and the few signs that need no encoding (RFC 3986, "unreserved"); everything else by its bytes.
pub(crate) fn encode(name: &str, into: &mut String) {
    // As good as every name is made of these.
    if name.bytes().all(stays) {
        into.push_str(name);
        return;
    }
    for byte in name.bytes() {
        if stays(byte) {
            into.push(char::from(byte));
        } else {
            into.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Letters, digits and the few signs that need no encoding.
fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The home page: what to do now.
    Home,
    /// A document, by its place in the edition.
    Document(usize),
    /// All documents of a kind.
    List(Kind),
    /// All roles.
    Roles,
    /// A role, by its place in the edition.
    Role(usize),
    /// All contacts.
    Contacts,
    /// All places.
    Places,
    /// The risk register.
    Hazards,
    /// The drills.
    Drills,
    /// The glossary.
    Glossary,
    /// Approvals, changes, distribution.
    Changes,
    /// Whether a sheet of paper is still true.
    Verify,
    /// How complete the plan is. Only at the top of the site, and never for the public.
    Coverage,
    /// What the plan is checked for, and what is waived.
    Checks,
    /// Every page, A to Z.
    Index,
    /// All procedures in short, on one page that needs no other file.
    Pocket,
    /// What a device keeps, and how to read the handbook where there is no network.
    Offline,
    /// How far the handbook is translated. In the district's editions of a handbook with several languages.
    Languages,
    /// What is shown for an address that is not there. Only at the top of the site.
    NotFound,
}

/// A page and its place.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Whose edition.
    pub edition: usize,
    /// What it shows.
    pub subject: Subject,
    /// Where it stands.
    pub path: UrlPath,
}

/// The chapters of a handbook, in the order of navigation and print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chapter {
    /// What to do now: procedures.
    Act,
    /// Roles, contacts, places.
    People,
    /// For families.
    Families,
    /// How to repair harm.
    Repair,
    /// Assessments.
    Assess,
    /// The basic plan and its annexes.
    Plan,
    /// Risks and drills.
    Risks,
    /// Policies.
    Policies,
    /// Everything about the handbook itself.
    About,
}

impl Chapter {
    /// Every chapter in order.
    pub const ALL: [Chapter; 9] = [
        Chapter::Act,
        Chapter::People,
        Chapter::Families,
        Chapter::Repair,
        Chapter::Assess,
        Chapter::Plan,
        Chapter::Risks,
        Chapter::Policies,
        Chapter::About,
    ];

    /// Its name in the theme's word tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Chapter::Act => "act",
            Chapter::People => "people",
            Chapter::Families => "families",
            Chapter::Repair => "repair",
            Chapter::Assess => "assess",
            Chapter::Plan => "plan",
            Chapter::Risks => "risks",
            Chapter::Policies => "policies",
            Chapter::About => "about",
        }
    }
}

/// A PDF on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The school that it is for; the district's where none.
    pub school: Option<Id>,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub path: UrlPath,
    /// How large it is, in bytes.
    pub bytes: usize,
    /// The documents in it.
    pub documents: BTreeSet<Id>,
}

/// The whole site's addresses.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Every page, edition by edition, in reading order.
    pub pages: Vec<Planned>,
    /// Every picture and attachment: its path in the handbook, and on the site.
    pub media: BTreeMap<String, UrlPath>,
    /// Every PDF.
    pub prints: Vec<Print>,
    index: FxHashMap<(usize, Subject), usize>,
    roots: Vec<String>,
    chapters: Vec<BTreeMap<Chapter, Vec<usize>>>,
}

impl Plan {
    /// Gives every page of the editions its address. Two pages with one address are a finding: on some disks `A.html`
    /// and `a.html` are one file, so case does not tell them apart.
    #[must_use]
    pub fn of(editions: &[Edition]) -> Checked<Plan> {
        let mut plan = Plan::default();
        let mut diagnostics = Diagnostics::new();
        let mut taken: FxHashMap<String, usize> = FxHashMap::default();
        for (at, edition) in editions.iter().enumerate() {
            let root = root(edition);
            for (subject, path) in pages(edition, &root) {
                let number = plan.pages.len();
                let planned = Planned { edition: at, subject, path: UrlPath::new(path) };
                match taken.entry(planned.path.0.to_lowercase()) {
                    // Two of one kind with one id have been told as such.
                    Entry::Occupied(earlier)
                        if is_same_name(edition, &planned, editions, &plan.pages[*earlier.get()]) => {}
                    Entry::Occupied(earlier) => {
                        let found = collision(edition, &planned, editions, &plan.pages[*earlier.get()]);
                        // What collides for the district collides at each school: once is enough.
                        if !diagnostics.iter().any(|told| told.label.place == found.label.place) {
                            diagnostics.push(found);
                        }
                    }
                    Entry::Vacant(free) => {
                        free.insert(number);
                    }
                }
                plan.index.insert((at, subject), number);
                plan.pages.push(planned);
            }
            plan.roots.push(root);
            for path in &edition.media {
                plan.media.insert(path.clone(), UrlPath::new(path.clone()));
            }
        }
        plan.chapters = vec![BTreeMap::new(); editions.len()];
        for (number, planned) in plan.pages.iter().enumerate() {
            if let Some(chapter) = chapter(&editions[planned.edition], planned.subject) {
                plan.chapters[planned.edition].entry(chapter).or_default().push(number);
            }
        }
        for chapters in &mut plan.chapters {
            // The list of a kind is the chapter's first page and not one of its documents.
            for pages in chapters.values_mut() {
                pages.sort_by_key(|&number| match plan.pages[number].subject {
                    Subject::List(_) | Subject::Roles | Subject::Hazards => 0,
                    _ => 1,
                });
            }
        }
        Checked { value: plan, diagnostics }
    }

    /// Where a page of an edition stands, if the edition has it.
    #[must_use]
    pub fn path(&self, edition: usize, subject: Subject) -> Option<&UrlPath> {
        self.index.get(&(edition, subject)).map(|&number| &self.pages[number].path)
    }

    /// An edition's page about something, if it has one.
    #[must_use]
    pub fn page(&self, edition: usize, subject: Subject) -> Option<&Planned> {
        self.index.get(&(edition, subject)).map(|&number| &self.pages[number])
    }

    /// The folder of an edition on the site: empty, `schools/harbor/`, `es/` or `es/schools/harbor/`.
    #[must_use]
    pub fn root(&self, edition: usize) -> &str {
        &self.roots[edition]
    }

    /// The chapters of an edition that have pages, with the pages' numbers.
    pub fn chapters(&self, edition: usize) -> impl Iterator<Item = (Chapter, &[usize])> {
        self.chapters[edition].iter().map(|(chapter, pages)| (*chapter, pages.as_slice()))
    }

    /// The chapter that a page belongs to.
    #[must_use]
    pub fn chapter_of(&self, edition: &Edition, subject: Subject) -> Option<Chapter> {
        chapter(edition, subject)
    }
}

/// The folder of an edition on the site: empty, `schools/harbor/`, `es/` or `es/schools/harbor/`.
#[must_use]
pub fn root(edition: &Edition) -> String {
    let language = match edition.languages.first() {
        Some(first) if *first != edition.reader.language => format!("{}/", edition.reader.language),
        _ => String::new(),
    };
    match &edition.reader.school {
        None => language,
        Some(school) => format!("{language}schools/{school}/"),
    }
}

/// Every page of an edition with its path, in reading order.
fn pages(edition: &Edition, root: &str) -> Vec<(Subject, String)> {
    let mut pages = vec![(Subject::Home, format!("{root}index.html"))];
    for &kind in Kind::ALL {
        let folder = kind.folder();
        let mut documents =
            edition.documents.iter().enumerate().filter(|(_, document)| document.kind() == kind).peekable();
        if documents.peek().is_some() {
            pages.push((Subject::List(kind), format!("{root}{folder}/index.html")));
        }
        for (at, document) in documents {
            pages.push((Subject::Document(at), format!("{root}{folder}/{}.html", document.id.value)));
        }
    }
    if !edition.roles.is_empty() {
        pages.push((Subject::Roles, format!("{root}roles/index.html")));
    }
    for (at, role) in edition.roles.iter().enumerate() {
        pages.push((Subject::Role(at), format!("{root}roles/{}.html", role.id.value)));
    }
    let mut single = |subject, there: bool, file: &str| {
        if there {
            pages.push((subject, format!("{root}{file}")));
        }
    };
    single(Subject::Contacts, !edition.contacts.is_empty(), "contacts.html");
    single(Subject::Places, !edition.places.is_empty(), "places.html");
    single(Subject::Hazards, !(edition.hazards.is_empty() && edition.hazard_summaries.is_empty()), "hazards.html");
    let drills = &edition.drills.schools;
    let has_drills = drills
        .iter()
        .any(|school| !(school.standing.is_empty() && school.plans.is_empty() && school.records.is_empty()));
    single(Subject::Drills, has_drills, "drills.html");
    single(Subject::Glossary, !edition.terms.is_empty(), "glossary.html");
    let approvals = &edition.approvals;
    let has_changes =
        !(approvals.approvals.is_empty() && approvals.changes.is_empty() && approvals.distribution.is_empty());
    single(Subject::Changes, has_changes, "changes.html");
    single(Subject::Verify, !edition.documents.is_empty(), "verify.html");
    single(Subject::Coverage, edition.framework.is_some(), "coverage.html");
    single(Subject::Checks, edition.control.is_some(), "checks.html");
    single(Subject::Languages, edition.languages.len() > 1 && edition.reader.school.is_none(), "languages.html");
    single(Subject::Index, true, "a-z.html");
    single(Subject::Pocket, edition.of_kind(Kind::Procedure).next().is_some(), "pocket.html");
    single(Subject::Offline, true, "offline.html");
    single(Subject::NotFound, root.is_empty(), "404.html");
    pages
}

fn chapter(edition: &Edition, subject: Subject) -> Option<Chapter> {
    let of_kind = |kind| match kind {
        Kind::Procedure => Chapter::Act,
        Kind::Annex => Chapter::Plan,
        Kind::Practice => Chapter::Repair,
        Kind::Assessment => Chapter::Assess,
        Kind::Policy => Chapter::Policies,
        Kind::Page => Chapter::About,
    };
    match subject {
        Subject::Home | Subject::NotFound => None,
        Subject::Document(at) => match &edition.documents[at].content {
            Content::Page(page) => Some(match page.group {
                Group::BasicPlan => Chapter::Plan,
                Group::Families => Chapter::Families,
                Group::General => Chapter::About,
            }),
            _ => Some(of_kind(edition.documents[at].kind())),
        },
        Subject::List(kind) => Some(of_kind(kind)),
        Subject::Roles | Subject::Role(_) | Subject::Contacts | Subject::Places => Some(Chapter::People),
        Subject::Hazards | Subject::Drills => Some(Chapter::Risks),
        Subject::Glossary
        | Subject::Changes
        | Subject::Verify
        | Subject::Coverage
        | Subject::Checks
        | Subject::Languages
        | Subject::Index
        | Subject::Pocket
        | Subject::Offline => Some(Chapter::About),
    }
}

/// Whether two pages collide because two things of one kind have one id.
fn is_same_name(edition: &Edition, planned: &Planned, editions: &[Edition], earlier: &Planned) -> bool {
    let name = |edition: &Edition, subject| match subject {
        Subject::Document(at) => Some((Some(edition.documents[at].kind()), edition.documents[at].id.value.clone())),
        Subject::Role(at) => Some((None, edition.roles[at].id.value.clone())),
        _ => None,
    };
    let here = name(edition, planned.subject);
    here.is_some() && here == name(&editions[earlier.edition], earlier.subject)
}

fn collision(edition: &Edition, planned: &Planned, editions: &[Edition], earlier: &Planned) -> Diagnostic {
    let place = |edition: &Edition, planned: &Planned| match planned.subject {
        Subject::Document(at) => Some(Place::Words(edition.documents[at].id.span)),
        Subject::Role(at) => Some(Place::Words(edition.roles[at].id.span)),
        _ => None,
    };
    let other = place(&editions[earlier.edition], earlier);
    let here = place(edition, planned);
    let (place, other) = match (here, other) {
        (Some(here), other) => (here, other),
        (None, Some(other)) => (other, None),
        (None, None) => (Place::File(planned.path.0.clone()), None),
    };
    let message = format!("Two pages have the address {}", planned.path.0);
    let diagnostic = Diagnostic::error(found::URL_COLLISION, place, message)
        .help("give this one another `id` (addresses that differ only in capitals are one file on many disks)");
    match other {
        Some(other) => diagnostic.related(other, "the other one"),
        None => diagnostic,
    }
}

/// The id of what a page shows, where it has one.
#[must_use]
pub fn subject_id(edition: &Edition, subject: Subject) -> Option<&Id> {
    match subject {
        Subject::Document(at) => Some(&edition.documents[at].id.value),
        Subject::Role(at) => Some(&edition.roles[at].id.value),
        _ => None,
    }
}
