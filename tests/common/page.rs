//! A page's HTML becomes its elements in order, read by the tokenizer that browsers' rules are written down in.

use std::cell::RefCell;

use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// An element's start, and the words up to its own end.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name in small letters.
    pub name: String,
    /// Its attributes as they stand, without entities.
    pub attributes: Vec<(String, String)>,
    /// All words inside it.
    pub words: String,
    /// The line it begins on.
    pub line: u64,
    /// The elements around it, outermost first.
    pub inside: Vec<usize>,
}

impl Element {
    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A page as it was read.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Every element in the order it begins.
    pub elements: Vec<Element>,
    /// What a browser would have to guess.
    pub errors: Vec<String>,
}

impl Page {
    /// Reads a page.
    pub fn read(html: &str) -> Page {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts { exact_errors: true, ..Default::default() });
        let input = BufferQueue::default();
        input.push_back(html.into());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut state = tokenizer.sink.0.into_inner();
        if !state.open.is_empty() {
            let names: Vec<&str> = state.open.iter().map(|at| state.page.elements[*at].name.as_str()).collect();
            state.page.errors.push(format!("the page ends inside <{}>", names.join("><")));
        }
        state.page
    }

    /// Every element of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Whether an element stands inside one of this name.
    pub fn is_inside(&self, element: &Element, name: &str) -> bool {
        element.inside.iter().any(|at| self.elements[*at].name == name)
    }
}

/// Elements that have no end (HTML standard, "void elements").
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements whose end may be left out, as far as the theme leaves it out.
const CLOSED_BY_PARENT: [&str; 10] = ["li", "p", "dt", "dd", "tr", "td", "th", "thead", "tbody", "option"];

#[derive(Default)]
struct State {
    page: Page,
    open: Vec<usize>,
}

#[derive(Default)]
struct Sink(RefCell<State>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let state = &mut *self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                let attributes =
                    tag.attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
                let attributes = attributes.collect();
                let at = state.page.elements.len();
                let inside = state.open.clone();
                let element = Element { name, attributes, words: String::new(), line, inside };
                if !VOID.contains(&element.name.as_str()) && !tag.self_closing {
                    state.open.push(at);
                }
                let raw = match element.name.as_str() {
                    "script" => Some(ScriptData),
                    "style" => Some(Rawtext),
                    "title" | "textarea" => Some(Rcdata),
                    _ => None,
                };
                // SVG has a <title> of its own, which is an ordinary element.
                let in_svg = element.inside.iter().any(|at| state.page.elements[*at].name == "svg");
                state.page.elements.push(element);
                match raw {
                    Some(raw) if !in_svg => return TokenSinkResult::RawData(raw),
                    _ => {}
                }
            }
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                while let Some(at) = state.open.pop() {
                    let open = &state.page.elements[at].name;
                    if *open == name {
                        break;
                    }
                    if !CLOSED_BY_PARENT.contains(&open.as_str()) {
                        state.page.errors.push(format!("line {line}: </{name}> ends <{open}>"));
                        break;
                    }
                }
            }
            Token::CharacterTokens(words) => {
                for at in &state.open {
                    state.page.elements[*at].words.push_str(&words);
                }
            }
            Token::ParseError(error) => state.page.errors.push(format!("line {line}: {error}")),
            Token::DoctypeToken(_) | Token::CommentToken(_) | Token::NullCharacterToken | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}
