//! What was typed becomes a command, and what came of it an exit code: 0 done, 1 the handbook has errors, 2 wrong usage
//! or the world failed.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::compile::Misfit;
use crate::disk::failure::Failure;
use crate::report;

mod build;
mod check;
mod completions;
mod coverage;
mod diff;
mod explain;
mod findings;
mod fixes;
mod import;
mod init;
mod licences;
mod lsp;
mod man;
mod merge;
mod new;
mod only;
#[cfg(feature = "print")]
mod print;
mod release;
mod schema;
mod screen;
mod serve;
mod translate;

/// What `gobag --version` says; `gobag -V` says the first line.
const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nMIT OR Apache-2.0, without any warranty. `gobag licences` names what it is made of."
);

/// Turns a folder of Markdown and TOML into a school's emergency handbook
#[derive(Debug, Parser)]
#[command(name = "gobag", version, long_version = LONG_VERSION, max_term_width = 100)]
#[command(after_help = "From nothing to a published handbook:\n  \
    gobag init                              a small handbook in content/, with places to fill in\n  \
    gobag new procedure \"Power failure\"     begin a procedure of your own\n  \
    gobag check                             what is wrong, and what is still to fill in\n  \
    gobag serve                             see the pages while you write\n  \
    gobag build                             publish what everybody may see into public/\n\n\
    `gobag COMMAND --help` says more about each.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// What there is to do.
#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Completions(completions::Arguments),
    Coverage(coverage::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Import(import::Arguments),
    Init(init::Arguments),
    Licences(licences::Arguments),
    Lsp(lsp::Arguments),
    Man(man::Arguments),
    New(new::Arguments),
    #[cfg(feature = "print")]
    Print(print::Arguments),
    Merge(merge::Arguments),
    Release(release::Arguments),
    Schema(schema::Arguments),
    Serve(serve::Arguments),
    Translate(translate::Arguments),
}

/// Whom findings are for, as it is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the place, the words underlined, and what to type instead
    #[default]
    Human,
    /// For programs: one JSON object on standard output, and nothing else
    Json,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> report::Format {
        match format {
            Format::Human => report::Format::Human,
            Format::Json => report::Format::Json,
        }
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It is done.
    Done,
    /// The handbook has errors.
    Errors,
}

/// Runs the command that was typed; the first argument is the program's own name.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, with code 0. Nobody listens any more if printing fails.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let outcome = match arguments.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Coverage(arguments) => coverage::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Licences(arguments) => licences::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        #[cfg(feature = "print")]
        Command::Print(arguments) => print::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Release(arguments) => release::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Translate(arguments) => translate::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(stopped) => {
            screen::complain(&stopped);
            ExitCode::from(2)
        }
    }
}

/// Every command's own result.
type Ran = Result<Outcome, Stopped>;

/// Why a command could not do its work; what is wrong with a handbook is an [`Outcome`].
#[derive(Debug, thiserror::Error)]
enum Stopped {
    /// The world refused.
    #[error(transparent)]
    World(#[from] Failure),
    /// The arguments do not fit this handbook.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// There is no such document.
    #[error("this handbook has no document \"{name}\" for this; {help}")]
    NoDocument {
        /// As typed.
        name: String,
        /// The nearest id, or what to write.
        help: String,
    },
    /// There is no such language.
    #[error("this handbook is not translated into \"{name}\"; {help}")]
    NoLanguage {
        /// As typed.
        name: String,
        /// Those that it has.
        help: String,
    },
    /// What is wrong must be mended first.
    #[error("the handbook has errors, so that nothing was written down; `gobag check` lists them")]
    Unread,
    /// There is no such schema.
    #[error("there is no schema \"{name}\"; there are {names}")]
    NoSchema {
        /// As typed.
        name: String,
        /// All of them.
        names: String,
    },
    /// An editor went without a goodbye.
    #[error(transparent)]
    Broken(#[from] crate::lsp::Broken),
    /// Nothing can be served.
    #[error(transparent)]
    Ended(#[from] crate::serve::Ended),
    /// Nothing begins in this language.
    #[error(
        "no handbook can be begun in \"{tag}\" yet; there are texts in {languages}. Begin in one of them, and translate what you write"
    )]
    NoStarter {
        /// As typed.
        tag: String,
        /// The languages that there are.
        languages: String,
    },
    /// The folder is not a handbook.
    #[error("{} has no handbook.toml; `gobag init {}` begins a handbook there", dir.display(), dir.display())]
    NoHandbook {
        /// The folder.
        dir: PathBuf,
    },
    /// Nobody said the passphrase.
    #[error(
        "a locked handbook needs a passphrase: name a file with --passphrase-file, or set {}; nobody would guess {proposed}",
        crate::disk::passphrase::VARIABLE
    )]
    NoPassphrase {
        /// One that nobody has used.
        proposed: String,
    },
    /// The passphrase can be guessed.
    #[error(
        "the passphrase has {length} signs and needs at least {}, since whoever has the files can try as many as they like; nobody would guess {proposed}",
        crate::lock::SHORTEST
    )]
    ShortPassphrase {
        /// How long it is.
        length: usize,
        /// One that nobody has used.
        proposed: String,
    },
    /// The parts make no whole.
    #[error(transparent)]
    Parts(#[from] crate::offline::Misfit),
    /// There is no such part.
    #[error("there is no part {words}; {help}")]
    NoPart {
        /// As typed, or as the environment says.
        words: String,
        /// How it is written.
        help: &'static str,
    },
    /// There is no such rule.
    #[error("there is no rule \"{name}\"; {help}")]
    NoRule {
        /// As typed.
        name: String,
        /// The nearest name, or where they are listed.
        help: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}
