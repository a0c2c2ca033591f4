//! What a binder names, as this reader sees it, in parts and units: each unit has its own sheets and its own number.

use serde::Serialize;

use super::Wanted;
use super::document::Document as Written;
use super::numbers::{chapter, group, letter};
use super::pack::Pack;
use super::registers::{Contacts, Drills, Glossary, Hazards, Places, Roles};
use super::scribe::{Scribe, Targets, anchored, labelled};
use super::stamp::Stamp;
use crate::document::{Document, Kind, walk};
use crate::fields::{Id, Language, Named as _};
use crate::handbook::releases::List;
use crate::plan::Chapter;

/// A part of a binder, with its tab.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    /// `A`, `B` …
    letter: String,
    title: String,
    chapter: &'static str,
    /// Whether its tab's sheet is printed, which says what is in it.
    divider: bool,
    pub(super) units: Vec<Unit>,
}

/// What stands in a part, as the contents say it, whether it is printed or not.
#[derive(Debug, Serialize)]
pub(super) struct Listed {
    letter: String,
    title: String,
    units: Vec<Line>,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
struct Line {
    /// A document's kind, or which list it is.
    kind: &'static str,
    label: String,
    number: String,
    title: String,
}

/// Something with sheets of its own.
#[derive(Debug, Serialize)]
pub(super) struct Unit {
    label: String,
    /// `B3`.
    number: String,
    title: String,
    #[serde(skip)]
    pub(super) document: Option<Id>,
    /// Of a list; a document has its own.
    #[serde(rename = "stamp", skip_serializing_if = "Option::is_none")]
    list_stamp: Option<Stamp>,
    /// The language of a list that nobody has translated as a whole.
    #[serde(rename = "lang", skip_serializing_if = "Option::is_none")]
    list_language: Option<String>,
    #[serde(rename = "rtl", skip_serializing_if = "Option::is_none")]
    list_is_right_to_left: Option<bool>,
    #[serde(flatten)]
    content: Content,
}

/// What is on the sheets.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
enum Content {
    /// A document.
    Document(Box<Written>),
    /// Every role.
    Roles(Roles),
    /// Whom to call.
    Contacts(Contacts),
    /// Where to go.
    Places(Places),
    /// One word for one thing.
    Glossary(Glossary),
    /// The risk register.
    Hazards(Hazards),
    /// The drills of the year.
    Drills(Drills),
}

/// A register that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Register {
    Roles,
    Contacts,
    Places,
    Glossary,
    Hazards,
    Drills,
}

impl Register {
    pub(super) fn named(name: &str) -> Option<Register> {
        Some(match name {
            "roles" => Register::Roles,
            "contacts" => Register::Contacts,
            "places" => Register::Places,
            "glossary" => Register::Glossary,
            "hazards" => Register::Hazards,
            "drills" => Register::Drills,
            _ => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Register::Roles => "roles",
            Register::Contacts => "contacts",
            Register::Places => "places",
            Register::Glossary => "glossary",
            Register::Hazards => "hazards",
            Register::Drills => "drills",
        }
    }

    pub(super) fn chapter(self) -> Chapter {
        match self {
            Register::Roles | Register::Contacts | Register::Places => Chapter::People,
            Register::Hazards | Register::Drills => Chapter::Risks,
            Register::Glossary => Chapter::About,
        }
    }

    pub(super) fn list(self) -> List {
        match self {
            Register::Roles => List::Roles,
            Register::Contacts => List::Contacts,
            Register::Places => List::Places,
            Register::Glossary => List::Glossary,
            Register::Hazards => List::Hazards,
            Register::Drills => List::Drills,
        }
    }
}

/// A unit before it is written.
#[derive(Clone, Copy)]
pub(super) enum Planned<'s> {
    /// A document.
    Document(&'s Document),
    /// A register.
    Register(Register),
}

impl Planned<'_> {
    /// A document's id, or which list it is.
    pub(super) fn name(&self) -> &str {
        match self {
            Planned::Document(document) => document.id.as_str(),
            Planned::Register(register) => register.name(),
        }
    }
}

