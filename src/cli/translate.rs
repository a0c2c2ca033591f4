//! `gobag translate`: how far the handbook is translated, and what a translator has renewed, written down.

use std::path::PathBuf;

use super::{Outcome, Ran, Stopped, screen};
use crate::diagnostic::Severity;
use crate::disk;
use crate::disk::mend;
use crate::document::{Document, with_codes};
use crate::fields::Revision;
use crate::handbook::translation::{Part, Standing, parts};
use crate::handbook::{Handbook, Translation};
use crate::nearest::suggestion;
use crate::source::Sources;

/// See how far the handbook is translated, and write down what a translator has renewed
///
/// Each translated section says in its front matter which text it translates: `[translates]`, a code for each section. When
/// the original changes, the code does not fit any more, and the page says so until the words are renewed and accepted.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag translate status                     what is old or missing, document by document\n  \
    gobag translate accept lockdown            the translations of lockdown are up to date\n  \
    gobag translate accept lockdown --language es")]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Say which parts of which translation are older than their original, or missing
    Status(Status),
    /// Write down that translations say what their originals say now
    Accept(Accept),
}

#[derive(Debug, clap::Args)]
struct Status {
    /// The handbook's folder
    #[arg(long, default_value = "content")]
    dir: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Accept {
    /// The documents, by their ids; all of them unless given
    documents: Vec<String>,

    /// Only the translations into this language
    #[arg(long)]
    language: Option<String>,

    /// The handbook's folder
    #[arg(long, default_value = "content")]
    dir: PathBuf,
}

/// Tells or accepts.
///
/// # Errors
/// When the disk refuses, or a document or a language is named that is not there.
pub(super) fn run(arguments: &Arguments) -> Ran {
    match &arguments.what {
        What::Status(status) => tell(&status.dir),
        What::Accept(accept) => accept_all(accept),
    }
}

fn tell(dir: &std::path::Path) -> Ran {
    let sources = disk::read::read(dir)?;
    let handbook = Handbook::read(&sources).value;
    let mut text = String::new();
    for language in handbook.config.languages.iter().skip(1).map(|language| &language.value) {
        let all = handbook.written_first().count();
        let mut lines = String::new();
        let mut whole = 0;
        let mut there = 0;
        for original in handbook.written_first() {
            let Some(translation) = handbook.translation(original, language) else { continue };
            there += 1;
            let open = open(&parts(original, &translation.written));
            if open.is_empty() {
                whole += 1;
            } else {
                lines.push_str(&format!("  {}: {}\n", translation.written.path, open.join("; ")));
            }
        }
        text.push_str(&format!(
            "{language}: {there} of {all} documents translated, {whole} of them whole and current\n{lines}"
        ));
    }
    if text.is_empty() {
        text.push_str("This handbook has one language. Add others to `languages` in handbook.toml.\n");
    }
    screen::say_lines(&text)?;
    Ok(Outcome::Done)
}

/// What is not as it should be, in words: parts of one kind together.
fn open(parts: &[Part<'_>]) -> Vec<String> {
    let kinds = [
        (Standing::Behind, "older than the original"),
        (Standing::Unknown, "without a word of what it translates"),
        (Standing::Missing, "missing"),
    ];
    let found = kinds.into_iter().filter_map(|(standing, words)| {
        let keys: Vec<&str> =
            parts.iter().filter(|part| part.standing == standing).map(|part| part.key.as_str()).collect();
        match keys.len() {
            0 => None,
            count if count == parts.len() => Some(format!("all of it {words}")),
            _ => Some(format!("{words}: {}", keys.join(", "))),
        }
    });
    found.collect()
}

fn accept_all(accept: &Accept) -> Ran {
    let sources = disk::read::read(&accept.dir)?;
    let read = Handbook::read(&sources);
    let handbook = read.value;
    known(&handbook, accept)?;
    if read.diagnostics.count(Severity::Error) > 0 {
        return Err(Stopped::Unread);
    }
    let mut count = 0;
    for original in handbook.written_first() {
        if !accept.documents.is_empty() && !accept.documents.iter().any(|named| named == original.id.as_str()) {
            continue;
        }
        for translation in handbook.translations(original) {
            if accept.language.as_ref().is_some_and(|language| language != translation.language.as_str()) {
                continue;
            }
            if write(&sources, &accept.dir, original, translation)? {
                count += 1;
            }
        }
    }
    screen::say(&format!("{count} {} written down", if count == 1 { "translation" } else { "translations" }))?;
    Ok(Outcome::Done)
}

fn write(
    sources: &Sources,
    dir: &std::path::Path,
    original: &Document,
    translation: &Translation,
) -> Result<bool, Stopped> {
    let written = &translation.written;
    let parts = parts(original, written);
    let there = parts.iter().filter(|part| part.standing != Standing::Missing);
    let codes: Vec<(String, Revision)> = there.map(|part| (part.key.clone(), part.now)).collect();
    let before = sources.text(written.source);
    let after =
        if written.path.ends_with(".toml") { table(before, &codes) } else { with_codes(before, "translates", &codes) };
    if after == before {
        return Ok(false);
    }
    mend::mend(dir, &written.path, before, &after)?;
    Ok(true)
}

/// The same in a file that is front matter from its first line to its last.
fn table(text: &str, codes: &[(String, Revision)]) -> String {
    let fenced = with_codes(&format!("+++\n{}\n+++\n", text.trim_end()), "translates", codes);
    fenced.trim_start_matches("+++\n").trim_end_matches("+++\n").to_owned()
}

/// Whether everything that was named is there.
fn known(handbook: &Handbook, accept: &Accept) -> Result<(), Stopped> {
    for named in &accept.documents {
        let ids = || handbook.written_first().map(|document| document.id.as_str());
        if !ids().any(|id| id == named) {
            let help = suggestion(named, ids()).unwrap_or_else(|| "write the id of the original".to_owned());
            return Err(Stopped::NoDocument { name: named.clone(), help });
        }
    }
    let languages: Vec<&str> =
        handbook.config.languages.iter().skip(1).map(|language| language.value.as_str()).collect();
    match &accept.language {
        Some(language) if !languages.contains(&language.as_str()) => {
            let help = match languages.as_slice() {
                [] => "it has one language only".to_owned(),
                languages => format!("its other languages are {}", languages.join(", ")),
            };
            Err(Stopped::NoLanguage { name: language.clone(), help })
        }
        _ => Ok(()),
    }
}
