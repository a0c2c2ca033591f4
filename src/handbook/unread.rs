//! Files that say nothing to anybody: those that could not be read, and TOML files of a name that nothing has.

use std::cell::RefCell;

use super::{frameworks, is_document, releases, vocabulary};
use crate::config;
use crate::diagnostic::{Diagnostic, Diagnostics, Place as Where, found};
use crate::source::{Content, Fault, Sources};

/// Tells every file that could not be read, and every TOML file that nobody reads.
pub(super) fn check(sources: &Sources, theme: &str, findings: &RefCell<Diagnostics>) {
    const REGISTERS: [&str; 8] = [
        config::FILE,
        "roles.toml",
        "contacts.toml",
        "places.toml",
        "glossary.toml",
        "hazards.toml",
        "drills.toml",
        "approvals.toml",
    ];
    for (_, source) in sources.iter() {
        let place = || Where::File(source.path.clone());
        let diagnostic = match &source.content {
            Content::Unreadable(Fault::Unused) => Some(
                Diagnostic::warning(found::UNREADABLE_FILE, place(), format!("{} {}", source.path, Fault::Unused))
                    .help(
                        "pictures and attachments stand in media/; everything else is Markdown (.md) or TOML (.toml)",
                    ),
            ),
            Content::Unreadable(fault) => Some(
                Diagnostic::error(found::UNREADABLE_FILE, place(), format!("{} {fault}", source.path))
                    .help(remedy(fault)),
            ),
            Content::Text(_) if source.path.starts_with(theme) => None,
            Content::Text(_) if source.path.ends_with(".toml") && !is_document(&source.path) => {
                let path = source.path.as_str();
                let known = REGISTERS.contains(&path)
                    || vocabulary::language_of(path).is_some()
                    || releases::is_release(path)
                    || frameworks::is_framework(path)
                    || (path.starts_with("schools/") && path.ends_with("/school.toml") && path.split('/').count() == 3);
                let name = path.rsplit('/').next().unwrap_or(path);
                (!known).then(|| {
                    let help = crate::nearest::suggestion(name, REGISTERS.into_iter().chain(["school.toml"]))
                        .unwrap_or_else(|| {
                            format!(
                                "TOML files are: {}, assessments/*.toml, frameworks/*.toml and schools/<id>/school.toml",
                                REGISTERS.join(", ")
                            )
                        });
                    Diagnostic::error(found::UNREADABLE_FILE, place(), format!("Gobag does not read {path}")).help(help)
                })
            }
            Content::Text(_) | Content::Media(_) => None,
        };
        if let Some(diagnostic) = diagnostic {
            findings.borrow_mut().push(diagnostic);
        }
    }
}

/// What to do about a file that could not be read.
fn remedy(fault: &Fault) -> &'static str {
    match fault {
        Fault::NotUtf8 { .. } => "save the file again as UTF-8 (in the editor's *Save as*, under *Encoding*)",
        Fault::Binary => "a document from a word processor cannot be renamed to .md; move other files to media/",
        Fault::TooLarge { .. } => "split it: one document for each thing that somebody looks up; make pictures smaller",
        Fault::LeavesFolder => "copy the file into the handbook, so that the handbook is whole wherever it is taken",
        Fault::Name { .. } => "rename it with letters, digits and hyphens only: fire-drill.md",
        Fault::Unused => "move it out of the handbook",
        Fault::System(_) => "check that you may read the file, and that the disk is there",
    }
}
