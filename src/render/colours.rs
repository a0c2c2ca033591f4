//! The handbook's colours as a style sheet of custom properties: for light and dark, each with an ink that can be read.

use crate::edition::Edition;
use crate::fields::Colour;

/// An edition's colours; empty where the theme's own are to stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Colours {
    /// The style sheet.
    pub(super) css: String,
    /// The main colour, for the browser's own bar.
    pub(super) brand: Option<Colour>,
}

/// The least contrast of words (WCAG 2.2, 1.4.3).
const WORDS: f64 = 4.5;
/// The page in the dark, as tokens.css has it.
const NIGHT: Colour = Colour { red: 0x12, green: 0x18, blue: 0x1c };
/// Ink on light colours, as tokens.css has it.
const INK: Colour = Colour { red: 0x14, green: 0x1a, blue: 0x1f };

impl Colours {
    /// The colours that a handbook (or a school) chose.
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
            css.push_str(&format!("  --{name}: {colour};\n  --{name}-ink: {};\n", ink(*colour)));
        }
        css.push_str("}\n@media (prefers-color-scheme: dark) {\n  :root {\n");
        for (name, colour) in &chosen {
            let night = colour.lightened_until(NIGHT, WORDS).unwrap_or(Colour::WHITE);
            css.push_str(&format!("    --{name}: {night};\n    --{name}-ink: {};\n", ink(night)));
        }
        css.push_str("  }\n}\n");
        Colours { css, brand: masthead.colour }
    }
}

/// White or near-black, whichever can be read better on a colour.
fn ink(paper: Colour) -> Colour {
    if Colour::WHITE.contrast(paper) >= INK.contrast(paper) { Colour::WHITE } else { INK }
}
