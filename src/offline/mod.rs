//! A finished tree into what a device keeps of it for when there is no network: packs of files, lists of packs by how soon
//! they are needed, and the worker that keeps them.
//!
//! A pack only bundles bytes: nothing here reads what another room has written. Packs, lists and the release are named
//! after their content, so that an unchanged part of a handbook is never loaded twice, and what arrives can be checked.

mod pack;
mod part;
mod shelf;
mod wire;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::artifact::{Listed, Shelf as _};
use crate::edition::Edition;
use crate::plan::Plan;
use crate::share::Share;
use pack::Pack;
use shelf::{Group, Shelf};

pub use part::{FILE, Misfit, Part, worker};

/// The worker's script, but for what it is told of the handbook.
const WORKER: &str = include_str!("sw.js");

/// The most that a device loads at once and unasked, in packed bytes. What does not fit comes after it.
const AT_ONCE: usize = 1_000_000;

/// The search files by their path, each with the numbers of the editions that ask for it.
type Asked = BTreeMap<String, BTreeSet<usize>>;

/// Adds packs, their lists, and the worker to the finished files on a shelf.
///
/// # Panics
/// When the worker's own script cannot be shortened, which is our own mistake.
pub fn add(finished: &Listed<'_>, editions: &[Edition], plan: &Plan, asked: &Asked) {
    let sizes = finished.sizes();
    let (shelves, rest) = shelf::all(&sizes, editions, plan, asked);
    let bundled = bundle(finished, &sizes, &shelves.iter().collect::<Vec<_>>(), Some(&rest));
    bundled.finish(finished, editions);
}

/// The same for a locked site, of which nothing is known but its door and ciphertext: it is kept as one.
///
/// # Panics
/// When the worker's own script cannot be shortened, which is our own mistake.
pub fn add_locked(finished: &Listed<'_>, editions: &[Edition]) {
    let sizes = finished.sizes();
    let (shelf, rest) = shelf::locked(&sizes);
    bundle(finished, &sizes, &[&shelf], Some(&rest)).finish(finished, editions);
}

/// The same for the part of a site that one machine makes: instead of the worker, what the merger must know to make it.
/// `made_of` tells this handbook from any other.
pub fn add_part(
    finished: &Listed<'_>,
    editions: &[Edition],
    plan: &Plan,
    asked: &Asked,
    (share, made_of): (Share, &str),
) {
    let Some(first) = editions.first() else { return };
    let sizes = finished.sizes();
    let (shelves, rest) = shelf::all(&sizes, editions, plan, asked);
    let school = |at: usize| editions[at].reader.school.as_ref().map(|school| school.as_str());
    let mine: Vec<usize> = (0..editions.len()).filter(|&at| share.holds(school(at))).collect();
    let held: Vec<&Shelf<'_>> = mine.iter().map(|&at| &shelves[at]).collect();
    let bundled = bundle(finished, &sizes, &held, share.holds(None).then_some(&rest));
    let part = Part {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_of: made_of.to_owned(),
        number: share.number(),
        of: share.of(),
        site: first.code(),
        base: first.masthead.url.as_deref().and_then(base),
        shelves: mine.into_iter().zip(bundled.listed).collect(),
        rest: bundled.rest,
        packs: bundled.packs,
    };
    let json = serde_json::to_vec_pretty(&part).expect("text always has a JSON form");
    finished.put(part::FILE, &json);
}

/// What was made of some shelves.
struct Bundled {
    listed: Vec<wire::Shelf>,
    rest: Option<String>,
    /// Every pack's size, by name.
    packs: BTreeMap<String, usize>,
}

impl Bundled {
    /// Adds the worker.
    fn finish(self, finished: &Listed<'_>, editions: &[Edition]) {
        let Some(first) = editions.first() else { return };
        let base = first.masthead.url.as_deref().and_then(base);
        let bytes = self.packs.values().sum();
        let release = wire::Release::of(&first.code(), base, self.listed, self.rest.unwrap_or_default(), bytes);
        finished.put("sw.js", script(&release).as_bytes());
    }
}

/// Makes packs and lists, and puts them with the finished files.
fn bundle(
    finished: &Listed<'_>,
    sizes: &BTreeMap<String, usize>,
    shelves: &[&Shelf<'_>],
    rest: Option<&Shelf<'_>>,
) -> Bundled {
    let every: Vec<&Shelf<'_>> = shelves.iter().copied().chain(rest).collect();
    let cut: Vec<Cut<'_>> = every
        .par_iter()
        .map(|shelf| shelf.groups.iter().map(|(group, files)| (*group, pack::bundles(files, sizes))).collect())
        .collect();
    // Editions share packs of what they share; each is made once.
    let bundles: BTreeSet<&[&str]> = cut.iter().flatten().flat_map(|(_, bundles)| bundles).map(Vec::as_slice).collect();
    let bundles: Vec<&[&str]> = bundles.into_iter().collect();
    let packs: HashMap<&[&str], Pack> =
        bundles.into_par_iter().map(|files| (files, Pack::of(files, finished))).collect();

    let mut lists: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut names = cut.iter().map(|cut| {
        let list = serde_json::to_vec(&tiers(cut, &packs)).expect("text always has a JSON form");
        let name = pack::name(&list);
        lists.insert(format!("packs/{name}.json"), list);
        name
    });
    let listed: Vec<wire::Shelf> = shelves
        .iter()
        .zip(names.by_ref())
        .map(|(shelf, list)| wire::Shelf { root: shelf.root.clone(), list })
        .collect();
    let rest = names.next();
    lists.iter().for_each(|(path, list)| finished.put(path, list));
    let packs = packs.into_values().map(|pack| (pack.name, pack.length)).collect();
    Bundled { listed, rest, packs }
}

/// The path of an address on its host.
fn base(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    rest.find('/').map(|at| rest[at..].to_owned())
}

/// A shelf's groups, each cut into the files of one pack.
type Cut<'f> = Vec<(Group, Vec<Vec<&'f str>>)>;

/// A shelf's packs by how soon they are needed: at once, and then.
fn tiers(cut: &Cut<'_>, packs: &HashMap<&[&str], Pack>) -> wire::List {
    let mut list = wire::List { tiers: [Vec::new(), Vec::new()] };
    let mut at_once = 0;
    for (group, bundles) in cut {
        for bundle in bundles {
            let pack = &packs[bundle.as_slice()];
            let fits = *group == Group::Shell || at_once + pack.length <= AT_ONCE;
            let tier = usize::from(!(group.is_urgent() && fits));
            if tier == 0 {
                at_once += pack.length;
            }
            list.tiers[tier].push(wire::Packed {
                name: pack.name.clone(),
                bytes: pack.length,
                pages: pack.pages,
                files: bundle.iter().map(|path| (*path).to_owned()).collect(),
            });
        }
    }
    list
}

/// The worker of a release. Its bytes change with every release: that is how a browser notices a new one.
fn script(release: &wire::Release) -> String {
    let told = serde_json::to_string(release).expect("text always has a JSON form");
    let short = minifier::js::minify(WORKER).expect("the worker is plain JavaScript").to_string();
    format!("self.handbook={told};\n{short}\n")
}
