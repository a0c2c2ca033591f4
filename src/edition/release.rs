//! A handbook into the file of a release: what every reader sees of every document today, as codes; and what differs from
//! the release before.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rayon::prelude::*;

use super::{Edition, Reader, revision};
use crate::document::{Content, Document};
use crate::fields::{Id, Language, Named as _, Placed, Revision};
use crate::handbook::Handbook;
use crate::handbook::releases::{Codes, List, Release, Stood};

/// What everything says to every reader.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Every document.
    pub documents: BTreeMap<Id, Codes>,
    /// Every list, where everyone was asked for.
    pub lists: BTreeMap<List, BTreeMap<String, Revision>>,
}

/// What one reader sees of documents and lists.
type Seen = (BTreeMap<Id, Codes>, Vec<(List, String, Revision)>);

/// How a document differs from the newest release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is not in the release.
    New,
    /// It says something else; the ids of the sections that do. Empty where only what stands before them differs, or what
    /// a school fills in.
    Changed(Vec<Id>),
    /// It is no more.
    Gone,
}

/// What the handbook says now, to those of `audiences` (all, or only the highest, who see everything).
#[must_use]
pub fn snapshot(handbook: &Handbook, everyone: bool) -> Snapshot {
    let audiences: Vec<_> =
        handbook.config.audiences.ranks().rev().take(if everyone { usize::MAX } else { 1 }).collect();
    let schools = std::iter::once(None).chain(handbook.schools.iter().map(|school| Some(school.id.clone())));
    let mut readers = Vec::new();
    for school in schools {
        for &audience in &audiences {
            let language = |language: &Placed<Language>| language.value.clone();
            let languages = handbook.config.languages.iter().map(language);
            readers.extend(languages.map(|language| Reader { school: school.clone(), audience, language }));
        }
    }
    let highest = audiences.first().copied();
    let seen: Vec<Seen> = readers
        .into_par_iter()
        .map(|reader| {
            let whole = Some(reader.audience) == highest && reader.language == *handbook.config.source_language();
            let (key, edition) = (reader.key(handbook), Edition::of(handbook, reader));
            let codes = |document: &Document| {
                let mut codes = Codes::default();
                codes.readers.insert(key.clone(), edition.revision(document));
                if whole {
                    let (front, sections) = edition.section_revisions(document);
                    codes.front = Some(front);
                    codes.sections = sections.into_iter().map(|(id, code)| (id.to_string(), code)).collect();
                }
                codes
            };
            // What is not translated is what those read who read the original.
            let own = edition.documents.iter().filter(|document| document.language == edition.reader.language);
            let documents = own.map(|document| (document.id.value.clone(), codes(document))).collect();
            let lists = List::ALL.iter().filter(|list| everyone && edition.has(**list));
            (documents, lists.map(|list| (*list, key.clone(), edition.list_revision(*list))).collect())
        })
        .collect();
    let mut all = Snapshot::default();
    for (documents, lists) in seen {
        for (id, codes) in documents {
            let known = all.documents.entry(id).or_default();
            known.readers.extend(codes.readers);
            // The district's sections come first; a school's stand where the district has no such document.
            if known.front.is_none() {
                (known.front, known.sections) = (codes.front, codes.sections);
            }
        }
        for (list, reader, code) in lists {
            all.lists.entry(list).or_default().insert(reader, code);
        }
    }
    let mut originals: Vec<&Document> = handbook.written_first().map(AsRef::as_ref).collect();
    originals.sort_by_key(|document| super::order(document));
    for (document, place) in originals.into_iter().zip(1..) {
        if let Some(codes) = all.documents.get_mut(&document.id.value) {
            let group = match &document.content {
                Content::Page(page) => Some(page.group),
                _ => None,
            };
            codes.stood.get_or_insert(Stood { kind: document.kind(), group, place });
        }
    }
    all
}

/// What differs between a release and now, for readers that both know.
#[must_use]
pub fn differences(release: &Release, now: &Snapshot) -> BTreeMap<Id, Difference> {
    let mut differences = BTreeMap::new();
    for (id, codes) in &now.documents {
        let Some(then) = release.documents.get(id) else {
            differences.insert(id.clone(), Difference::New);
            continue;
        };
        let differs = |(reader, code): (&String, &Revision)| then.readers.get(reader).is_some_and(|then| then != code);
        if codes.readers.iter().any(differs) {
            let names: BTreeSet<&String> = codes.sections.keys().chain(then.sections.keys()).collect();
            let changed = names.into_iter().filter(|name| codes.sections.get(*name) != then.sections.get(*name));
            differences.insert(id.clone(), Difference::Changed(changed.filter_map(|name| Id::parse(name)).collect()));
        }
    }
    let gone = release.documents.keys().filter(|id| !now.documents.contains_key(*id));
    differences.extend(gone.map(|id| (id.clone(), Difference::Gone)));
    differences
}

