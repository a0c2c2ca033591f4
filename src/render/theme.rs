//! The theme: the embedded default with a handbook's own files laid over it, file by file, made ready once per build.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use tera::Tera;

use super::assets::Assets;
use super::escape;
use super::navigation;
use super::scripts::{self, Scripts};
use super::templates;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostics};
use crate::edition::Edition;
use crate::fields::Language;
use crate::plan::Subject;
use crate::search::Heading;
use crate::source::{Content, SourceId, Sources};
use crate::words::Words;

/// The default theme's files: path from `themes/default/`, bytes.
static EMBEDDED: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/default_theme.rs"));

/// How a site looks.
pub struct Theme {
    pub(super) tera: Tera,
    pub(super) assets: Assets,
    /// The handbook's own templates by name, to show where one is wrong.
    pub(super) own: BTreeMap<String, SourceId>,
    /// The names of all templates.
    names: BTreeSet<String>,
    words: BTreeMap<String, Words>,
    scripts: BTreeMap<String, Scripts>,
}

/// The language whose words stand in where a language has none.
pub(super) const FIRST: &str = "en";

impl Theme {
    /// Lays a handbook's own files over the default theme, and makes its words ready for the handbook's languages.
    ///
    /// # Panics
    /// When the default theme itself does not work, which is our own mistake.
    #[must_use]
    pub fn of(sources: &Sources, config: &Config) -> Checked<Theme> {
        let findings = RefCell::new(Diagnostics::new());
        let own = own_files(sources, &config.theme.folder);
        let mut tera = default_templates();
        let own_templates = own
            .iter()
            .filter_map(|(path, source)| Some((path.strip_prefix("templates/")?.to_owned(), *source)))
            .filter(|(name, _)| name.ends_with(".html"))
            .collect();
        let own_templates = templates::overlay(&mut tera, sources, own_templates, &findings);
        let mut words = default_words();
        for (path, source) in &own {
            let language = path.strip_prefix("words/").and_then(|name| name.strip_suffix(".toml"));
            if let Some(language) = language {
                let first = words[FIRST].clone();
                words.entry(language.to_owned()).or_insert(first).overlay(*source, sources.text(*source), &findings);
            }
        }
        let mut files: BTreeMap<&str, &[u8]> = default_assets().collect();
        for (path, source) in &own {
            let bytes: &[u8] = match &sources.get(*source).content {
                Content::Text(text) => text.as_bytes(),
                Content::Media(bytes) => bytes,
                Content::Unreadable(_) => continue,
            };
            files.extend(path.strip_prefix("assets/").map(|name| (name, bytes)));
        }
        // A handbook's own sign is not shown beside ours.
        let has = |name| own.iter().any(|(path, _)| path.strip_prefix("assets/") == Some(name));
        if has("icon.svg") && !has("icon.png") {
            files.remove("icon.png");
        }
        let assets = Assets::of(&files);
        let names = tera.get_template_names().map(str::to_owned).collect();
        let short = scripts::short(&files);
        let scripts = words.iter().map(|(language, words)| (language.clone(), Scripts::of(&short, words))).collect();
        for language in &config.languages {
            let own = in_language(&words, &language.value).spoken_to(&language.value);
            words.insert(language.as_str().to_owned(), own);
        }
        let value = Theme { tera, assets, own: own_templates, names, words, scripts };
        Checked { value, diagnostics: findings.into_inner() }
    }

    /// Every text of the default theme: its words, templates, styles and scripts.
    pub fn texts() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok())
    }

    /// What a page that lists others is called, for search.
    #[must_use]
    pub fn heading(&self, edition: &Edition, subject: Subject) -> Heading {
        let words = self.words(&edition.reader.language);
        Heading {
            title: navigation::title(edition, subject, words),
            lead: navigation::door(subject).and_then(|door| words.find("door", door)).unwrap_or_default().to_owned(),
        }
    }

    /// The words in a language; the first language's where it has none.
    #[must_use]
    pub fn words(&self, language: &Language) -> &Words {
        in_language(&self.words, language)
    }

    /// What a language is called by those who speak it.
    pub(super) fn autonym(&self, language: &Language) -> Option<&str> {
        let names = &self.words[FIRST];
        names.find("autonym", language.as_str()).or_else(|| names.find("autonym", language.primary()))
    }

    /// The scripts with the words of a language.
    pub(super) fn scripts(&self, language: &Language) -> &Scripts {
        in_language(&self.scripts, language)
    }

    /// The template of a document: its own (`page-for-families.html`) before that of its kind (`page.html`).
    pub(super) fn document_template(&self, kind: &str, id: &str) -> String {
        let own = format!("{kind}-{id}.html");
        if self.names.contains(&own) { own } else { format!("{kind}.html") }
    }
}

/// What a language has; what its main language has (`es` for `es-MX`); what the first has.
fn in_language<'t, T>(all: &'t BTreeMap<String, T>, language: &Language) -> &'t T {
    let found = all.get(language.as_str()).or_else(|| all.get(language.primary()));
    found.unwrap_or_else(|| &all[FIRST])
}

/// The theme's files of a handbook, by their path from its theme's folder.
fn own_files<'s>(sources: &'s Sources, folder: &str) -> Vec<(&'s str, SourceId)> {
    let folder = format!("{}/", folder.trim_end_matches('/'));
    let readable = sources.iter().filter(|(_, source)| !matches!(source.content, Content::Unreadable(_)));
    readable.filter_map(|(id, source)| Some((source.path.strip_prefix(&folder)?, id))).collect()
}

