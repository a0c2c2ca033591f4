//! Editions and their plan into the published site: pages, styles, pictures, and what search engines are told.
//!
//! Nothing here reads a disk, a clock or the environment. Every page is made on its own, on any thread; what pages share
//! is worked out once per edition, so that the time a page takes does not grow with the handbook.

mod assets;
mod book;
mod colours;
mod escape;
mod fragment;
mod html;
mod installed;
mod navigation;
mod page;
mod picture;
mod robots;
mod rota;
mod scripts;
mod site;
mod spot;
mod templates;
mod theme;
mod view;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use tera::{Context, Value};

use crate::artifact::{Artifacts, Bytes};
use crate::coverage::Coverage;
use crate::diagnostic::{Checked, Diagnostics};
use crate::edition::Edition;
use crate::handbook::Media;
use crate::plan::Plan;
use book::Book;
use site::Site;

pub use theme::Theme;

/// Makes the site. `progress` is told after each page how many there are of how many, from any thread.
///
/// # Panics
/// When a template of the default theme fails, which is our own mistake.
#[must_use]
pub fn render(
    editions: &[Edition],
    plan: &Plan,
    theme: &Theme,
    media: &BTreeMap<String, Media>,
    coverage: Option<&Coverage>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Checked<Artifacts> {
    let pictures: BTreeMap<&str, (u32, u32)> =
        media.iter().filter_map(|(path, file)| Some((path.as_str(), picture::size(path, &file.bytes)?))).collect();
    let books: Vec<Book<'_>> = (0..editions.len())
        .into_par_iter()
        .map(|at| Book::of(editions, at, plan, theme, &pictures, coverage))
        .collect();
    let mut artifacts = Artifacts::default();
    let mut colours: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let shared: Vec<Context> = books
        .iter()
        .map(|book| {
            let css = book.colours.css.as_bytes();
            let path = (!css.is_empty()).then(|| assets::fingerprinted("colours.css", css));
            if let Some(path) = &path {
                colours.insert(path.clone(), css.to_vec());
            }
            shared(book, path.as_deref())
        })
        .collect();

    let done = AtomicUsize::new(0);
    let made: Vec<Result<Vec<u8>, tera::Error>> = (0..plan.pages.len())
        .into_par_iter()
        .map(|number| {
            let edition = plan.pages[number].edition;
            let page = page::page(&books[edition], number, &shared[edition]);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, plan.pages.len());
            page
        })
        .collect();

    let mut diagnostics = Diagnostics::new();
    for (planned, page) in plan.pages.iter().zip(made) {
        match page {
            Ok(html) => artifacts.insert(planned.path.as_str().to_owned(), Bytes::Made(html)),
            Err(error) => match templates::failed(&error, &theme.own) {
                Some(diagnostic) => diagnostics.push(diagnostic),
                None => panic!("the default theme could not make {:?}:\n{error}", planned.path),
            },
        }
    }
    // Languages share what does not differ between them.
    let scripts = books.iter().flat_map(|book| book.scripts.files.iter());
    let files: BTreeMap<&String, &Vec<u8>> = theme.assets.files.iter().chain(scripts).chain(&colours).collect();
    for (path, bytes) in files {
        artifacts.insert(path.clone(), Bytes::Made(bytes.clone()));
    }
    for (path, place) in &plan.media {
        if let Some(file) = media.get(path) {
            artifacts.insert(place.as_str().to_owned(), Bytes::Taken(Arc::clone(&file.bytes)));
        }
    }
    for book in &books {
        installed::manifest(book, &mut artifacts);
    }
    if let Some(first) = books.first() {
        robots::files(first, &mut artifacts);
    }
    Checked { value: artifacts, diagnostics: diagnostics.sorted() }
}

/// What all pages of an edition are told.
fn shared(book: &Book<'_>, colours: Option<&str>) -> Context {
    let mut context = Context::new();
    context.insert_value("words", book.words.value());
    context.insert_value("site", Value::from_serializable(&Site::of(book, colours)));
    let assets: BTreeMap<&String, &String> = book.theme.assets.paths.iter().chain(&book.scripts.paths).collect();
    context.insert_value("assets", Value::from_serializable(&assets));
    context
}
