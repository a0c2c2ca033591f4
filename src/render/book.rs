//! An edition, made ready for its pages: the addresses of everything in it, and whose step is whose, worked out once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::colours::Colours;
use super::navigation::Navigation;
use super::scripts::Scripts;
use super::spot::Spot;
use super::theme::Theme;
use crate::coverage::Coverage;
use crate::document::body::Body;
use crate::document::{Document, Location, walk};
use crate::edition::{Edition, History};
use crate::fields::Language;
use crate::plan::{Plan, Planned, Subject, UrlPath};
use crate::words::Words;

/// The brand of tokens.css, where no colour was chosen.
const BRAND: &str = "#0b4f6c";

/// What all pages of an edition share.
pub(super) struct Book<'s> {
    /// What its readers see.
    pub(super) edition: &'s Edition,
    /// Its place among the editions.
    pub(super) number: usize,
    /// The edition of the same school and audience in the handbook's first language, where this one is in another.
    pub(super) source: Option<usize>,
    /// Every edition, for the way to other schools.
    pub(super) editions: &'s [Edition],
    /// Every address.
    pub(super) plan: &'s Plan,
    /// How it looks.
    pub(super) theme: &'s Theme,
    /// The theme's words in its language.
    pub(super) words: &'s Words,
    /// The theme's scripts, with these words.
    pub(super) scripts: &'s Scripts,
    /// The sizes of pictures, by path.
    pub(super) pictures: &'s BTreeMap<&'s str, (u32, u32)>,
    /// How complete the plan is, where an edition has a page about it.
    pub(super) coverage: Option<&'s Coverage>,
    /// Its colours.
    pub(super) colours: Colours,
    /// Its chapters and their pages.
    pub(super) navigation: Navigation,
    /// How each document stands to the releases, by its place in the edition; worked out when it is first asked for.
    histories: Vec<OnceLock<History>>,
    /// The edition's folder, as it stands in a link.
    folder: String,
    /// Each document's address from the edition's folder.
    documents: Vec<String>,
    /// Each role's address from the edition's folder.
    roles: Vec<String>,
    /// Every address of the schools' editions, where this one is the district's.
    at_schools: BTreeSet<&'s str>,
    positions: FxHashMap<&'s str, usize>,
    role_positions: FxHashMap<&'s str, usize>,
}

