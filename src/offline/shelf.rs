//! Which files a device at a school keeps, in groups by how much they matter when something happens.

use std::collections::{BTreeMap, BTreeSet};

use super::Asked;
use crate::document::body::Target;
use crate::document::walk::Pointer;
use crate::document::{Kind, whole};
use crate::edition::Edition;
use crate::fields::Id;
use crate::lock;
use crate::plan::{Plan, Subject};

/// Files that are needed for the same reason, the most urgent reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Styles, scripts, signs: without them no page is whole.
    Shell,
    /// Home, whom to call, where to go, everything on one page.
    Core,
    /// What to do.
    Procedures,
    /// What I do.
    Roles,
    /// The way to find it.
    Search,
    /// Pictures of procedures.
    Pictures,
    /// Registers and everything about the handbook.
    Registers,
    /// Any other kind of document.
    Documents(Kind),
    /// Pictures and attachments of those.
    Media,
    /// What a school or the district prints.
    Print,
    /// What belongs to no edition: calendars, data.
    Rest,
}

impl Group {
    /// Whether it is loaded at once, on the first visit.
    pub(super) fn is_urgent(self) -> bool {
        self < Group::Registers
    }
}

/// An edition's files.
pub(super) struct Shelf<'f> {
    /// Its folder on the site.
    pub(super) root: String,
    /// Its files by group, in order of path.
    pub(super) groups: BTreeMap<Group, Vec<&'f str>>,
}

/// What no device keeps: it is for search engines.
const UNKEPT: [&str; 2] = ["robots.txt", "sitemap.xml"];

/// A shelf for each edition, and one of what is left.
pub(super) fn all<'f>(
    sizes: &'f BTreeMap<String, usize>,
    editions: &[Edition],
    plan: &Plan,
    asked: &Asked,
) -> (Vec<Shelf<'f>>, Shelf<'f>) {
    let pages: BTreeMap<&str, (usize, Subject)> =
        plan.pages.iter().map(|planned| (planned.path.as_str(), (planned.edition, planned.subject))).collect();
    let media: BTreeMap<&str, &str> = plan.media.iter().map(|(path, place)| (place.as_str(), path.as_str())).collect();
    let prints: BTreeMap<&str, Option<&Id>> =
        plan.prints.iter().map(|print| (print.path.as_str(), print.school.as_ref())).collect();
    let pictured: Vec<BTreeSet<&str>> = editions.iter().map(pictured).collect();
    let roots: Vec<&str> = (0..editions.len()).map(|at| plan.root(at)).collect();
    let mut shelves: Vec<Shelf<'f>> = roots.iter().map(|root| Shelf::empty(root)).collect();
    let mut rest = Shelf::empty("");
    for path in sizes.keys().map(String::as_str).filter(|path| !UNKEPT.contains(path)) {
        let everywhere = (0..editions.len()).collect::<Vec<usize>>();
        let placed: Vec<(usize, Group)> = match (pages.get(path), media.get(path)) {
            // It is shown at every address, at every school.
            (Some((_, Subject::NotFound)), _) => everywhere.iter().map(|&at| (at, Group::Shell)).collect(),
            (Some((edition, subject)), _) => vec![(*edition, of_page(&editions[*edition], *subject))],
            (None, Some(source)) => {
                let users = everywhere.iter().filter(|&&at| editions[at].media.contains(*source));
                users.map(|&at| (at, of_media(&editions[at], &pictured[at], source))).collect()
            }
            (None, None) if prints.contains_key(path) => {
                let users = everywhere.iter().filter(|&&at| editions[at].reader.school.as_ref() == prints[path]);
                users.map(|&at| (at, Group::Print)).collect()
            }
            (None, None) if path.starts_with("assets/") => {
                let users = everywhere.iter().filter(|&&at| speaks(&editions[at], path));
                users.map(|&at| (at, Group::Shell)).collect()
            }
            (None, None) => match asked.get(path) {
                Some(asking) => asking.iter().map(|&at| (at, Group::Search)).collect(),
                None => of_edition(path, &roots).into_iter().collect(),
            },
        };
        if placed.is_empty() {
            rest.put(Group::Rest, path);
        }
        for (edition, group) in placed {
            shelves[edition].put(group, path);
        }
    }
    (shelves, rest)
}

/// The one shelf of a locked site, and nothing left: the door first, then ciphertext in order of name.
pub(super) fn locked(sizes: &BTreeMap<String, usize>) -> (Shelf<'_>, Shelf<'_>) {
    let mut shelf = Shelf::empty("");
    for path in sizes.keys() {
        shelf.put(if path.starts_with(lock::FOLDER) { Group::Registers } else { Group::Shell }, path);
    }
    (shelf, Shelf::empty(""))
}

impl<'f> Shelf<'f> {
    fn empty(root: &str) -> Shelf<'f> {
        Shelf { root: root.to_owned(), groups: BTreeMap::new() }
    }

    /// All of its files.
    pub(super) fn files(&self) -> impl Iterator<Item = &'f str> {
        self.groups.values().flatten().copied()
    }

    fn put(&mut self, group: Group, path: &'f str) {
        self.groups.entry(group).or_default().push(path);
    }
}

fn of_page(edition: &Edition, subject: Subject) -> Group {
    match subject {
        Subject::NotFound => Group::Shell,
        Subject::Home | Subject::Contacts | Subject::Places | Subject::Pocket | Subject::Offline | Subject::Index => {
            Group::Core
        }
        Subject::List(Kind::Procedure) => Group::Procedures,
        Subject::List(kind) => Group::Documents(kind),
        Subject::Document(at) => match edition.documents[at].kind() {
            Kind::Procedure => Group::Procedures,
            kind => Group::Documents(kind),
        },
        Subject::Roles | Subject::Role(_) => Group::Roles,
        Subject::Hazards
        | Subject::Drills
        | Subject::Glossary
        | Subject::Changes
        | Subject::Coverage
        | Subject::Verify
        | Subject::Checks
        | Subject::Languages => Group::Registers,
    }
}

/// Whether an edition's pages use an asset: those in a language's folder are for that language, and for pages that are shown
/// in it because nobody has translated them.
fn speaks(edition: &Edition, path: &str) -> bool {
    let Some((language, _)) = path.strip_prefix("assets/").and_then(|rest| rest.split_once('/')) else { return true };
    let own = [Some(&edition.reader.language), edition.languages.first()];
    own.into_iter().flatten().any(|known| known.primary() == language)
}

fn of_media(edition: &Edition, pictured: &BTreeSet<&str>, source: &str) -> Group {
    match edition.masthead.logo.as_deref() {
        Some(logo) if logo == source => Group::Shell,
        _ if pictured.contains(source) => Group::Pictures,
        _ => Group::Media,
    }
}

/// What stands in an edition's folder beside its pages.
fn of_edition(path: &str, roots: &[&str]) -> Option<(usize, Group)> {
    let owner = (0..roots.len()).filter(|&at| path.starts_with(roots[at])).max_by_key(|&at| roots[at].len())?;
    match &path[roots[owner].len()..] {
        "manifest.webmanifest" => Some((owner, Group::Core)),
        _ => None,
    }
}

/// The pictures and attachments that an edition's procedures show or link to.
fn pictured(edition: &Edition) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for document in edition.of_kind(Kind::Procedure) {
        whole::pointers(document, &mut |pointer| {
            let target = match pointer {
                Pointer::Image(image) => &image.target,
                Pointer::Link(link) => &link.target,
                Pointer::Reference(_) | Pointer::Step(_) => return,
            };
            if let Target::File { path, .. } = target {
                found.insert(path.as_str());
            }
        });
    }
    found
}
