//! A finished tree into what a device keeps of it for when there is no network: packs of files, lists of packs by how soon
//! they are needed, and the worker that keeps them.
//!
//! A pack only bundles bytes: nothing here reads what another room has written. Packs, lists and the release are named
//! after their content, so that an unchanged part of a handbook is never loaded twice, and what arrives can be checked.

mod pack;
mod shelf;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::artifact::{Listed, Shelf as _};
use crate::edition::Edition;
use crate::plan::Plan;
use crate::search;
use pack::Pack;
use shelf::{Group, Shelf};

/// The worker's script, but for what it is told of the handbook.
const WORKER: &str = include_str!("sw.js");

/// The most that a device loads at once and unasked, in packed bytes. What does not fit comes after it.
const AT_ONCE: usize = 1_000_000;

/// Adds packs, their lists, and the worker to the finished files on a shelf.
///
/// # Panics
/// When the worker's own script cannot be shortened, which is our own mistake.
pub fn add(finished: &Listed<'_>, editions: &[Edition], plan: &Plan, searched: &BTreeMap<String, search::File>) {
    let Some(first) = editions.first() else { return };
    let sizes = finished.sizes();
    let (shelves, rest) = shelf::all(&sizes, editions, plan, searched);
    let mut bundles: BTreeMap<Vec<&str>, Pack> = BTreeMap::new();
    for shelf in shelves.iter().chain([&rest]) {
        for files in shelf.groups.values() {
            bundles.extend(pack::bundles(files, &sizes).into_iter().map(|bundle| (bundle, Pack::default())));
        }
    }
    bundles.par_iter_mut().for_each(|(files, made)| *made = Pack::of(files, finished));

    let mut made: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut list = |shelf: &Shelf<'_>| {
        let list = serde_json::to_vec(&tiers(shelf, &bundles, &sizes)).expect("text always has a JSON form");
        let name = pack::name(&list);
        made.insert(format!("packs/{name}.json"), list);
        name
    };
    let listed: Vec<wire::Shelf> =
        shelves.iter().map(|shelf| wire::Shelf { root: shelf.root.clone(), list: list(shelf) }).collect();
    let rest = list(&rest);
    let packs: BTreeSet<&Pack> = bundles.values().collect();
    let lists = serde_json::to_vec(&(&listed, &rest)).expect("text always has a JSON form");
    let release = wire::Release {
        site: first.code(),
        release: pack::name(&lists),
        base: first.masthead.url.as_deref().and_then(base),
        shelves: listed,
        rest,
        bytes: packs.iter().map(|pack| pack.bytes.len()).sum(),
    };
    let worker = worker(&release);
    made.extend(packs.into_iter().map(|pack| (format!("packs/{}.pack", pack.name), pack.bytes.clone())));
    for (path, bytes) in made {
        finished.put(&path, &bytes);
    }
    finished.put("sw.js", worker.as_bytes());
}

/// The path of an address on its host.
fn base(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    rest.find('/').map(|at| rest[at..].to_owned())
}

/// A shelf's packs by how soon they are needed: at once, and then.
fn tiers(shelf: &Shelf<'_>, bundles: &BTreeMap<Vec<&str>, Pack>, sizes: &BTreeMap<String, usize>) -> wire::List {
    let mut list = wire::List { tiers: [Vec::new(), Vec::new()] };
    let mut at_once = 0;
    for (group, files) in &shelf.groups {
        for bundle in pack::bundles(files, sizes) {
            let pack = &bundles[&bundle];
            let fits = *group == Group::Shell || at_once + pack.bytes.len() <= AT_ONCE;
            let tier = usize::from(!(group.is_urgent() && fits));
            if tier == 0 {
                at_once += pack.bytes.len();
            }
            list.tiers[tier].push(wire::Packed {
                name: pack.name.clone(),
                bytes: pack.bytes.len(),
                pages: pack.pages,
                files: bundle.iter().map(|path| (*path).to_owned()).collect(),
            });
        }
    }
    list
}

/// The worker of a release. Its bytes change with every release: that is how a browser notices a new one.
fn worker(release: &wire::Release) -> String {
    let told = serde_json::to_string(release).expect("text always has a JSON form");
    let short = minifier::js::minify(WORKER).expect("the worker is plain JavaScript").to_string();
    format!("self.handbook={told};\n{short}\n")
}
