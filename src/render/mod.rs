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
mod robots;
mod rota;
mod scripts;
mod site;
mod spot;
mod templates;
mod theme;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use tera::{Context, Value};

use crate::artifact::Shelf;
use crate::coverage::Coverage;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edition::Edition;
use crate::handbook::Media;
use crate::picture;
use crate::plan::{Plan, Subject};
use crate::share::Share;
use book::Book;
use choices::Choices;
use site::Site;

pub use door::door;
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
    pub share: Share,
}

/// Makes the site, and puts each file on the shelf when it is finished: no page is kept in memory for the others.
/// `progress` is told after each page how many there are of how many, from any thread. Where a template of the handbook's
/// own does not work, that is returned, and what stands on the shelf is not a whole site.
///
/// # Panics
/// When a template of the default theme fails, which is our own mistake.
#[must_use]
pub fn render(order: Order<'_>, shelf: &dyn Shelf, progress: &(dyn Fn(usize, usize) + Sync)) -> Diagnostics {
    let Order { editions, plan, theme, media, coverage, share } = order;
    let pictures: BTreeMap<&str, (u32, u32)> =
        media.iter().filter_map(|(path, file)| Some((path.as_str(), picture::size(path, &file.bytes)?))).collect();
    let mine = |edition: &Edition| share.holds(edition.reader.school.as_ref().map(|school| school.as_str()));
    let books: Vec<Book<'_>> = (0..editions.len())
        .into_par_iter()
        .map(|at| Book::of(editions, at, plan, theme, &pictures, coverage))
        .collect();
    // The page for lost readers is the district's, and a part of every school's copy on a device.
    let pages: Vec<usize> = (0..plan.pages.len())
        .filter(|&number| {
            let planned = &plan.pages[number];
            mine(&editions[planned.edition]) || planned.subject == Subject::NotFound
        })
        .collect();
    let used: BTreeSet<&String> =
        editions.iter().filter(|edition| mine(edition)).flat_map(|edition| &edition.media).collect();
    let mut colours: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut offered: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let shared: Vec<Context> = books
        .iter()
        .map(|book| {
            let css = book.colours.css.as_bytes();
            let path = (!css.is_empty()).then(|| assets::fingerprinted("colours.css", css));
            if let Some(path) = &path {
                colours.insert(path.clone(), css.to_vec());
            }
            let choices = Choices::of(book);
            let shared = shared(book, path.as_deref(), &choices.path);
            // Every device keeps all of these, so every part has them.
            offered.insert(choices.path, choices.script.into_bytes());
            shared
        })
        .collect();

    let done = AtomicUsize::new(0);
    let one = |html: &mut Vec<u8>, number: usize| {
        let planned = &plan.pages[number];
        html.clear();
        let failed = match page::page(&books, number, &shared, html) {
            Ok(()) => {
                shelf.put(planned.path.as_str(), html);
                None
            }
            Err(error) => match templates::failed(&error, &theme.own) {
                Some(diagnostic) => Some(diagnostic),
                None => panic!("the default theme could not make {:?}:\n{error}", planned.path),
            },
        };
        // The pages of roles are as long as all the others together; their room is not for a thread to keep.
        if html.capacity() > ROOM {
            *html = Vec::new();
        }
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, pages.len());
        failed
    };
    let failed: Vec<Diagnostic> =
        pages.par_iter().map_init(Vec::new, |html, &number| one(html, number)).flatten_iter().collect();
    // Languages share what does not differ between them.
    let scripts = books.iter().flat_map(|book| book.scripts.files.iter());
    let files = theme.assets.files.iter().chain(scripts).chain(&colours).chain(&offered);
    let files: BTreeMap<&String, &Vec<u8>> = files.collect();
    for (path, bytes) in files {
        shelf.put(path, bytes);
    }
    for (path, place) in plan.media.iter().filter(|(path, _)| used.contains(path)) {
        if let Some(file) = media.get(path) {
            shelf.put(place.as_str(), &file.bytes);
        }
    }
    for book in books.iter().filter(|book| mine(book.edition)) {
        installed::manifest(book, shelf);
    }
    if let Some(first) = books.first().filter(|_| share.holds(None)) {
        robots::files(first, &books, shelf);
    }
    let mut diagnostics = Diagnostics::new();
    failed.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    diagnostics.sorted()
}

/// The room for a page that a thread keeps for the next one, in bytes.
const ROOM: usize = 1024 * 1024;

/// What all pages of an edition are told.
fn shared(book: &Book<'_>, colours: Option<&str>, choices: &str) -> Context {
    let mut context = Context::new();
    context.insert_value("words", book.words.value());
    // A page's main part may be in another language than what stands around it.
    context.insert_value("frame", book.words.value());
    context.insert_value("site", Value::from_serializable(&Site::of(book, colours, choices)));
    let assets: BTreeMap<&String, &String> = book.theme.assets.paths.iter().chain(&book.scripts.paths).collect();
    context.insert_value("assets", Value::from_serializable(&assets));
    context
}
