//! `gobag build`: a handbook's folder becomes a site's folder, or a list of what is wrong with it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::findings::{self, Occasion};
use super::screen::{self, Progress};
use super::{Format, Outcome, Ran, Stopped};
use crate::compile::{self, Compiled, Request, Standing, Summary};
use crate::diagnostic::Severity;
use crate::disk::{
    self,
    last::{Known, LastBuild},
    publication::Publication,
    target::Target,
    write::Change,
};
use crate::lock::Passphrase;
use crate::report;
use crate::share::Share;
use crate::source::Sources;

/// Check a handbook and publish it as a folder of pages
///
/// Reads the handbook, checks it, and replaces the site's folder as a whole. If the handbook has an error, nothing is
/// published and the last good site stays as it was.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag build                                     content/ becomes public/, for everybody\n  \
    gobag build --audience staff --out staff        what staff may see, into staff/\n  \
    gobag build --school cedar-high --school heron  two schools of the district\n  \
    gobag build --lock --audience staff --out staff --passphrase-file words.txt\n                                                  \
    for a host that anybody can reach\n\n\
    Exit codes: 0 published, 1 the handbook has errors, 2 wrong usage, or the disk failed.")]
pub(super) struct Arguments {
    /// The handbook's folder, with handbook.toml in it
    #[arg(default_value = "content")]
    dir: PathBuf,

    /// The site's folder; one that Gobag made, an empty one, or a new one
    #[arg(long, value_name = "DIR", default_value = "public")]
    out: PathBuf,

    /// Who will read it, by a name in the handbook's `audiences`; the widest unless given
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,

    /// A school's id; all schools unless given, several by repeating it
    #[arg(long, value_name = "ID")]
    school: Vec<String>,

    /// Make one part of several, as 3/8; only the number of parts where JOB_COMPLETION_INDEX or GOBAG_SHARD_INDEX counts them from 0
    #[arg(long, value_name = "K/N", conflicts_with = "lock")]
    shard: Option<String>,

    /// Encrypt everything but the title; the passphrase is read from a file or from GOBAG_PASSPHRASE
    #[arg(long)]
    lock: bool,

    /// The file with the passphrase
    #[arg(long, value_name = "FILE", requires = "lock")]
    passphrase_file: Option<PathBuf>,

    /// Whom the findings are for
    #[arg(long, value_enum, default_value_t, hide_possible_values = false)]
    format: Format,

    /// Say nothing but what is wrong
    #[arg(long, short)]
    quiet: bool,
}

/// Builds the site.
///
/// # Errors
/// When the disk refuses; what is wrong with the handbook is an [`Outcome`].
pub(super) fn run(arguments: &Arguments) -> Ran {
    let begun = Instant::now();
    let format = report::Format::from(arguments.format);
    let progress = Progress::new(format == report::Format::Human && !arguments.quiet);

    let lock = passphrase(arguments)?;
    let share = share(arguments.shard.as_deref())?;
    progress.line(&format!("reading {}", folder(&arguments.dir)));
    let sources = disk::read::read(&arguments.dir)?;
    let target = Target::open(&arguments.out, &arguments.dir)?;
    target.expect(lock.is_some())?;
    let mut request = Request {
        audience: arguments.audience.clone(),
        schools: arguments.school.clone(),
        lock,
        share,
        ..Request::default()
    };
    // Of a passphrase nothing is ever written down, not even a hash.
    let last = if request.lock.is_none() { LastBuild::of(&target, &sources, &request) } else { None };
    match last.as_ref().map(|last| last.known(&target)) {
        Some(Known::Same(summary, diagnostics)) => {
            progress.end();
            return unchanged(arguments, &Compiled::found(diagnostics, summary), &sources, begun);
        }
        Some(Known::Schools(standing)) => request.standing = standing,
        None => {}
    }
    let (publication, compiled) = make(&target, &sources, &mut request, &progress)?;
    if let Some(kept) = compiled.kept.as_ref().filter(|kept| !kept.is_empty()) {
        progress.line(&format!("leaving {} as before", counted(kept.len(), "school")));
    }
    // The findings are told even if the disk fails later; JSON waits, since it stands for the whole run.
    progress.end();
    let source = arguments.dir.display().to_string();
    if format == report::Format::Human {
        findings::tell(format, &compiled, &sources, &source, Occasion::Publishing)?;
    }
    if !is_clean(&compiled) {
        drop(publication);
        if format == report::Format::Json {
            findings::tell(format, &compiled, &sources, &source, Occasion::Publishing)?;
        }
        return Ok(Outcome::Errors);
    }

    progress.line(&format!("publishing {}", folder(&arguments.out)));
    let published = publication.finish()?;
    progress.end();
    if let Some(last) = &last {
        last.keep(&target, &compiled);
    }
    if let Some(leftover) = &published.leftover {
        screen::complain(&format_args!("the site is published, but the old one is not all gone: {leftover}"));
    }
    if format == report::Format::Json {
        findings::tell(format, &compiled, &sources, &source, Occasion::Publishing)?;
    }
    if format == report::Format::Human && !arguments.quiet {
        let warnings = compiled.diagnostics.count(Severity::Warning);
        screen::say(&last_line(arguments, &compiled.summary, published.change, warnings, begun.elapsed()))?;
    }
    Ok(Outcome::Done)
}

