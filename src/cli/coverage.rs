//! `gobag coverage`: a handbook's folder and a framework become a report of what is there and what is missing.

use std::path::PathBuf;

use super::screen;
use super::{Outcome, Ran};
use crate::compile;
use crate::coverage::Status;
use crate::diagnostic::Severity;
use crate::disk;
use crate::report::coverage::{html, human, json};

/// Hold a handbook against a framework: what is there, what is thin, what is missing
///
/// It finds and counts. It does not judge whether a plan is good, and it certifies nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag coverage                           the handbook in content/, as a table\n  \
    gobag coverage --format html > gaps.html a page to hand on\n  \
    gobag coverage --framework michigan      another framework, frameworks/michigan.toml\n  \
    gobag coverage --deny missing            fail where something is missing\n\n\
    Exit codes: 0 reported, 1 something is missing and that was denied, 2 wrong usage, or the disk failed.")]
pub(super) struct Arguments {
    /// The handbook's folder, with handbook.toml in it
    #[arg(default_value = "content")]
    dir: PathBuf,

    /// What to hold it against; the handbook's own choice unless given
    #[arg(long, value_name = "NAME")]
    framework: Option<String>,

    /// Whom the report is for
    #[arg(long, value_enum, default_value_t, hide_possible_values = false)]
    format: CoverageFormat,

    /// What makes the command fail
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
}

/// Whom the report is for, as it is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum CoverageFormat {
    /// For people: a table
    #[default]
    Human,
    /// For programs: one JSON object
    Json,
    /// To hand on: one web page with everything in it
    Html,
}

/// What can be denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Deny {
    /// An element of which there is nothing
    Missing,
}

/// Reports on the handbook.
///
/// # Errors
/// When the disk refuses, or there is no such framework.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let sources = disk::read::read(&arguments.dir)?;
    let (coverage, found) = compile::coverage(&sources, arguments.framework.as_deref())?;
    let folder = arguments.dir.display().to_string();
    match arguments.format {
        CoverageFormat::Human => screen::say_lines(&human::render(&coverage, &sources, &folder))?,
        CoverageFormat::Json => screen::say(&json::render(&coverage, &sources))?,
        CoverageFormat::Html => screen::say_lines(&html::render(&coverage, &sources))?,
    }
    let errors = found.count(Severity::Error);
    if errors > 0 {
        // What could not be read was not counted: the report may call something missing that is only mistyped.
        let noun = if errors == 1 { "error" } else { "errors" };
        screen::show(&format!("This handbook has {errors} {noun}; `gobag check {folder}` shows them.\n"));
    }
    let denied = arguments.deny == Some(Deny::Missing) && coverage.count(Status::Missing) > 0;
    Ok(if denied { Outcome::Errors } else { Outcome::Done })
}
