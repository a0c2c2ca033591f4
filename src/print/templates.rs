//! The templates of paper: the default theme's, with a handbook's own laid over them, file by file.

use std::collections::BTreeMap;

use super::engine::File;
use crate::config::Layout;
use crate::fields::Named as _;
use crate::source::{Content, SourceId, Sources};

/// The default theme's templates: path from `themes/default/`, text.
static EMBEDDED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/default_print.rs"));

/// The folder of a theme in which they stand.
const FOLDER: &str = "print/";

/// Every template by its path.
pub(super) struct Templates {
    files: BTreeMap<String, String>,
    own: BTreeMap<String, SourceId>,
}

impl Templates {
    /// Lays a handbook's own templates over the default ones.
    pub(super) fn of(sources: &Sources, theme: &str) -> Templates {
        let mut files: BTreeMap<String, String> =
            EMBEDDED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let mut own = BTreeMap::new();
        let folder = format!("{}/", theme.trim_end_matches('/'));
        for (id, source) in sources.iter() {
            let Some(path) = source.path.strip_prefix(&folder) else { continue };
            if let Content::Text(text) = &source.content
                && path.starts_with(FOLDER)
                && path.ends_with(".typ")
            {
                files.insert(path.to_owned(), text.clone());
                own.insert(path.to_owned(), id);
            }
        }
        Templates { files, own }
    }

    /// Where a template of the handbook's own stands.
    pub(super) fn own(&self, path: &str) -> Option<SourceId> {
        self.own.get(path).copied()
    }

    /// The text of a template.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// All of them, as files of a job.
    pub(super) fn files(&self) -> BTreeMap<String, File> {
        self.files.iter().map(|(path, text)| (path.clone(), File::Text(text.clone()))).collect()
    }

    /// The template of a layout.
    pub(super) fn main(layout: Layout) -> String {
        format!("{FOLDER}{}.typ", layout.name())
    }
}

#[cfg(test)]
mod tests {
    use super::EMBEDDED;
    use crate::words::Words;

    #[test]
    fn every_word_that_a_template_asks_for_is_there() {
        let words = Words::embedded(include_str!("../../themes/default/words/en.toml"));
        let mut asked = 0;
        for (path, text) in EMBEDDED {
            for (at, _) in text.match_indices("word(\"") {
                let mut strings = text[at + "word(".len()..].split('"').skip(1).step_by(2);
                let (Some(table), Some(key)) = (strings.next(), strings.next()) else { continue };
                // A key that is worked out is one of a list that stands nearby.
                let rest = &text[at + "word(\"".len() + table.len() + 1..];
                if rest.trim_start_matches(',').trim_start().starts_with('"') {
                    asked += 1;
                    assert!(words.find(table, key).is_some(), "{path} asks for {table}.{key}");
                }
            }
            for (at, _) in text.match_indices(" f(\"") {
                let key = text[at + " f(\"".len()..].split('"').next().unwrap_or("");
                assert!(words.find("form", key).is_some(), "{path} asks for form.{key}");
            }
        }
        assert!(asked > 80, "only {asked}");
    }
}
