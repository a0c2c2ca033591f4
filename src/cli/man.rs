//! `gobag man`: the arguments become manual pages, one for each command.

use std::path::PathBuf;

use clap::CommandFactory as _;

use super::screen;
use super::{Outcome, Ran};
use crate::disk;

/// Write manual pages, for whoever makes a package of Gobag
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  \
    gobag man --out man && man man/gobag-build.1")]
pub(super) struct Arguments {
    /// The folder they go to
    #[arg(long, value_name = "FOLDER", default_value = "man")]
    out: PathBuf,
}

/// Writes a page for the program and one for each command.
///
/// # Errors
/// When the disk refuses.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let mut program = super::Arguments::command().disable_help_subcommand(true);
    program.build();
    let mut commands = vec![program.clone()];
    commands.extend(program.get_subcommands().filter(|command| !command.is_hide_set()).cloned());
    for command in &commands {
        // `gobag build` has its page under the name gobag-build, as git has.
        let name = command.get_display_name().unwrap_or("gobag").to_owned();
        let page = clap_mangen::Man::new(command.clone());
        let mut text = Vec::new();
        page.render(&mut text).expect("memory takes every byte");
        let text = String::from_utf8(text).expect("help is text");
        disk::keep::replace_own(&arguments.out, &format!("{name}.1"), &text)?;
    }
    screen::say(&format!("{}: {} manual pages", arguments.out.display(), commands.len()))?;
    Ok(Outcome::Done)
}
