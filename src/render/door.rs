//! The page at the door of a locked handbook: its title, a field for the passphrase, and what the script must know to try it.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tera::{Context, Value};

use super::colours::Colours;
use super::installed;
use super::theme::Theme;
use crate::artifact::Shelf;
use crate::edition::Edition;
use crate::lock::{self, Door};

/// What every template is told of its page, as far as this one asks for it.
#[derive(Serialize)]
struct Page<'p> {
    lang: &'p str,
    dir: &'static str,
}

/// What the template is told of the door.
#[derive(Serialize)]
struct Shown<'d> {
    title: &'d str,
    site: String,
    salt: &'d str,
    key: &'d str,
    root: &'d str,
    rounds: u32,
    /// The styles of the pages that hold their own, by their hash: this page's policy holds for what is shown in its place.
    pocket: String,
    icon: Option<&'d str>,
    styles: &'d str,
    script: &'d str,
}

/// Puts the door on the shelf as the site's first page, and what is needed to install it as an app.
///
/// # Panics
/// When the default theme's template does not work, which is our own mistake; of a handbook's own, the words of the error
/// stand in the page's place, since a door that cannot be opened shows nothing.
pub fn door(editions: &[Edition], theme: &Theme, door: &Door, shelf: &dyn Shelf) {
    let Some(first) = editions.first() else { return };
    let language = &first.reader.language;
    let styles: BTreeSet<String> = editions
        .iter()
        .map(|edition| {
            let style = format!("{}{}", theme.assets.pocket, Colours::of(edition).css);
            format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(style.as_bytes())))
        })
        .collect();
    let shown = Shown {
        title: &first.masthead.title,
        site: first.code(),
        salt: &door.salt,
        key: &door.key,
        root: &door.root,
        rounds: lock::ROUNDS,
        pocket: styles.into_iter().collect(),
        icon: theme.assets.paths.get("icon.svg").map(String::as_str),
        styles: &theme.assets.styles,
        script: theme.scripts(language).paths.get("lock.js").map_or("", String::as_str),
    };
    let mut context = Context::new();
    let dir = if language.is_right_to_left() { "rtl" } else { "ltr" };
    context.insert_value("page", Value::from_serializable(&Page { lang: language.as_str(), dir }));
    context.insert_value("door", Value::from_serializable(&shown));
    context.insert_value("words", theme.words(language).value());
    let mut html = Vec::new();
    if let Err(error) = theme.tera.render_to("locked.html", &context, &mut html) {
        panic!("the page at the door could not be made:\n{error}");
    }
    shelf.put("index.html", &html);
    installed::door(theme, &first.masthead.title, language, shelf);
}
