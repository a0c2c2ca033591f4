//! Another word for a thing that has its word.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Content, Document};
use crate::fields::Placed;
use crate::handbook::Handbook;
use crate::handbook::glossary::Term;
use crate::rules::procedures::code_words::{is_code, is_source};
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::sentences::{is_denied, sentences};
use crate::rules::wording::Line;
use crate::rules::words::Words;
use crate::rules::words::phrase::{self, Word};
use crate::rules::words::phrases::Heads;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("inconsistent-term"),
    group: Group::Language,
    severity: Severity::Warning,
    what: "One thing has one word: the glossary's, never one that it avoids.",
    why: "Two words for one thing are two things to somebody who is frightened, new, or reads in a second language. A search for the one does not find the other.",
    source: "Federal plain language guidelines: use the same word for the same thing.",
    failing: Example(&[
        (
            "glossary.toml",
            "[[term]]\nid = \"class-list\"\nterm = \"Class list\"\nmeaning = \"The printed list of the students in a room.\"\navoid = [\"roster\"]\n",
        ),
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nTake the roster with you.\n"),
    ]),
    passing: Example(&[
        (
            "glossary.toml",
            "[[term]]\nid = \"class-list\"\nterm = \"Class list\"\nmeaning = \"The printed list of the students in a room.\"\navoid = [\"roster\"]\n",
        ),
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nTake the class list with you.\n"),
    ]),
    check: Check::Words(check),
};

fn check(handbook: &Handbook) -> Look<'_> {
    let avoided = Avoided::of(handbook);
    Look::new(move |wording, findings| {
        if !avoided.entries.is_empty() {
            wording.lines.iter().for_each(|text| avoided.look(handbook, text, wording.document, findings));
        }
    })
}

/// Words to avoid, and their first words.
struct Avoided<'h> {
    entries: Vec<Entry<'h>>,
    heads: Heads,
}

/// A word to avoid in small letters, where it stands, and the term to use instead.
type Entry<'h> = (String, &'h Placed<String>, &'h Term);

impl<'h> Avoided<'h> {
    fn of(handbook: &'h Handbook) -> Avoided<'h> {
        let table = Words::of(handbook.config.source_language());
        let mut entries: Vec<Entry<'h>> = Vec::new();
        for term in &handbook.terms {
            for phrase in &term.avoid {
                let folded: Vec<Cow<'_, str>> = phrase::words(phrase).into_iter().map(|word| word.folded).collect();
                // A code is told by the rule on codes.
                if table.is_some_and(|table| is_code(phrase, table)) {
                    continue;
                }
                if !folded.is_empty() {
                    entries.push((folded.join(" "), phrase, term));
                }
            }
        }
        let heads = Heads::of(entries.iter().map(|(folded, ..)| folded.split(' ').next().unwrap_or("")));
        Avoided { entries, heads }
    }

    fn look(&self, handbook: &Handbook, text: &Line<'_>, document: Option<&Document>, findings: &mut Findings<'_>) {
        if text.language.primary() != handbook.config.source_language().primary() {
            return;
        }
        let words = text.words();
        for at in 0..words.len() {
            if !self.heads.may_begin(&words[at].folded) {
                continue;
            }
            for (phrase, avoid, term) in self.heads.beginning(&words[at].folded).map(|known| &self.entries[known]) {
                // The first match that begins here; the last word may stand for several ("rosters").
                let length = phrase::parts(phrase).count();
                let here = &words[at..words.len().min(at + length)];
                if here.len() < length || !phrase::has(here, phrase) || !has_its_hyphens(here, avoid) {
                    continue;
                }
                let range = phrase::range(words, &(at..at + length));
                let Some(span) = text.passage.span(range.clone()) else { continue };
                let excused = is_mention(&text.passage.text, &range)
                    || is_name(&text.passage.text, words, at, avoid)
                    || is_correction(&text.passage.text, &range, term)
                    || document.is_some_and(|document| is_source(document, span) || is_law(document, span))
                    || span.source == term.span.source;
                if !excused {
                    let typed = &text.passage.text[range];
                    let message = format!("\"{typed}\" is another word for \"{}\"", term.term);
                    let help = format!("write \"{}\": one word for one thing", lowered(&term.term));
                    findings.push(
                        Diagnostic::warning(findings.name(), span, message)
                            .related(avoid.span, "the glossary avoids it")
                            .help(help),
                    );
                }
            }
        }
    }
}

/// What the glossary writes with a hyphen is a thing of its own: to bring in is not a bring-in.
fn has_its_hyphens(here: &[Word<'_>], avoid: &str) -> bool {
    let wanted = phrase::words(avoid);
    let mut gaps = here.iter().zip(&wanted).skip(1);
    gaps.all(|(word, wanted)| !wanted.gap.contains('-') || word.gap.contains(['-', '‐', '‑']))
}

/// Words in quotation marks are spoken of, not used.
fn is_mention(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().find(|c| !matches!(c, ',' | '.'));
    matches!(before, Some('"' | '“' | '‘')) && matches!(after, Some('"' | '”' | '’'))
}

/// A capital letter inside a sentence begins a name: the Crime Victim Services Office.
fn is_name(text: &str, words: &[Word<'_>], at: usize, avoid: &str) -> bool {
    let capital = |words: &str| words.chars().next().is_some_and(char::is_uppercase);
    let begins = at == 0 || words[at].gap.contains(['.', '!', '?', ':', '\n', '“', '"', '(']);
    capital(&text[words[at].range.clone()]) && !capital(avoid) && !begins
}

/// "Say class list, not roster."
fn is_correction(text: &str, range: &Range<usize>, term: &Term) -> bool {
    let sentence = sentences(text).into_iter().find(|it| it.start <= range.start && range.end <= it.end);
    sentence.is_some_and(|sentence| {
        let lower = text[sentence.clone()].to_lowercase();
        let at = range.start - sentence.start;
        lower.is_char_boundary(at)
            && is_denied(&lower, at)
            && phrase::has(&phrase::words(&lower), &term.term.to_lowercase())
    })
}

/// Whether words stand in the name of a law.
fn is_law(document: &Document, span: Span) -> bool {
    match &document.content {
        Content::Policy(policy) => policy.law.iter().any(|law| law.span.touches(span)),
        _ => false,
    }
}

/// "Class list" inside a sentence.
fn lowered(term: &str) -> String {
    let mut letters = term.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    // "AED" stays as it is.
    if letters.clone().next().is_some_and(char::is_uppercase) { term.to_owned() } else { first + letters.as_str() }
}
