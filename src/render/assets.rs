//! The theme's styles and pictures under names that change with their content, so that they may be kept for ever.

use std::collections::BTreeMap;

/// The styles in the order of their layers; others of a handbook follow by name.
const LAYERS: [&str; 8] =
    ["tokens.css", "base.css", "components.css", "page.css", "device.css", "search.css", "case.css", "print.css"];

/// The styles of the page that needs no other file: the colours that all pages have, and its own. They stand in that page.
const POCKET: [&str; 2] = [LAYERS[0], "pocket.css"];

/// What the theme publishes beside pages.
pub(super) struct Assets {
    /// The one style sheet's published path.
    pub(super) styles: String,
    /// The pocket page's styles themselves, without comments.
    pub(super) pocket: String,
    /// Published paths by the file's name in the theme.
    pub(super) paths: BTreeMap<String, String>,
    /// Everything that is published: path, bytes.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    /// Names every file after its content.
    pub(super) fn of(given: &BTreeMap<&str, &[u8]>) -> Assets {
        let mut assets =
            Assets { styles: String::new(), pocket: String::new(), paths: BTreeMap::new(), files: BTreeMap::new() };
        for (name, bytes) in given.iter().filter(|(name, _)| !name.ends_with(".css") && !name.ends_with(".js")) {
            let path = fingerprinted(name, bytes);
            assets.files.insert(path.clone(), bytes.to_vec());
            assets.paths.insert((*name).to_owned(), path);
        }
        let own = given.keys().copied();
        let own = own.filter(|name| name.ends_with(".css") && !LAYERS.contains(name) && !POCKET.contains(name));
        let mut css = String::new();
        for name in LAYERS.into_iter().chain(own) {
            let Some(text) = given.get(name).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
            css.push_str(&assets.relinked(text));
            css.push('\n');
        }
        for text in POCKET.iter().filter_map(|name| std::str::from_utf8(given.get(name)?).ok()) {
            // What would end the element that they stand in is no style.
            assets.pocket += &bare(&text.replace("</", ""));
        }
        assets.styles = fingerprinted("site.css", css.as_bytes());
        assets.files.insert(assets.styles.clone(), css.into_bytes());
        assets
    }

    /// A style sheet whose `url(name)` leads to the published name; both stand in one folder.
    fn relinked(&self, css: &str) -> String {
        let mut css = css.to_owned();
        for (name, path) in &self.paths {
            let published = path.strip_prefix("assets/").unwrap_or(path);
            for quote in ["", "\"", "'"] {
                let typed = format!("url({quote}{name}{quote})");
                if css.contains(&typed) {
                    css = css.replace(&typed, &format!("url({published})"));
                }
            }
        }
        css
    }
}

/// A style sheet without its comments and what stands before its lines. Inside a line everything stays: the crate that shortens
/// scripts takes spaces out of styles that mean something.
fn bare(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str(part.split_once("*/").map_or("", |(_, rest)| rest));
    }
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// `site.css` as `assets/site.1f2e3d4c.css`.
pub(super) fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("assets/{stem}.{}.{ending}", &hash[..8]),
        None => format!("assets/{name}.{}", &hash[..8]),
    }
}
