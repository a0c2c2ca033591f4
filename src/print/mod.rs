//! Editions and binders into PDFs: binders, flip charts, cards, forms and reports, each sheet with the code by which it is
//! told from an older one.
//!
//! ```text
//! Edition × Binder → Manuscript (data) → a theme's templates → Typst → PDF, tagged, packed
//! ```
//!
//! The engine is compiled only with the feature `print`; nothing below this room knows of it.

mod booklet;
mod breaks;
mod engine;
mod glyphs;
mod manuscript;
mod pictures;
mod qr;
mod templates;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::{Engine, Fault, File, Fonts, Job};
use manuscript::{Manuscript, Wanted};
use templates::Templates;

use crate::config::{Binder, Layout, Paper};
use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Place, found};
use crate::edition::Edition;
use crate::fields::Id;
use crate::handbook::{FONTS, Handbook, Media};
use crate::source::{Content, Sources, Span};
use crate::words::Words;

/// Made ready once, it prints any number of things from one handbook.
pub struct Press<'s> {
    sources: &'s Sources,
    media: &'s BTreeMap<String, Media>,
    engine: Engine,
    templates: Templates,
}

/// What is printed, for whom, on what.
pub struct Order<'s> {
    /// What its reader sees.
    pub edition: &'s Edition,
    /// What the same reader sees of the originals, and the theme's words for them, where this is another language: what nobody has
    /// translated is printed so.
    pub original: Option<(&'s Edition, &'s Words)>,
    /// What is printed.
    pub binder: &'s Binder,
    /// On what.
    pub paper: Paper,
    /// The theme's words.
    pub words: &'s Words,
    /// The sections of each document that have changed since the newest release; none where only what stands before the
    /// first heading has.
    pub changed: &'s BTreeMap<Id, Vec<Id>>,
    /// The release that a binder holds, where only what has changed since is printed.
    pub since: Option<&'s str>,
}

/// A finished PDF.
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The documents in it.
    pub documents: BTreeSet<Id>,
    /// The same to be folded, with its number of sides, where the binder is a booklet, too.
    pub booklet: Option<(Vec<u8>, usize)>,
}

/// Lets the engine remember what it laid out: the newest things that have together at most so many pages. Whatever of them is the
/// same is not laid out again. A program begins with none, and then its memory does not grow with what it prints.
pub fn remember(pages: usize) {
    engine::remember(pages);
}

