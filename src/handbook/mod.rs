//! All documents and registers of a folder, assembled: ids are unique, links lead somewhere, order is known.

pub mod approvals;
mod blanks;
pub mod contacts;
pub mod drills;
pub mod framework;
pub mod frameworks;
pub mod glossary;
pub mod hazards;
mod includes;
pub mod jurisdiction;
mod kept;
mod links;
pub mod local;
mod media;
pub mod metadata;
mod misnamed;
pub mod places;
mod ranks;
pub mod releases;
pub mod requirement;
pub mod roles;
pub mod school;
pub mod tally;
pub mod translation;
mod unique;
mod unread;
pub mod vocabulary;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostics};
use crate::document::{Document, Kind, Location, Reading};
use crate::fields::{Fields, Id, Language};
use crate::source::{Content, SourceId, Sources};

use approvals::Approvals;
use contacts::Contact;
use drills::Drills;
use frameworks::Frameworks;
use glossary::Term;
use hazards::Hazard;
use jurisdiction::Profile;
use places::Place;
use releases::Release;
use requirement::Requirement;
use roles::Role;
use school::School;
use vocabulary::Vocabulary;

pub use kept::Kept;
pub use media::{FONTS, Media};

/// Everything that a folder says.
#[derive(Clone, Debug)]
pub struct Handbook {
    /// `handbook.toml`.
    pub config: Config,
    /// Every document, in order of path: the district's, the schools' own, translations.
    pub documents: Vec<Arc<Document>>,
    /// The district's roles.
    pub roles: Vec<Role>,
    /// The district's contacts.
    pub contacts: Vec<Contact>,
    /// The district's places.
    pub places: Vec<Place>,
    /// The glossary.
    pub terms: Vec<Term>,
    /// The risk register.
    pub hazards: Vec<Hazard>,
    /// The drills.
    pub drills: Drills,
    /// Signatures, changes, distribution.
    pub approvals: Approvals,
    /// What was approved before, the oldest first.
    pub releases: Vec<Release>,
    /// The schools, by id.
    pub schools: Vec<School>,
    /// What the plan can be held against for completeness.
    pub frameworks: Frameworks,
    /// Pictures and attachments, by path.
    pub media: BTreeMap<String, Media>,
    /// What the jurisdiction demands of drills.
    pub jurisdiction: Option<Profile>,
    /// The day it is read on.
    pub today: Date,
    /// What the registers are called in other languages.
    pub vocabularies: BTreeMap<Language, Vocabulary>,
    /// The documents of each id that translate no other, the district's before the schools'.
    by_id: FxHashMap<Id, Vec<usize>>,
    /// The translations of each document, by its path: the language, the translator's file, and the whole in their words.
    translations: FxHashMap<String, Vec<Translation>>,
}

/// A document in another language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// What the translator wrote.
    pub written: Arc<Document>,
    /// The original in the translator's words.
    pub whole: Arc<Document>,
}

impl Handbook {
    /// Reads and assembles a folder. Never fails.
    #[must_use]
    pub fn read(sources: &Sources) -> Checked<Handbook> {
        Handbook::read_again(sources, &mut Kept::default())
    }