fn text(path: &str, bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => panic!("the default theme's {path} is not UTF-8: {error}"),
    }
}

fn default_templates() -> Tera {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape::template);
    let files = EMBEDDED.iter().filter_map(|(path, bytes)| {
        let name = path.strip_prefix("templates/")?;
        Some((name, text(path, bytes)))
    });
    if let Err(error) = tera.add_raw_templates(files) {
        panic!("the default theme's templates do not work:\n{error}");
    }
    tera
}

fn default_words() -> BTreeMap<String, Words> {
    let files = EMBEDDED.iter().filter_map(|(path, bytes)| {
        let language = path.strip_prefix("words/")?.strip_suffix(".toml")?;
        Some((language.to_owned(), Words::embedded(text(path, bytes))))
    });
    let words: BTreeMap<String, Words> = files.collect();
    assert!(words.contains_key(FIRST), "the default theme has no words/{FIRST}.toml");
    words
}

fn default_assets() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    EMBEDDED.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?, *bytes)))
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDED, FIRST, default_words, text};
    use crate::document::body::{Alert, Phase};
    use crate::document::{
        Action, AnnexType, Dimension, Discipline, Formula, Function, Group, Harm, Kind, Method, Party, Power, Rank,
        Status, Tier,
    };
    use crate::fields::Named;
    use crate::handbook::drills::DrillKind;
    use crate::handbook::hazards::{Category, Duration, Magnitude, Priority, Probability, Warning};
    use crate::handbook::places::Use;
    use crate::handbook::roles::RoleGroup;
    use crate::handbook::school::Level;
    use crate::plan::Chapter;
    use crate::words::plural;

    #[test]
    fn every_word_that_a_template_asks_for_is_there() {
        let words = &default_words()[FIRST];
        for (path, bytes) in EMBEDDED.iter().filter(|(path, _)| path.starts_with("templates/")) {
            let template = text(path, bytes).replace("frame.", "words.");
            let template = template.as_str();
            for (at, _) in template.match_indices("words.") {
                let asked = &template[at + "words.".len()..];
                let name = |c: char| c.is_alphanumeric() || c == '_';
                let Some(end) = asked.find(|c: char| !name(c)) else { continue };
                let (table, rest) = asked.split_at(end);
                let key = match rest.strip_prefix("[\"") {
                    Some(rest) => rest.split('"').next().unwrap_or(""),
                    None => rest.trim_start_matches('.').split(|c: char| !name(c)).next().unwrap_or(""),
                };
                // The home page's own words, and tables asked by a name that comes with the page.
                if key.is_empty() || template[..at].ends_with("home.") || template[..at].ends_with("step.") {
                    continue;
                }
                assert!(words.find(table, key).is_some(), "{path} asks for {table}.{key}");
            }
        }
    }

    #[test]
    fn every_language_has_every_word_of_the_first_with_its_gaps() {
        let all = default_words();
        let gaps = |word: &str| {
            let mut gaps: Vec<String> =
                word.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
            gaps.sort();
            gaps
        };
        for (language, words) in &all {
            assert_eq!(words.tables().len(), all[FIRST].tables().len(), "{language} has as many tables");
            for (table, keys) in all[FIRST].tables() {
                let own = words.table(table).unwrap_or_else(|| panic!("{language} has no table [{table}]"));
                // A language may have more plurals than the first.
                let own_keys = own.keys().filter(|key| !plural(key).is_some_and(|many| own.contains_key(many)));
                assert_eq!(own_keys.collect::<Vec<_>>(), keys.keys().collect::<Vec<_>>(), "[{table}] in {language}");
                for (key, word) in keys {
                    assert_eq!(gaps(&own[key]), gaps(word), "{table}.{key} in {language}");
                }
            }
        }
    }

    #[test]
    fn every_name_of_the_source_format_has_its_word() {
        fn all<T: Named>(table: &'static str) -> Vec<(&'static str, &'static str)> {
            T::ALL.iter().map(|value| (table, value.name())).collect()
        }
        let words = &default_words()[FIRST];
        let mut needed = [
            all::<Kind>("kind"),
            all::<Kind>("kinds"),
            all::<Kind>("lead"),
            all::<AnnexType>("group"),
            all::<Tier>("group"),
            all::<Group>("group"),
            all::<AnnexType>("annex-type"),
            all::<Function>("function"),
            all::<Tier>("tier"),
            all::<Harm>("harm"),
            all::<Power>("power"),
            all::<Method>("method"),
            all::<Discipline>("discipline"),
            all::<Dimension>("dimension"),
            all::<Formula>("formula"),
            all::<Rank>("not-applicable"),
            all::<Rank>("unobserved"),
            all::<Party>("party"),
            all::<Status>("status"),
            all::<Alert>("alert"),
            all::<Phase>("phase"),
            all::<RoleGroup>("role-group"),
            all::<Use>("use"),
            all::<Use>("place"),
            all::<Category>("category"),
            all::<Probability>("probability"),
            all::<Magnitude>("magnitude"),
            all::<Warning>("warning"),
            all::<Duration>("duration"),
            all::<Priority>("priority"),
            all::<Level>("level"),
            all::<DrillKind>("drill"),
        ]
        .concat();
        needed.extend(all::<Action>("gist").into_iter().filter(|(_, action)| *action != "other"));
        needed.extend(Chapter::ALL.map(|chapter| ("chapter", chapter.name())));
        for (table, key) in needed {
            assert!(words.find(table, key).is_some(), "the theme has no word {table}.{key}");
        }
    }
}
