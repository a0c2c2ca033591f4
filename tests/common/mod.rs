//! A handbook in memory, for tests: files in, findings or pages out.
#![allow(dead_code, reason = "each test file uses its own part")]

use gobag::compile::{self, Compiled, Request};
use gobag::diagnostic::{Diagnostic, Place};
use gobag::source::{Content, Source, Sources};

pub mod page;
pub mod site;
pub mod tools;

/// The files of a handbook.
#[derive(Clone, Default)]
pub struct Folder {
    files: Vec<(String, Content)>,
    audience: Option<String>,
}

impl Folder {
    /// Nothing yet.
    pub fn new() -> Folder {
        Folder::default()
    }

    /// The smallest handbook without a finding.
    pub fn small() -> Folder {
        Folder::new().files(gobag::rules::Example::BASE.iter().copied())
    }

    /// One more file, or another text for one that is there.
    pub fn file(mut self, path: &str, text: &str) -> Folder {
        let media = path.starts_with("media/") || path.contains("/media/");
        let content = if media { Content::Media(text.as_bytes().into()) } else { Content::Text(text.to_owned()) };
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), content));
        self
    }

    /// A picture or an attachment, by its bytes.
    pub fn media(mut self, path: &str, bytes: &[u8]) -> Folder {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), Content::Media(bytes.into())));
        self
    }

    /// Several files.
    pub fn files<'a>(self, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Folder {
        files.into_iter().fold(self, |folder, (path, text)| folder.file(path, text))
    }

    /// For whom it is built.
    pub fn audience(mut self, name: &str) -> Folder {
        self.audience = Some(name.to_owned());
        self
    }

    /// As the compiler takes it, on a day that never changes.
    pub fn sources(&self) -> Sources {
        let files = self.files.iter().map(|(path, content)| Source { path: path.clone(), content: content.clone() });
        Sources::new(files.collect(), jiff::civil::date(2026, 11, 24))
    }

    /// What comes of it.
    pub fn compile(&self) -> Compiled {
        let request = Request { audience: self.audience.clone(), ..Request::default() };
        compile::compile(&self.sources(), &request, &|_| {}).expect("the audience is the handbook's own")
    }

    /// Every finding as `rule path:line "words"`, in the order a person mends them.
    pub fn findings(&self) -> Vec<String> {
        let sources = self.sources();
        self.compile().diagnostics.iter().map(|found| shown(&sources, found)).collect()
    }

    /// The findings of one rule.
    pub fn findings_of(&self, rule: &str) -> Vec<String> {
        self.findings().into_iter().filter(|found| found.split(' ').next() == Some(rule)).collect()
    }

    /// A page of the site; panics when there is none.
    pub fn page(&self, path: &str) -> String {
        let compiled = self.compile();
        let findings: Vec<String> = self.findings();
        let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("nothing was made: {findings:#?}"));
        let bytes = artifacts.get(path).unwrap_or_else(|| {
            panic!("there is no {path} among {:#?}", artifacts.iter().map(|(path, _)| path).collect::<Vec<_>>())
        });
        String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
    }
}

/// `rule path:line "words"`.
pub fn shown(sources: &Sources, found: &Diagnostic) -> String {
    match &found.label.place {
        Place::File(path) => format!("{} {path}", found.rule.0),
        Place::Words(span) => {
            let text = sources.text(span.source);
            let line = text[..span.start as usize].matches('\n').count() + 1;
            format!("{} {}:{line} {:?}", found.rule.0, sources.get(span.source).path, &text[span.range()])
        }
    }
}
