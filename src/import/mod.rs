//! A plan that somebody wrote with a word processor becomes documents of a handbook, and a report that accounts for every
//! paragraph, table and picture of it.
//!
//! ```text
//! .docx →docx→ Flow ─┐
//! .md ─markdown→ Flow ┴→chapters→ [Chapter] →write→ files, questions →report→ words
//! ```
//! What it is not sure of becomes a blank in the text, so that `gobag check` leads through it.

mod body;
mod chapters;
mod docx;
mod flow;
mod markdown;
mod package;
mod people;
mod phases;
mod report;
mod tables;
mod write;

pub use flow::{Fate, Tally};
pub use report::report;

use crate::handbook::Handbook;

/// A file of the old plan.
pub struct Old<'a> {
    /// Its name, for the report.
    pub name: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
    /// The pictures beside a Markdown file, by the path that it names them with.
    pub beside: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

/// What became of one file.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// New files: path in the handbook, bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Rows for registers, which may be there already: path, text.
    pub rows: Vec<(String, String)>,
    /// What became of each part of the source.
    pub tally: Tally,
    /// What it was not sure of, in words.
    pub questions: Vec<String>,
}

/// Why a file could not be read at all: a sentence that follows its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing is in it.
    #[error("is empty")]
    Empty,
    /// It asks for a password.
    #[error("is protected with a password; open it in your word processor, save it without one, and try again")]
    Encrypted,
    /// A word processor's format from before 2007.
    #[error("is in the older .doc format; open it in your word processor and save it as .docx")]
    Old,
    /// Neither a zip archive nor anything else we know.
    #[error("is not a .docx document, or is damaged; open it in your word processor and save it again")]
    Damaged,
    /// It unpacks to far more than any document.
    #[error("unpacks to more than 256 MB, which no document does; it was not read")]
    Bomb,
    /// A text that is not UTF-8.
    #[error("is not UTF-8 text; save it as UTF-8, and try again")]
    NotText,
    /// An ending nobody reads.
    #[error("is neither a .docx nor a .md file")]
    Unknown,
}

/// Imports a file into a handbook, which may be new: then roles and registers are begun as well.
///
/// # Errors
/// When nothing of it can be read.
pub fn import(old: &Old<'_>, handbook: &Handbook, taken: &dyn Fn(&str) -> bool) -> Result<Imported, Unreadable> {
    let ending = old.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if old.bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let flow = match ending.as_str() {
        "docx" | "docm" => docx::read(old.bytes)?,
        "doc" => return Err(Unreadable::Old),
        "md" | "markdown" => markdown::read(old)?,
        _ => return Err(Unreadable::Unknown),
    };
    let stem = old.name.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or(old.name, |(stem, _)| stem);
    Ok(write::write(chapters::chapters(flow, stem), handbook, taken))
}
