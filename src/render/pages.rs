//! The files of a site, each made when it is asked for: a page costs what it shows, and not the handbook.
//!
//! What the pages of an edition share (its chapters, its addresses, who does what) is made with the first of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, OnceLock};

use tera::{Context, Value};

use super::Order;
use super::assets;
use super::book::Book;
use super::choices::Choices;
use super::colours::Colours;
use super::installed;
use super::page;
use super::robots;
use super::rota::Rota;
use super::site::Site;
use super::strips::Strips;
use super::templates;
use crate::artifact::{Artifacts, Shelf};
use crate::diagnostic::Diagnostic;
use crate::handbook::Media;
use crate::picture;

/// The sizes of pictures, by path.
pub type Sizes<'m> = BTreeMap<&'m str, (u32, u32)>;

/// How large each picture is.
#[must_use]
pub fn pictures(media: &BTreeMap<String, Media>) -> Sizes<'_> {
    media.iter().filter_map(|(path, file)| Some((path.as_str(), picture::size(path, &file.bytes)?))).collect()
}

/// A site whose files are made one by one.
pub struct Pages<'o> {
    pub(super) order: Order<'o>,
    pictures: &'o Sizes<'o>,
    books: Vec<OnceLock<Book<'o>>>,
    shared: Vec<OnceLock<Shared>>,
    /// Each role's steps, once a role's page is asked for.
    rotas: Vec<OnceLock<Rota<'o>>>,
    /// What stands around pages.
    pub(super) strips: Strips,
    /// Page numbers by path.
    numbers: OnceLock<HashMap<&'o str, usize>>,
    /// The files that are no page and no picture, once somebody asked for one.
    assets: OnceLock<Artifacts>,
}

/// What all pages of an edition are told, and what they offer to choose from.
struct Shared {
    context: Context,
    choices: Choices,
}