    /// The same for a folder that was read before: what was kept of files that have not changed is used, and what is made now
    /// is kept. The result is the same as without.
    #[must_use]
    pub fn read_again(sources: &Sources, kept: &mut Kept) -> Checked<Handbook> {
        let findings = RefCell::new(Diagnostics::new());
        let config = Config::read(sources, &findings);
        let (theme, folder) = (format!("{}/", config.theme.folder), config.theme.folder.clone());
        unread::check(sources, &theme, &findings);
        let language = config.source_language().clone();
        kept.begin(sources, &language, &config.audiences);
        blanks::check(sources, &theme, &findings, kept);

        let paths: Vec<(SourceId, &str)> = sources
            .iter()
            .filter(|(_, source)| matches!(source.content, Content::Text(_)))
            .filter(|(_, source)| !source.path.starts_with(&theme))
            .filter(|(_, source)| is_document(&source.path))
            .map(|(id, source)| (id, source.path.as_str()))
            .collect();
        let known = &*kept;
        let read: Vec<(Arc<Document>, Diagnostics)> = paths
            .into_par_iter()
            .map(|(id, path)| {
                if let Some((document, found)) = known.document(id) {
                    return (Arc::clone(document), found.clone());
                }
                let findings = RefCell::new(Diagnostics::new());
                let document = Document::read(id, path, sources.text(id), &language, &findings);
                (Arc::new(document), findings.into_inner())
            })
            .collect();
        kept.keep(&read);
        let mut documents = Vec::with_capacity(read.len());
        for (document, found) in read {
            findings.borrow_mut().append(found);
            documents.push(document);
        }

        let register = Register { sources, language: &language, findings: &findings };
        let roles = register.read("roles.toml", "role", roles::read);
        let contacts = register.read("contacts.toml", "contact", contacts::read);
        let places = register.read("places.toml", "place", places::read);
        let terms = register.read("glossary.toml", "term", glossary::read);
        let hazards = register.read("hazards.toml", "hazard", hazards::read);
        let drills = register.whole("drills.toml", drills::read).unwrap_or_default();
        let approvals = register.whole("approvals.toml", approvals::read).unwrap_or_default();
        let releases = releases::read(sources, &config, &findings);
        let schools = school::all(sources, &language, &findings, &places, &contacts);
        let jurisdiction = config.jurisdiction.as_ref().map(|name| Profile::of(name.value, drills.year()).value);
        let frameworks = Frameworks::read(sources, &config, &findings);
        let media = media::collect(sources, &folder, &findings, kept);

        let mut by_id: FxHashMap<Id, Vec<usize>> = FxHashMap::with_capacity_and_hasher(documents.len(), FxBuildHasher);
        for (at, document) in documents.iter().enumerate().filter(|(_, document)| !document.translates) {
            by_id.entry(document.id.value.clone()).or_default().push(at);
        }
        let vocabularies = vocabulary::read(sources, &config, &findings);
        let mut handbook = Handbook {
            config,
            documents,
            roles,
            contacts,
            places,
            terms,
            hazards,
            drills,
            approvals,
            releases,
            schools,
            frameworks,
            media,
            jurisdiction,
            today: sources.today,
            vocabularies,
            by_id,
            translations: FxHashMap::default(),
        };
        handbook.translations = handbook.translated(kept);
        unique::check(&handbook, &findings);
        links::check(&handbook, sources, &findings, kept);
        includes::check(&handbook, &findings);
        misnamed::check(&handbook, &findings);
        handbook.vocabularies.values().for_each(|vocabulary| vocabulary.check(&handbook, &findings));
        Checked { value: handbook, diagnostics: findings.into_inner() }
    }

