//! `gobag release`: what the plan says today becomes a release that paper can be checked against.

use std::path::PathBuf;

use super::findings::{self, Occasion};
use super::screen::{self, Progress};
use super::{Outcome, Ran};
use crate::compile;
use crate::diagnostic::Severity;
use crate::disk;
use crate::edition::release::Difference;
use crate::report;

/// Write down what every document says today, so that any sheet of paper can be checked against it
///
/// A release is approved before it is made: approvals.toml names who signed it, when, and which one it replaces; and every
/// document that has changed since the release before has a row in the record of changes. What is missing is said, and
/// nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag release 2027-01-15              writes content/releases/2027-01-15.toml\n  \
    gobag release 2027-01-15 --draft      shows the rows that the record of changes lacks, ready to be edited\n\n\
    Exit codes: 0 released, 1 the handbook has errors, 2 wrong usage, or the disk failed.")]
pub(super) struct Arguments {
    /// What the release is called; most use the day of its approval
    name: String,

    /// The handbook's folder, with handbook.toml in it
    #[arg(default_value = "content")]
    dir: PathBuf,

    /// Write nothing; show what has changed as rows for the record of changes
    #[arg(long)]
    draft: bool,
}

/// Makes a release.
///
/// # Errors
/// When the disk refuses, or the release is not signed or exists already.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let progress = Progress::new(!arguments.draft);
    let sources = disk::read::read(&arguments.dir)?;
    let prepared = compile::release(&sources, &arguments.name, &|stage| progress.stage(stage))?;
    progress.end();
    if arguments.draft {
        screen::say_lines(&prepared.draft)?;
        return Ok(Outcome::Done);
    }
    let folder = arguments.dir.display().to_string();
    findings::tell(report::Format::Human, &prepared.compiled, &sources, &folder, Occasion::Checking { only: None })?;
    if prepared.compiled.diagnostics.count(Severity::Error) > 0 {
        return Ok(Outcome::Errors);
    }
    prepared.signed?;
    let file = disk::keep::create(&arguments.dir, &prepared.path, &prepared.text)?;
    let mut line = format!("{}: {} documents", file.display(), prepared.documents);
    if let Some(before) = &prepared.before {
        let count = |wanted: fn(&Difference) -> bool| {
            prepared.differences.values().filter(|difference| wanted(difference)).count()
        };
        line.push_str(&format!(
            "; since {before} {} changed, {} new, {} gone",
            count(|difference| matches!(difference, Difference::Changed(_))),
            count(|difference| matches!(difference, Difference::New)),
            count(|difference| matches!(difference, Difference::Gone)),
        ));
    }
    screen::say(&line)?;
    Ok(Outcome::Done)
}
