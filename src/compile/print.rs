//! What is printed of a handbook: its binders, for the schools and readers that were asked for, put on a shelf.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::{Compiled, Examined, Misfit, Progress, Request, Stage, Summary, Wanted, examine, schools};
use crate::artifact::{Artifacts, Shelf};
use crate::config::{Binder, Paper, Rank};
use crate::diagnostic::{Diagnostics, Severity};
use crate::edition::release::{self, Difference};
use crate::edition::{Edition, Reader};
use crate::fields::{Id, Language, Named as _};
use crate::gate::Gate;
use crate::handbook::Handbook;
use crate::nearest::suggestion;
use crate::plan::{Print, UrlPath};
use crate::print::{Order, Press};
use crate::render::Theme;
use crate::share::Share;
use crate::source::Sources;

/// What to print.
#[derive(Clone, Debug, Default)]
pub struct Printing {
    /// The binders by id; all where none is named.
    pub binders: Vec<String>,
    /// The schools by id; all where none is named.
    pub schools: Vec<String>,
    /// For whom, instead of each binder's own audience.
    pub audience: Option<String>,
    /// In which of the handbook's languages; the first unless named.
    pub language: Option<String>,
    /// On what, instead of each binder's own paper.
    pub paper: Option<Paper>,
    /// Only what has changed since this release.
    pub since: Option<String>,
    /// Whether anybody still waits for it.
    pub wanted: Wanted,
}

/// One thing that is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The binder's id.
    pub binder: String,
    /// Its title.
    pub title: String,
    /// Its form.
    pub layout: &'static str,
    /// The school it is for.
    pub school: Option<Id>,
    /// For whom.
    pub audience: String,
    /// On what.
    pub paper: Paper,
    /// The file, in the folder of what is printed.
    pub path: String,
    /// Whether its pages are laid out to be folded; such a copy stands beside one to be read.
    pub booklet: bool,
    /// How many pages it has, or sides of sheets; 0 before it is printed.
    pub pages: usize,
    /// How large it is, in bytes; 0 before it is printed.
    pub bytes: usize,
    /// The documents in it; none before it is printed.
    pub documents: BTreeSet<Id>,
}

/// What was found, and what was printed.
#[derive(Debug)]
pub struct Pressed {
    /// Everything that is wrong.
    pub compiled: Compiled,
    /// What was printed, in order.
    pub copies: Vec<Copy>,
}

/// What would be printed, without printing it.
///
/// # Errors
/// When the request names something that the handbook does not have.
pub fn list(sources: &Sources, printing: &Printing) -> Result<Vec<Copy>, Misfit> {
    list_of(&Handbook::read(sources).value, printing)
}

/// The same for a handbook that was read before.
///
/// # Errors
/// When the request names something that the handbook does not have.
pub fn list_of(handbook: &Handbook, printing: &Printing) -> Result<Vec<Copy>, Misfit> {
    let copies = planned(handbook, printing)?.into_iter().flat_map(|planned| {
        let booklet = planned.binder.booklet.then(|| folded(&planned.copy));
        std::iter::once(planned.copy).chain(booklet)
    });
    Ok(copies.collect())
}

/// Lets this program remember what it printed, for when it prints nearly the same again: the newest copies that have together at
/// most so many pages. 579 pages are remembered in about half a gigabyte.
pub fn remember(pages: usize) {
    crate::print::remember(pages);
}