impl<'o> Pages<'o> {
    /// A site of which nothing is made yet.
    #[must_use]
    pub fn of(order: Order<'o>, pictures: &'o Sizes<'o>) -> Pages<'o> {
        let books = order.editions.iter().map(|_| OnceLock::new()).collect();
        let shared = order.editions.iter().map(|_| OnceLock::new()).collect();
        let rotas = order.editions.iter().map(|_| OnceLock::new()).collect();
        let strips = Strips::default();
        Pages { order, pictures, books, shared, rotas, strips, numbers: OnceLock::new(), assets: OnceLock::new() }
    }

    /// The file at a path; nothing where the site has none here: search and packs are made by others.
    ///
    /// # Errors
    /// When a template of the handbook's own does not work.
    ///
    /// # Panics
    /// When a template of the default theme fails, which is our own mistake.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        let numbers = self.numbers.get_or_init(|| {
            let pages = self.order.plan.pages.iter().enumerate();
            pages.map(|(number, planned)| (planned.path.as_str(), number)).collect()
        });
        if let Some(&number) = numbers.get(path) {
            let mut html = Vec::new();
            return self.write(number, &mut html).map(|()| Some(html));
        }
        let theme = self.order.theme;
        let script = || {
            let languages = self.order.editions.iter().map(|edition| &edition.reader.language);
            languages.map(|language| theme.scripts(language)).find_map(|scripts| scripts.files.get(path))
        };
        if let Some(bytes) = theme.assets.files.get(path).or_else(script) {
            return Ok(Some(bytes.clone()));
        }
        if let Some((name, _)) = self.order.plan.media.iter().find(|(_, place)| place.as_str() == path) {
            return Ok(self.order.media.get(name).map(|file| file.bytes.to_vec()));
        }
        let root = path.strip_suffix(installed::FILE);
        let edition = root.and_then(|root| (0..self.books.len()).find(|&at| self.order.plan.root(at) == root));
        if let Some(at) = edition {
            let shelf = Mutex::new(Artifacts::default());
            installed::manifest(self.book(at), &shelf);
            return Ok(shelf.get(path));
        }
        let others = self.assets.get_or_init(|| {
            let shelf = Mutex::new(Artifacts::default());
            self.assets(&shelf);
            if !self.books.is_empty() {
                self.robots(&shelf);
            }
            shelf.into_inner().expect("adding a file does not panic")
        });
        Ok(others.get(path).map(<[u8]>::to_vec))
    }

    /// Writes a page by its number.
    pub(super) fn write(&self, number: usize, html: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        page::page(self, number, html).map_err(|error| {
            let path = &self.order.plan.pages[number].path;
            let told = templates::failed(&error, &self.order.theme.own).map(Box::new);
            told.unwrap_or_else(|| panic!("the default theme could not make {path:?}:\n{error}"))
        })
    }

    /// An edition, made ready for its pages.
    pub(super) fn book(&self, at: usize) -> &Book<'o> {
        let Order { editions, plan, theme, coverage, .. } = self.order;
        self.books[at].get_or_init(|| Book::of(editions, at, plan, theme, self.pictures, coverage))
    }

    /// Each role's steps in an edition.
    pub(super) fn rota(&self, at: usize) -> &Rota<'o> {
        self.rotas[at].get_or_init(|| Rota::of(&self.order.editions[at]))
    }

    /// What all pages of an edition are told.
    pub(super) fn shared(&self, at: usize) -> &Context {
        &self.with_choices(at).context
    }

    fn with_choices(&self, at: usize) -> &Shared {
        self.shared[at].get_or_init(|| {
            let book = self.book(at);
            let choices = Choices::of(book);
            let colours = colours(&book.colours).map(|(path, _)| path);
            Shared { context: context(book, colours.as_deref(), &choices.path), choices }
        })
    }

    /// Puts the theme's files, its scripts, the colours and what can be chosen on a shelf. Languages share what does not
    /// differ between them; every part of a site has all of it, since every device keeps them.
    pub(super) fn assets(&self, shelf: &dyn Shelf) {
        let mut files: BTreeMap<String, &[u8]> = BTreeMap::new();
        let own = self.order.theme.assets.files.iter();
        files.extend(own.map(|(path, bytes)| (path.clone(), bytes.as_slice())));
        for at in 0..self.books.len() {
            let (book, choices) = (self.book(at), &self.with_choices(at).choices);
            files.extend(book.scripts.files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())));
            files.extend(colours(&book.colours));
            files.insert(choices.path.clone(), choices.script.as_bytes());
        }
        files.iter().for_each(|(path, bytes)| shelf.put(path, bytes));
    }

    /// Puts a picture or an attachment on a shelf, by its path in the handbook.
    pub(super) fn media(&self, path: &str, shelf: &dyn Shelf) {
        if let Some((place, file)) = self.order.plan.media.get(path).zip(self.order.media.get(path)) {
            shelf.put(place.as_str(), &file.bytes);
        }
    }

    /// Puts what search engines are told on a shelf.
    pub(super) fn robots(&self, shelf: &dyn Shelf) {
        robots::files(self.book(0), &|planned| self.book(planned.edition).is_foreign(planned.subject), shelf);
    }
}

/// An edition's own colours as a style sheet: its path and text.
fn colours(colours: &Colours) -> Option<(String, &[u8])> {
    let css = colours.css.as_bytes();
    (!css.is_empty()).then(|| (assets::fingerprinted("colours.css", css), css))
}

/// What all pages of an edition are told.
fn context(book: &Book<'_>, colours: Option<&str>, choices: &str) -> Context {
    let mut context = Context::new();
    context.insert_value("words", book.words.value());
    // A page's main part may be in another language than what stands around it.
    context.insert_value("frame", book.words.value());
    context.insert_value("site", Value::from_serializable(&Site::of(book, colours, choices)));
    let assets: BTreeMap<&String, &String> = book.theme.assets.paths.iter().chain(&book.scripts.paths).collect();
    context.insert_value("assets", Value::from_serializable(&assets));
    context
}