    /// What must be practised: what the jurisdiction demands, then what the handbook does.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.jurisdiction.iter().flat_map(|profile| &profile.requirements).chain(&self.drills.requirements)
    }

    /// What a document translates.
    #[must_use]
    pub fn original(&self, translation: &Document) -> Option<&Arc<Document>> {
        let named = self.by_id.get(&translation.id.value)?.iter().map(|&at| &self.documents[at]);
        let mut ours = named.filter(|original| original.school == translation.school);
        ours.find(|original| original.kind() == translation.kind())
    }

    /// The documents as they were written first, in order.
    pub fn written_first(&self) -> impl Iterator<Item = &Arc<Document>> + Clone {
        self.documents.iter().filter(|document| !document.translates)
    }

    /// Every original with each of its translations.
    pub fn pairs(&self) -> impl Iterator<Item = (&Document, &Translation)> {
        self.written_first().flat_map(|original| {
            self.translations(original).iter().map(move |translation| (original.as_ref(), translation))
        })
    }

    /// The translations of a document.
    #[must_use]
    pub fn translations(&self, original: &Document) -> &[Translation] {
        self.translations.get(&original.path).map(Vec::as_slice).unwrap_or_default()
    }

    /// A document in a language, if it was translated into it.
    #[must_use]
    pub fn translation(&self, original: &Document, language: &Language) -> Option<&Translation> {
        self.translations(original).iter().find(|translation| translation.language == *language)
    }

    /// Every document in every language of the handbook that it has been translated into.
    fn translated(&self, kept: &mut Kept) -> FxHashMap<String, Vec<Translation>> {
        let known = |language: &Language| self.config.languages.iter().any(|known| known.value == *language);
        let written: Vec<_> =
            self.documents.iter().filter(|document| document.translates && known(&document.language)).collect();
        let known = &*kept;
        let made: Vec<[Arc<Document>; 3]> = written
            .into_par_iter()
            .filter_map(|written| {
                let original = self.original(written)?;
                let made = || Arc::new(translation::laid_over(self, original, written));
                let whole = known.whole(original, written).unwrap_or_else(made);
                Some([Arc::clone(original), Arc::clone(written), whole])
            })
            .collect();
        kept.keep_wholes(made.iter().cloned());
        let translation = |[original, written, whole]: [Arc<Document>; 3]| {
            let language = written.language.clone();
            (original.path.clone(), Translation { language, written, whole })
        };
        let made = made.into_iter().map(translation);
        let mut translations: FxHashMap<String, Vec<Translation>> = FxHashMap::default();
        made.for_each(|(path, translation)| translations.entry(path).or_default().push(translation));
        translations
    }

    /// The document that a name means at a school: the school's own before the district's.
    #[must_use]
    pub fn document(&self, id: &str, school: Option<&Id>) -> Option<&Arc<Document>> {
        let named = self.by_id.get(id)?;
        let of = |wanted: Option<&Id>| {
            named.iter().map(|&at| &self.documents[at]).find(|document| document.school.as_ref() == wanted)
        };
        school.and_then(|school| of(Some(school))).or_else(|| of(None))
    }

    /// The document in a file.
    #[must_use]
    pub fn document_at(&self, path: &str) -> Option<&Arc<Document>> {
        let at = self.documents.binary_search_by(|document| document.path.as_str().cmp(path)).ok()?;
        self.documents.get(at)
    }

    /// The school of an id.
    #[must_use]
    pub fn school(&self, id: &str) -> Option<&School> {
        self.schools.iter().find(|school| school.id.as_str() == id)
    }

    /// A place as a school has it, or as the district does.
    #[must_use]
    pub fn place<'a>(&'a self, id: &str, school: Option<&'a School>) -> Option<&'a Place> {
        let own = school.and_then(|school| school.places.iter().find(|place| place.id.as_str() == id));
        own.or_else(|| self.places.iter().find(|place| place.id.as_str() == id))
    }

    /// A contact as a school has it, or as the district does.
    #[must_use]
    pub fn contact<'a>(&'a self, id: &str, school: Option<&'a School>) -> Option<&'a Contact> {
        let own = school.and_then(|school| school.contacts.iter().find(|contact| contact.id.as_str() == id));
        own.or_else(|| self.contacts.iter().find(|contact| contact.id.as_str() == id))
    }

    /// A value as a school has it, or as the district does.
    #[must_use]
    pub fn value<'a>(&'a self, id: &str, school: Option<&'a School>) -> Option<&'a str> {
        let own = school.map(|school| school.values.as_slice()).unwrap_or_default();
        let mut values = own.iter().chain(&self.config.values);
        values.find(|(key, _)| key.value == id).map(|(_, value)| value.value.as_str())
    }
}

/// Whether a path is a document's: Markdown anywhere, TOML among the assessments.
fn is_document(path: &str) -> bool {
    if path.ends_with(".md") {
        return true;
    }
    let location = Location::of(path);
    path.ends_with(".toml") && location.folder.as_deref() == Some(Kind::Assessment.folder())
}

/// Reads registers by file name.
struct Register<'a> {
    sources: &'a Sources,
    language: &'a Language,
    findings: &'a RefCell<Diagnostics>,
}

impl Register<'_> {
    /// A file of `[[key]]` tables.
    fn read<T>(&self, file: &str, key: &'static str, read: fn(Reading<'_>, Fields<'_>) -> T) -> Vec<T> {
        let list = self
            .whole(file, |reading, fields| fields.tables(key).into_iter().map(|table| read(reading, table)).collect());
        list.unwrap_or_default()
    }

    /// A file with tables of several kinds.
    fn whole<T>(&self, file: &str, read: impl FnOnce(Reading<'_>, &mut Fields<'_>) -> T) -> Option<T> {
        let source = self.sources.find(file)?;
        let text = self.sources.text(source);
        let reading = Reading { source, path: file, text, language: self.language, findings: self.findings };
        Some(reading.toml(0, text.len()).parse(|mut fields| {
            let value = read(reading, &mut fields);
            fields.finish();
            value
        }))
    }
}
