//! Headings and blocks into sections, and a heading's attributes into its meaning.

use std::collections::BTreeMap;

use super::body::{Block, BlockKind, Body, Meaning, Part, Phase, Section, Setting};
use super::fit;
use super::inlines::plain;
use super::kind::Kind;
use super::markdown::{self, Heading, Top};
use super::step;
use super::text::Text;
use crate::diagnostic::{Diagnostic, found};
use crate::fields::{Id, Language, Named, Placed, Revision};
use crate::nearest::suggestion;
use crate::source::Span;

/// Reads a document's text.
pub(crate) fn body(text: Text<'_>, kind: Kind) -> Body {
    let (seen, open, body) = (BTreeMap::new(), Vec::new(), Body::default());
    let numbers = BTreeMap::new();
    let mut reader = Reader { text, kind, seen, numbers, open, body, since: 0, typed: Vec::new() };
    for top in markdown::read(text) {
        match top {
            Top::Heading(heading) => reader.heading(heading),
            Top::Block(block) => reader.block(block),
        }
    }
    reader.ends_at(text.markdown.len());
    reader.close_down_to(0);
    fit::body(&mut reader.body);
    reader.body
}

/// Reads the Markdown of a TOML value.
pub(crate) fn prose(text: Text<'_>, kind: Kind) -> Vec<Block> {
    let mut blocks = Vec::new();
    for top in markdown::read(text) {
        match top {
            Top::Heading(heading) => {
                let span = text.span(heading.range);
                blocks.push(Block { span, kind: BlockKind::Heading(heading.level, heading.title) });
            }
            Top::Block(block) => blocks.push(with_steps(text, kind == Kind::Procedure, block)),
        }
    }
    fit::blocks(&mut blocks);
    blocks
}

struct Reader<'a> {
    text: Text<'a>,
    kind: Kind,
    seen: BTreeMap<Id, Span>,
    /// Of ids that several sections would have, the number that the next one is tried with.
    numbers: BTreeMap<Id, usize>,
    open: Vec<Section>,
    body: Body,
    /// Where what is read now began.
    since: usize,
    /// Room for what was typed in a section.
    typed: Vec<u8>,
}