/// Prints, and puts each file on the shelf. Where there is any error, the shelf holds nothing or a part, and must not be
/// published.
///
/// # Errors
/// When the request names something that the handbook does not have.
pub fn print(
    shelf: &dyn Shelf,
    sources: &Sources,
    printing: &Printing,
    progress: Progress<'_>,
) -> Result<Pressed, Misfit> {
    progress(Stage::Reading);
    let read = Handbook::read(sources);
    planned(&read.value, printing)?;
    progress(Stage::Checking);
    let highest = read.value.config.audiences.ranks().next_back().unwrap_or(Rank::LOWEST);
    let all: Vec<Id> = read.value.schools.iter().map(|school| school.id.clone()).collect();
    let Examined { handbook, theme, mut found, .. } = examine(sources, read, highest, &all);
    let mut copies = Vec::new();
    if found.count(Severity::Error) == 0 {
        let planned = planned(&handbook, printing)?;
        // What leaves the house on paper goes through the gate of its readers, too.
        let built_in = super::built_in();
        let audiences: BTreeSet<Rank> = planned.iter().map(|planned| planned.audience).collect();
        let gate = |audience| (audience, Gate::of(&handbook, sources, audience, &built_in));
        let gates: Gates<'_> = audiences.into_iter().map(gate).collect();
        let (printed, made) = press((shelf, &gates), sources, &handbook, &theme, planned, printing, progress);
        found.append(printed);
        gates.values().for_each(|gate| found.append(gate.findings()));
        copies = made;
    }
    Ok(Pressed { compiled: Compiled::found(found.sorted(), Summary::default()), copies })
}

/// Prints the copy of a path to be looked at, from a handbook that was read before. Nothing comes of it where there is no such copy,
/// or where it cannot be printed; neither rules nor the gate are asked.
pub(super) fn look(sources: &Sources, handbook: &Handbook, theme: &Theme, path: &str) -> Option<Vec<u8>> {
    let printing = Printing::default();
    let mut planned = planned(handbook, &printing).ok()?;
    planned.retain(|planned| planned.copy.path == path || planned.binder.booklet && folded(&planned.copy).path == path);
    let shelf = Mutex::new(Artifacts::default());
    let (found, _) = press((&shelf, &Gates::new()), sources, handbook, theme, planned, &printing, &|_| {});
    let files = shelf.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.get(path).filter(|_| found.count(Severity::Error) == 0).map(<[u8]>::to_vec)
}

/// Prints what the handbook wants on its site, for those who may see what this audience may.
pub(super) fn on_site(
    shelf: &dyn Shelf,
    sources: &Sources,
    handbook: &Handbook,
    theme: &Theme,
    audience: Rank,
    schools: &[Id],
    (share, wanted): (&Share, &Wanted),
) -> (Diagnostics, Vec<Print>) {
    let for_it = |binder: &&Binder| binder.on_site && rank(handbook, binder, None).unwrap_or(Rank::LOWEST) <= audience;
    let named = handbook.config.binders.iter().filter(for_it);
    let planned: Vec<Planned<'_>> = named
        .flat_map(|binder| {
            let rank = rank(handbook, binder, None).unwrap_or(Rank::LOWEST);
            copies(handbook, binder, (rank, handbook.config.source_language()), binder.paper, schools, false)
        })
        // A page names its own school's PDFs alone.
        .filter(|planned| share.holds(planned.copy.school.as_ref().map(Id::as_str)))
        .collect();
    if planned.is_empty() {
        return (Diagnostics::new(), Vec::new());
    }
    let folder = Below { shelf, folder: "print/" };
    // The site's own gate stands before this shelf.
    let (found, copies) = press(
        (&folder, &Gates::new()),
        sources,
        handbook,
        theme,
        planned,
        &Printing { wanted: wanted.clone(), ..Printing::default() },
        &|_| {},
    );
    let prints = copies.into_iter().filter(|copy| !copy.booklet).map(|copy| Print {
        school: copy.school,
        title: copy.title,
        path: UrlPath::new(format!("print/{}", copy.path)),
        bytes: copy.bytes,
        documents: copy.documents,
    });
    (found, prints.collect())
}

/// A shelf's own folder for what is printed.
struct Below<'s> {
    shelf: &'s dyn Shelf,
    folder: &'static str,
}

impl Shelf for Below<'_> {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.shelf.put(&format!("{}{path}", self.folder), bytes);
    }

    fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.shelf.get(&format!("{}{path}", self.folder))
    }
}

