//! A handbook as one reader sees it: school × audience × language.
//!
//! Restricted material is dropped here, once. An [`Edition`] owns what its reader may see and holds no way back to the
//! handbook, so no room above can show more.

mod filter;
mod history;
mod language;
mod masthead;
mod overlay;
mod record;
mod registers;
pub mod release;
mod resolve;
pub mod revision;
mod school;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::{Config, Level, Rank, Waiver};
use crate::document::walk::{self, Pointer};
use crate::document::{Action, Document, Kind, Mentions, Procedure};
use crate::fields::{Id, Language};
use crate::handbook::Handbook;
use crate::handbook::approvals::Approvals;
use crate::handbook::contacts::Contact;
use crate::handbook::glossary::Term;
use crate::handbook::hazards::Hazard;
use crate::handbook::places::{Place, Use};
use crate::handbook::roles::Role;
use crate::handbook::school::School;
use crate::handbook::vocabulary::Vocabulary;

pub use history::{Approval, Earlier, History, Released};
pub use language::{Foreign, Translated};
pub use masthead::Masthead;
pub use record::{Record, Teller};
pub use registers::{DrillBook, HazardSummary, SchoolDrills, Standing};
pub use resolve::Resolved;
pub use school::SchoolFacts;

/// Who reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// At which school; none for the district.
    pub school: Option<Id>,
    /// As which audience.
    pub audience: Rank,
    /// In which language.
    pub language: Language,
}

/// What this reader sees.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Who reads.
    pub reader: Reader,
    /// What is still in the handbook's first language, where the reader's is another.
    pub foreign: Option<Foreign>,
    /// The handbook's languages, the first one first.
    pub languages: Vec<Language>,
    /// How far the documents that this reader sees are translated.
    pub translated: Vec<Translated>,
    /// The audience's name.
    pub audience: String,
    /// What stands at the top of every page.
    pub masthead: Masthead,
    /// The reader's school.
    pub school: Option<SchoolFacts>,
    /// Every school, for choosing.
    pub schools: Vec<SchoolFacts>,
    /// The documents, by kind, then in their order.
    pub documents: Vec<Arc<Document>>,
    /// The roles, with the people of the reader's school.
    pub roles: Vec<Role>,
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// The places.
    pub places: Vec<Place>,
    /// The glossary.
    pub terms: Vec<Term>,
    /// The risk register, for those who may read it.
    pub hazards: Vec<Hazard>,
    /// What may be said of the others' hazards.
    pub hazard_summaries: Vec<HazardSummary>,
    /// The drills.
    pub drills: DrillBook,
    /// Signatures, changes, distribution.
    pub approvals: Approvals,
    /// What was released before, the oldest first.
    pub releases: Vec<Released>,
    /// Pictures and attachments that these documents use, by path.
    pub media: BTreeSet<String>,
    /// The framework that the plan is held against, for those who work on the plan: the district's staff and above.
    pub framework: Option<Id>,
    /// What the handbook says about rules, for the same readers.
    pub control: Option<Control>,
    /// How many documents this reader may not see.
    pub withheld: usize,
    /// The day of the build.
    pub today: Date,
    /// By which a device knows the handbook, in whatever language.
    named: String,
    values: BTreeMap<String, String>,
    by_id: FxHashMap<Id, usize>,
    by_path: FxHashMap<String, usize>,
}

/// What the handbook says about rules: their weights, and findings that are waived.
#[derive(Clone, Debug)]
pub struct Control {
    /// Rules and groups whose weight is another one here.
    pub levels: Vec<(String, Level)>,
    /// Findings that somebody has signed for.
    pub waivers: Vec<Waiver>,
}

