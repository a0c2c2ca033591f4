//! `gobag check`: a handbook's folder becomes a list of what is wrong with it, and nothing else.

use std::path::PathBuf;

use super::findings::{self, CheckFormat, Occasion};
use super::fixes;
use super::only::Only;
use super::screen::{self, Progress};
use super::{Outcome, Ran};
use crate::compile::{self, Compiled};
use crate::diagnostic::Severity;
use crate::disk;
use crate::report;
use crate::source::Sources;

/// Hold a handbook against every rule, and publish nothing
///
/// Looks at all of it: every audience, every school. What people must not see comes first, then what cannot be read, then
/// what leaves somebody without help; the end of a long report says where to begin. `gobag explain RULE` says what a rule
/// is about.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag check                      what is wrong in content/, underlined\n  \
    gobag check --only exposed       what must not be shown, all of it and nothing else\n  \
    gobag check --deny warnings      warnings count as errors\n  \
    gobag check --format sarif       for a code-scanning service\n\n\
    Exit codes: 0 nothing wrong, 1 there are errors (or denied warnings), 2 wrong usage, or the disk failed.")]
pub(super) struct Arguments {
    /// The handbook's folder, with handbook.toml in it
    #[arg(default_value = "content")]
    dir: PathBuf,

    /// Whom the findings are for
    #[arg(long, value_enum, default_value_t, hide_possible_values = false)]
    format: CheckFormat,

    /// Only the findings of a rule, a group of rules (privacy) or an urgency (exposed, unreadable, unsafe, faulty, weak)
    #[arg(long, value_name = "NAME")]
    only: Option<String>,

    /// Mend what is certain (a mistyped name with one name near it), and show each change; never the words of a text
    #[arg(long)]
    fix: bool,

    /// With --fix: show the changes, and make none
    #[arg(long, requires = "fix")]
    dry_run: bool,

    /// What else counts as an error
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
}

/// What can be denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Deny {
    /// Warnings count as errors
    Warnings,
}

/// Checks the handbook.
///
/// # Errors
/// When the disk refuses; what is wrong with the handbook is an [`Outcome`].
pub(super) fn run(arguments: &Arguments) -> Ran {
    let format = report::Format::from(arguments.format);
    let only = arguments.only.as_deref().map(Only::parse).transpose()?;
    let check = |sources: &Sources, progress: compile::Progress<'_>| {
        let compiled = compile::check(sources, progress);
        match only {
            Some(only) => Compiled { diagnostics: only.of(compiled.diagnostics), ..compiled },
            None => compiled,
        }
    };
    let progress = Progress::new(format == report::Format::Human && screen::is_watched());
    let mut sources = disk::read::read(&arguments.dir)?;
    let mut compiled = check(&sources, &|stage| progress.stage(stage));
    progress.end();
    if arguments.fix {
        let made = fixes::apply(&compiled.diagnostics, &sources, &arguments.dir, !arguments.dry_run)?;
        let noun = if made == 1 { "change" } else { "changes" };
        if arguments.dry_run {
            screen::say(&format!("{made} certain {noun}; `gobag check --fix` makes them."))?;
        } else {
            screen::say(&format!("{made} certain {noun} made."))?;
            sources = disk::read::read(&arguments.dir)?;
            compiled = check(&sources, &|_| {});
        }
    }
    let folder = arguments.dir.display().to_string();
    findings::tell(format, &compiled, &sources, &folder, Occasion::Checking { only: arguments.only.as_deref() })?;
    let (errors, warnings) =
        (compiled.diagnostics.count(Severity::Error), compiled.diagnostics.count(Severity::Warning));
    if format == report::Format::Human && errors + warnings == 0 {
        let of = arguments.only.as_ref().map_or(String::new(), |only| format!(", looking for {only}"));
        screen::say(&format!("{folder}: nothing wrong in {} documents{of}.", compiled.summary.documents))?;
    }
    let denied = arguments.deny == Some(Deny::Warnings) && warnings > 0;
    Ok(if errors > 0 || denied { Outcome::Errors } else { Outcome::Done })
}