/// The gate of each audience that something is printed for.
type Gates<'g> = BTreeMap<Rank, Gate<'g>>;

/// A copy with what is needed to print it.
struct Planned<'h> {
    copy: Copy,
    binder: &'h Binder,
    audience: Rank,
    language: &'h Language,
}

/// Everything that was asked for, binder by binder, school by school.
fn planned<'h>(handbook: &'h Handbook, printing: &Printing) -> Result<Vec<Planned<'h>>, Misfit> {
    let binders = &handbook.config.binders;
    for name in &printing.binders {
        if !binders.iter().any(|binder| binder.id.as_str() == name) {
            let ids = || binders.iter().map(|binder| binder.id.as_str());
            let help = suggestion(name, ids()).unwrap_or_else(|| match binders.len() {
                0 => "add `[[binder]]` with `id`, `title` and `include` to handbook.toml".to_owned(),
                _ => format!("its binders are {}", ids().collect::<Vec<_>>().join(", ")),
            });
            return Err(Misfit::Binder { name: name.clone(), help });
        }
    }
    if let Some(since) = &printing.since
        && !handbook.releases.iter().any(|release| release.name == *since)
    {
        let names = || handbook.releases.iter().map(|release| release.name.as_str());
        let help = suggestion(since, names()).unwrap_or_else(|| match handbook.releases.len() {
            0 => "nothing was released yet; `gobag release NAME` makes one".to_owned(),
            _ => format!("its releases are {}", names().collect::<Vec<_>>().join(", ")),
        });
        return Err(Misfit::Release { name: since.clone(), help });
    }
    let request =
        Request { audience: printing.audience.clone(), schools: printing.schools.clone(), ..Request::default() };
    let chosen = schools(handbook, &request)?;
    let audience = printing.audience.is_some().then(|| super::audience(handbook, &request)).transpose()?;
    let language = language(handbook, printing)?;
    let mut planned = Vec::new();
    for binder in binders
        .iter()
        .filter(|binder| printing.binders.is_empty() || printing.binders.iter().any(|name| name == binder.id.as_str()))
    {
        let audience = rank(handbook, binder, audience).unwrap_or(Rank::LOWEST);
        let paper = printing.paper.unwrap_or(binder.paper);
        planned.extend(copies(handbook, binder, (audience, language), paper, &chosen, !printing.schools.is_empty()));
    }
    Ok(planned)
}

/// The copies of one binder: its school's, each school's, or the district's; where schools were named, theirs.
fn copies<'h>(
    handbook: &'h Handbook,
    binder: &'h Binder,
    (audience, language): (Rank, &'h Language),
    paper: Paper,
    schools: &[Id],
    named: bool,
) -> Vec<Planned<'h>> {
    let of = |school: Option<&Id>| {
        let mut folder = String::new();
        if language != handbook.config.source_language() {
            folder.push_str(&format!("{language}/"));
        }
        folder.extend(school.map(|school| format!("schools/{school}/")));
        Planned {
            copy: Copy {
                binder: binder.id.value.to_string(),
                title: binder.title.clone(),
                layout: binder.layout.name(),
                school: school.cloned(),
                audience: handbook.config.audiences.name(audience).to_owned(),
                paper,
                path: format!("{folder}{}.pdf", binder.id.value),
                booklet: false,
                pages: 0,
                bytes: 0,
                documents: BTreeSet::new(),
            },
            binder,
            audience,
            language,
        }
    };
    if let Some(school) = &binder.school {
        let is_wanted = schools.contains(&school.value);
        return is_wanted.then(|| of(Some(&school.value))).into_iter().collect();
    }
    if (binder.each_school && !schools.is_empty()) || named {
        return schools.iter().map(|school| of(Some(school))).collect();
    }
    vec![of(None)]
}

/// A copy to be folded, beside one to be read.
fn folded(copy: &Copy) -> Copy {
    let path = format!("{}-booklet.pdf", copy.path.trim_end_matches(".pdf"));
    Copy { path, booklet: true, ..copy.clone() }
}

