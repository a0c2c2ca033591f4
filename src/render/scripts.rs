//! The theme's scripts in one language: each travels with the table of words that has its name, without its comments.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::assets::fingerprinted;
use super::theme::FIRST;
use crate::words::Words;

/// What every page runs.
const SITE: &str = "site.js";

/// What is published as one file, since it is wanted together: the file's name, and the scripts in it in this order. Every other
/// script is a file of its own. Those of every page are linked by all of them; a template asks for the others.
const JOINED: [(&str, &[&str]); 3] = [
    (SITE, &["gobag.js", "store.js", "device.js", "search.js", "offline.js"]),
    ("search-core.js", &["search-words.js", "search-core.js", "search-box.js"]),
    ("incident.js", &["incident-log.js", "incident.js"]),
];

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
        let mut scripts = Scripts { site: String::new(), paths: BTreeMap::new(), files: BTreeMap::new() };
        // A language's own scripts stand in a folder of its own, so that devices with another need not keep them.
        let own = |name: &str| match words.language() {
            FIRST => name.to_owned(),
            language => format!("{language}/{name}"),
        };
        let alone = |name: &&str| name.ends_with(".js") && !JOINED.iter().any(|(_, parts)| parts.contains(name));
        let singles: Vec<&str> = given.keys().copied().filter(alone).collect();
        let singles = singles.iter().map(|name| (*name, std::slice::from_ref(name)));
        for (name, parts) in JOINED.into_iter().chain(singles) {
            // A script that says "use strict" at its top says it for those behind it too: all of ours do.
            let texts: Vec<(String, bool)> = parts.iter().filter_map(|part| script(part)).collect();
            if texts.is_empty() {
                continue;
            }
            let speaks = texts.iter().any(|(_, speaks)| *speaks);
            let text = texts.into_iter().map(|(text, _)| text).collect();
            let path = scripts.publish(&if speaks { own(name) } else { name.to_owned() }, text);
            scripts.paths.insert(name.to_owned(), path);
        }
        scripts.site = scripts.paths.remove(SITE).unwrap_or_default();
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
