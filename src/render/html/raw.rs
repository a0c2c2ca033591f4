//! Raw HTML, where a handbook allows it: cleaned, so that nothing in it can act, load or clash with the page.
//!
//! Blocks go through ammonia. Among words only bare tags are kept, and closed where their author forgot: a tag that
//! Markdown hands over on its own cannot be cleaned as a tree.

use std::sync::LazyLock;

/// No pictures (the site holds its own), no headings of the page's own level, no ids or classes.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner.rm_tags(["img", "h1", "center", "strike", "tt", "acronym"]);
    cleaner.url_relative(ammonia::UrlRelative::Deny);
    cleaner.link_rel(Some("noopener"));
    cleaner
});

/// A block of HTML, cleaned.
pub(super) fn block(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// The tags that may stand among words, without attributes.
const TAGS: [&str; 16] =
    ["abbr", "b", "bdi", "cite", "dfn", "em", "i", "ins", "kbd", "mark", "s", "samp", "small", "strong", "sub", "sup"];

/// The tags that are open in a run of words.
#[derive(Default)]
pub(super) struct InlineTags {
    open: Vec<&'static str>,
}

impl InlineTags {
    /// Writes a tag if it may stand here; anything else is left out.
    pub(super) fn write(&mut self, raw: &str, out: &mut String) {
        let inner = raw.trim_start_matches('<').trim_end_matches('>').trim();
        let name = inner.trim_matches('/').trim().to_ascii_lowercase();
        if name == "br" || name == "wbr" {
            out.push_str(&format!("<{name}>"));
            return;
        }
        let Some(tag) = TAGS.into_iter().find(|tag| *tag == name) else { return };
        if inner.starts_with('/') {
            if let Some(at) = self.open.iter().rposition(|open| *open == tag) {
                self.close_down_to(at, out);
            }
        } else {
            self.open.push(tag);
            out.push_str(&format!("<{tag}>"));
        }
    }

    /// Closes what is still open.
    pub(super) fn close(&mut self, out: &mut String) {
        self.close_down_to(0, out);
    }

    fn close_down_to(&mut self, at: usize, out: &mut String) {
        for tag in self.open.drain(at..).rev() {
            out.push_str(&format!("</{tag}>"));
        }
    }
}
