//! A finished tree into what a device keeps of it for when there is no network: packs of files, lists of packs by how soon
//! they are needed, and the worker that keeps them.
//!
//! A pack only bundles bytes: nothing here reads what another room has written. Packs, lists and the release are named
//! after their content, so that an unchanged part of a handbook is never loaded twice, and what arrives can be checked.

mod pack;
mod part;
mod shelf;
mod stored;
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
pub use stored::Stored;

/// The worker's script, but for what it is told of the handbook.
const WORKER: &str = include_str!("sw.js");

/// The most that a device loads at once and unasked, in packed bytes. What does not fit comes after it.
const AT_ONCE: usize = 1_000_000;

/// The search files by their path, each with the numbers of the editions that ask for it.
type Asked = BTreeMap<String, BTreeSet<usize>>;

/// Adds packs, their lists, and the worker to the finished files on a shelf. `standing` are the editions, by their number, that are
/// not made since they stand on the site. Returns all of them, as they will stand; nothing where one that stands does not fit
/// what was made, and has to be made, too.
///
/// # Panics
/// When the worker's own script cannot be shortened, which is our own mistake.
pub fn add(
    finished: &Listed<'_>,
    editions: &[Edition],
    plan: &Plan,
    asked: &Asked,
    standing: BTreeMap<usize, Stored>,
) -> Option<BTreeMap<usize, Stored>> {
    let sizes = finished.sizes();
    let (shelves, rest) = shelf::all(&sizes, editions, plan, asked);
    if !standing.iter().all(|(at, stored)| stored.fits(&shelves[*at])) {
        return None;
    }
    let mine: Vec<usize> = (0..editions.len()).filter(|at| !standing.contains_key(at)).collect();
    let held = mine.iter().map(|&at| &shelves[at]).chain([&rest]);
    let mut bundles = bundle(finished, &sizes, &held.collect::<Vec<_>>()).into_iter();
    let stored = mine.iter().zip(bundles.by_ref()).map(|(&at, bundle)| (at, Stored::of(&shelves[at], bundle)));
    let stored: BTreeMap<usize, Stored> = stored.chain(standing).collect();
    finish(finished, editions, stored.values().collect(), bundles.next());
    Some(stored)
}

/// The same for a locked site, of which nothing is known but its door and ciphertext: it is kept as one.
///
/// # Panics
/// When the worker's own script cannot be shortened, which is our own mistake.
pub fn add_locked(finished: &Listed<'_>, editions: &[Edition]) {
    let sizes = finished.sizes();
    let (shelf, rest) = shelf::locked(&sizes);
    let mut bundles = bundle(finished, &sizes, &[&shelf, &rest]).into_iter();
    let stored = bundles.next().map(|bundle| Stored::of(&shelf, bundle));
    finish(finished, editions, stored.iter().collect(), bundles.next());
}

/// The same for the part of a site that one machine makes: instead of the worker, what the merger must know to make it.
/// `made_of` tells this handbook from any other.
pub fn add_part(
    finished: &Listed<'_>,
    editions: &[Edition],
    plan: &Plan,
    asked: &Asked,
    (share, made_of): (&Share, &str),
) {
    let Some(first) = editions.first() else { return };
    let sizes = finished.sizes();
    let (shelves, rest) = shelf::all(&sizes, editions, plan, asked);
    let school = |at: usize| editions[at].reader.school.as_ref().map(|school| school.as_str());
    let mine: Vec<usize> = (0..editions.len()).filter(|&at| share.holds(school(at))).collect();
    let held = mine.iter().map(|&at| &shelves[at]).chain(share.holds(None).then_some(&rest));
    let bundles = bundle(finished, &sizes, &held.collect::<Vec<_>>());
    let packs = bundles.iter().flat_map(|bundle| bundle.packs.clone()).collect();
    let mut bundles = bundles.into_iter();
    let listed = mine.iter().zip(bundles.by_ref()).map(|(&at, bundle)| (at, Stored::of(&shelves[at], bundle).shelf));
    let shelves = listed.collect();
    let part = Part {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_of: made_of.to_owned(),
        number: share.number(),
        of: share.of(),
        site: first.code(),
        base: first.masthead.url.as_deref().and_then(base),
        shelves,
        rest: bundles.next().map(|bundle| bundle.list),
        packs,
    };
    let json = serde_json::to_vec_pretty(&part).expect("text always has a JSON form");
    finished.put(part::FILE, &json);
}

/// Adds the worker.
fn finish(finished: &Listed<'_>, editions: &[Edition], stored: Vec<&Stored>, rest: Option<Bundle>) {
    let Some(first) = editions.first() else { return };
    let Bundle { list, mut packs } = rest.unwrap_or_default();
    stored.iter().for_each(|stored| packs.extend(stored.packs.clone()));
    let base = first.masthead.url.as_deref().and_then(base);
    let shelves = stored.into_iter().map(|stored| stored.shelf.clone()).collect();
    let release = wire::Release::of(&first.code(), base, shelves, list, packs.values().sum());
    finished.put("sw.js", script(&release).as_bytes());
}

/// What was made of a shelf.
#[derive(Debug, Default)]
struct Bundle {
    /// The name of its list.
    list: String,
    /// Every pack's size, by name.
    packs: BTreeMap<String, usize>,
}

/// Makes packs and lists, and puts them with the finished files.
fn bundle(finished: &Listed<'_>, sizes: &BTreeMap<String, usize>, shelves: &[&Shelf<'_>]) -> Vec<Bundle> {
    let cut: Vec<Cut<'_>> = shelves
        .par_iter()
        .map(|shelf| shelf.groups.iter().map(|(group, files)| (*group, pack::bundles(files, sizes))).collect())
        .collect();
    // Editions share packs of what they share; each is made once.
    let bundles: BTreeSet<&[&str]> = cut.iter().flatten().flat_map(|(_, bundles)| bundles).map(Vec::as_slice).collect();
    let bundles: Vec<&[&str]> = bundles.into_iter().collect();
    let packs: HashMap<&[&str], Pack> =
        bundles.into_par_iter().map(|files| (files, Pack::of(files, finished))).collect();

    let mut lists: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let made: Vec<Bundle> = cut
        .iter()
        .map(|cut| {
            let list = serde_json::to_vec(&tiers(cut, &packs)).expect("text always has a JSON form");
            let name = pack::name(&list);
            lists.insert(wire::list(&name), list);
            let packed = cut.iter().flat_map(|(_, bundles)| bundles).map(|bundle| &packs[bundle.as_slice()]);
            Bundle { list: name, packs: packed.map(|pack| (pack.name.clone(), pack.length)).collect() }
        })
        .collect();
    lists.iter().for_each(|(path, list)| finished.put(path, list));
    made
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
