//! `gobag completions`: the arguments become a script with which a shell completes them.

use std::io::{self, Write as _};

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{Outcome, Ran};
use crate::disk::failure::Failure;

/// Print a script with which your shell completes commands and options
///
/// A new terminal knows them once the script is where the shell looks for such scripts.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag completions bash > ~/.local/share/bash-completion/completions/gobag\n  \
    gobag completions zsh > ~/.zfunc/_gobag\n  \
    gobag completions fish > ~/.config/fish/completions/gobag.fish")]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the script.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "gobag", &mut script);
    match io::stdout().lock().write_all(&script) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::of("write", "standard output".as_ref(), error).into())
        }
        _ => Ok(Outcome::Done),
    }
}