impl Edition {
    /// What `reader` sees of a handbook.
    #[must_use]
    pub fn of(handbook: &Handbook, reader: Reader) -> Edition {
        let school = reader.school.as_ref().and_then(|id| handbook.school(id.as_str()));
        let vocabulary = handbook.vocabularies.get(&reader.language);
        let (mut documents, withheld) = documents(handbook, &reader, school);
        documents.sort_by_cached_key(|document| order(document));
        let by_id = documents.iter().enumerate().map(|(at, document)| (document.id.value.clone(), at)).collect();
        let by_path = documents.iter().enumerate().map(|(at, document)| (document.path.clone(), at)).collect();
        let mut edition = Edition {
            audience: handbook.config.audiences.name(reader.audience).to_owned(),
            foreign: None,
            languages: handbook.config.languages.iter().map(|language| language.value.clone()).collect(),
            translated: language::translated(handbook, &reader, &documents),
            named: named(&handbook.config),
            masthead: Masthead::of(handbook, school),
            school: school.map(|school| SchoolFacts::of(school, vocabulary)),
            schools: handbook.schools.iter().map(|school| SchoolFacts::of(school, vocabulary)).collect(),
            roles: registers::roles(handbook, &reader, school),
            contacts: registers::contacts(handbook, &reader, school),
            places: registers::places(handbook, &reader, school),
            terms: handbook.terms.clone(),
            hazards: registers::hazards(handbook, &reader),
            hazard_summaries: registers::hazard_summaries(handbook, &reader),
            drills: registers::drills(handbook, &reader, school),
            approvals: registers::approvals(handbook, &reader, &documents),
            releases: Vec::new(),
            media: BTreeSet::new(),
            framework: framework(handbook, &reader),
            control: control(handbook, &reader, &documents),
            withheld,
            today: handbook.today,
            values: BTreeMap::new(),
            reader,
            documents,
            by_id,
            by_path,
        };
        if edition.reader.language != *handbook.config.source_language() {
            edition.foreign = Some(language::lay(&mut edition, handbook, school, vocabulary));
        }
        edition.gather(handbook, school, vocabulary);
        edition.releases = history::releases(handbook, &edition);
        edition
    }

    /// A short code that two handbooks on one host, or one handbook for two audiences, do not share, so that what a device
    /// keeps for one is never taken for the other's.
    #[must_use]
    pub fn code(&self) -> String {
        let hash = blake3::hash(format!("{}\n{}", self.named, self.audience).as_bytes()).to_hex();
        hash[..8].to_owned()
    }

    /// The document of an id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&Arc<Document>> {
        self.by_id.get(id).map(|&at| &self.documents[at])
    }

    /// The place of an id's document among them.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The document in a file.
    #[must_use]
    pub fn document_at(&self, path: &str) -> Option<&Arc<Document>> {
        self.by_path.get(path).map(|&at| &self.documents[at])
    }

    /// The documents of a kind, in their order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Document>> {
        self.documents.iter().filter(move |document| document.kind() == kind)
    }

    /// A role.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id.as_str() == id)
    }

    /// A contact.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id.as_str() == id)
    }

    /// A place.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id.as_str() == id)
    }

    /// The place that a procedure names first; an evacuation that names none leads to the assembly place.
    #[must_use]
    pub fn place_of(&self, procedure: &Procedure) -> Option<&Place> {
        let named = procedure.places.iter().find_map(|id| self.place(id.as_str()));
        let assembly = || {
            let leads_out = matches!(procedure.action, Action::Evacuate);
            self.places.iter().find(|place| leads_out && place.use_ == Use::Assembly)
        };
        named.or_else(assembly)
    }

    /// Takes from the handbook the values and media that these documents name, and no others: the rest may belong to
    /// pages that this reader does not see.
    fn gather(&mut self, handbook: &Handbook, school: Option<&School>, vocabulary: Option<&Vocabulary>) {
        self.documents.par_iter().for_each(|document| _ = document.mentions());
        let mut named = Mentions::default();
        for mentions in self.documents.iter().map(|document| document.mentions()) {
            named.values.extend(mentions.values.iter().cloned());
            named.files.extend(mentions.files.iter().cloned());
        }
        let mut each = |pointer: Pointer<'_>| named.hear(pointer);
        for role in &self.roles {
            let lists = [&role.before, &role.first_five, &role.during, &role.after, &role.hand_over];
            let all = lists.into_iter().flatten().chain(&role.summary);
            all.for_each(|prose| walk::pointers(&prose.blocks, &mut each));
        }
        for note in self.contacts.iter().filter_map(|contact| contact.note.as_ref()) {
            walk::pointers(&note.blocks, &mut each);
        }
        for note in self.places.iter().flat_map(|place| place.note.iter().chain(&place.access_note)) {
            walk::pointers(&note.blocks, &mut each);
        }
        let Mentions { values, files: mut media } = named;
        media.extend(self.masthead.logo.clone());
        media.retain(|path| handbook.media.contains_key(path));
        self.media = media;
        self.values = values
            .into_iter()
            .filter_map(|id| {
                let translated = vocabulary.and_then(|vocabulary| vocabulary.value(&id, school));
                let value = translated.or_else(|| handbook.value(&id, school))?.to_owned();
                Some((id, value))
            })
            .collect();
    }
}

