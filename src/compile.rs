//! The whole pipeline on one page: sources in, findings and a finished tree out.

pub mod draft;
mod misfit;
#[cfg(feature = "print")]
pub mod print;
mod release;
mod standing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::artifact::{Artifacts, Listed, Shelf};
use crate::config::Rank;
use crate::coverage::Coverage;
use crate::diagnostic::{Checked, Diagnostics, Severity};
use crate::edition::{Edition, Reader};
use crate::fields::Id;
use crate::gate::Gate;
use crate::handbook::Handbook;
use crate::handbook::{frameworks, jurisdiction};
use crate::lock::{Passphrase, Safe};
use crate::nearest::suggestion;
use crate::offline;
use crate::plan::{Plan, Print};
use crate::render::{self, Order};
use crate::rules;
use crate::search;
use crate::share::Share;
use crate::source::Sources;

pub use misfit::Misfit;
pub use release::{Prepared, release};
pub use standing::Standing;

/// What to make.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The audience by name; the handbook's lowest where none is named.
    pub audience: Option<String>,
    /// The schools by id; all where none is named.
    pub schools: Vec<String>,
    /// The passphrase, where the site is to be locked.
    pub lock: Option<Passphrase>,
    /// Which part of it, where several machines make it; the whole unless said.
    pub share: Share,
    /// The schools that stand where the site is to stand, and are not made again if they would become the same; none unless said.
    pub standing: Standing,
    /// Whether anybody still waits for it.
    pub wanted: Wanted,
}

/// Whether anybody still waits for what is being made. Where nobody does, work ends early, and what comes back is nothing to go by.
#[derive(Clone, Debug, Default)]
pub struct Wanted(Arc<AtomicBool>);

impl Wanted {
    /// Nobody waits any more.
    pub fn forget(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody does.
    #[must_use]
    pub fn is_so(&self) -> bool {
        !self.0.load(Ordering::Relaxed)
    }
}

/// Which part of the work has begun; for a person who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading documents and registers.
    Reading,
    /// Holding the plan against the rules.
    Checking,
    /// Making pages; told once for each page made.
    Rendering {
        /// Pages made so far.
        done: usize,
        /// Pages in all.
        of: usize,
    },
    /// Printing; told before each thing.
    Printing {
        /// Printed so far.
        done: usize,
        /// In all.
        of: usize,
    },
}

/// How far the work is; called from several threads.
pub type Progress<'a> = &'a (dyn Fn(Stage) + Sync);

/// What was found, and what was made of it.
#[derive(Debug)]
pub struct Compiled {
    /// Everything that is wrong, file by file; what is mended first is for a report to say.
    pub diagnostics: Diagnostics,
    /// The finished tree, where it was asked for in memory; nothing where there is any error.
    pub artifacts: Option<Artifacts>,
    /// What was made, for the last line.
    pub summary: Summary,
    /// The PDFs of the site, which pages tell of.
    pub prints: Vec<Print>,
    /// The schools that were not made since they stand: their files belong to the tree. Nothing where that does not fit what was
    /// made, and all of it must be made again with nothing standing.
    pub kept: Option<Standing>,
    /// The schools as they stand once this tree is published; none where it is not known what they would be made of.
    pub standing: Standing,
}

impl Compiled {
    /// What was found, where nothing was made of it.
    #[must_use]
    pub fn found(diagnostics: Diagnostics, summary: Summary) -> Compiled {
        let (kept, standing) = (Some(Standing::default()), Standing::default());
        Compiled { diagnostics, artifacts: None, summary, prints: Vec::new(), kept, standing }
    }
}

/// What a build was about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Documents read, of every audience.
    pub documents: usize,
    /// Pages made.
    pub pages: usize,
    /// Schools in the tree.
    pub schools: usize,
    /// Languages in the tree.
    pub languages: usize,
    /// The audience it was made for.
    pub audience: String,
    /// Documents left out since this audience may not see them.
    pub withheld: usize,
    /// The next audience up that would see more, where there is one.
    pub next_audience: Option<String>,
}