impl<'s> Book<'s> {
    /// Makes an edition ready.
    pub(super) fn of(
        editions: &'s [Edition],
        number: usize,
        plan: &'s Plan,
        theme: &'s Theme,
        pictures: &'s BTreeMap<&'s str, (u32, u32)>,
        coverage: Option<&'s Coverage>,
    ) -> Book<'s> {
        let edition = &editions[number];
        let words = theme.words(&edition.reader.language);
        let source = edition.original_among(editions);
        let folder = UrlPath::new(plan.root(number)).encoded().into_owned();
        let address = |subject| inside(plan, number, &folder, subject).unwrap_or_default();
        Book {
            edition,
            number,
            source,
            editions,
            plan,
            theme,
            words,
            scripts: theme.scripts(&edition.reader.language),
            pictures,
            coverage,
            colours: Colours::of(edition),
            navigation: Navigation::of(edition, number, plan, words),
            histories: edition.documents.iter().map(|_| OnceLock::new()).collect(),
            documents: (0..edition.documents.len()).map(|at| address(Subject::Document(at))).collect(),
            roles: (0..edition.roles.len()).map(|at| address(Subject::Role(at))).collect(),
            folder,
            at_schools: at_schools(editions, number, plan),
            positions: positions(edition.documents.iter().map(|document| document.id.as_str())),
            role_positions: positions(edition.roles.iter().map(|role| role.id.as_str())),
        }
    }

    /// How a document stands to the releases.
    pub(super) fn history(&self, at: usize) -> &History {
        self.histories[at].get_or_init(|| {
            let document = &self.edition.documents[at];
            let original = match self.source.map(|source| &self.editions[source]) {
                // What nobody has translated is the original's sheet, with the original's code.
                Some(original) if document.language != self.edition.reader.language => {
                    original.document(document.id.as_str()).map(|document| original.history(document))
                }
                _ => None,
            };
            original.unwrap_or_else(|| self.edition.history(document))
        })
    }

    /// A page's address from the edition's folder, if the edition has the page.
    pub(super) fn inside(&self, subject: Subject) -> Option<String> {
        inside(self.plan, self.number, &self.folder, subject)
    }

    /// A document's address from the edition's folder.
    pub(super) fn document_address(&self, at: usize) -> &str {
        &self.documents[at]
    }

    /// A role's address from the edition's folder.
    pub(super) fn role_address(&self, at: usize) -> &str {
        &self.roles[at]
    }

    /// A document's place in the edition.
    pub(super) fn document_position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// A role's place in the edition.
    pub(super) fn role_position(&self, id: &str) -> Option<usize> {
        self.role_positions.get(id).copied()
    }

    /// The document that a path means to this reader: a school's own stands in for the district's.
    pub(super) fn document_at(&self, path: &str) -> Option<&'s Arc<Document>> {
        self.edition.document_at(path).or_else(|| {
            let location = Location::of(path);
            let document = self.edition.document(&location.stem)?;
            let stands_in = document.school.is_some() && !path.starts_with("schools/");
            (stands_in || location.language.is_some()).then_some(document)
        })
    }

    /// The way to a picture or attachment, if this edition uses it.
    pub(super) fn media_link(&self, spot: &Spot, path: &str) -> Option<String> {
        self.edition.media.contains(path).then_some(())?;
        Some(format!("{}{}", spot.top, self.plan.media.get(path)?.encoded()))
    }

    /// The number of the edition of another school (or of the district), for the same audience and language.
    pub(super) fn edition_of(&self, school: Option<&str>) -> Option<usize> {
        let reader = &self.edition.reader;
        self.editions.iter().position(|other| {
            other.reader.school.as_ref().map(|id| id.as_str()) == school
                && other.reader.audience == reader.audience
                && other.reader.language == reader.language
        })
    }

    /// Whether the main part of a page is still in the handbook's first language.
    pub(super) fn is_foreign(&self, subject: Subject) -> bool {
        let Some(foreign) = &self.edition.foreign else { return false };
        match subject {
            Subject::Document(at) => self.edition.documents[at].language == foreign.language,
            Subject::Roles => foreign.roles.values().any(|untold| untold.name),
            // What else of a role nobody has translated says its language where it stands.
            Subject::Role(at) => foreign.roles.get(&self.edition.roles[at].id.value).is_some_and(|untold| untold.name),
            Subject::Contacts => foreign.contacts,
            Subject::Places => foreign.places,
            Subject::Glossary => foreign.terms,
            // These registers are the plan's own records, kept in one language.
            Subject::Hazards | Subject::Drills | Subject::Changes | Subject::Coverage | Subject::Checks => true,
            Subject::Home
            | Subject::List(_)
            | Subject::Verify
            | Subject::Languages
            | Subject::Index
            | Subject::Pocket
            | Subject::Offline
            | Subject::NotFound => false,
        }
    }

    /// The language of a page's main part, where it is not that of what stands around it.
    pub(super) fn tongue_of(&self, subject: Subject) -> Option<&'s Language> {
        let edition = self.edition;
        let main = match &edition.foreign {
            Some(foreign) if self.is_foreign(subject) => &foreign.language,
            _ => &edition.reader.language,
        };
        (main.primary() != self.frame().primary()).then_some(main)
    }

    /// The language of the theme's words around a page: the reader's, where the theme has it.
    pub(super) fn frame(&self) -> &'s Language {
        self.words.tongue(&self.edition.reader.language)
    }

    /// The same subject in another edition, if it has it.
    pub(super) fn same(&self, subject: Subject, other: usize) -> Option<Subject> {
        let there = &self.editions[other];
        let same = match subject {
            Subject::Document(at) => Subject::Document(there.position(self.edition.documents[at].id.as_str())?),
            Subject::Role(at) => {
                let id = &self.edition.roles[at].id.value;
                Subject::Role(there.roles.iter().position(|role| role.id.value == *id)?)
            }
            same => same,
        };
        self.plan.path(other, same).map(|_| same)
    }

    /// The edition of the same school and audience in a language.
    pub(super) fn in_language(&self, language: &Language) -> Option<usize> {
        let reader = &self.edition.reader;
        self.editions.iter().position(|other| {
            let other = &other.reader;
            other.school == reader.school && other.audience == reader.audience && other.language == *language
        })
    }

    /// The way from a page to a document in another language.
    pub(super) fn elsewhere(&self, spot: &Spot, id: &str, language: &Language) -> Option<String> {
        let other = self.in_language(language)?;
        let at = self.editions[other].position(id)?;
        Some(format!("{}{}", spot.top, self.plan.path(other, Subject::Document(at))?.encoded()))
    }

    /// The schools that have a page of the district's at the same place in their own folder.
    pub(super) fn schools_with(&self, planned: &Planned) -> impl Iterator<Item = &'s str> {
        let inside = planned.path.as_str().strip_prefix(self.plan.root(self.number)).unwrap_or_default();
        self.edition.schools.iter().map(|school| school.id.as_str()).filter(move |school| {
            let other = self.edition_of(Some(school)).map(|other| self.plan.root(other));
            other.is_some_and(|root| self.at_schools.contains(format!("{root}{inside}").as_str()))
        })
    }

    /// The colour of a browser's bar.
    pub(super) fn theme_colour(&self) -> String {
        self.edition.masthead.colour.map_or_else(|| BRAND.to_owned(), |colour| colour.to_string())
    }

    /// Whether these pages are for the lowest audience: anyone may have them.
    pub(super) fn is_public(&self) -> bool {
        self.edition.reader.audience == crate::config::Rank::LOWEST
    }
}

fn positions<'s>(ids: impl Iterator<Item = &'s str>) -> FxHashMap<&'s str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

/// Every address of the schools' editions; nothing for a school's own.
fn at_schools<'s>(editions: &[Edition], number: usize, plan: &'s Plan) -> BTreeSet<&'s str> {
    let reader = &editions[number].reader;
    if reader.school.is_some() {
        return BTreeSet::new();
    }
    let theirs = plan.pages.iter().filter(|page| {
        let other = &editions[page.edition].reader;
        other.school.is_some() && other.language == reader.language
    });
    theirs.map(|page| page.path.as_str()).collect()
}

/// A page's address from its edition's folder, as it stands in a link.
fn inside(plan: &Plan, edition: usize, folder: &str, subject: Subject) -> Option<String> {
    let path = plan.path(edition, subject)?.encoded();
    Some(path.strip_prefix(folder).unwrap_or(&path).to_owned())
}

/// Whether a document's text has a section of this id.
pub(super) fn has_section(body: &Body, id: &str) -> bool {
    let mut found = false;
    walk::sections(body, &mut |section, _| found |= section.id.as_str() == id);
    found
}
