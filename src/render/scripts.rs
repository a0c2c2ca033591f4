//! The theme's scripts in one language: each travels with the table of words that has its name, without its comments.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::assets::fingerprinted;
use super::theme::FIRST;
use crate::words::Words;

/// What every page runs, in this order; joined into one file. All others are asked for by a template.
const EVERYWHERE: [&str; 5] = ["gobag.js", "store.js", "device.js", "search.js", "offline.js"];

/// Published scripts.
pub(super) struct Scripts {
    /// The path of the one that every page runs.
    pub(super) site: String,
    /// Published paths of the others, by the file's name in the theme.
    pub(super) paths: BTreeMap<String, String>,
    /// Everything that is published: path, bytes.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Scripts {
    /// Joins and names a theme's scripts, which are [`short`] already.
    pub(super) fn of(given: &BTreeMap<&str, String>, words: &Words) -> Scripts {
        let script = |name: &str| {
            let short = given.get(name)?;
            Some((format!("{}{short}\n", table(name, words)), words.table(stem(name)).is_some()))
        };
        let joined = EVERYWHERE.iter().filter_map(|name| script(name));
        // A script that says "use strict" at its top would say it for those behind it too: all of ours do.
        let joined: String = joined.map(|(text, _)| text).collect();
        let mut scripts = Scripts { site: String::new(), paths: BTreeMap::new(), files: BTreeMap::new() };
        // A language's own scripts stand in a folder of its own, so that devices with another need not keep them.
        let own = |name: &str| match words.language() {
            FIRST => name.to_owned(),
            language => format!("{language}/{name}"),
        };
        scripts.site = scripts.publish(&own("site.js"), joined);
        for name in given.keys().filter(|name| !EVERYWHERE.contains(name)) {
            if let Some((text, speaks)) = script(name) {
                let path = scripts.publish(&if speaks { own(name) } else { (*name).to_owned() }, text);
                scripts.paths.insert((*name).to_owned(), path);
            }
        }
        scripts
    }

    fn publish(&mut self, name: &str, text: String) -> String {
        let path = fingerprinted(name, text.as_bytes());
        self.files.insert(path.clone(), text.into_bytes());
        path
    }
}

/// The scripts among a theme's assets without their comments, the same in every language.
pub(super) fn short<'g>(given: &BTreeMap<&'g str, &[u8]>) -> BTreeMap<&'g str, String> {
    let scripts: Vec<(&str, &[u8])> =
        given.iter().filter(|(name, _)| name.ends_with(".js")).map(|(name, bytes)| (*name, *bytes)).collect();
    let short = |(name, bytes): (&'g str, &[u8])| {
        let text = std::str::from_utf8(bytes).ok()?;
        // What cannot be shortened (a handbook's own script may be in a dialect) is published as it is.
        let short = minifier::js::minify(text).map_or_else(|_| text.to_owned(), |short| short.to_string());
        Some((name, short))
    };
    scripts.into_par_iter().filter_map(short).collect()
}

fn stem(name: &str) -> &str {
    name.trim_end_matches(".js")
}

/// The words of a script: the theme's table that has its name.
fn table(name: &str, words: &Words) -> String {
    let name = stem(name);
    match words.table(name) {
        Some(table) => {
            let words = serde_json::to_string(table).expect("text always has a JSON form");
            format!("gobag.words(\"{name}\",{words});")
        }
        None => String::new(),
    }
}
