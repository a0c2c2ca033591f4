//! A handbook's folder that stays open: what changed in it is read again, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::clock;
use super::failure::Failure;
use super::read;
use crate::source::{Content, Sources};

/// A folder as it was last read.
#[derive(Debug)]
pub struct Folder {
    shown: PathBuf,
    /// Whether files in it have a second name: a change may be told under either, so all are read then.
    is_linked: bool,
    sources: Sources,
}

/// What may have changed in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// These files, and no others.
    Files(BTreeSet<PathBuf>),
    /// Anything.
    All,
}

impl Touched {
    /// Nothing.
    #[must_use]
    pub fn nothing() -> Touched {
        Touched::Files(BTreeSet::new())
    }

    /// Both.
    pub fn add(&mut self, other: Touched) {
        match (&mut *self, other) {
            (Touched::Files(files), Touched::Files(more)) => files.extend(more),
            (_, Touched::All) => *self = Touched::All,
            (Touched::All, _) => {}
        }
    }
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    /// When the folder as a whole cannot be read, or the day cannot be known.
    pub fn open(shown: &Path) -> Result<Folder, Failure> {
        let (files, is_linked) = read::files(shown)?;
        Ok(Folder { shown: shown.to_path_buf(), is_linked, sources: Sources::new(files, clock::today()?) })
    }

    /// What was last read.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Reads what may have changed; what is the same keeps its id and its place in memory.
    ///
    /// # Errors
    /// When the folder as a whole cannot be read, or the day cannot be known. What was read before stays.
    pub fn renew(&mut self, touched: &Touched) -> Result<(), Failure> {
        let today = clock::today()?;
        let changes = match touched {
            Touched::Files(files) if !self.is_linked && !self.sources.is_empty() => self.changes(files)?,
            Touched::Files(_) | Touched::All => None,
        };
        match changes {
            Some(changes) => self.sources = self.sources.with(changes, today),
            None => {
                let (files, is_linked) = read::files(&self.shown)?;
                (self.sources, self.is_linked) = (self.sources.becomes(files, today), is_linked);
            }
        }
        Ok(())
    }

    /// What has become of some files; nothing where that is not told by looking at each alone.
    fn changes(&self, files: &BTreeSet<PathBuf>) -> Result<Option<BTreeMap<String, Option<Content>>>, Failure> {
        let root = read::root(&self.shown)?;
        let mut changes = BTreeMap::new();
        for place in files {
            let Ok(inside) = place.strip_prefix(&root) else { return Ok(None) };
            // Names that are not Unicode may look like others.
            if inside.to_str().is_none() {
                return Ok(None);
            }
            let path = read::path_in(&root, place);
            match fs::symlink_metadata(place) {
                Ok(data) if data.is_file() && !read::has_second_name(&data) => {
                    if let Some(content) = read::again(place, &path) {
                        changes.insert(path, Some(content));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    let inside = format!("{path}/");
                    // The handbook itself, or a folder with files in it, is gone.
                    if path == "handbook.toml" || self.sources.iter().any(|(_, file)| file.path.starts_with(&inside)) {
                        return Ok(None);
                    }
                    changes.insert(path, None);
                }
                // A folder, a link, a pipe, or something that cannot be looked at.
                Ok(_) | Err(_) => return Ok(None),
            }
        }
        // As many files as a handbook may have are counted by reading it all.
        let more = changes.values().filter(|content| content.is_some()).count();
        Ok((self.sources.len() + more < read::FILES_LIMIT).then_some(changes))
    }
}
