//! `gobag diff`: what is a school's own, beside the district's.

use std::path::PathBuf;

use super::{Outcome, Ran, Stopped, screen};
use crate::compile::Misfit;
use crate::diagnostic::Severity;
use crate::disk;
use crate::disk::mend;
use crate::document::{Document, with_codes};
use crate::fields::Revision;
use crate::handbook::Handbook;
use crate::handbook::local::laid;
use crate::handbook::school::School;
use crate::nearest::suggestion;

/// List what a school has of its own: documents, sections, values, people, places and contacts
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag diff --school harbor\n  \
    gobag diff --school harbor --accept lockdown     the school has seen what the district changed there")]
pub(super) struct Arguments {
    /// The school, by its folder's name
    #[arg(long)]
    school: String,

    /// Write down that the school's text of this document was held against what the district says now
    #[arg(long, value_name = "DOC")]
    accept: Vec<String>,

    /// The handbook's folder
    #[arg(default_value = "content")]
    dir: PathBuf,
}

/// Lists, or writes down.
///
/// # Errors
/// When the disk refuses, or there is no such school or document.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let sources = disk::read::read(&arguments.dir)?;
    let read = Handbook::read(&sources);
    let handbook = read.value;
    let Some(school) = handbook.school(&arguments.school) else {
        let ids = handbook.schools.iter().map(|school| school.id.as_str());
        let help = suggestion(&arguments.school, ids)
            .unwrap_or_else(|| "its schools are the folders below schools/".to_owned());
        return Err(Misfit::School { id: arguments.school.clone(), help }.into());
    };
    if arguments.accept.is_empty() {
        screen::say_lines(&listed(&handbook, school))?;
        return Ok(Outcome::Done);
    }
    if read.diagnostics.count(Severity::Error) > 0 {
        return Err(Stopped::Unread);
    }
    for name in &arguments.accept {
        let own = handbook.document(name, Some(&school.id)).filter(|own| own.school.is_some() && own.extends);
        let (Some(own), Some(district)) = (own, handbook.document(name, None)) else {
            let ids = extensions(&handbook, school).map(|own| own.id.as_str());
            let help = suggestion(name, ids)
                .unwrap_or_else(|| "only a document with `extends = true` replaces parts of another".to_owned());
            return Err(Stopped::NoDocument { name: name.clone(), help });
        };
        let replaced = laid(district, own);
        let codes: Vec<(String, Revision)> =
            replaced.iter().filter_map(|laid| Some((laid.local.id.to_string(), laid.district?.typed))).collect();
        let before = sources.text(own.source);
        mend::mend(&arguments.dir, &own.path, before, &with_codes(before, "replaces", &codes))?;
        screen::say(&format!("{}: {} written down", own.path, codes.len()))?;
    }
    Ok(Outcome::Done)
}

fn extensions<'h>(handbook: &'h Handbook, school: &'h School) -> impl Iterator<Item = &'h Document> {
    own(handbook, school).filter(|document| document.extends)
}

fn own<'h>(handbook: &'h Handbook, school: &'h School) -> impl Iterator<Item = &'h Document> {
    handbook
        .written_first()
        .map(AsRef::as_ref)
        .filter(|document: &&Document| document.school.as_ref() == Some(&school.id))
}

fn listed(handbook: &Handbook, school: &School) -> String {
    let mut text = format!("{}\n", school.title);
    for document in own(handbook, school) {
        let district = handbook.document(document.id.as_str(), None);
        let title = &document.common.title.value;
        match (document.extends, district) {
            (true, Some(district)) => {
                text.push_str(&format!("\n{} adds to \"{title}\"\n", document.path));
                for laid in laid(district, document) {
                    let line = match (laid.district, laid.then) {
                        (None, _) => format!("  + {}", laid.local.id),
                        (Some(_), None) => {
                            format!("  = {} in place of the district's; which one is not written down", laid.local.id)
                        }
                        (Some(section), Some(then)) if laid.is_stale() => {
                            format!(
                                "  ! {} in place of the district's of {}, which is {} now",
                                laid.local.id, then.value, section.typed
                            )
                        }
                        (Some(section), Some(_)) => {
                            format!("  = {} in place of the district's of {}", laid.local.id, section.typed)
                        }
                    };
                    text.push_str(&line);
                    text.push('\n');
                }
            }
            (false, Some(_)) => {
                text.push_str(&format!("\n{} stands in place of the district's \"{title}\"\n", document.path))
            }
            (_, None) => text.push_str(&format!("\n{} is the school's own: \"{title}\"\n", document.path)),
        }
    }
    let mut group = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("\n{title}\n"));
            lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
        }
    };
    let values = school.values.iter().map(|(key, value)| {
        let district = handbook.value(&key.value, None);
        match district {
            Some(district) if district != value.value => {
                format!("{} = \"{}\" (district: \"{district}\")", key.value, value.value)
            }
            Some(_) => format!("{} = \"{}\" (as the district)", key.value, value.value),
            None => format!("{} = \"{}\"", key.value, value.value),
        }
    });
    group("Values", values.collect());
    let people = school.people.iter().map(|(role, holders)| {
        let primary = holders.primary.as_ref().map_or("", |primary| primary.value.as_str());
        format!("{}: {primary}", role.value)
    });
    group("People", people.collect());
    let place = |id: &str| handbook.places.iter().find(|place| place.id.as_str() == id);
    let places = school.places.iter().map(|own| match place(own.id.as_str()) {
        Some(district) if district.title != own.title => {
            format!("{}: {} (district: {})", own.id.value, own.title, district.title)
        }
        Some(_) => format!("{}: {}", own.id.value, own.title),
        None => format!("{}: {} (only here)", own.id.value, own.title),
    });
    group("Places", places.collect());
    let contact = |id: &str| handbook.contacts.iter().any(|contact| contact.id.as_str() == id);
    let contacts = school.contacts.iter().map(|own| {
        let number = own.phone.as_ref().map(|phone| format!(" {}", phone.value)).unwrap_or_default();
        let only = if contact(own.id.as_str()) { "" } else { " (only here)" };
        format!("{}: {}{number}{only}", own.id.value, own.label)
    });
    group("Contacts", contacts.collect());
    text
}