/// What the handbook says about rules, as far as it concerns documents that this reader sees.
fn control(handbook: &Handbook, reader: &Reader, documents: &[Arc<Document>]) -> Option<Control> {
    if reader.audience < handbook.config.audiences.default_rank() || reader.school.is_some() {
        return None;
    }
    let concerns = |waiver: &&Waiver| {
        let mut seen = documents.iter();
        seen.any(|document| document.path == waiver.place.value || document.id.as_str() == waiver.place.value)
    };
    Some(Control {
        levels: handbook.config.rules.iter().map(|(name, level)| (name.value.clone(), level.value)).collect(),
        waivers: handbook.config.waivers.iter().filter(concerns).cloned().collect(),
    })
}

/// The framework that the handbook chose, where this reader is shown what the plan lacks. Weak places are no matter for
/// the public, and one page for the whole district is enough.
fn framework(handbook: &Handbook, reader: &Reader) -> Option<Id> {
    let is_inside = reader.audience > Rank::LOWEST && reader.audience >= handbook.config.audiences.default_rank();
    let chosen = handbook.config.framework.as_ref().filter(|_| is_inside && reader.school.is_none())?;
    handbook.frameworks.find(chosen.as_str()).map(|framework| framework.id.clone())
}

/// By kind, then as the author orders, then by title.
fn order(document: &Document) -> (Kind, i64, String, String) {
    let place = document.common.order.unwrap_or(i64::MAX);
    (document.kind(), place, document.common.title.to_lowercase(), document.path.clone())
}

/// The documents of a school (or the district), as far as the reader may see them; and how many they may not.
fn documents(handbook: &Handbook, reader: &Reader, school: Option<&School>) -> (Vec<Arc<Document>>, usize) {
    let mut chosen: Vec<Arc<Document>> = Vec::new();
    let own: BTreeMap<&Id, &Arc<Document>> = match school {
        None => BTreeMap::new(),
        Some(school) => handbook
            .written_first()
            .filter(|document| document.school.as_ref() == Some(&school.id))
            .map(|document| (&document.id.value, document))
            .collect(),
    };
    let mut taken = BTreeSet::new();
    let read = |document: &Arc<Document>| language::read(handbook, reader, document);
    for document in &handbook.documents {
        if document.school.is_some() || document.translates {
            continue;
        }
        match own.get(&document.id.value) {
            None => chosen.push(read(document)),
            Some(local) => {
                taken.insert(&local.id.value);
                let local = read(local);
                chosen.push(if local.extends { Arc::new(overlay::extended(&read(document), &local)) } else { local });
            }
        }
    }
    for (id, local) in own {
        if !taken.contains(id) {
            chosen.push(read(local));
        }
    }
    let all = chosen.len();
    let documents: Vec<Arc<Document>> = chosen
        .into_par_iter()
        .filter(|document| handbook.document_rank(document) <= reader.audience)
        .map(|document| filter::visible(handbook, reader, school, document))
        .collect();
    let withheld = all - documents.len();
    (documents, withheld)
}

/// What a device tells handbooks apart by, where two stand on one host.
fn named(config: &Config) -> String {
    let id = config.id.as_ref().map(|id| id.value.to_string());
    id.unwrap_or_else(|| format!("{}\n{}", config.publisher, config.title))
}
