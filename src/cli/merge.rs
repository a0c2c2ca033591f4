//! `gobag merge`: the parts of a site that several machines made become the site, byte for byte what one would have made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use super::screen::{self, Progress};
use super::{Outcome, Ran, Stopped};
use crate::artifact::Shelf as _;
use crate::disk::{self, publication::Publication, target::Target, write::Change};
use crate::offline::{self, Misfit, Part};

/// Put the parts of a site together that several machines have built
///
/// Each part is the folder of one `gobag build --shard K/N`. The site is published as a whole, or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag build --shard 1/2 --out part-1            on one machine\n  \
    gobag build --shard 2/2 --out part-2            on another\n  \
    gobag merge part-1 part-2 --out public          on any\n\n\
    Exit codes: 0 published, 2 the parts do not belong together, wrong usage, or the disk failed.")]
pub(super) struct Arguments {
    /// The folders of all parts
    #[arg(required = true, value_name = "DIR")]
    parts: Vec<PathBuf>,

    /// The site's folder; one that Gobag made, an empty one, or a new one
    #[arg(long, value_name = "DIR", default_value = "public")]
    out: PathBuf,

    /// Say nothing but what is wrong
    #[arg(long, short)]
    quiet: bool,
}

/// Puts the parts together.
///
/// # Errors
/// When they do not belong together, or the disk refuses.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let begun = Instant::now();
    let progress = Progress::new(!arguments.quiet);
    progress.line("putting the parts together");
    let mut parts: Vec<(String, Part)> = Vec::new();
    let mut places: BTreeMap<String, Vec<&Path>> = BTreeMap::new();
    for folder in &arguments.parts {
        let shown = folder.display().to_string();
        let not_a_part = || Stopped::Parts(Misfit::NotAPart { folder: shown.clone() });
        let files = disk::part::files(folder)?.ok_or_else(not_a_part)?;
        if !files.iter().any(|path| path == offline::FILE) {
            return Err(not_a_part());
        }
        let told = disk::part::file(folder, offline::FILE)?;
        let part = std::str::from_utf8(&told).ok().and_then(Part::read).ok_or_else(not_a_part)?;
        parts.push((shown, part));
        for path in files.into_iter().filter(|path| path != offline::FILE) {
            places.entry(path).or_default().push(folder);
        }
    }
    let worker = offline::worker(&parts).map_err(Stopped::Parts)?;
    let target = Target::open(&arguments.out, &arguments.parts[0])?;
    target.expect(false)?;
    let publication = Publication::begin(&target)?;
    places.par_iter().try_for_each(|(path, folders)| {
        let bytes = disk::part::file(folders[0], path)?;
        for other in &folders[1..] {
            if disk::part::file(other, path)? != bytes {
                return Err(Stopped::Parts(Misfit::Unequal { path: path.clone() }));
            }
        }
        publication.put(path, &bytes);
        Ok::<(), Stopped>(())
    })?;
    publication.put("sw.js", worker.as_bytes());
    let published = publication.finish()?;
    progress.end();
    if let Some(leftover) = &published.leftover {
        screen::complain(&format_args!("the site is published, but the old one is not all gone: {leftover}"));
    }
    if !arguments.quiet {
        let unchanged = if published.change == Change::Unchanged { " (unchanged)" } else { "" };
        screen::say(&format!(
            "{}/{unchanged}: {} files of {} parts · {:.1} s",
            arguments.out.display().to_string().trim_end_matches('/'),
            places.len() + 1,
            parts.len(),
            begun.elapsed().as_secs_f64()
        ))?;
    }
    Ok(Outcome::Done)
}
