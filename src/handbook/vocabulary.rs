//! The registers' words in another language: `roles.es.toml` beside `roles.toml`, and so for contacts, places, the glossary,
//! `handbook.es.toml` and a school's `school.es.toml`. Only words: who, where and when stay as they are.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::contacts::Contact;
use super::glossary::Term;
use super::places::Place;
use super::roles::Role;
use super::school::School;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::document::{Prose, Reading};
use crate::fields::{Fields, Id, Language, Placed};
use crate::nearest::suggestion;
use crate::source::{Content, Sources};

/// What the handbook's own files are called in a language.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The handbook's title.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// What to say when calling for help.
    pub emergency_words: Option<String>,
    /// What the logo shows.
    pub logo_alt: Option<String>,
    /// The district's values.
    pub values: BTreeMap<String, String>,
    roles: Vec<(Placed<Id>, RoleWords)>,
    contacts: Vec<(Placed<Id>, ContactWords)>,
    places: Vec<(Placed<Id>, PlaceWords)>,
    terms: Vec<(Placed<Id>, TermWords)>,
    /// Each school's own.
    pub schools: BTreeMap<Id, SchoolWords>,
}

/// A school's words.
#[derive(Clone, Debug, Default)]
pub struct SchoolWords {
    /// Its name.
    pub title: Option<String>,
    /// Its name in a menu.
    pub short: Option<String>,
    /// Its grades.
    pub grades: Option<String>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// Its values.
    pub values: BTreeMap<String, String>,
    contacts: Vec<(Placed<Id>, ContactWords)>,
    places: Vec<(Placed<Id>, PlaceWords)>,
    people: Vec<(Placed<Id>, RoleWords)>,
}

#[derive(Clone, Debug, Default)]
struct RoleWords {
    title: Option<String>,
    primary: Option<Placed<String>>,
    alternates: Vec<Placed<String>>,
    summary: Option<Prose>,
    /// Before, in the first five minutes, during, after, handing over.
    tasks: [Vec<Prose>; 5],
}

/// What a role says that has no words in a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Untold {
    /// Its title or its summary.
    pub name: bool,
    /// Who holds it.
    pub primary: bool,
    /// Who steps in.
    pub alternates: bool,
    /// Its tasks before.
    pub before: bool,
    /// Those of the first five minutes.
    pub first_five: bool,
    /// Those during.
    pub during: bool,
    /// Those after.
    pub after: bool,
    /// What is handed over.
    pub hand_over: bool,
}

#[derive(Clone, Debug, Default)]
struct ContactWords {
    label: Option<String>,
    function: Option<String>,
    hours: Option<String>,
    note: Option<Prose>,
}

#[derive(Clone, Debug, Default)]
struct PlaceWords {
    title: Option<String>,
    note: Option<Prose>,
    access_note: Option<Prose>,
}

#[derive(Clone, Debug, Default)]
struct TermWords {
    term: Option<String>,
    meaning: Option<Prose>,
    aliases: Vec<Placed<String>>,
}

/// The registers that can have words in another language.
const FILES: [&str; 5] = ["handbook", "roles", "contacts", "places", "glossary"];

/// The language that a register's words are in: `es` of `roles.es.toml` or `schools/harbor/school.es.toml`.
#[must_use]
pub(super) fn language_of(path: &str) -> Option<Language> {
    let school = path.strip_prefix("schools/").and_then(|rest| rest.split_once('/')).map(|(_, file)| file);
    let stem = school.unwrap_or(path).strip_suffix(".toml")?;
    let (file, tag) = stem.split_once('.')?;
    let known = if school.is_some() { file == "school" } else { FILES.contains(&file) };
    Language::parse(tag).filter(|_| known)
}

