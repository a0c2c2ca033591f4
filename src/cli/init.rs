//! `gobag init`: an empty folder becomes a small handbook that can be published, with places to fill in.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::schema;
use super::screen;
use super::{Outcome, Ran, Stopped};
use crate::disk;
use crate::fields::Language;
use crate::starter::{self, Scope};

/// Begin a handbook: roles, numbers, places and the five basic actions, with places to fill in
///
/// What it lays out can be published at once. Words between `[?` and `]` are for you to fill in: `gobag check` leads from
/// one to the next. It never replaces a file. On a terminal it asks what it was not told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag init                                            a handbook in content/\n  \
    gobag init --title \"Cedar High Emergency Handbook\"    with its title\n  \
    gobag init plans/alder --district --lang es           for a district, in Spanish\n\n\
    Then: gobag check, gobag new procedure \"Power failure\", gobag build.")]
pub(super) struct Arguments {
    /// The handbook's folder; it is made where it is missing
    #[arg(default_value = "content")]
    dir: PathBuf,

    /// For one school
    #[arg(long, conflicts_with = "district")]
    school: bool,

    /// For a district, with a folder for its first school
    #[arg(long)]
    district: bool,

    /// What the handbook is called
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,

    /// The language it is written in: en or es
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

/// Lays out the handbook.
///
/// # Errors
/// When one of its files is there already, there is no starter in the language, or the disk refuses.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let dir = &arguments.dir;
    let asks = io::stdin().is_terminal() && io::stderr().is_terminal();
    let scope = match (arguments.school, arguments.district) {
        (_, true) => Scope::District,
        (true, _) => Scope::School,
        _ if asks
            && ask("Is it for one school, or for a district with several?", "school")?.starts_with(['d', 'D']) =>
        {
            Scope::District
        }
        _ => Scope::School,
    };
    let title = match &arguments.title {
        None if asks => Some(ask("What is it called?", "Our School's Emergency Handbook")?),
        title => title.clone(),
    };
    let tag = arguments.lang.as_deref().unwrap_or("en");
    let files = Language::parse(tag).and_then(|language| {
        starter::handbook(&language, scope, title.as_deref().filter(|title| !title.trim().is_empty()))
    });
    let Some(files) = files else {
        let languages = starter::languages().collect::<Vec<_>>().join(", ");
        return Err(Stopped::NoStarter { tag: tag.to_owned(), languages });
    };
    disk::keep::lay_out(dir, &files)?;
    // What editors complete keys with; it is ours, and no part of the handbook.
    for (path, text) in schema::files(&crate::schema::all()) {
        disk::keep::replace_own(dir, &path, &text)?;
    }
    screen::say(&farewell(dir, files.len()))?;
    Ok(Outcome::Done)
}

/// Asks on the terminal; an empty answer is the one that was offered.
fn ask(question: &str, offered: &str) -> Result<String, Stopped> {
    let failed = |error| disk::failure::Failure::of("read", "the terminal".as_ref(), error);
    write!(io::stderr(), "{question} [{offered}] ").and_then(|()| io::stderr().flush()).map_err(failed)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(failed)?;
    let answer = answer.trim();
    Ok(if answer.is_empty() { offered.to_owned() } else { answer.to_owned() })
}

/// What was made, and what to type next.
fn farewell(dir: &Path, files: usize) -> String {
    let shown = dir.display().to_string();
    let folder = shown.trim_end_matches('/');
    let (argument, into) = match folder {
        "content" => (String::new(), String::new()),
        _ => (format!(" {folder}"), format!(" --dir {folder}")),
    };
    format!(
        "{folder}/: a handbook of {files} files. What next:\n  \
         gobag check{argument}    what is still to fill in, place by place\n  \
         gobag serve{argument}    see the pages while you write\n  \
         gobag new procedure \"Power failure\"{into}    begin one of your own\n  \
         gobag build{argument}    publish it into public/"
    )
}
