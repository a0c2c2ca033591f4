//! `gobag print`: a handbook's folder becomes PDFs for binders, walls and lanyards, or a list of what is wrong with it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ValueEnum;

use super::findings::{self, Occasion};
use super::screen::{self, Progress};
use super::{Outcome, Ran};
use crate::compile::print::{self, Copy, Printing};
use crate::config;
use crate::diagnostic::Severity;
use crate::disk::{self, publication::Publication, target::Target};
use crate::report;

/// Print binders, flip charts, cards and forms as PDF
///
/// Reads the handbook, checks it, and replaces the folder of PDFs as a whole. What is printed stands in handbook.toml as
/// `[[binder]]`. If the handbook has an error, nothing is printed and the last PDFs stay as they were.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag print                                everything, into print/\n  \
    gobag print classroom --school harbor      one school's binder\n  \
    gobag print --since 2026-08-15             only the sheets that have changed, with a page that says what to exchange\n  \
    gobag print --list                         what there is to print\n\n\
    Exit codes: 0 printed, 1 the handbook has errors, 2 wrong usage, or the disk failed.")]
pub(super) struct Arguments {
    /// Binders by their id, all unless given; and the handbook's folder, with handbook.toml in it [default: content]
    #[arg(value_name = "BINDER|DIR")]
    what: Vec<String>,

    /// The folder of the PDFs; one that Gobag made, an empty one, or a new one
    #[arg(long, value_name = "DIR", default_value = "print")]
    out: PathBuf,

    /// A school's id; all schools unless given, several by repeating it
    #[arg(long, value_name = "ID")]
    school: Vec<String>,

    /// Who will read it, by a name in the handbook's `audiences`; each binder's own unless given
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,

    /// In which of the handbook's languages; the first unless given
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,

    /// On which paper; each binder's own unless given
    #[arg(long, value_enum)]
    paper: Option<Paper>,

    /// Only what has changed since a release, for binders that hold it
    #[arg(long, value_name = "RELEASE")]
    since: Option<String>,

    /// Print nothing; list what there is
    #[arg(long)]
    list: bool,

    /// Say nothing but what is wrong
    #[arg(long, short)]
    quiet: bool,
}

/// Paper, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Paper {
    /// 8.5 × 11 inches; cards are 4 × 6
    Letter,
    /// 210 × 297 mm; cards are A6
    A4,
}

impl From<Paper> for config::Paper {
    fn from(paper: Paper) -> config::Paper {
        match paper {
            Paper::Letter => config::Paper::Letter,
            Paper::A4 => config::Paper::A4,
        }
    }
}

/// Prints.
///
/// # Errors
/// When the disk refuses, or something is asked for that the handbook does not have.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let begun = Instant::now();
    let progress = Progress::new(!arguments.quiet && !arguments.list);
    let (binders, dir) = told_apart(&arguments.what);
    let sources = disk::read::read(&dir)?;
    let printing = Printing {
        binders,
        schools: arguments.school.clone(),
        audience: arguments.audience.clone(),
        language: arguments.lang.clone(),
        paper: arguments.paper.map(config::Paper::from),
        since: arguments.since.clone(),
        ..Printing::default()
    };
    if arguments.list {
        for copy in print::list(&sources, &printing)? {
            screen::say(&line(&copy))?;
        }
        return Ok(Outcome::Done);
    }
    let target = Target::open(&arguments.out, &dir)?;
    let publication = Publication::begin(&target)?;
    let pressed = print::print(&publication, &sources, &printing, &|stage| progress.stage(stage))?;
    progress.end();
    let folder = dir.display().to_string();
    findings::tell(report::Format::Human, &pressed.compiled, &sources, &folder, Occasion::Publishing)?;
    if pressed.compiled.diagnostics.count(Severity::Error) > 0 {
        drop(publication);
        return Ok(Outcome::Errors);
    }
    let published = publication.finish()?;
    if let Some(leftover) = &published.leftover {
        screen::complain(&format_args!("it is printed, but the old folder is not all gone: {leftover}"));
    }
    if !arguments.quiet {
        let pages: usize = pressed.copies.iter().map(|copy| copy.pages).sum();
        for copy in &pressed.copies {
            screen::say(&line(copy))?;
        }
        screen::say(&format!(
            "{}/: {} PDF{}, {pages} page{} · {:.1} s",
            arguments.out.display().to_string().trim_end_matches('/'),
            pressed.copies.len(),
            if pressed.copies.len() == 1 { "" } else { "s" },
            if pages == 1 { "" } else { "s" },
            begun.elapsed().as_secs_f64()
        ))?;
    }
    Ok(Outcome::Done)
}

/// The binders and the handbook's folder among what was typed: the last one is the folder if it is one, or looks like one.
fn told_apart(what: &[String]) -> (Vec<String>, PathBuf) {
    let is_folder =
        |name: &String| name.contains('/') || name == "." || name == ".." || disk::read::is_handbook(Path::new(name));
    match what.split_last() {
        Some((last, binders)) if is_folder(last) => (binders.to_vec(), PathBuf::from(last)),
        _ => (what.to_vec(), PathBuf::from("content")),
    }
}

/// A copy in one line.
fn line(copy: &Copy) -> String {
    let paper = match copy.paper {
        config::Paper::Letter => "letter",
        config::Paper::A4 => "a4",
    };
    let pages = match copy.pages {
        0 => String::new(),
        1 => ", 1 page".to_owned(),
        pages => format!(", {pages} pages"),
    };
    format!("{}: {} ({}, {paper}, for {}{pages})", copy.path, copy.title, copy.layout, copy.audience)
}
