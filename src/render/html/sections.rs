//! A text's sections with their headings, and the list of what is on a page.

use super::Writer;
use super::inlines::fragment;
use crate::document::body::{Part, Section};
use crate::fields::Named as _;
use crate::render::escape;
use crate::render::fragment::Html;

impl<'s> Writer<'s> {
    /// The words before the first heading.
    pub(in crate::render) fn opening(&mut self) -> Html {
        if let Some(document) = self.document {
            self.blocks(&document.body.opening);
        }
        self.take()
    }

    /// Some outermost sections with all that is in them.
    pub(in crate::render) fn sections(&mut self, sections: impl IntoIterator<Item = &'s Section>) -> Html {
        sections.into_iter().for_each(|section| self.section(section));
        self.take()
    }

    /// What stands in a section, without its own heading; headings in it are `deeper` levels down.
    pub(in crate::render) fn inside(&mut self, section: &'s Section, deeper: u8) -> Html {
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.subsection(inner, deeper));
        self.take()
    }

    /// A section's heading with its marks, without the tag.
    pub(in crate::render) fn title(&mut self, section: &'s Section) -> Html {
        self.inlines(&section.title);
        self.marks(section);
        self.take()
    }

    /// A section's words for a list, without links.
    pub(in crate::render) fn label_of(&mut self, section: &'s Section) -> Html {
        self.label(&section.title);
        self.take()
    }

    /// The notes at the foot.
    pub(in crate::render) fn foot(&mut self) -> Html {
        self.footnotes();
        self.take()
    }

    fn section(&mut self, section: &'s Section) {
        self.push("<section class=\"section");
        if let Some(phase) = section.meaning.phase {
            self.push(" phase phase-");
            self.push(phase.name());
        }
        if let Some(part) = section.meaning.part {
            self.push(" part-");
            self.push(part.name());
        }
        self.push("\"");
        self.attribute("id", section.id.as_str());
        self.language(section);
        self.push(">\n");
        self.heading(section, 0, false);
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.subsection(inner, 0));
        self.push("</section>\n");
    }

    /// A section in another: its heading and what follows, side by side with what stands before. It has a box of its
    /// own only where something is to be said of the whole of it.
    fn subsection(&mut self, section: &'s Section, deeper: u8) {
        let class = match section.meaning.part {
            Some(Part::Goal) => Some("goal"),
            Some(Part::Objectives) => Some("objectives"),
            Some(Part::Actions) => Some("actions"),
            _ => section.meaning.language.as_ref().map(|_| "section"),
        };
        if let Some(class) = class {
            self.push("<div");
            self.attribute("class", class);
            self.language(section);
            self.push(">\n");
        }
        self.heading(section, deeper, true);
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.subsection(inner, deeper));
        if class.is_some() {
            self.push("</div>\n");
        }
    }

    fn heading(&mut self, section: &'s Section, deeper: u8, named: bool) {
        let level = (section.level + deeper).clamp(2, 6);
        let tag = ["h2", "h3", "h4", "h5", "h6"][usize::from(level - 2)];
        self.push("<");
        self.push(tag);
        if named {
            self.attribute("id", section.id.as_str());
        }
        self.push(">");
        self.inlines(&section.title);
        self.marks(section);
        self.close(tag);
        self.push("\n");
    }

    /// Whose section it is: a school's own, or not for everyone who reads the rest.
    fn marks(&mut self, section: &'s Section) {
        let words = self.book.words;
        if self.is_local(section)
            && let Some(school) = &self.book.edition.school
        {
            self.push(" <span class=\"badge badge-local\">");
            self.text(&words.fill("document", "local", &[("school", &school.short)]));
            self.push("</span>");
        }
        if let Some(audience) = &section.meaning.audience {
            self.push(" <span class=\"badge\">");
            let name = audience.as_str();
            self.text(&words.fill("document", "only", &[("audience", words.find("audience", name).unwrap_or(name))]));
            self.push("</span>");
        }
    }

    /// Whether a section was laid over the district's document by a school's.
    fn is_local(&self, section: &Section) -> bool {
        self.document.is_some_and(|document| section.span.source != document.source)
    }

    fn language(&mut self, section: &Section) {
        if let Some(language) = &section.meaning.language {
            self.attribute("lang", language.as_str());
            self.attribute("dir", language.direction());
        }
    }
}

/// What is on a page: a list of links to its sections.
#[derive(Default)]
pub(in crate::render) struct Contents {
    html: String,
    entries: usize,
}

impl Contents {
    /// Adds a heading that the template writes.
    pub(in crate::render) fn add(&mut self, id: &str, words: &str) {
        let mut label = String::with_capacity(words.len());
        escape::text(words, &mut label);
        self.entry(id, &label);
    }

    /// Adds outermost sections of a text.
    pub(in crate::render) fn sections<'s>(
        &mut self,
        writer: &mut Writer<'s>,
        sections: impl IntoIterator<Item = &'s Section>,
    ) {
        for section in sections {
            let mut label = writer.label_of(section).0;
            if let Some(language) = &section.meaning.language {
                label = format!("<span lang=\"{}\" dir=\"{}\">{label}</span>", language.as_str(), language.direction());
            }
            self.entry(section.id.as_str(), &label);
        }
    }

    /// The list's items; nothing where a list of one would be of no use.
    pub(in crate::render) fn finish(self) -> Option<Html> {
        (self.entries > 1).then_some(Html(self.html))
    }

    fn entry(&mut self, id: &str, label: &str) {
        self.entries += 1;
        self.html.push_str("<li><a href=\"");
        self.html.push_str(&fragment(id));
        self.html.push_str("\">");
        self.html.push_str(label);
        self.html.push_str("</a></li>\n");
    }
}