/// Reads the words of every language but the first.
pub(super) fn read(
    sources: &Sources,
    config: &Config,
    findings: &RefCell<Diagnostics>,
) -> BTreeMap<Language, Vocabulary> {
    let mut all: BTreeMap<Language, Vocabulary> = BTreeMap::new();
    for (source, file) in sources.iter().filter(|(_, file)| matches!(file.content, Content::Text(_))) {
        let path = file.path.as_str();
        let Some(language) = language_of(path) else { continue };
        let is_known = config.languages.iter().skip(1).any(|known| known.value == language);
        if !is_known {
            let message = format!("Nobody gets these words: the handbook has no other language \"{language}\"");
            let place = crate::diagnostic::Place::File(path.to_owned());
            findings.borrow_mut().push(
                Diagnostic::error(found::INVALID_VALUE, place, message)
                    .help(format!("add \"{language}\" to `languages` in handbook.toml, or remove the file")),
            );
            continue;
        }
        let wording = all.entry(language.clone()).or_default();
        let text = sources.text(source);
        let reading = Reading { source, path, text, language: &language, findings };
        reading.toml(0, text.len()).parse(|mut fields| {
            match path.split(['/', '.']).next() {
                Some("schools") => {
                    let school = path.split('/').nth(1).unwrap_or_default();
                    wording.schools.insert(Id::slug(school), SchoolWords::read(reading, &mut fields));
                }
                Some("roles") => wording.roles = rows(&mut fields, "role", |table| RoleWords::read(reading, table)),
                Some("contacts") => {
                    wording.contacts = rows(&mut fields, "contact", |table| ContactWords::read(reading, table));
                }
                Some("places") => wording.places = rows(&mut fields, "place", |table| PlaceWords::read(reading, table)),
                Some("glossary") => wording.terms = rows(&mut fields, "term", |table| TermWords::read(reading, table)),
                _ => wording.whole(&mut fields),
            }
            fields.finish();
        });
    }
    all
}

impl Vocabulary {
    fn whole(&mut self, fields: &mut Fields<'_>) {
        self.title = fields.optional("title");
        self.publisher = fields.optional("publisher");
        self.summary = fields.optional("summary");
        self.emergency_words = fields.optional("emergency_words");
        self.logo_alt = fields.optional("logo_alt");
        self.values = values(fields);
    }

    /// A value in this language: a school's own before the district's, and nothing where only the school's is not translated.
    #[must_use]
    pub fn value(&self, id: &str, school: Option<&School>) -> Option<&str> {
        let own = school.filter(|school| school.values.iter().any(|(key, _)| key.value == id));
        let values = match own {
            Some(school) => &self.schools.get(&school.id)?.values,
            None => &self.values,
        };
        values.get(id).map(String::as_str)
    }

    /// Gives a role its words, and says what has none. Who holds it is the school's to say, where there is one.
    pub fn role(&self, role: &mut Role, school: Option<&Id>) -> Untold {
        let none = RoleWords::default();
        let words = find(&self.roles, role.id.as_str()).unwrap_or(&none);
        let local = school.map(|school| self.schools.get(school).and_then(|own| find(&own.people, role.id.as_str())));
        let holders = local.map_or(words, |local| local.unwrap_or(&none));
        let [before, first_five, during, after, hand_over] = &words.tasks;
        let is_named = lay(&mut role.title, &words.title);
        Untold {
            name: !lay_some(&mut role.summary, &words.summary) || !is_named,
            primary: !lay_some(&mut role.primary, &holders.primary),
            alternates: !lay_list(&mut role.alternates, &holders.alternates),
            before: !lay_list(&mut role.before, before),
            first_five: !lay_list(&mut role.first_five, first_five),
            during: !lay_list(&mut role.during, during),
            after: !lay_list(&mut role.after, after),
            hand_over: !lay_list(&mut role.hand_over, hand_over),
        }
    }

    /// Gives a contact its words; whether all of it has them.
    pub fn contact(&self, contact: &mut Contact, school: Option<&Id>, is_local: bool) -> bool {
        let district = find(&self.contacts, contact.id.as_str());
        let local = school.and_then(|school| find(&self.schools.get(school)?.contacts, contact.id.as_str()));
        let says = |key: &str| is_local && contact.keys.has(key);
        let label = words_of(local, district, says("label"), |words| words.label.clone());
        let function = words_of(local, district, says("function"), |words| words.function.clone());
        let hours = words_of(local, district, says("hours"), |words| words.hours.clone());
        let note = words_of(local, district, says("note"), |words| words.note.clone());
        let mut whole = lay(&mut contact.label, &label);
        whole &= lay_some(&mut contact.function, &function);
        whole &= lay_some(&mut contact.hours, &hours);
        whole & lay_some(&mut contact.note, &note)
    }

