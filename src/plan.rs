//! Every address of the site, before a page is made: what there is, where it stands, how one gets from it to another.
//!
//! Addresses are relative and name the file, so that they hold on any host, under any prefix, and from a disk.

mod chapter;
mod path;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place, found};
use crate::document::Kind;
use crate::edition::Edition;
use crate::fields::{Id, Named as _};

pub use chapter::Chapter;
pub use path::UrlPath;
pub(crate) use path::encode;

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
                match taken.entry(planned.path.as_str().to_lowercase()) {
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
            if let Some(chapter) = Chapter::of(&editions[planned.edition], planned.subject) {
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
        Chapter::of(edition, subject)
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
        (None, None) => (Place::File(planned.path.as_str().to_owned()), None),
    };
    let message = format!("Two pages have the address {}", planned.path.as_str());
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