/// Makes the site beside what stands: without the schools that stand and would become the same, and where those do not fit what was
/// made, all of it.
fn make<'t>(
    target: &'t Target,
    sources: &Sources,
    request: &mut Request,
    progress: &Progress,
) -> Result<(Publication<'t>, Compiled), Stopped> {
    loop {
        let publication = Publication::begin(target)?;
        let publication = if request.lock.is_some() { publication.locked() } else { publication };
        let compiled = compile::compile_onto(&publication, sources, request, &|stage| progress.stage(stage))?;
        if compiled.kept.is_some() {
            return Ok((publication, compiled));
        }
        request.standing = Standing::default();
    }
}

/// Says of a site that stands already what was said when it was made.
fn unchanged(arguments: &Arguments, compiled: &Compiled, sources: &Sources, begun: Instant) -> Ran {
    let format = report::Format::from(arguments.format);
    findings::tell(format, compiled, sources, &arguments.dir.display().to_string(), Occasion::Publishing)?;
    if format == report::Format::Human && !arguments.quiet {
        let warnings = compiled.diagnostics.count(Severity::Warning);
        screen::say(&last_line(arguments, &compiled.summary, Change::Unchanged, warnings, begun.elapsed()))?;
    }
    Ok(Outcome::Done)
}

/// The variables that count parts from 0: that of Kubernetes' indexed jobs, and one for everything else.
const INDEXES: [&str; 2] = ["JOB_COMPLETION_INDEX", "GOBAG_SHARD_INDEX"];

/// Which part is to be made; the whole where none is named.
fn share(shard: Option<&str>) -> Result<Share, Stopped> {
    let Some(words) = shard else { return Ok(Share::default()) };
    let from_environment = || {
        let index = INDEXES.iter().find_map(|name| std::env::var(name).ok())?;
        Some(format!("{}/{words}", index.trim().parse::<usize>().ok()?.checked_add(1)?))
    };
    let words = if words.contains('/') { words.to_owned() } else { from_environment().unwrap_or(words.to_owned()) };
    Share::parse(&words).ok_or(Stopped::NoPart {
        words,
        help: "write --shard 3/8 for the third of eight parts, or --shard 8 where JOB_COMPLETION_INDEX or GOBAG_SHARD_INDEX says which, from 0",
    })
}

/// The passphrase, where the site is to be locked.
fn passphrase(arguments: &Arguments) -> Result<Option<Passphrase>, Stopped> {
    if !arguments.lock {
        return Ok(None);
    }
    let words = disk::passphrase::read(arguments.passphrase_file.as_deref())?;
    let proposed = disk::passphrase::proposed;
    let words = words.ok_or_else(|| Stopped::NoPassphrase { proposed: proposed() })?;
    let length = words.chars().count();
    Passphrase::parse(&words).map(Some).ok_or_else(|| Stopped::ShortPassphrase { length, proposed: proposed() })
}