/// Parts in order, each with its units.
pub(super) type Plan<'s> = Vec<(Chapter, Vec<Planned<'s>>)>;

/// What a binder names, each thing once, sorted into parts; without what this reader may not see.
pub(super) fn planned<'s>(wanted: &Wanted<'s>) -> Plan<'s> {
    let edition = wanted.edition;
    let mut taken: Vec<&str> = Vec::new();
    let mut units: Vec<(Chapter, Planned<'s>)> = Vec::new();
    let mut take = |document: &'s Document| {
        if !taken.contains(&document.id.as_str()) {
            taken.push(document.id.as_str());
            let original = wanted.reading(document).edition.document(document.id.as_str());
            let document: &'s Document = original.map_or(document, |original| original);
            units.push((chapter(document.kind(), group(document)), Planned::Document(document)));
        }
    };
    let mut registers = Vec::new();
    for name in &wanted.binder.include {
        if let Some(register) = Register::named(&name.value) {
            if edition.has(register.list()) && !registers.contains(&register) {
                registers.push(register);
            }
        } else if let Some(kind) = Kind::ALL.iter().copied().find(|kind| kind.folder() == name.value) {
            edition.of_kind(kind).for_each(|document| take(document));
        } else if let Some(document) = edition.document(&name.value) {
            take(document);
        }
    }
    units.extend(registers.into_iter().map(|register| (register.chapter(), Planned::Register(register))));
    Chapter::ALL
        .into_iter()
        .map(|chapter| {
            let here = units.iter().filter(|(of, _)| *of == chapter).map(|(_, unit)| *unit);
            (chapter, here.collect::<Vec<_>>())
        })
        .filter(|(_, units)| !units.is_empty())
        .collect()
}

/// Every label that is in the whole binder, with the number of its unit.
pub(super) fn targets(wanted: &Wanted<'_>, plan: &Plan<'_>) -> Targets {
    let edition = wanted.edition;
    let mut targets = Targets::new();
    for (at, (_, units)) in plan.iter().enumerate() {
        for (within, unit) in units.iter().enumerate() {
            let number = format!("{}{}", letter(at), within + 1);
            let mut add = |label: String| targets.insert(label, number.clone());
            match unit {
                Planned::Document(document) => {
                    add(labelled("doc", document.id.as_str()));
                    walk::sections(&document.body, &mut |section, _| {
                        add(anchored(document.id.as_str(), section.id.as_str()));
                    });
                }
                Planned::Register(register) => {
                    add(labelled("register", register.name()));
                    match register {
                        Register::Roles => edition.roles.iter().for_each(|role| {
                            add(labelled("role", role.id.as_str()));
                        }),
                        Register::Places => edition.places.iter().for_each(|place| {
                            add(labelled("place", place.id.as_str()));
                        }),
                        Register::Glossary => edition.terms.iter().for_each(|term| {
                            add(labelled("term", term.id.as_str()));
                        }),
                        Register::Hazards => {
                            let full = edition.hazards.iter().map(|hazard| hazard.id.as_str());
                            let short = edition.hazard_summaries.iter().map(|hazard| hazard.id.as_str());
                            full.chain(short).for_each(|id| {
                                add(labelled("hazard", id));
                            });
                        }
                        Register::Contacts | Register::Drills => {}
                    }
                }
            }
        }
    }
    targets
}