/// Compiles a handbook. What is wrong with the handbook is in the diagnostics, and nothing is made of it then.
///
/// # Errors
/// When the request names an audience or a school that the handbook does not have.
pub fn compile(sources: &Sources, request: &Request, progress: Progress<'_>) -> Result<Compiled, Misfit> {
    let shelf = Mutex::new(Artifacts::default());
    let mut compiled = compile_onto(&shelf, sources, request, progress)?;
    let artifacts = shelf.into_inner().expect("adding a file does not panic");
    compiled.artifacts = (compiled.diagnostics.count(Severity::Error) == 0).then_some(artifacts);
    Ok(compiled)
}

/// Compiles a handbook, and puts each file on a shelf when it is finished. Where there is any error, the shelf holds
/// nothing or a part, and must not be published.
///
/// # Errors
/// When the request names an audience or a school that the handbook does not have.
pub fn compile_onto(
    shelf: &dyn Shelf,
    sources: &Sources,
    request: &Request,
    progress: Progress<'_>,
) -> Result<Compiled, Misfit> {
    progress(Stage::Reading);
    let read = Handbook::read(sources);
    let audience = audience(&read.value, request)?;
    let schools = schools(&read.value, request)?;
    progress(Stage::Checking);
    let Examined { handbook, editions, plan, theme, mut found } = examine(sources, read, audience, &schools);
    let summary = summary(&handbook, &editions, &plan, audience);
    if found.count(Severity::Error) > 0 {
        return Ok(Compiled::found(found.sorted(), summary));
    }
    let wanted = || request.wanted.is_so();
    let coverage = coverage_page(&handbook, &editions);
    let gate = Gate::of(&handbook, sources, audience, &built_in());
    let below = shelf;
    let gated = gate.before(shelf);
    let shelf = Listed::on(&gated);
    let is_parted = !request.share.is_whole() || request.lock.is_some();
    let made_of = if is_parted { BTreeMap::new() } else { standing::made_of(&handbook, sources, &editions) };
    let mut kept = Some(request.standing.still(&made_of));
    let left = kept.as_ref().filter(|kept| !kept.is_empty()).map(Standing::left);
    let share = left.as_ref().unwrap_or(&request.share);
    let safe = request.lock.as_ref().map(|_| Safe::before(&shelf));
    // What is sealed is looked at before, too.
    let plain = safe.as_ref().map(|safe| gate.before(safe));
    let desk: &dyn Shelf = plain.as_ref().map_or(&shelf, |plain| plain);
    // Pages tell how large each PDF is, so these come first.
    #[cfg(not(feature = "print"))]
    let is_silent = true;
    #[cfg(feature = "print")]
    let (plan, is_silent) = {
        let (printed, prints) =
            print::on_site(desk, sources, &handbook, &theme, audience, &schools, (share, &request.wanted));
        let is_silent = printed.is_empty();
        found.append(printed);
        let mut plan = plan;
        plan.prints = prints;
        (plan, is_silent)
    };
    let pages = || {
        let (media, coverage) = (&handbook.media, coverage.as_ref());
        let order = Order { editions: &editions, plan: &plan, theme: &theme, media, coverage, share, wanted: &wanted };
        render::render(order, desk, &|done, of| progress(Stage::Rendering { done, of }))
    };
    let index = || match wanted() {
        true => {
            let headings = |edition: &Edition, subject| theme.heading(edition, subject);
            let index = search::index(&editions, &plan, &headings, share);
            index.each(&|path, bytes| desk.put(path, bytes));
            // From here on only which editions ask for a file is of interest, and no longer its bytes.
            index.asked()
        }
        false => BTreeMap::new(),
    };
    let (rendered, asked) = rayon::join(pages, index);
    let is_silent = is_silent && rendered.is_empty();
    found.append(rendered);
    let mut standing = Standing::default();
    if found.count(Severity::Error) == 0 && wanted() {
        match request.lock.as_ref().zip(safe) {
            None if request.share.is_whole() => {
                let before = kept.as_ref().map(Standing::editions).unwrap_or_default();
                let stored = offline::add(&shelf, &editions, &plan, &asked, before);
                kept = kept.filter(|kept| stored.is_some() && kept.keep(below, &gate));
                // What was said while files were made is only said again when they are.
                if let Some((kept, stored)) = kept.as_ref().zip(stored).filter(|_| is_silent) {
                    standing = Standing::of(made_of, &editions, stored, (&gate, kept));
                }
            }
            None => {
                let part_of = part_of(sources, request);
                offline::add_part(&shelf, &editions, &plan, &asked, (share, &part_of));
            }
            Some((passphrase, safe)) => {
                let door = safe.seal(passphrase, &editions[0].code());
                render::door(&editions, &theme, &door, &shelf);
                offline::add_locked(&shelf, &editions);
            }
        }
    }
    found.append(gate.findings());
    drop(gate);
    // Thousands of small trees take a while to be taken down; nobody needs to wait for it.
    let prints = plan.prints;
    rayon::spawn(move || drop((editions, handbook)));
    Ok(Compiled { diagnostics: found.sorted(), artifacts: None, summary, prints, kept, standing })
}

