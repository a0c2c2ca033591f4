//! A path into what it says: school, kind, name and language.

use super::kind::Kind;
use crate::diagnostic::{Diagnostic, found};
use crate::fields::{Fields, Id, Language};
use crate::source::Span;

/// What a document's path says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The school whose folder it stands in.
    pub school: Option<Id>,
    /// The folder that decides the kind.
    pub folder: Option<String>,
    /// The file's name without language and ending.
    pub stem: String,
    /// The language in the file's name.
    pub language: Option<Language>,
}

impl Location {
    /// Reads `schools/harbor/procedures/lockdown.es.md`.
    #[must_use]
    pub fn of(path: &str) -> Location {
        let mut names: Vec<&str> = path.split('/').collect();
        let file = names.pop().unwrap_or("");
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let (stem, language) = match stem.rsplit_once('.').map(|(stem, tag)| (stem, Language::parse(tag))) {
            Some((stem, Some(language))) => (stem, Some(language)),
            _ => (stem, None),
        };
        let mut names = names.into_iter();
        let mut folder = names.next();
        let mut school = None;
        if folder == Some("schools") {
            school = names.next().map(|name| Id::parse(name).unwrap_or_else(|| Id::slug(name)));
            folder = names.next();
        }
        Location { school, folder: folder.map(str::to_owned), stem: stem.to_owned(), language }
    }
}

/// The kind that front matter or folder says.
pub(crate) fn kind(location: &Location, fields: &mut Fields<'_>, head: Span) -> Kind {
    let given = fields.placed::<Kind>("kind");
    let by_folder = location.folder.as_deref().and_then(Kind::of_folder);
    match (given, by_folder) {
        (Some(given), _) => given.value,
        (None, Some(kind)) => kind,
        (None, None) => {
            let place = match &location.folder {
                Some(folder) => format!("the folder {folder}/ does not say what kind of document this is"),
                None => "the handbook's own folder does not say what kind of document this is".to_owned(),
            };
            fields.report(Diagnostic::error(found::MISSING_FIELD, head, "`kind` is missing").label(place).help(
                "move the file to procedures/, annexes/, practices/, policies/ or pages/, or add `kind = \"page\"`",
            ));
            Kind::Page
        }
    }
}
