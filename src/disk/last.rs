//! What a target's site was last made of: so that the same again is known for what it is, without making it.
//!
//! The record is kept in the person's cache folder and not in the site, whose bytes must depend on the handbook alone. It
//! holds hashes, numbers, names of audiences and of the site's files, and what was found wrong, which is told at every build;
//! that may quote the handbook, so nobody else may read the record. Whoever cleans the cache loses a second.
//!
//! It is the same again when the program, the handbook's files, the day and the request are the same, and every file of the
//! site has the length and the time that it was given: a file that somebody has changed by hand is made again. Where only the
//! handbook's files are others, the record says what each school's part was made of, which may be the same still.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use super::staging::Staging;
use super::target::Target;
use crate::compile::{Compiled, Request, Standing, Summary};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::RULES;
use crate::source::Sources;

/// So many targets are remembered; the oldest are forgotten.
const TARGETS: usize = 64;

/// A build that is about to be made, and where its record is.
#[derive(Debug)]
pub struct LastBuild {
    place: PathBuf,
    /// Of the program and the request.
    maker: String,
    /// Of the handbook's files and the day, too.
    key: String,
}

/// What is known of what stands at a target.
#[derive(Debug)]
pub enum Known {
    /// It is what would be made, and this was said of it.
    Same(Summary, Diagnostics),
    /// Its schools, which may be what would be made; none where nothing is known.
    Schools(Standing),
}

/// What is kept of a build.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// By what it was made.
    maker: String,
    /// Of what.
    key: String,
    /// What it made, with lengths and times.
    tree: String,
    /// What was said of it.
    summary: Summary,
    /// What was found, each with the name of its rule.
    found: Vec<(String, Diagnostic)>,
    /// Its schools.
    standing: Standing,
}

impl LastBuild {
    /// Names a build by all that it depends on. None where this system has no place for caches, or does not tell which
    /// program this is.
    #[must_use]
    pub fn of(target: &Target, sources: &Sources, request: &Request) -> Option<LastBuild> {
        let folder = dirs::cache_dir()?.join("gobag");
        let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
        let (length, made) = (program.len(), nanoseconds(program.modified().ok()?));
        let hash = |words: String| blake3::hash(words.as_bytes()).to_hex().to_string();
        let maker = hash(format!("{} {length} {made} {request:?}", env!("CARGO_PKG_VERSION")));
        let key = hash(format!("{maker} {}", sources.digest()));
        let name = blake3::hash(target.folder.as_os_str().as_encoded_bytes()).to_hex();
        Some(LastBuild { place: folder.join(format!("{}.json", &name[..32])), maker, key })
    }

    /// What is known of the site at its target, if it stands as this program made it for such a request.
    #[must_use]
    pub fn known(&self, target: &Target) -> Known {
        self.record(target).unwrap_or_else(|| Known::Schools(Standing::default()))
    }

    fn record(&self, target: &Target) -> Option<Known> {
        let record: Record = serde_json::from_slice(&fs::read(&self.place).ok()?).ok()?;
        let is_same = record.key == self.key;
        let is_of_use = is_same || record.maker == self.maker && !record.standing.is_empty();
        if !is_of_use || Staging::is_left(target) || record.tree != tree(&target.folder)? {
            return None;
        }
        if !is_same {
            return Some(Known::Schools(record.standing));
        }
        let mut diagnostics = Diagnostics::new();
        for (name, finding) in record.found {
            let rule = RULES.iter().find(|rule| rule.name.0 == name)?.name;
            diagnostics.push(Diagnostic { rule, ..finding });
        }
        Some(Known::Same(record.summary, diagnostics))
    }

    /// Remembers that the build stands at its target. Where that cannot be written, it is made again next time.
    pub fn keep(&self, target: &Target, compiled: &Compiled) {
        let Some(tree) = tree(&target.folder) else { return };
        let found = compiled.diagnostics.iter().map(|finding| (finding.rule.0.to_owned(), finding.clone())).collect();
        let record = Record {
            maker: self.maker.clone(),
            key: self.key.clone(),
            tree,
            summary: compiled.summary.clone(),
            found,
            standing: compiled.standing.clone(),
        };
        let record = serde_json::to_vec(&record).expect("a record always has a JSON form");
        // Not an error: the site is published, and only time is lost.
        let _ = write(&self.place, &record);
    }
}

/// Writes a record as a whole, and lets go of the oldest.
fn write(place: &Path, record: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(place);
    fs::create_dir_all(folder)?;
    let new = place.with_extension(format!("{}.new", std::process::id()));
    let written = own(&new).and_then(|mut file| file.write_all(record));
    if let Err(error) = written.and_then(|()| fs::rename(&new, place)) {
        let _ = fs::remove_file(&new);
        return Err(error);
    }
    let mut records = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        records.push((entry.metadata()?.modified()?, entry.path()));
    }
    records.sort();
    let old = records.len().saturating_sub(TARGETS);
    records[..old].iter().try_for_each(|(_, path)| fs::remove_file(path))
}

/// A new file that nobody else may read, where the system knows such files.
fn own(place: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(place)
}

/// A folder's files with their lengths and times, as one hash. None where it cannot be read.
fn tree(folder: &Path) -> Option<String> {
    let entries: Vec<DirEntry> =
        WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().collect::<Result<_, _>>().ok()?;
    // To ask the system for one file after the other is most of it.
    let seen: Vec<(&DirEntry, Metadata)> =
        entries.par_iter().map(|entry| Some((entry, entry.metadata().ok()?))).collect::<Option<_>>()?;
    let mut hash = blake3::Hasher::new();
    for (entry, data) in seen {
        let kind = if data.is_file() { 1 } else { u8::from(data.is_dir()) << 1 };
        let path = entry.path().strip_prefix(folder).ok()?.as_os_str().as_encoded_bytes();
        hash.update(&(path.len() as u64).to_le_bytes()).update(path).update(&[kind]);
        // A folder's own time says nothing that its files do not say.
        if !data.is_dir() {
            hash.update(&data.len().to_le_bytes()).update(&nanoseconds(data.modified().ok()?).to_le_bytes());
        }
    }
    Some(hash.finalize().to_hex().to_string())
}

/// A moment as nanoseconds since 1970; before that, none.
fn nanoseconds(moment: SystemTime) -> u128 {
    moment.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos())
}
