//! A job's files as the world that Typst looks into.

use std::collections::HashMap;
use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::fonts::Fonts;
use super::{File, Job};

/// The desk on which one job lies.
pub(super) struct Bench<'e> {
    library: &'e LazyHash<Library>,
    fonts: &'e Fonts,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl<'e> Bench<'e> {
    /// Lays out a job's files.
    pub(super) fn new(library: &'e LazyHash<Library>, fonts: &'e Fonts, job: &Job) -> Bench<'e> {
        let mut bench = Bench { library, fonts, main: id(&job.main), sources: HashMap::new(), files: HashMap::new() };
        for (path, file) in &job.files {
            let id = id(path);
            match file {
                File::Text(text) if path.ends_with(".typ") => {
                    bench.sources.insert(id, Source::new(id, text.clone()));
                }
                File::Text(text) => {
                    bench.files.insert(id, Bytes::from_string(text.clone()));
                }
                File::Bytes(bytes) => {
                    bench.files.insert(id, Bytes::new(std::sync::Arc::clone(bytes)));
                }
            }
        }
        bench
    }
}

/// Typst's number for a path. Numbers are never given back, so paths are the same from job to job.
fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths of templates and pictures stay in their folder");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()))
}

impl World for Bench<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let text = || self.sources.get(&id).map(|source| Bytes::from_string(source.text().to_owned()));
        self.files.get(&id).cloned().or_else(text).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)
    }

    /// No template asks for the day: the manuscript has it.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