/// Whether a handbook has what a request names.
///
/// # Errors
/// When the request names an audience or a school that the handbook does not have.
pub fn fits(handbook: &Handbook, request: &Request) -> Result<(), Misfit> {
    audience(handbook, request)?;
    schools(handbook, request).map(|_| ())
}

/// A name for all that a site is made of, but for which part of it: parts of two handbooks, or of two days, make no whole.
fn part_of(sources: &Sources, request: &Request) -> String {
    let wanted = format!("{} {:?} {:?}", sources.digest(), request.audience, request.schools);
    blake3::hash(wanted.as_bytes()).to_hex()[..32].to_owned()
}

/// What Gobag says on pages by itself: no audience's secret.
fn built_in() -> Vec<&'static str> {
    let rules = rules::RULES.iter().flat_map(|rule| [rule.name.0, rule.what, rule.why, rule.source]);
    let law = jurisdiction::TEXTS.into_iter().chain([frameworks::FEDERAL_TEXT]);
    render::Theme::texts().chain(rules).chain(law).collect()
}

/// Holds a handbook against every rule, for all its audiences and schools, and makes nothing of it.
#[must_use]
pub fn check(sources: &Sources, progress: Progress<'_>) -> Compiled {
    progress(Stage::Reading);
    let read = Handbook::read(sources);
    let highest = read.value.config.audiences.ranks().next_back().unwrap_or(Rank::LOWEST);
    let schools: Vec<Id> = read.value.schools.iter().map(|school| school.id.clone()).collect();
    progress(Stage::Checking);
    let examined = examine(sources, read, highest, &schools);
    let summary = summary(&examined.handbook, &examined.editions, &examined.plan, highest);
    Compiled::found(examined.found.sorted(), summary)
}

/// Holds a handbook against a framework: the one that is named, or its own choice, or the built-in one. What was wrong
/// while it was read comes along, since what could not be read was not counted.
///
/// # Errors
/// When there is no such framework.
pub fn coverage(sources: &Sources, framework: Option<&str>) -> Result<(Coverage, Diagnostics), Misfit> {
    let read = Handbook::read(sources);
    let handbook = read.value;
    let chosen = handbook.config.framework.as_ref().map(|chosen| chosen.as_str());
    let id = framework.or(chosen).unwrap_or(frameworks::FEDERAL);
    let framework = handbook
        .frameworks
        .find(id)
        .ok_or_else(|| Misfit::Framework { id: id.to_owned(), help: handbook.frameworks.help(id) })?;
    Ok((Coverage::of(&handbook, framework), read.diagnostics))
}

/// The report for the site's own page, where the district's edition has one: without what its reader may not see.
fn coverage_page(handbook: &Handbook, editions: &[Edition]) -> Option<Coverage> {
    editions.iter().find_map(|edition| {
        let framework = handbook.frameworks.find(edition.framework.as_ref()?.as_str())?;
        Some(Coverage::of(handbook, framework).seen_by(edition.reader.audience))
    })
}