impl<'s> Press<'s> {
    /// Makes ready: fonts, templates, the engine. A font file that is none is told.
    #[must_use]
    pub fn new(sources: &'s Sources, handbook: &'s Handbook) -> Checked<Press<'s>> {
        let mut diagnostics = Diagnostics::new();
        let own = sources.iter().filter_map(|(_, source)| match &source.content {
            Content::Media(bytes) if source.path.starts_with(FONTS) => Some((source.path.as_str(), Arc::clone(bytes))),
            _ => None,
        });
        let (fonts, wrong) = Fonts::with(own);
        for path in wrong {
            diagnostics.push(
                Diagnostic::error(found::UNREADABLE_FILE, Place::File(path.to_owned()), "This file holds no font")
                    .help("put a font of the kind .ttf or .otf there, or take the file out"),
            );
        }
        let press = Press {
            sources,
            media: &handbook.media,
            engine: Engine::new(fonts),
            templates: Templates::of(sources, &handbook.config.theme.folder),
        };
        Checked { value: press, diagnostics }
    }

    /// Prints one thing. Nothing comes of it where there is an error among the findings.
    #[must_use]
    pub fn print(&self, order: &Order<'_>) -> Checked<Option<Printed>> {
        let (pictures, mut diagnostics) = pictures::printable(self.media, order.edition.media.iter());
        let wanted = Wanted {
            edition: order.edition,
            original: order.original,
            binder: order.binder,
            paper: order.paper,
            words: order.words,
            fonts: self.engine.fonts().families(),
            pictures: &pictures,
            changed: order.changed,
            since: order.since,
            pages: None,
        };
        let Some(mut manuscript) = Manuscript::of(&wanted) else {
            // Nothing has changed in it, or there is nothing.
            if order.since.is_none() {
                diagnostics.push(empty(order));
            }
            return Checked { value: None, diagnostics };
        };
        // Sheets that are exchanged name the pages of the whole binder, so that is laid out first.
        let pages;
        if order.since.is_some() && order.binder.layout == Layout::Binder {
            match self.pages(&Wanted { since: None, ..wanted }, order) {
                Ok(found) => pages = found,
                Err(faults) => {
                    faults.iter().for_each(|fault| diagnostics.push(self.finding(fault, order)));
                    return Checked { value: None, diagnostics };
                }
            }
            let whole = Manuscript::of(&Wanted { pages: Some(&pages), ..wanted });
            manuscript = whole.expect("it was there a moment ago");
        }
        let data = data(&manuscript);
        let letters = glyphs::missing(&data, self.engine.fonts());
        if !letters.is_empty() {
            diagnostics.append(glyphs::findings(&letters, self.sources, order.binder.id.span));
            return Checked { value: None, diagnostics };
        }
        let job = self.job(data, &pictures, order);
        match self.engine.typeset(&job) {
            Ok(sheet) => {
                let documents = manuscript.documents();
                let right_to_left = order.edition.reader.language.is_right_to_left();
                let booklet = order.binder.booklet.then(|| booklet::of(&sheet.bytes, right_to_left));
                let booklet = booklet.map(|folded| folded.expect("what Typst has written can be read"));
                let printed = Printed { bytes: sheet.bytes, pages: sheet.pages, documents, booklet };
                Checked { value: Some(printed), diagnostics }
            }
            Err(faults) => {
                faults.iter().for_each(|fault| diagnostics.push(self.finding(fault, order)));
                Checked { value: None, diagnostics }
            }
        }
    }

    /// Where everything stands in a whole binder, as its contents and references name it: `B3-2`.
    fn pages(&self, wanted: &Wanted<'_>, order: &Order<'_>) -> Result<BTreeMap<String, String>, Vec<Fault>> {
        let Some(whole) = Manuscript::of(wanted) else { return Ok(BTreeMap::new()) };
        let job = self.job(data(&whole), wanted.pictures, order);
        let found = self.engine.pages(&job)?;
        let pages = whole.targets().iter().filter_map(|(label, number)| {
            let first = found.get(&format!("start-{number}"))?;
            let page = found.get(label)?.checked_sub(*first)? + 1;
            Some((label.clone(), format!("{number}-{page}")))
        });
        Ok(pages.collect())
    }

    fn job(&self, data: String, pictures: &BTreeSet<String>, order: &Order<'_>) -> Job {
        let mut files = self.templates.files();
        files.insert("print/data.json".to_owned(), File::Text(data));
        let words = serde_json::to_string(order.words.tables()).expect("text always has a JSON form");
        files.insert("print/words.json".to_owned(), File::Text(words));
        files.extend(pictures.iter().map(|path| (path.clone(), File::Bytes(Arc::clone(&self.media[path].bytes)))));
        let school = order.edition.reader.school.as_ref().map_or("", |school| school.as_str());
        Job {
            main: Templates::main(order.binder.layout),
            files,
            identity: format!(
                "{}\n{}\n{school}\n{}\n{}",
                order.edition.code(),
                order.binder.id.value,
                order.edition.audience,
                order.edition.reader.language
            ),
            today: order.edition.today,
        }
    }

    /// What a template did wrong, at its line where it is the handbook's own.
    fn finding(&self, fault: &Fault, order: &Order<'_>) -> Diagnostic {
        let binder = order.binder.id.span;
        let Some((path, range)) = &fault.place else {
            let message = format!("\"{}\" cannot be printed: {}", order.binder.title, fault.message);
            return Diagnostic::error(found::BROKEN_TEMPLATE, binder, message).help_if(fault.hint.clone());
        };
        if self.media.contains_key(path) {
            let message = format!("This picture cannot be printed: {}", fault.message);
            return Diagnostic::error(found::UNPRINTABLE_PICTURE, Place::File(path.clone()), message)
                .help("save it again as PNG, JPEG or SVG");
        }
        match self.templates.own(path) {
            Some(source) => Diagnostic::error(
                found::BROKEN_TEMPLATE,
                Span::new(source, range.start, range.end),
                format!("The template does not work: {}", fault.message),
            )
            .related(binder, "needed for this")
            .help_if(fault.hint.clone()),
            None => {
                let before = self.templates.text(path).and_then(|text| text.get(..range.start)).unwrap_or("");
                let line = before.matches('\n').count() + 1;
                let message = format!(
                    "\"{}\" cannot be printed: {} (in line {line} of Gobag's own {path})",
                    order.binder.title, fault.message
                );
                Diagnostic::error(found::BROKEN_TEMPLATE, binder, message).help_if(fault.hint.clone())
            }
        }
    }
}

/// A manuscript as templates read it.
fn data(manuscript: &Manuscript<'_>) -> String {
    let mut data = serde_json::to_value(manuscript).expect("text always has a JSON form");
    breaks::allow(&mut data);
    data.to_string()
}

/// A binder with nothing in it that its reader may see.
fn empty(order: &Order<'_>) -> Diagnostic {
    let binder = order.binder;
    let audience = &order.edition.audience;
    let message = format!("There is nothing in \"{}\" that {audience} may read", binder.title);
    let help = if binder.include.is_empty() {
        "name what it holds: `include = [\"procedures\", \"contacts\"]`".to_owned()
    } else {
        "name other documents in `include`, or another `audience`".to_owned()
    };
    Diagnostic::error(found::EMPTY_BINDER, binder.id.span, message).help(help)
}
