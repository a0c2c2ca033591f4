//! Words and what is among them into runs: marks, links, names as their reader knows them, notes.

use super::super::text::{Mark, Run, say};
use super::{Scribe, anchored, labelled};
use crate::document::body::{BlockKind, Inline, Link, Reference, Target};
use crate::document::{Document, Prose};
use crate::edition::Resolved;

impl<'s> Scribe<'s> {
    /// A short text as words, without a paragraph around them.
    pub(in crate::print::manuscript) fn phrase(&mut self, prose: &'s Prose) -> Vec<Run> {
        match prose.inlines() {
            Some(inlines) => self.runs(inlines),
            None => {
                self.last = None;
                let mut runs = Vec::new();
                for (at, block) in prose.blocks.iter().enumerate() {
                    if at > 0 {
                        runs.push(Run::Marked(Mark::Break));
                    }
                    match &block.kind {
                        BlockKind::Paragraph(inlines) => self.words(inlines, &mut runs),
                        _ => say(&mut runs, &Prose { blocks: vec![block.clone()], span: block.span }.plain()),
                    }
                }
                runs
            }
        }
    }

    /// Each of some short texts as words; those without any are left out.
    pub(in crate::print::manuscript) fn phrases(&mut self, proses: &'s [Prose]) -> Vec<Vec<Run>> {
        proses.iter().filter(|prose| !prose.is_empty()).map(|prose| self.phrase(prose)).collect()
    }

    /// A short text, if there is one.
    pub(in crate::print::manuscript) fn maybe(&mut self, prose: Option<&'s Prose>) -> Option<Vec<Run>> {
        prose.filter(|prose| !prose.is_empty()).map(|prose| self.phrase(prose))
    }

    /// A name that leads to another place on paper, if that is printed.
    pub(in crate::print::manuscript) fn name(&self, to: &str, words: &str) -> Vec<Run> {
        let mut runs = Vec::new();
        say(&mut runs, words);
        self.leading(to, runs)
    }

    /// A run of words that begins a line.
    pub(in crate::print::manuscript) fn runs(&mut self, inlines: &'s [Inline]) -> Vec<Run> {
        self.last = None;
        let mut runs = Vec::new();
        self.words(inlines, &mut runs);
        runs
    }