/// All parts with all that is in them.
pub(super) fn contents(wanted: &Wanted<'_>, plan: &Plan<'_>) -> Vec<Listed> {
    let words = wanted.words;
    let parts = plan.iter().enumerate().map(|(at, (chapter, units))| Listed {
        letter: letter(at),
        title: words.get("chapter", chapter.name()).to_owned(),
        units: units
            .iter()
            .zip(1..)
            .map(|(unit, within)| {
                let (kind, label, title) = match unit {
                    Planned::Document(document) => {
                        let title = document.common.title.value.as_str();
                        (document.kind().name(), labelled("doc", document.id.as_str()), title)
                    }
                    Planned::Register(register) => {
                        let name = register.name();
                        (name, labelled("register", name), words.get("title", name))
                    }
                };
                Line { kind, label, number: format!("{}{within}", letter(at)), title: title.to_owned() }
            })
            .collect(),
    });
    parts.collect()
}

/// Writes the parts. Numbers are those of the whole binder, whatever of it is printed.
pub(super) fn parts<'t>(wanted: &Wanted<'t>, plan: &Plan<'t>, pack: Option<&Pack>, targets: &'t Targets) -> Vec<Part> {
    let words = wanted.words;
    let nothing: &'static [Id] = &[];
    plan.iter()
        .enumerate()
        .map(|(at, (chapter, units))| {
            let is_printed = |unit: &Planned<'_>| pack.is_none_or(|pack| pack.holds(unit));
            let printed = units.iter().enumerate().filter(|(_, unit)| is_printed(unit));
            let written = printed.map(|(within, unit)| {
                let number = format!("{}{}", letter(at), within + 1);
                match *unit {
                    Planned::Document(document) => {
                        let changed =
                            wanted.changed.get(&document.id.value).map_or(nothing, |sections| sections.as_slice());
                        Unit {
                            label: labelled("doc", document.id.as_str()),
                            number,
                            title: document.common.title.value.clone(),
                            document: Some(document.id.value.clone()),
                            list_stamp: None,
                            list_language: None,
                            list_is_right_to_left: None,
                            content: Content::Document(Box::new(Written::of(
                                &mut Scribe::new(&wanted.reading(document), targets).of(document, changed),
                                document,
                                wanted,
                            ))),
                        }
                    }
                    Planned::Register(register) => {
                        let language = original(wanted, register);
                        Unit {
                            label: labelled("register", register.name()),
                            number,
                            title: words.get("title", register.name()).to_owned(),
                            document: None,
                            list_stamp: Some(Stamp::of_list(register.list(), wanted)),
                            list_language: language.map(|language| language.as_str().to_owned()),
                            list_is_right_to_left: language.map(Language::is_right_to_left),
                            content: written(register, &mut Scribe::new(wanted, targets), wanted),
                        }
                    }
                }
            });
            Part {
                letter: letter(at),
                title: words.get("chapter", chapter.name()).to_owned(),
                chapter: chapter.name(),
                divider: pack.is_none_or(|pack| pack.contents && units.iter().any(|unit| pack.holds(unit))),
                units: written.collect(),
            }
        })
        .filter(|part| !part.units.is_empty())
        .collect()
}

/// The language of a list that is not the reader's: where anything in it has no words of the reader's, it is told as the original.
/// Each role tells for itself.
fn original<'w>(wanted: &Wanted<'w>, register: Register) -> Option<&'w Language> {
    let foreign = wanted.edition.foreign.as_ref()?;
    let is_original = match register {
        Register::Roles => false,
        Register::Contacts => foreign.contacts,
        Register::Places => foreign.places,
        Register::Glossary => foreign.terms,
        Register::Hazards | Register::Drills => true,
    };
    is_original.then_some(&foreign.language)
}

fn written<'s>(register: Register, scribe: &mut Scribe<'s>, wanted: &Wanted<'_>) -> Content {
    match register {
        Register::Roles => Content::Roles(Roles::of(scribe, wanted)),
        Register::Contacts => Content::Contacts(Contacts::of(scribe)),
        Register::Places => Content::Places(Places::of(scribe)),
        Register::Glossary => Content::Glossary(Glossary::of(scribe)),
        Register::Hazards => Content::Hazards(Hazards::of(scribe)),
        Register::Drills => Content::Drills(Drills::of(scribe)),
    }
}