/// All that is known before a page is made.
struct Examined {
    handbook: Handbook,
    editions: Vec<Edition>,
    plan: Plan,
    theme: render::Theme,
    found: Diagnostics,
}

fn examine(sources: &Sources, read: Checked<Handbook>, audience: Rank, schools: &[Id]) -> Examined {
    let handbook = read.value;
    let mut found = read.diagnostics;
    let theme = || render::Theme::of(sources, &handbook.config);
    let planned = || planned(&handbook, audience, schools);
    let (checked, ((editions, plan), theme)) = rayon::join(|| rules::check(&handbook), || rayon::join(planned, theme));
    found.append(checked);
    found.append(plan.diagnostics);
    found.append(theme.diagnostics);
    let found = rules::weigh(&handbook, sources, found);
    Examined { handbook, editions, plan: plan.value, theme: theme.value, found }
}

/// What each reader of an audience sees, at the district and at these schools, and every address of it.
fn planned(handbook: &Handbook, audience: Rank, schools: &[Id]) -> (Vec<Edition>, Checked<Plan>) {
    let mut readers = Vec::new();
    for language in &handbook.config.languages {
        let reader = |school| Reader { school, audience, language: language.value.clone() };
        readers.push(reader(None));
        readers.extend(schools.iter().cloned().map(Some).map(reader));
    }
    let mut editions: Vec<Edition> = readers.into_par_iter().map(|reader| Edition::of(handbook, reader)).collect();
    for edition in &mut editions {
        edition.schools.retain(|school| schools.contains(&school.id));
    }
    let plan = Plan::of(&editions);
    (editions, plan)
}

fn audience(handbook: &Handbook, request: &Request) -> Result<Rank, Misfit> {
    let Some(name) = &request.audience else { return Ok(Rank::LOWEST) };
    let audiences = &handbook.config.audiences;
    audiences.rank(name).ok_or_else(|| Misfit::Audience {
        name: name.clone(),
        help: suggestion(name, audiences.names())
            .unwrap_or_else(|| format!("its audiences are {}", audiences.names().collect::<Vec<_>>().join(", "))),
    })
}

/// The schools to make: those that were asked for, or all.
fn schools(handbook: &Handbook, request: &Request) -> Result<Vec<Id>, Misfit> {
    for id in &request.schools {
        if handbook.school(id).is_none() {
            let ids = || handbook.schools.iter().map(|school| school.id.as_str());
            let help = suggestion(id, ids()).unwrap_or_else(|| match handbook.schools.len() {
                0 => "it has no folder schools/".to_owned(),
                _ => format!("its schools are {}", ids().collect::<Vec<_>>().join(", ")),
            });
            return Err(Misfit::School { id: id.clone(), help });
        }
    }
    let wanted = |id: &str| request.schools.is_empty() || request.schools.iter().any(|wanted| wanted == id);
    let schools = handbook.schools.iter().filter(|school| wanted(school.id.as_str()));
    Ok(schools.map(|school| school.id.clone()).collect())
}

fn summary(handbook: &Handbook, editions: &[Edition], plan: &Plan, audience: Rank) -> Summary {
    let audiences = &handbook.config.audiences;
    let made = handbook.written_first().filter(|document| handbook.document_rank(document) <= audience).count();
    let more = |rank: &Rank| {
        *rank > audience
            && handbook.written_first().any(|document| {
                let needed = handbook.document_rank(document);
                needed > audience && needed <= *rank
            })
    };
    Summary {
        documents: handbook.documents.len(),
        pages: plan.pages.len(),
        schools: editions.iter().filter_map(|edition| edition.reader.school.as_ref()).collect::<BTreeSet<_>>().len(),
        languages: handbook.config.languages.len(),
        audience: audiences.name(audience).to_owned(),
        withheld: handbook.written_first().count() - made,
        next_audience: audiences.ranks().find(more).map(|rank| audiences.name(rank).to_owned()),
    }
}
