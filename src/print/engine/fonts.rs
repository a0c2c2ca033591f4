//! The fonts on paper: those that come with Gobag, then a handbook's own. The machine's are never looked at, since the
//! same handbook must give the same sheets everywhere.

use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

/// The family that text is set in.
const TEXT: &str = "Noto Sans";
/// The family that stands in for letters and signs that the others lack.
const REST: &str = "DejaVu Sans";

/// Every font there is.
pub(in crate::print) struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    families: Vec<String>,
}

impl Fonts {
    /// Gobag's own fonts, and the files of a handbook's. The paths of files that hold no font are given back.
    pub(in crate::print) fn with<'s>(own: impl IntoIterator<Item = (&'s str, Arc<[u8]>)>) -> (Fonts, Vec<&'s str>) {
        let embedded = [
            notosans::REGULAR_TTF,
            notosans::BOLD_TTF,
            notosans::ITALIC_TTF,
            notosans::BOLD_ITALIC_TTF,
            dejavu::sans::regular(),
            dejavu::sans::bold(),
            dejavu::sans_mono::regular(),
        ];
        let mut fonts: Vec<Font> = embedded.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
        let mut families = vec![TEXT.to_owned()];
        let mut wrong = Vec::new();
        for (path, bytes) in own {
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(bytes)));
            if fonts.len() == before {
                wrong.push(path);
            }
            for font in &fonts[before..] {
                let family = &font.info().family;
                if !families.iter().any(|known| known.eq_ignore_ascii_case(family)) {
                    families.push(family.clone());
                }
            }
        }
        families.push(REST.to_owned());
        (Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, families }, wrong)
    }

    /// The families in the order in which a letter is looked for.
    pub(in crate::print) fn families(&self) -> &[String] {
        &self.families
    }

    /// Whether a letter can be printed.
    pub(in crate::print) fn has(&self, letter: char) -> bool {
        let covers = |info: &FontInfo| info.coverage.contains(u32::from(letter));
        self.fonts.iter().any(|font| covers(font.info()))
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }
}