    /// Gives a place its words; whether all of it has them. What a school says of a place is translated at the school.
    pub fn place(&self, place: &mut Place, school: Option<&Id>, is_local: bool) -> bool {
        let district = find(&self.places, place.id.as_str());
        let local = school.and_then(|school| find(&self.schools.get(school)?.places, place.id.as_str()));
        let says = |key: &str| is_local && place.keys.has(key);
        let title = words_of(local, district, says("title"), |words| words.title.clone());
        let note = words_of(local, district, says("note"), |words| words.note.clone());
        let access = words_of(local, district, says("access_note"), |words| words.access_note.clone());
        let mut whole = lay(&mut place.title, &title);
        whole &= lay_some(&mut place.note, &note);
        whole & lay_some(&mut place.access_note, &access)
    }

    /// Gives a term its words; whether all of it has them.
    pub fn term(&self, term: &mut Term, language: &Language) -> bool {
        let own = find(&self.terms, term.id.as_str());
        let listed = term.translations.iter().find(|(known, _)| known == language).map(|(_, word)| word.clone());
        let mut whole = lay(&mut term.term, &own.and_then(|words| words.term.clone()).or(listed));
        term.avoid.clear();
        term.aliases = own.map(|words| words.aliases.clone()).unwrap_or_default();
        whole &= own.is_some_and(|words| words.meaning.is_some());
        if let Some(meaning) = own.and_then(|words| words.meaning.clone()) {
            term.meaning = meaning;
        }
        whole
    }

    /// Words for things that are not there.
    pub(super) fn check(&self, handbook: &super::Handbook, findings: &RefCell<Diagnostics>) {
        let tell = |id: &Placed<Id>, noun: &str, known: Vec<&str>| {
            if known.contains(&id.as_str()) {
                return;
            }
            let help = suggestion(id.as_str(), known.iter().copied()).unwrap_or_else(|| {
                "take these lines out, or give them the id of the one that they translate".to_owned()
            });
            let message = format!("There is no {noun} \"{}\" to give words to", id.value);
            findings.borrow_mut().push(Diagnostic::error(found::UNRESOLVED_REFERENCE, id.span, message).help(help));
        };
        let roles: Vec<&str> = handbook.roles.iter().map(|role| role.id.as_str()).collect();
        let contacts: Vec<&str> = handbook.contacts.iter().map(|contact| contact.id.as_str()).collect();
        let places: Vec<&str> = handbook.places.iter().map(|place| place.id.as_str()).collect();
        let terms: Vec<&str> = handbook.terms.iter().map(|term| term.id.as_str()).collect();
        self.roles.iter().for_each(|(id, _)| tell(id, "role", roles.clone()));
        self.contacts.iter().for_each(|(id, _)| tell(id, "contact", contacts.clone()));
        self.places.iter().for_each(|(id, _)| tell(id, "place", places.clone()));
        self.terms.iter().for_each(|(id, _)| tell(id, "term", terms.clone()));
        for (school, words) in &self.schools {
            let Some(there) = handbook.school(school.as_str()) else { continue };
            let own = |more: Vec<&str>, base: &[&str]| {
                more.into_iter().chain(base.iter().copied()).map(str::to_owned).collect::<Vec<String>>()
            };
            let contacts = own(there.contacts.iter().map(|contact| contact.id.as_str()).collect(), &contacts);
            let places = own(there.places.iter().map(|place| place.id.as_str()).collect(), &places);
            for (id, _) in &words.contacts {
                tell(id, "contact", contacts.iter().map(String::as_str).collect());
            }
            words.places.iter().for_each(|(id, _)| tell(id, "place", places.iter().map(String::as_str).collect()));
            words.people.iter().for_each(|(id, _)| tell(id, "role", roles.clone()));
        }
    }
}

