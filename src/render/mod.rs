//! Editions and their plan into the published site: pages, styles, pictures, and what search engines are told.
//!
//! Nothing here reads a disk, a clock or the environment. Every page is made on its own, on any thread; what pages share
//! is worked out once per edition, so that the time a page takes does not grow with the handbook.

mod assets;
mod book;
mod choices;
mod colours;
mod door;
mod escape;
mod fragment;
mod html;
mod installed;
mod navigation;
mod page;
mod pages;
mod robots;
mod rota;
mod scripts;
mod site;
mod spot;
mod strips;
mod templates;
mod theme;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::artifact::Shelf;
use crate::coverage::Coverage;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edition::Edition;
use crate::handbook::Media;
use crate::plan::{Plan, Subject};
use crate::share::Share;
use rayon::prelude::*;

pub use door::door;
pub use pages::{Pages, Sizes, pictures};
pub use theme::Theme;

/// What a site is made of.
#[derive(Clone, Copy)]
pub struct Order<'o> {
    /// What each reader sees.
    pub editions: &'o [Edition],
    /// Every address.
    pub plan: &'o Plan,
    /// How it looks.
    pub theme: &'o Theme,
    /// Pictures and attachments, by path.
    pub media: &'o BTreeMap<String, Media>,
    /// How complete the plan is, where a page says so.
    pub coverage: Option<&'o Coverage>,
    /// Which part of it is made here.
    pub share: &'o Share,
    /// Whether anybody still waits for it; asked before each page.
    pub wanted: &'o (dyn Fn() -> bool + Sync),
}

/// Makes the site, and puts each file on the shelf when it is finished: no page is kept in memory for the others.
/// `progress` is told after each page how many there are of how many, from any thread. Where a template of the handbook's
/// own does not work, that is returned, and what stands on the shelf is not a whole site.
///
/// # Panics
/// When a template of the default theme fails, which is our own mistake.
#[must_use]
pub fn render(order: Order<'_>, shelf: &dyn Shelf, progress: &(dyn Fn(usize, usize) + Sync)) -> Diagnostics {
    let Order { editions, plan, share, .. } = order;
    let pictures = pictures(order.media);
    let site = Pages::of(order, &pictures);
    let mine = |edition: &Edition| share.holds(edition.reader.school.as_ref().map(|school| school.as_str()));
    // Each is made by one thread; pages that need it do not wait for one another.
    (0..editions.len()).into_par_iter().for_each(|at| {
        site.book(at);
    });
    (0..editions.len()).for_each(|at| {
        site.shared(at);
    });
    // The page for lost readers is the district's, and a part of every school's copy on a device.
    let pages: Vec<usize> = (0..plan.pages.len())
        .filter(|&number| {
            let planned = &plan.pages[number];
            mine(&editions[planned.edition]) || planned.subject == Subject::NotFound
        })
        .collect();
    let done = AtomicUsize::new(0);
    let one = |html: &mut Vec<u8>, number: usize| {
        if !(order.wanted)() {
            return None;
        }
        html.clear();
        let failed = site.write(number, html).err().map(|finding| *finding);
        if failed.is_none() {
            shelf.put(plan.pages[number].path.as_str(), html);
        }
        // The pages of roles are as long as all the others together; their room is not for a thread to keep.
        if html.capacity() > ROOM {
            *html = Vec::new();
        }
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, pages.len());
        failed
    };
    // Some at a time: a thread that makes the search index helps here while it waits for a part of it, and must soon find back.
    let at_a_time = PAGES * rayon::current_num_threads();
    let failed: Vec<Diagnostic> = pages
        .chunks(at_a_time)
        .flat_map(|some| {
            let made = some.par_iter().map_init(Vec::new, |html, &number| one(html, number));
            made.flatten_iter().collect::<Vec<_>>()
        })
        .collect();
    site.assets(shelf);
    let used: BTreeSet<&String> =
        editions.iter().filter(|edition| mine(edition)).flat_map(|edition| &edition.media).collect();
    for path in plan.media.keys().filter(|path| used.contains(path)) {
        site.media(path, shelf);
    }
    for at in (0..editions.len()).filter(|&at| mine(&editions[at])) {
        installed::manifest(site.book(at), shelf);
    }
    if !editions.is_empty() && share.holds(None) {
        site.robots(shelf);
    }
    let mut diagnostics = Diagnostics::new();
    failed.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    diagnostics.sorted()
}

/// How many pages a thread is given at a time.
const PAGES: usize = 64;

/// The room for a page that a thread keeps for the next one, in bytes.
const ROOM: usize = 1024 * 1024;