    fn words(&mut self, inlines: &'s [Inline], runs: &mut Vec<Run>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.say(runs, &text.value),
                Inline::Code(code) => self.mark(runs, Mark::Code { text: code.value.clone() }),
                Inline::Emphasis(inner) => {
                    let inner = self.inner(inner);
                    runs.push(Run::Marked(Mark::Emphasis { runs: inner }));
                }
                Inline::Strong(inner) => {
                    let inner = self.inner(inner);
                    runs.push(Run::Marked(Mark::Strong { runs: inner }));
                }
                Inline::Strike(inner) => {
                    let inner = self.inner(inner);
                    runs.push(Run::Marked(Mark::Strike { runs: inner }));
                }
                Inline::Link(link) => self.link(link, runs),
                Inline::Reference(reference) => self.reference(reference, runs),
                Inline::Image(image) => match self.picture(image) {
                    Some(file) => self.mark(runs, Mark::Picture { file, alt: image.alt.clone() }),
                    None => self.say(runs, &image.alt),
                },
                Inline::FootnoteMark(label) => self.note(&label.value, runs),
                Inline::SoftBreak => self.say(runs, " "),
                Inline::HardBreak => self.mark(runs, Mark::Break),
                Inline::Html(raw) => {
                    let words = self.raw(&raw.value);
                    self.say(runs, &words);
                }
            }
        }
    }

    fn inner(&mut self, inlines: &'s [Inline]) -> Vec<Run> {
        let mut runs = Vec::new();
        self.words(inlines, &mut runs);
        runs
    }

    fn say(&mut self, runs: &mut Vec<Run>, words: &str) {
        self.last = words.chars().rev().find(|letter| !letter.is_whitespace()).or(self.last);
        say(runs, words);
    }

    fn mark(&mut self, runs: &mut Vec<Run>, mark: Mark) {
        self.last = Some('x');
        runs.push(Run::Marked(mark));
    }

    /// Raw HTML: shown as typed, or, where a handbook allows it, without its tags.
    pub(super) fn raw(&self, html: &str) -> String {
        if !self.edition.masthead.raw_html {
            return html.trim_end().to_owned();
        }
        let mut words = String::with_capacity(html.len());
        let mut inside = false;
        for letter in html.chars() {
            match letter {
                '<' => inside = true,
                '>' if inside => inside = false,
                letter if !inside => words.push(letter),
                _ => {}
            }
        }
        words.trim_end().to_owned()
    }

    fn link(&mut self, link: &'s Link, runs: &mut Vec<Run>) {
        let inner = self.inner(&link.label);
        let to = match &link.target {
            Target::Elsewhere(href) => {
                runs.push(Run::Marked(Mark::Link { href: href.clone(), runs: inner }));
                return;
            }
            Target::File { path, anchor } => {
                self.edition.document_at(path).map(|document| self.document_label(document, anchor.as_deref()))
            }
            Target::Here(anchor) => self.document.map(|document| {
                if anchor.is_empty() {
                    labelled("doc", document.id.as_str())
                } else {
                    anchored(document.id.as_str(), anchor)
                }
            }),
            Target::Refused(_) => None,
        };
        match to {
            Some(to) => runs.extend(self.leading(&to, inner)),
            None => runs.extend(inner),
        }
    }

    /// A name in double brackets. One that this reader may not see leaves its author's own words.
    pub(super) fn reference(&mut self, reference: &'s Reference, runs: &mut Vec<Run>) {
        let resolved = self.edition.resolve(reference);
        let mut inner = Vec::new();
        match &reference.label {
            Some(label) => self.words(label, &mut inner),
            None => match resolved {
                Resolved::Document(document) => self.say(&mut inner, &document.common.title.value),
                Resolved::Role(role) => self.common_noun(&mut inner, &role.title),
                Resolved::Contact(contact) => self.say(&mut inner, &contact.label),
                Resolved::Place(place) => self.say(&mut inner, &place.title),
                Resolved::Term(term) => self.common_noun(&mut inner, &term.term),
                Resolved::Value(words) => self.say(&mut inner, words),
                Resolved::Hazard(hazard) => self.say(&mut inner, &hazard.title),
                Resolved::HazardSummary(hazard) => self.say(&mut inner, &hazard.title),
                Resolved::Hidden => {}
            },
        }
        let to = match resolved {
            Resolved::Document(document) => self.document_label(document, reference.anchor.as_deref()),
            Resolved::Role(role) => labelled("role", role.id.as_str()),
            Resolved::Place(place) => labelled("place", place.id.as_str()),
            Resolved::Term(term) => labelled("term", term.id.as_str()),
            Resolved::Hazard(hazard) => labelled("hazard", hazard.id.as_str()),
            Resolved::HazardSummary(hazard) => labelled("hazard", hazard.id.as_str()),
            Resolved::Contact(contact) => {
                runs.extend(inner);
                let (href, shown) = match (&contact.phone, &contact.email) {
                    (Some(phone), _) => (phone.value.link(), phone.value.to_string()),
                    (None, Some(email)) => (format!("mailto:{email}"), email.clone()),
                    (None, None) => return,
                };
                self.say(runs, " ");
                let mut number = Vec::new();
                self.say(&mut number, &shown);
                runs.push(Run::Marked(Mark::Link { href, runs: number }));
                return;
            }
            Resolved::Value(_) | Resolved::Hidden => {
                runs.extend(inner);
                return;
            }
        };
        runs.extend(self.leading(&to, inner));
    }

    /// Words that lead to a place on paper, if that is printed.
    fn leading(&self, to: &str, runs: Vec<Run>) -> Vec<Run> {
        if self.targets.contains_key(to) { vec![Run::Marked(Mark::Goto { to: to.to_owned(), runs })] } else { runs }
    }

    fn document_label(&self, document: &Document, anchor: Option<&str>) -> String {
        let section = anchor.map(|anchor| anchored(document.id.as_str(), anchor));
        section
            .filter(|label| self.targets.contains_key(label))
            .unwrap_or_else(|| labelled("doc", document.id.as_str()))
    }

    /// A role or a term as it stands in a sentence, as on the pages: "tell the incident commander".
    fn common_noun(&mut self, runs: &mut Vec<Run>, words: &str) {
        let mut letters = words.chars();
        let first = letters.next().unwrap_or(' ');
        let is_name = letters.as_str().chars().any(char::is_uppercase);
        let inside = self.last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | '(' | ')' | '’'));
        if is_name || self.words.language() != "en" || !inside {
            self.say(runs, words);
        } else {
            let words = format!("{}{}", first.to_lowercase(), letters.as_str());
            self.say(runs, &words);
        }
    }

    /// A note, at the foot of the sheet with its first mark. One whose words the reader does not see leaves nothing.
    fn note(&mut self, label: &'s str, runs: &mut Vec<Run>) {
        let Some(blocks) = self.notes.get(label).copied() else { return };
        let document = self.document.map_or("", |document| document.id.as_str());
        let name = format!("note-{document}-{label}");
        if self.marked.insert(label) {
            let last = self.last;
            let blocks = self.blocks(blocks);
            self.last = last;
            runs.push(Run::Marked(Mark::Note { label: name, blocks }));
        } else {
            runs.push(Run::Marked(Mark::NoteAgain { label: name }));
        }
    }
}
