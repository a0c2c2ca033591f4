//! All documents of a kind, in groups where the kind has them.

use serde::Serialize;

use super::{Entry, entry};
use crate::document::{AnnexType, Content, Document, Group, Kind, Tier};
use crate::fields::Named;
use crate::render::html::{Contents, Writer};

/// All documents of a kind.
#[derive(Debug, Serialize)]
pub(in crate::render) struct List {
    kind: &'static str,
    title: String,
    lead: String,
    groups: Vec<Grouped>,
}

/// Documents that belong together.
#[derive(Debug, Serialize)]
struct Grouped {
    id: String,
    /// None where the kind has only one group.
    title: Option<String>,
    entries: Vec<Entry>,
}

pub(super) fn of(writer: &mut Writer<'_>, kind: Kind, contents: &mut Contents) -> List {
    let (edition, words) = (writer.book.edition, writer.book.words);
    let mut groups: Vec<Grouped> = names(kind)
        .into_iter()
        .map(|name| {
            let title = (!name.is_empty()).then(|| words.get("group", name).to_owned());
            Grouped { id: format!("group_{name}"), title, entries: Vec::new() }
        })
        .collect();
    for document in edition.of_kind(kind) {
        let at = names(kind).iter().position(|name| *name == group(document)).unwrap_or(0);
        let entry = entry(writer, document);
        groups[at].entries.push(entry);
    }
    groups.retain(|group| !group.entries.is_empty());
    if let [only] = groups.as_mut_slice() {
        only.title = None;
    }
    for group in &groups {
        if let Some(title) = &group.title {
            contents.add(&group.id, title);
        }
    }
    List {
        kind: kind.name(),
        title: words.of("kinds", kind).to_owned(),
        lead: words.of("lead", kind).to_owned(),
        groups,
    }
}

/// The groups of a kind, in order.
fn names(kind: Kind) -> Vec<&'static str> {
    fn all<T: Named>() -> Vec<&'static str> {
        T::ALL.iter().map(|value| value.name()).collect()
    }
    match kind {
        Kind::Annex => all::<AnnexType>(),
        Kind::Practice => all::<Tier>(),
        Kind::Page => all::<Group>(),
        Kind::Procedure | Kind::Assessment | Kind::Policy => vec![""],
    }
}

fn group(document: &Document) -> &'static str {
    match &document.content {
        Content::Annex(annex) => annex.kind.name(),
        Content::Practice(practice) => practice.tier.name(),
        Content::Page(page) => page.group.name(),
        Content::Procedure(_) | Content::Assessment(_) | Content::Policy(_) => "",
    }
}