/// The text of `releases/<name>.toml`.
#[must_use]
pub fn text(handbook: &Handbook, name: &str, now: &Snapshot) -> String {
    let changes = handbook.approvals.changes.iter().map(|change| change.number.value).max().unwrap_or(0);
    let mut text = format!(
        "# What every document said to every reader when release {name} was made, as codes.\n\
         # `gobag release` wrote this file; leave it as it is, so that paper can be checked against it.\n\n\
         date = {}\nform = {}\nchanges = {changes}       # the last row of the record of changes\n",
        handbook.today,
        revision::FORM,
    );
    for (id, codes) in &now.documents {
        write!(text, "\n[[document]]\nid = \"{id}\"\n").expect("text can always grow");
        if let Some(Stood { kind, group, place }) = codes.stood {
            writeln!(text, "kind = \"{}\"", kind.name()).expect("text can always grow");
            if let Some(group) = group {
                writeln!(text, "group = \"{}\"", group.name()).expect("text can always grow");
            }
            writeln!(text, "place = {place}").expect("text can always grow");
        }
        if let Some(front) = codes.front {
            writeln!(text, "front = \"{front}\"").expect("text can always grow");
        }
        let sections: Vec<String> = codes.sections.iter().map(|(id, code)| format!("\"{id}\" = \"{code}\"")).collect();
        if !sections.is_empty() {
            writeln!(text, "sections = {{ {} }}", sections.join(", ")).expect("text can always grow");
        }
        revisions(&mut text, &codes.readers);
    }
    for (list, readers) in &now.lists {
        write!(text, "\n[[list]]\nid = \"{}\"\n", list.name()).expect("text can always grow");
        revisions(&mut text, readers);
    }
    for binder in &handbook.config.binders {
        let names: Vec<String> = binder.include.iter().map(|name| toml_string(&name.value)).collect();
        write!(text, "\n[[binder]]\nid = \"{}\"\ninclude = [{}]\n", binder.id.value, names.join(", "))
            .expect("text can always grow");
    }
    text
}

/// Each code with those who read it.
fn revisions(text: &mut String, readers: &BTreeMap<String, Revision>) {
    let mut same: BTreeMap<Revision, Vec<&str>> = BTreeMap::new();
    readers.iter().for_each(|(reader, code)| same.entry(*code).or_default().push(reader));
    text.push_str("revision = [\n");
    for (code, readers) in same {
        let readers: Vec<String> = readers.into_iter().map(|reader| format!("\"{reader}\"")).collect();
        writeln!(text, "  {{ code = \"{code}\", readers = [{}] }},", readers.join(", ")).expect("text can always grow");
    }
    text.push_str("]\n");
}

/// What differs, as rows for the record of changes: a line each, to be gathered and put into words by whoever knows why.
/// Documents that a row names already are left out.
#[must_use]
pub fn draft(handbook: &Handbook, differences: &BTreeMap<Id, Difference>) -> String {
    let Some(release) = handbook.releases.last() else {
        return "# Nothing was released before: the first release needs no rows.\n".to_owned();
    };
    let changes = &handbook.approvals.changes;
    let later = changes.iter().filter(|change| change.number.value > release.changes);
    let recorded: BTreeSet<&Id> = later.flat_map(|change| &change.documents).map(|id| &id.value).collect();
    let mut number = changes.iter().map(|change| change.number.value).max().unwrap_or(0);
    let mut text = String::new();
    for (id, difference) in differences.iter().filter(|(id, _)| !recorded.contains(id)) {
        number += 1;
        let document = handbook.written_first().find(|document| document.id.value == *id);
        let title = document.map_or(id.as_str(), |document| document.common.title.value.as_str());
        let what = match difference {
            Difference::New => format!("New: {title}."),
            Difference::Gone => format!("Taken out: {title}."),
            Difference::Changed(sections) => {
                let sections: Vec<&str> = sections.iter().map(|section| section.as_str()).collect();
                let inside = if sections.is_empty() { String::new() } else { format!(" ({})", sections.join(", ")) };
                format!("Changed: {title}{inside}. Say what, and why.")
            }
        };
        let what = toml_string(&what);
        write!(
            text,
            "[[change]]\nnumber = {number}\ndate = {}\nby = \"\"\nsummary = {what}\ndocuments = [\"{id}\"]\n\n",
            handbook.today
        )
        .expect("text can always grow");
    }
    if text.is_empty() {
        return format!("# Nothing differs from release {} that the record of changes does not tell.\n", release.name);
    }
    text
}

/// A string as TOML reads it.
fn toml_string(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", words.replace(char::is_control, " "))
}