/// Whether nothing keeps the tree from being published.
fn is_clean(compiled: &Compiled) -> bool {
    compiled.diagnostics.count(Severity::Error) == 0
}

/// What was made, in one line.
fn last_line(arguments: &Arguments, summary: &Summary, change: Change, warnings: usize, took: Duration) -> String {
    let mut line = folder(&arguments.out);
    if change == Change::Unchanged {
        line.push_str(" (unchanged)");
    }
    line.push_str(&format!(": {}", counted(summary.pages, "page")));
    if summary.schools > 0 {
        line.push_str(&format!(" for {}", counted(summary.schools, "school")));
    }
    if summary.languages > 1 {
        line.push_str(&format!(" in {}", counted(summary.languages, "language")));
    }
    if !summary.audience.is_empty() {
        line.push_str(&format!(", audience {}", summary.audience));
    }
    if let Some(shard) = &arguments.shard {
        line.push_str(&format!(", part {shard}; gobag merge puts the parts together"));
    }
    if arguments.lock {
        line.push_str(", locked");
    }
    if summary.withheld > 0 {
        line.push_str(&format!("; {} left out", counted(summary.withheld, "document")));
        if let Some(next) = &summary.next_audience {
            line.push_str(&format!(" ({} shows more)", command_for(arguments, next)));
        }
    }
    if warnings > 0 {
        line.push_str(&format!(" · {}", counted(warnings, "warning")));
    }
    line.push_str(&format!(" · {:.1} s", took.as_secs_f64()));
    line
}

/// The command that builds the same handbook for another audience.
fn command_for(arguments: &Arguments, audience: &str) -> String {
    let mut command = "gobag build".to_owned();
    if arguments.dir != Path::new("content") {
        command.push_str(&format!(" {}", arguments.dir.display()));
    }
    command.push_str(&format!(" --audience {audience} --out {audience}"));
    for school in &arguments.school {
        command.push_str(&format!(" --school {school}"));
    }
    command
}

/// A folder as it is written in a sentence: with a slash at its end.
fn folder(path: &Path) -> String {
    format!("{}/", path.display().to_string().trim_end_matches('/'))
}

/// "1 page", "2 pages".
fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments() -> Arguments {
        Arguments {
            dir: "content".into(),
            out: "public".into(),
            audience: None,
            school: Vec::new(),
            shard: None,
            lock: false,
            passphrase_file: None,
            format: Format::Human,
            quiet: false,
        }
    }

    #[test]
    fn the_last_line_says_what_was_made() {
        let took = Duration::from_millis(312);
        let summary = Summary {
            documents: 120,
            pages: 212,
            schools: 3,
            languages: 1,
            audience: "public".to_owned(),
            withheld: 48,
            next_audience: Some("staff".to_owned()),
        };
        assert_eq!(
            last_line(&arguments(), &summary, Change::New, 2, took),
            "public/: 212 pages for 3 schools, audience public; 48 documents left out \
             (gobag build --audience staff --out staff shows more) · 2 warnings · 0.3 s"
        );
        let one = Summary {
            documents: 1,
            pages: 1,
            schools: 1,
            languages: 2,
            audience: "team".to_owned(),
            withheld: 0,
            next_audience: None,
        };
        assert_eq!(
            last_line(&arguments(), &one, Change::Unchanged, 0, took),
            "public/ (unchanged): 1 page for 1 school in 2 languages, audience team · 0.3 s"
        );
        let elsewhere = Arguments { dir: "plans/alder".into(), school: vec!["heron".to_owned()], ..arguments() };
        assert!(
            last_line(&elsewhere, &summary, Change::Replaced, 0, took)
                .contains("(gobag build plans/alder --audience staff --out staff --school heron shows more)")
        );
    }
}
