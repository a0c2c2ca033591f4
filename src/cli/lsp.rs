//! `gobag lsp`: an editor is told what is wrong while somebody types, and which names there are.

use super::{Outcome, Ran};
use crate::lsp;

/// Speak with an editor: findings while you type, completion, what a name means and where it stands
///
/// Editors start this themselves; docs/editors.md has what to tell each of them. It speaks the language server protocol over
/// standard input and output.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Speaks until the editor says goodbye.
///
/// # Errors
/// When the editor goes without one.
pub(super) fn run(_: &Arguments) -> Ran {
    lsp::speak()?;
    Ok(Outcome::Done)
}
