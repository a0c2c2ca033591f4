//! `gobag import`: a plan from a word processor becomes documents of a handbook, and a report of what became of each part.

use std::path::{Path, PathBuf};

use super::screen;
use super::{Outcome, Ran};
use crate::disk;
use crate::disk::failure::Failure;
use crate::handbook::Handbook;
use crate::import::{self, Imported, Old};

/// Bring in a plan that you have as a Word document or as Markdown
///
/// Headings split it into documents; numbered lists become steps, "Teachers:" and tables of who does what become their roles;
/// tables of telephone numbers become contacts; pictures go to media/. The report accounts for every paragraph, table and
/// picture of the original, and what it was not sure of is left as a blank for `gobag check` to lead you through. It never
/// replaces a file, runs nothing and fetches nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag import plan.docx                  into the handbook in content/, or a new one\n  \
    gobag import plan.docx --into draft     into another folder, to look at first\n  \
    gobag import old-plans                  every .docx and .md file of a folder\n\n\
    Then: gobag check.")]
pub(super) struct Arguments {
    /// A .docx or .md file, or a folder of them
    #[arg(value_name = "FILE")]
    from: PathBuf,

    /// The handbook's folder; it may be new
    #[arg(long, value_name = "DIR", default_value = "content")]
    into: PathBuf,
}

/// Imports the file or the folder.
///
/// # Errors
/// When the disk refuses; what cannot be read of a document is an [`Outcome`].
pub(super) fn run(arguments: &Arguments) -> Ran {
    let mut outcome = Outcome::Done;
    let files = disk::foreign::files(&arguments.from)?;
    if files.is_empty() {
        return Err(Failure::NotFound { path: arguments.from.join("*.docx") }.into());
    }
    for file in files {
        let name = file.display().to_string();
        let bytes = disk::foreign::read(&file)?;
        let sources = disk::read::read_new(&arguments.into)?;
        let handbook = Handbook::read(&sources).value;
        let folder = file.parent().unwrap_or(Path::new(""));
        let beside = |path: &str| disk::foreign::beside(folder, path);
        let taken = |path: &str| sources.find(path).is_some();
        match import::import(&Old { name: &name, bytes: &bytes, beside: &beside }, &handbook, &taken) {
            Ok(imported) => {
                write(&arguments.into, &imported, &|path| sources.find(path).map(|id| sources.text(id)))?;
                screen::say_lines(&import::report(&name, &imported))?;
            }
            Err(unreadable) => {
                screen::complain(&format_args!("{name} {unreadable}"));
                outcome = Outcome::Errors;
            }
        }
    }
    Ok(outcome)
}

/// Puts what was made on the disk: new files whole, rows at the ends of registers.
fn write<'s>(into: &Path, imported: &Imported, register: &dyn Fn(&str) -> Option<&'s str>) -> Result<(), Failure> {
    for (path, bytes) in &imported.files {
        disk::keep::create_bytes(into, path, bytes)?;
    }
    for (path, rows) in &imported.rows {
        match register(path) {
            Some(before) => {
                let gap = if before.ends_with('\n') || before.is_empty() { "" } else { "\n" };
                disk::mend::mend(into, path, before, &format!("{before}{gap}{rows}"))?;
            }
            None => drop(disk::keep::create(into, path, rows.trim_start())?),
        }
    }
    Ok(())
}
