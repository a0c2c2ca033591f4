//! The handbook's colours as a style sheet of custom properties: for light and dark, each with an ink that can be read.

use crate::edition::Edition;
use crate::fields::Colour;

/// An edition's colours; empty where the theme's own are to stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Colours {
    /// The style sheet.
    pub(super) css: String,
}

/// The contrast of words in the dark (WCAG 2.2, 1.4.6: more than is asked for, since dark pages are read in bad light).
const WORDS: f64 = 7.0;
/// The lightest paper of dark pages (`--sunken` in tokens.css): what can be read on it can be read on the others.
const NIGHT: Colour = Colour { red: 0x16, green: 0x1f, blue: 0x20 };
/// Ink on light fills (`--ink` in tokens.css).
const INK: Colour = Colour { red: 0x10, green: 0x1d, blue: 0x1c };

impl Colours {
    /// The colours that a handbook (or a school) chose. Fills stay as chosen; in the dark the same colours as words are
    /// lightened until they can be read.
    pub(super) fn of(edition: &Edition) -> Colours {
        let masthead = &edition.masthead;
        let mut chosen: Vec<(String, Colour)> = Vec::new();
        chosen.extend(masthead.colour.map(|colour| ("brand".to_owned(), colour)));
        chosen.extend(masthead.action_colours.iter().map(|(name, colour)| (format!("action-{name}"), *colour)));
        if chosen.is_empty() {
            return Colours::default();
        }
        let mut css = String::from(":root {\n");
        for (name, colour) in &chosen {
            css.push_str(&format!("  --{name}: {colour};\n"));
        }
        css.push_str(&masthead.colour.map(|colour| format!("  --brand-ink: {};\n", ink(colour))).unwrap_or_default());
        css.push_str("}\n@media screen and (prefers-color-scheme: dark) {\n  :root {\n");
        for (name, colour) in &chosen {
            let words = colour.lightened_until(NIGHT, WORDS).unwrap_or(Colour::WHITE);
            css.push_str(&format!("    --{name}-text: {words};\n"));
        }
        css.push_str("  }\n}\n");
        Colours { css }
    }
}

/// White or near-black, whichever can be read better on a colour.
fn ink(paper: Colour) -> Colour {
    if Colour::WHITE.contrast(paper) >= INK.contrast(paper) { Colour::WHITE } else { INK }
}
