//! An edition and a binder into a manuscript: everything that a template needs to know, as data.
//!
//! A binder has *parts* (those of the site's navigation, each with an edge tab), and parts have *units*: documents and
//! registers. A unit starts on a sheet of its own and numbers its own pages, `B3-2`, so that a sheet can be replaced
//! without the others.

mod assessment;
mod control;
mod document;
mod index;
mod numbers;
mod pack;
mod registers;
mod scribe;
mod stamp;
mod text;
mod unit;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::config::{Binder, Layout, Paper};
use crate::document::Document;
use crate::edition::Edition;
use crate::fields::{Id, Named as _};
use crate::words::Words;
use control::Control;
use index::Topic;
use pack::Pack;
use scribe::{Scribe, Targets};
use unit::{Listed, Part, Register};

/// What is printed, and for whom.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'s> {
    /// What its reader sees.
    pub(super) edition: &'s Edition,
    /// What the same reader sees of the originals and the theme's words for them, where this is another language.
    pub(super) original: Option<(&'s Edition, &'s Words)>,
    /// What is printed.
    pub(super) binder: &'s Binder,
    /// On what.
    pub(super) paper: Paper,
    /// The theme's words.
    pub(super) words: &'s Words,
    /// The families of fonts, in the order in which letters are looked for.
    pub(super) fonts: &'s [String],
    /// The pictures that can be printed.
    pub(super) pictures: &'s BTreeSet<String>,
    /// The sections of each document that have changed since the newest release.
    pub(super) changed: &'s BTreeMap<Id, Vec<Id>>,
    /// The release that a binder holds, where only what is exchanged in it is printed.
    pub(super) since: Option<&'s str>,
    /// Where everything stands in the whole binder, where only a part of it is printed.
    pub(super) pages: Option<&'s BTreeMap<String, String>>,
}

impl<'s> Wanted<'s> {
    /// The same for a document: what nobody has translated is printed as the original, names and all, just as its page is the
    /// original's, so that its sheets have the code that was approved.
    fn reading(&self, document: &Document) -> Wanted<'s> {
        let is_foreign = document.language != self.edition.reader.language;
        match self.original.filter(|_| is_foreign) {
            Some((edition, words)) => Wanted { edition, words, original: None, ..*self },
            None => *self,
        }
    }
}

/// Everything that a template needs to know.
#[derive(Debug, Serialize)]
pub(super) struct Manuscript<'s> {
    binder: Named,
    layout: &'static str,
    paper: &'static str,
    title: String,
    publisher: String,
    school: Option<School>,
    audience: String,
    /// What stands on sheets that are not for everyone.
    mark: Option<String>,
    lang: String,
    rtl: bool,
    date: String,
    /// When a copy that nobody replaced is destroyed.
    destroy_by: Option<String>,
    release: Option<String>,
    url: Option<String>,
    emergency: Emergency,
    colour: Option<String>,
    action_colours: BTreeMap<&'s str, String>,
    logo: Option<String>,
    logo_alt: Option<&'s str>,
    fonts: &'s [String],
    control: Option<Control>,
    parts: Vec<Part>,
    /// All parts, whatever of them is printed.
    contents: Vec<Listed>,
    /// What can be led to, and the number of the unit in which it stands.
    targets: Targets,
    /// The pages on which that stands, where it is not all here.
    pages: Option<&'s BTreeMap<String, String>>,
    topics: Vec<Topic>,
    pack: Option<Exchange>,
}

/// The binder's own name.
#[derive(Debug, Serialize)]
struct Named {
    id: String,
    title: String,
}

/// Whose copy it is.
#[derive(Debug, Serialize)]
struct School {
    title: String,
    short: String,
    address: Option<String>,
    phone: Option<String>,
}

/// Calling for help.
#[derive(Debug, Serialize)]
struct Emergency {
    number: String,
    words: Option<String>,
}

/// Sheets that are taken out.
#[derive(Debug, Serialize)]
struct Gone {
    number: String,
    title: String,
}

/// What a person does with a replacement pack: documents by id, lists by name.
#[derive(Debug, Serialize)]
struct Exchange {
    since: String,
    changed: Vec<String>,
    new: Vec<String>,
    gone: Vec<Gone>,
    moved: Vec<String>,
    contents: bool,
    index: bool,
}