/// The language that was asked for, or the handbook's first.
fn language<'h>(handbook: &'h Handbook, printing: &Printing) -> Result<&'h Language, Misfit> {
    let languages = &handbook.config.languages;
    let Some(name) = &printing.language else { return Ok(handbook.config.source_language()) };
    languages.iter().map(|language| &language.value).find(|language| language.as_str() == name).ok_or_else(|| {
        let names: Vec<&str> = languages.iter().map(|language| language.value.as_str()).collect();
        Misfit::Language { name: name.clone(), help: format!("its languages are {}", names.join(", ")) }
    })
}

/// For whom a binder is: whoever was asked for, or its own audience, or the lowest.
fn rank(handbook: &Handbook, binder: &Binder, asked: Option<Rank>) -> Option<Rank> {
    let own = || binder.audience.as_ref().and_then(|name| handbook.config.audiences.rank(name.as_str()));
    asked.or_else(own)
}

/// Prints copy after copy: the engine is on every core by itself, and many at once would only fill the memory.
fn press(
    (shelf, gates): (&dyn Shelf, &Gates<'_>),
    sources: &Sources,
    handbook: &Handbook,
    theme: &Theme,
    planned: Vec<Planned<'_>>,
    printing: &Printing,
    progress: Progress<'_>,
) -> (Diagnostics, Vec<Copy>) {
    let press = Press::new(sources, handbook);
    let mut found = press.diagnostics;
    let changed = changed(handbook);
    let of = planned.len();
    let source = handbook.config.source_language();
    let mut editions: BTreeMap<(Option<Id>, Rank, &str), Edition> = BTreeMap::new();
    let mut copies = Vec::with_capacity(of);
    for (done, Planned { mut copy, binder, audience, language }) in planned.into_iter().enumerate() {
        if !printing.wanted.is_so() {
            break;
        }
        progress(Stage::Printing { done, of });
        for language in [language, source] {
            editions.entry((copy.school.clone(), audience, language.as_str())).or_insert_with(|| {
                let reader = Reader { school: copy.school.clone(), audience, language: language.clone() };
                Edition::of(handbook, reader)
            });
        }
        let (edition, words) = (&editions[&(copy.school.clone(), audience, language.as_str())], theme.words(language));
        let original = (language != source)
            .then(|| (&editions[&(copy.school.clone(), audience, source.as_str())], theme.words(source)));
        let (paper, since) = (copy.paper, printing.since.as_deref());
        let order = Order { edition, original, binder, paper, words, changed: &changed, since };
        let printed = press.value.print(&order);
        found.append(printed.diagnostics);
        if let Some(printed) = printed.value {
            copy.pages = printed.pages;
            copy.bytes = printed.bytes.len();
            copy.documents = printed.documents;
            let put = |path: &str, bytes: &[u8]| match gates.get(&audience) {
                Some(gate) => gate.before(shelf).put(path, bytes),
                None => shelf.put(path, bytes),
            };
            put(&copy.path, &printed.bytes);
            let booklet = printed.booklet.map(|(bytes, sides)| {
                let copy = Copy { pages: sides, bytes: bytes.len(), ..folded(&copy) };
                put(&copy.path, &bytes);
                copy
            });
            copies.push(copy);
            copies.extend(booklet);
        }
    }
    (found, copies)
}

/// The sections of each document that have changed since the newest release.
fn changed(handbook: &Handbook) -> BTreeMap<Id, Vec<Id>> {
    let Some(newest) = handbook.releases.last() else { return BTreeMap::new() };
    let differences = release::differences(newest, &release::snapshot(handbook, false));
    differences
        .into_iter()
        .filter_map(|(id, difference)| match difference {
            Difference::Changed(sections) => Some((id, sections)),
            Difference::New | Difference::Gone => None,
        })
        .collect()
}
