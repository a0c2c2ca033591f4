//! Words and what is among them.

use super::Writer;
use super::raw::InlineTags;
use crate::document::body::{Image, Inline, Link, Target};

impl<'s> Writer<'s> {
    /// A run of words.
    pub(super) fn inlines(&mut self, inlines: &'s [Inline]) {
        let mut tags = InlineTags::default();
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(&text.value),
                Inline::Code(code) => {
                    self.push("<code>");
                    self.text(&code.value);
                    self.push("</code>");
                }
                Inline::Emphasis(inner) => self.wrapped("em", inner),
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::Strike(inner) => self.wrapped("del", inner),
                Inline::Link(link) => self.link(link),
                Inline::Reference(reference) => self.reference(reference),
                Inline::Image(image) => self.image(image),
                Inline::FootnoteMark(_) if self.alone => {}
                Inline::FootnoteMark(label) => self.footnote_mark(&label.value),
                Inline::SoftBreak => self.push("\n"),
                Inline::HardBreak => self.push("<br>\n"),
                Inline::Html(raw) if self.book.edition.masthead.raw_html => tags.write(&raw.value, &mut self.out),
                Inline::Html(raw) => self.text(&raw.value),
            }
        }
        tags.close(&mut self.out);
    }

    /// Words that may not hold a link, since they stand in one: links in them are their labels.
    pub(super) fn label(&mut self, inlines: &'s [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Emphasis(inner) => self.wrapped_label("em", inner),
                Inline::Strong(inner) => self.wrapped_label("strong", inner),
                Inline::Strike(inner) => self.wrapped_label("del", inner),
                Inline::Link(link) => self.label(&link.label),
                Inline::Reference(reference) => self.reference_label(reference),
                Inline::FootnoteMark(_) => {}
                Inline::Text(_)
                | Inline::Code(_)
                | Inline::Image(_)
                | Inline::SoftBreak
                | Inline::HardBreak
                | Inline::Html(_) => self.inlines(std::slice::from_ref(inline)),
            }
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &'s [Inline]) {
        self.open(tag);
        self.inlines(inner);
        self.close(tag);
    }

    fn wrapped_label(&mut self, tag: &str, inner: &'s [Inline]) {
        self.open(tag);
        self.label(inner);
        self.close(tag);
    }

    pub(super) fn open(&mut self, tag: &str) {
        self.push("<");
        self.push(tag);
        self.push(">");
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.push("</");
        self.push(tag);
        self.push(">");
    }

    /// A Markdown link. Where it leads to nothing that this reader may see, its label is left.
    fn link(&mut self, link: &'s Link) {
        let inner_link = |inline: &Inline| matches!(inline, Inline::Reference(_) | Inline::Link(_));
        let href = match &link.target {
            Target::Elsewhere(address) => {
                self.push("<a");
                let web = address.starts_with("http");
                if web {
                    self.push(" class=\"ext\"");
                }
                self.attribute("href", address);
                self.push(if web { " rel=\"noopener\">" } else { ">" });
                self.label(&link.label);
                self.push("</a>");
                return;
            }
            Target::File { path, anchor } => self.file_link(path, anchor.as_deref()),
            Target::Here(anchor) => self.here(anchor),
            Target::Refused(_) => None,
        };
        match href {
            Some(href) => {
                self.push("<a");
                self.attribute("href", &href);
                self.push(">");
                self.label(&link.label);
                self.push("</a>");
            }
            // A reference inside such a label may still lead somewhere.
            None if link.label.iter().any(inner_link) => self.inlines(&link.label),
            None => self.label(&link.label),
        }
    }

    fn file_link(&self, path: &str, anchor: Option<&str>) -> Option<String> {
        if let Some(document) = self.book.document_at(path) {
            return self.document_link(document, anchor);
        }
        self.media(path)
    }

    fn media(&self, path: &str) -> Option<String> {
        self.book.media_link(self.spot, path).filter(|_| !self.alone)
    }

    /// The way to a section of this document; to the top where no section is named.
    fn here(&self, anchor: &str) -> Option<String> {
        if self.alone {
            return None;
        }
        if anchor.is_empty() {
            return Some("#".to_owned());
        }
        let document = self.document?;
        super::super::book::has_section(&document.body, anchor).then(|| fragment(anchor))
    }

    /// A picture. One that the site does not hold is its words: pages request nothing from elsewhere.
    pub(super) fn image(&mut self, image: &'s Image) {
        let href = match &image.target {
            Target::File { path, .. } => self.media(path).map(|href| (href, path)),
            Target::Elsewhere(_) | Target::Here(_) | Target::Refused(_) => None,
        };
        let Some((href, path)) = href else {
            self.text(&image.alt);
            return;
        };
        self.push("<img");
        self.attribute("src", &href);
        self.attribute("alt", &image.alt);
        if let Some((width, height)) = self.book.pictures.get(path.as_str()) {
            self.attribute("width", &width.to_string());
            self.attribute("height", &height.to_string());
        }
        self.push(" loading=\"lazy\" decoding=\"async\">");
    }
}

/// An anchor as it stands at the end of a link.
pub(super) fn fragment(anchor: &str) -> String {
    let mut fragment = String::with_capacity(anchor.len() + 1);
    fragment.push('#');
    crate::plan::encode(anchor, &mut fragment);
    fragment
}