impl SchoolWords {
    fn read(reading: Reading<'_>, fields: &mut Fields<'_>) -> SchoolWords {
        SchoolWords {
            title: fields.optional("title"),
            short: fields.optional("short"),
            grades: fields.optional("grades"),
            summary: fields.optional("summary"),
            values: values(fields),
            contacts: named(fields, "contacts", |table| ContactWords::read(reading, table)),
            places: named(fields, "places", |table| PlaceWords::read(reading, table)),
            people: named(fields, "people", |table| RoleWords::read(reading, table)),
        }
    }
}

impl RoleWords {
    fn read(reading: Reading<'_>, table: &mut Fields<'_>) -> RoleWords {
        RoleWords {
            title: table.optional("title"),
            primary: table.placed("primary"),
            alternates: table.list("alternates"),
            summary: reading.optional(table, "summary"),
            tasks: ["before", "first_five", "during", "after", "hand_over"].map(|key| reading.list(table, key)),
        }
    }
}

impl ContactWords {
    fn read(reading: Reading<'_>, table: &mut Fields<'_>) -> ContactWords {
        ContactWords {
            label: table.optional("label"),
            function: table.optional("function"),
            hours: table.optional("hours"),
            note: reading.optional(table, "note"),
        }
    }
}

impl PlaceWords {
    fn read(reading: Reading<'_>, table: &mut Fields<'_>) -> PlaceWords {
        PlaceWords {
            title: table.optional("title"),
            note: reading.optional(table, "note"),
            access_note: reading.optional(table, "access_note"),
        }
    }
}

impl TermWords {
    fn read(reading: Reading<'_>, table: &mut Fields<'_>) -> TermWords {
        TermWords {
            term: table.optional("term"),
            meaning: reading.optional(table, "meaning"),
            aliases: table.list("aliases"),
        }
    }
}

/// The rows of a register, each with the id of what it gives words to.
fn rows<T>(fields: &mut Fields<'_>, key: &'static str, read: impl Fn(&mut Fields<'_>) -> T) -> Vec<(Placed<Id>, T)> {
    let tables = fields.tables(key).into_iter();
    tables
        .map(|mut table| {
            let row = (table.required("id", "\"teacher\""), read(&mut table));
            table.finish();
            row
        })
        .collect()
}

/// The tables of a school, each under the id of what it gives words to.
fn named<T>(fields: &mut Fields<'_>, key: &'static str, read: impl Fn(&mut Fields<'_>) -> T) -> Vec<(Placed<Id>, T)> {
    let tables = fields.table(key).map(|mut table| table.named_tables()).unwrap_or_default().into_iter();
    tables
        .map(|(key, mut table)| {
            let row = (Placed { value: Id::slug(&key.value), span: key.span }, read(&mut table));
            table.finish();
            row
        })
        .collect()
}

fn values(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let entries = fields.table("values").map(|mut table| table.entries::<String>()).unwrap_or_default();
    entries.into_iter().map(|(key, value)| (key.value, value.value)).collect()
}

fn find<'w, T>(rows: &'w [(Placed<Id>, T)], id: &str) -> Option<&'w T> {
    rows.iter().find(|(known, _)| known.as_str() == id).map(|(_, words)| words)
}

/// The school's own words; the district's only where the school says nothing of its own.
fn words_of<W, T>(
    local: Option<&W>,
    district: Option<&W>,
    is_local: bool,
    pick: impl Fn(&W) -> Option<T>,
) -> Option<T> {
    local.and_then(&pick).or_else(|| if is_local { None } else { district.and_then(&pick) })
}

/// Words over words; whether there were any.
fn lay(ours: &mut String, theirs: &Option<String>) -> bool {
    if let Some(theirs) = theirs {
        ours.clone_from(theirs);
    }
    theirs.is_some()
}

/// Words over words that may be missing; whether nothing is left untranslated.
fn lay_some<T: Clone>(ours: &mut Option<T>, theirs: &Option<T>) -> bool {
    if ours.is_some() && theirs.is_some() {
        ours.clone_from(theirs);
    }
    ours.is_none() || theirs.is_some()
}

/// A list over a list; whether nothing is left untranslated.
fn lay_list<T: Clone>(ours: &mut Vec<T>, theirs: &[T]) -> bool {
    if !theirs.is_empty() && ours.len() == theirs.len() {
        *ours = theirs.to_vec();
        return true;
    }
    ours.is_empty()
}
