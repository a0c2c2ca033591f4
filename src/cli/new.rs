//! `gobag new`: a title becomes a document with every part that its kind needs, at the right path.

use std::path::PathBuf;

use super::screen;
use super::{Outcome, Ran, Stopped};
use crate::compile::Misfit;
use crate::disk;
use crate::fields::{Id, Named as _};
use crate::handbook::Handbook;
use crate::nearest::suggestion;
use crate::source::Sources;
use crate::starter::{self, Form};

/// Begin a document with every part that it needs
///
/// The file has the handbook's language, its steps are taken by roles that the handbook has, and what only you can know
/// stands between `[?` and `]`: `gobag check` leads from one to the next. A drill becomes a row of drills.toml. It never
/// replaces a file.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag new procedure \"Power failure\"           writes content/procedures/power-failure.md\n  \
    gobag new annex \"Communications\"              a functional annex, since its title is a function\n  \
    gobag new drill \"Fire drill in October\"       one more row in content/drills.toml\n  \
    gobag new procedure \"Pool\" --school heron     for one school alone")]
pub(super) struct Arguments {
    /// What to begin
    #[arg(value_parser = ["procedure", "annex", "practice", "assessment", "policy", "drill"])]
    kind: String,

    /// Its title; the file is named after it
    title: String,

    /// The handbook's folder, with handbook.toml in it
    #[arg(long, value_name = "DIR", default_value = "content")]
    dir: PathBuf,

    /// A school's id, for what holds only there
    #[arg(long, value_name = "ID")]
    school: Option<String>,
}

/// Writes the document.
///
/// # Errors
/// When there is such a file, there is no such school or no handbook, or the disk refuses.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let form = Form::named(&arguments.kind).expect("the parser lets in nothing but forms");
    let sources = disk::read::read(&arguments.dir)?;
    if sources.is_empty() {
        return Err(Stopped::NoHandbook { dir: arguments.dir.clone() });
    }
    let handbook = Handbook::read(&sources).value;
    let school = arguments.school.as_deref().map(|id| school(&handbook, id)).transpose()?;
    let begun = starter::begin(&handbook, form, &arguments.title, school);
    let file = match register(&sources, &begun.path).filter(|_| begun.is_row) {
        Some(before) => {
            let gap = if before.ends_with('\n') || before.is_empty() { "\n" } else { "\n\n" };
            disk::mend::mend(&arguments.dir, &begun.path, before, &format!("{before}{gap}{}", begun.text))?;
            arguments.dir.join(&begun.path)
        }
        None => disk::keep::create(&arguments.dir, &begun.path, &begun.text)?,
    };
    let mut line = file.display().to_string();
    if !begun.is_translated {
        line.push_str(&format!(
            " (its words are English: there are no forms in \"{}\" yet, and what they mean stands in the attributes)",
            handbook.config.source_language()
        ));
    }
    screen::say(&line)?;
    Ok(Outcome::Done)
}

/// The text of a register that is there.
fn register<'s>(sources: &'s Sources, path: &str) -> Option<&'s str> {
    sources.find(path).map(|id| sources.text(id))
}

/// A school's id.
fn school<'h>(handbook: &'h Handbook, id: &str) -> Result<&'h Id, Misfit> {
    let ids = || handbook.schools.iter().map(|school| school.id.as_str());
    handbook.school(id).map(|school| &school.id).ok_or_else(|| Misfit::School {
        id: id.to_owned(),
        help: suggestion(id, ids()).unwrap_or_else(|| match handbook.schools.len() {
            0 => "it has no folder schools/".to_owned(),
            _ => format!("its schools are {}", ids().collect::<Vec<_>>().join(", ")),
        }),
    })
}