impl Reader<'_> {
    fn block(&mut self, block: Block) {
        let acts = self.open.last().is_some_and(|section| section.meaning.part == Some(Part::Actions));
        let block = with_steps(self.text, acts || self.kind == Kind::Procedure, block);
        match self.open.last_mut() {
            Some(section) => section.blocks.push(block),
            None => self.body.opening.push(block),
        }
    }

    fn heading(&mut self, heading: Heading) {
        self.ends_at(heading.range.start);
        self.since = heading.range.end;
        self.close_down_to(heading.level);
        let span = self.line(&heading);
        let inherited = self.open.last().map(|parent| (parent.meaning.phase, parent.meaning.settings.clone()));
        let words = plain(&heading.title);
        let mut meaning = self.meaning(&heading, &words, span);
        if let Some((phase, settings)) = inherited {
            meaning.phase = meaning.phase.or(phase);
            if meaning.settings.is_empty() {
                meaning.settings = settings;
            }
        }
        let id = self.id(&heading, &words, span);
        self.open.push(Section {
            id,
            level: heading.level,
            title: heading.title,
            span,
            meaning,
            typed: Revision::default(),
            blocks: Vec::new(),
            sections: Vec::new(),
        });
    }

    /// Ends what was typed since the last heading. How its lines were broken is not in its code, nor what its heading says
    /// in braces.
    fn ends_at(&mut self, at: usize) {
        let own = &self.text.markdown[self.since.min(at)..at];
        let title = self.open.last().map(|section| plain(&section.title)).unwrap_or_default();
        self.typed.clear();
        say_words(&title, &mut self.typed);
        say(b"\n", &mut self.typed);
        say_words(own, &mut self.typed);
        let typed = Revision::of(&blake3::hash(&self.typed));
        match self.open.last_mut() {
            Some(section) => section.typed = typed,
            None => self.body.typed = typed,
        }
    }

    /// Ends every open section of this level or deeper.
    fn close_down_to(&mut self, level: u8) {
        while self.open.last().is_some_and(|section| section.level >= level) {
            let section = self.open.pop().expect("there is a last one");
            match self.open.last_mut() {
                Some(parent) => parent.sections.push(section),
                None => self.body.sections.push(section),
            }
        }
    }

    fn line(&self, heading: &Heading) -> Span {
        let words = &self.text.markdown[heading.range.clone()];
        let length = words.trim_end().len();
        self.text.span(heading.range.start..heading.range.start + length)
    }

    fn id(&mut self, heading: &Heading, words: &str, span: Span) -> Id {
        let given = heading.id.as_deref().map(|given| {
            Id::parse(given).unwrap_or_else(|| {
                self.text.report(
                    Diagnostic::error(found::INVALID_VALUE, span, format!("\"{given}\" is not an id"))
                        .help(format!("lower case letters, digits and hyphens only: {{#{}}}", Id::slug(given))),
                );
                Id::slug(given)
            })
        });
        let explicit = given.is_some();
        let wanted = given.unwrap_or_else(|| Id::slug(words));
        if let Some(&earlier) = self.seen.get(&wanted) {
            if explicit {
                self.text.report(
                    Diagnostic::error(found::DUPLICATE_ID, span, format!("Two sections are called \"{wanted}\""))
                        .related(earlier, "the other one")
                        .help("give one of them another name after #"),
                );
            }
            let next = self.numbers.entry(wanted.clone()).or_insert(2);
            let fresh = loop {
                let fresh = wanted.numbered(*next);
                *next += 1;
                if !self.seen.contains_key(&fresh) {
                    break fresh;
                }
            };
            self.seen.insert(fresh.clone(), span);
            return fresh;
        }
        self.seen.insert(wanted.clone(), span);
        wanted
    }

    fn meaning(&self, heading: &Heading, words: &str, span: Span) -> Meaning {
        let mut meaning = Meaning {
            phase: self.text.words.phase(words),
            part: self.text.words.part(words).filter(|part| self.kind.parts().contains(part)),
            ..Meaning::default()
        };
        for class in &heading.classes {
            self.refuse(
                span,
                format!("`.{class}` has no meaning here"),
                "leave it out: the theme decides how a section looks",
            );
        }
        for (key, value) in &heading.attributes {
            let place = self.attribute_span(span, key);
            let value = value.as_deref().map(|value| value.trim_matches(['"', '\'']));
            match (key.as_str(), value) {
                ("phase", Some(value)) => meaning.phase = self.named::<Phase>(place, value, Phase::ALL),
                ("part", Some(value)) => meaning.part = self.named::<Part>(place, value, self.kind.parts()),
                ("setting", Some(value)) => {
                    meaning.settings = value
                        .split(',')
                        .filter_map(|one| self.named::<Setting>(place, one.trim(), Setting::ALL))
                        .collect();
                }
                ("audience", Some(value)) => match Id::parse(value) {
                    Some(id) => meaning.audience = Some(Placed { value: id, span: place }),
                    None => {
                        self.refuse(place, format!("\"{value}\" is not an audience"), "for example {audience=staff}")
                    }
                },
                ("element", Some(value)) => {
                    let elements = value.split(',').map(|one| Placed { value: one.trim().to_owned(), span: place });
                    meaning.elements = elements.collect();
                }
                ("lang", Some(value)) => match Language::parse(value) {
                    Some(language) => meaning.language = Some(language),
                    None => self.refuse(place, format!("\"{value}\" is not a language tag"), "for example {lang=es}"),
                },
                ("locked", None) => meaning.locked = true,
                ("required-local", None) => meaning.required_local = true,
                ("locked" | "required-local", Some(_)) => {
                    self.refuse(place, format!("`{key}` takes no value"), &format!("write {{{key}}}"));
                }
                ("phase" | "part" | "setting" | "audience" | "element" | "lang", None) => {
                    self.refuse(place, format!("`{key}` needs a value"), &format!("write {{{key}=…}}"));
                }
                _ => {
                    let known = ["phase", "part", "setting", "audience", "element", "lang", "locked", "required-local"];
                    let help =
                        suggestion(key, known).unwrap_or_else(|| format!("a heading can say: {}", known.join(", ")));
                    self.text.report(
                        Diagnostic::error(
                            found::UNKNOWN_KEY,
                            place,
                            format!("`{key}` is not an attribute that Gobag knows"),
                        )
                        .help(help),
                    );
                }
            }
        }
        meaning
    }

    fn named<T: Named + PartialEq>(&self, place: Span, value: &str, allowed: &[T]) -> Option<T> {
        let found = T::named(value).filter(|value| allowed.contains(value));
        if found.is_none() {
            let names: Vec<&str> = allowed.iter().map(|value| value.name()).collect();
            let help = match suggestion(value, names.iter().copied()) {
                Some(help) => help,
                None if names.is_empty() => format!("a {} has no parts", self.kind.noun()),
                None => format!("use one of: {}", names.join(", ")),
            };
            self.refuse(place, format!("\"{value}\" is not one of the values here"), &help);
        }
        found
    }

    fn refuse(&self, place: Span, message: String, help: &str) {
        self.text.report(Diagnostic::error(found::INVALID_VALUE, place, message).help(help));
    }

    /// The attribute's own words inside the heading's line.
    fn attribute_span(&self, line: Span, key: &str) -> Span {
        let words = self.text.under(line);
        let Some(at) = words.rfind('{').and_then(|brace| words[brace..].find(key).map(|at| brace + at)) else {
            return line;
        };
        let length = words[at..].find([' ', '}']).unwrap_or(words.len() - at);
        Span::new(line.source, line.start as usize + at, line.start as usize + at + length)
    }
}

/// Adds each word of a text that stands between white space. In most texts a byte tells what that is.
fn say_words(text: &str, words: &mut Vec<u8>) {
    if text.is_ascii() {
        let all = text.as_bytes().split(|byte| matches!(byte, b'\t'..=b'\r' | b' '));
        all.filter(|word| !word.is_empty()).for_each(|word| say(word, words));
    } else {
        text.split_whitespace().for_each(|word| say(word.as_bytes(), words));
    }
}

/// Adds a word, with a space before it where it is not the first.
fn say(word: &[u8], words: &mut Vec<u8>) {
    if !words.is_empty() {
        words.push(b' ');
    }
    words.extend_from_slice(word);
}

/// An ordered list becomes steps where people act by it, in a procedure or under the courses of action of an annex, and
/// wherever it names who acts.
fn with_steps(text: Text<'_>, acts: bool, block: Block) -> Block {
    match block.kind {
        BlockKind::List { start: Some(start), items } if acts || step::names_a_role(&items) => {
            Block { span: block.span, kind: BlockKind::Steps { start, steps: step::steps(text, items) } }
        }
        kind => Block { span: block.span, kind },
    }
}