impl<'s> Manuscript<'s> {
    /// Writes down what a binder holds for its reader, or what is exchanged in it. Nothing where that is nothing at all.
    pub(super) fn of(wanted: &Wanted<'s>) -> Option<Manuscript<'s>> {
        let (edition, words) = (wanted.edition, wanted.words);
        let masthead = &edition.masthead;
        let planned = unit::planned(wanted);
        let shows_control = wanted.binder.layout == Layout::Binder;
        let has_control = wanted.binder.include.iter().any(|name| name.value == "approvals");
        if planned.iter().all(|(_, units)| units.is_empty()) && !has_control {
            return None;
        }
        let pack = wanted.since.map(|since| Pack::of(wanted, since, &planned));
        if pack.as_ref().is_some_and(|pack| pack.is_empty(&planned)) {
            return None;
        }
        let pack = pack.filter(|pack| pack.is_partial(wanted.binder.layout));
        let has = |part: fn(&Pack) -> bool| shows_control && pack.as_ref().is_none_or(part);
        let targets = unit::targets(wanted, &planned);
        let parts = unit::parts(wanted, &planned, pack.as_ref(), &targets);
        let topics = if has(|pack| pack.index) { index::topics(edition, &planned, &targets) } else { Vec::new() };
        let control = has(|pack| pack.control).then(|| edition.record(&mut Scribe::new(wanted, &targets)));
        let names = |ids: &BTreeSet<Id>| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        Some(Manuscript {
            binder: Named { id: wanted.binder.id.value.to_string(), title: wanted.binder.title.clone() },
            layout: wanted.binder.layout.name(),
            paper: wanted.paper.name(),
            title: masthead.title.clone(),
            publisher: masthead.publisher.clone(),
            school: edition.school.as_ref().map(|school| School {
                title: school.title.clone(),
                short: school.short.clone(),
                address: school.address.clone(),
                phone: school.phone.as_ref().map(ToString::to_string),
            }),
            audience: words.find("audience", &edition.audience).unwrap_or(&edition.audience).to_owned(),
            mark: mark(edition, words),
            lang: edition.reader.language.as_str().to_owned(),
            rtl: edition.reader.language.is_right_to_left(),
            date: words.date(edition.today),
            destroy_by: masthead.review_interval.after(edition.today).map(|day| words.date(day)),
            release: masthead.release.clone(),
            url: masthead.url.clone(),
            emergency: Emergency {
                number: masthead.emergency_number.to_string(),
                words: masthead.emergency_words.clone(),
            },
            colour: masthead.colour.map(|colour| colour.to_string()),
            action_colours: masthead
                .action_colours
                .iter()
                .map(|(name, colour)| (name.as_str(), colour.to_string()))
                .collect(),
            logo: masthead.logo.as_ref().and_then(|logo| wanted.pictures.get(logo)).cloned(),
            logo_alt: masthead.logo_alt.as_deref(),
            fonts: wanted.fonts,
            control,
            parts,
            contents: unit::contents(wanted, &planned),
            topics,
            targets,
            pages: wanted.pages,
            pack: wanted.since.zip(pack).map(|(since, pack)| Exchange {
                since: since.to_owned(),
                changed: names(&pack.changed),
                new: names(&pack.new)
                    .into_iter()
                    .chain(pack.new_lists.iter().map(|list| list.name().to_owned()))
                    .collect(),
                gone: pack.gone.into_iter().map(|(name, number)| gone(edition, words, &name, number)).collect(),
                moved: pack.moved.into_iter().collect(),
                contents: pack.contents,
                index: pack.index,
            }),
        })
    }

    /// What can be led to, and the number of the unit in which it stands.
    pub(super) fn targets(&self) -> &Targets {
        &self.targets
    }

    /// The documents that are printed.
    pub(super) fn documents(&self) -> BTreeSet<Id> {
        let units = self.parts.iter().flat_map(|part| &part.units);
        units.filter_map(|unit| unit.document.clone()).collect()
    }
}

/// What is no longer in a binder, by the title that it has, where there is still one.
fn gone(edition: &Edition, words: &Words, name: &str, number: String) -> Gone {
    let document = edition.document(name).map(|document| document.common.title.value.as_str());
    let title = document.or_else(|| Register::named(name).map(|_| words.get("title", name))).unwrap_or(name);
    Gone { number, title: title.to_owned() }
}

/// What stands on sheets that are not for everyone.
fn mark(edition: &Edition, words: &Words) -> Option<String> {
    if edition.audience == edition.masthead.lowest_audience {
        return None;
    }
    let name = words.find("audience", &edition.audience).unwrap_or(&edition.audience);
    let own = words.find("mark", &edition.audience).map(str::to_owned);
    Some(own.unwrap_or_else(|| words.fill("site", "mark", &[("audience", name)])))
}
