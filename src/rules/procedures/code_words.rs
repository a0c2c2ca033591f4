//! A colour or a name where plain words belong.

use std::ops::Range;

use crate::diagnostic::{RuleName, Severity};
use crate::document::{Content, Document, Procedure};
use crate::handbook::Handbook;
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::sentences::{is_denied, sentences};
use crate::rules::wording::Line;
use crate::rules::words::Words;
use crate::rules::words::phrase::{self, Word};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("code-words"),
    group: Group::Procedures,
    severity: Severity::Warning,
    what: "Orders are given in plain words, never in codes.",
    why: "A substitute, a visitor, a new student and an officer from the next town have never heard of code red. One district's red is another's yellow.",
    source: "FEMA IS-360 and the federal plain language requirement for incidents: no codes.",
    failing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Code yellow. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    check: Check::Words(check),
};

fn check(_: &Handbook) -> Look<'_> {
    Look::new(|wording, findings| {
        let Some(document) = wording.document else { return };
        if let (Content::Procedure(procedure), Some(_)) = (&document.content, Words::of(&document.language)) {
            spoken(procedure, findings);
        }
        for text in &wording.lines {
            let Some(table) = Words::of(text.language) else { continue };
            for (range, sentence) in used(text, table) {
                // To forbid a code one has to name it.
                let lower = text.passage.text[sentence.clone()].to_lowercase();
                let at = (range.start - sentence.start).min(lower.len());
                let at = (0..=at).rev().find(|&at| lower.is_char_boundary(at)).unwrap_or(0);
                if let Some(span) = text.passage.span(range.clone())
                    && !is_denied(&lower, at)
                    && !is_source(document, span)
                {
                    tell(span, &text.passage.text[range], findings);
                }
            }
        }
    })
}

/// Whether a phrase is a code, by itself.
pub(in crate::rules) fn is_code(words: &str, table: &'static Words) -> bool {
    !codes(&phrase::words(words), table).is_empty()
}

/// Whether words stand among the sources: there they are the name of a work.
pub(in crate::rules) fn is_source(document: &Document, span: Span) -> bool {
    document.common.sources.iter().any(|source| source.span.touches(span))
}

/// The words that are spoken over the loudspeaker: here numbers are codes too, and nothing is merely mentioned.
fn spoken(procedure: &Procedure, findings: &mut Findings<'_>) {
    for prose in [&procedure.announcement, &procedure.all_clear] {
        let Some(inlines) = prose.inlines() else { continue };
        let passage = Passage::of(inlines);
        for sentence in sentences(&passage.text) {
            let words = phrase::words(&passage.text[sentence.clone()]);
            if let [head, number, ..] = words.as_slice()
                && ["level", "condition", "code", "phase", "signal", "stage"].contains(&&*head.folded)
                && (number.folded.parse::<u32>().is_ok() || number.folded.len() == 1)
            {
                let range = sentence.start + head.range.start..sentence.start + number.range.end;
                if let Some(span) = passage.span(range.clone()) {
                    tell(span, &passage.text[range], findings);
                }
            }
        }
    }
}

/// Each code in a text, with the sentence it stands in.
fn used(text: &Line<'_>, table: &'static Words) -> Vec<(Range<usize>, Range<usize>)> {
    let words = text.words();
    let ranges: Vec<Range<usize>> = codes(words, table).iter().map(|code| phrase::range(words, code)).collect();
    let around = |range: &Range<usize>| {
        let sentence =
            text.sentences().iter().find(|sentence| sentence.start <= range.start && range.end <= sentence.end);
        sentence.cloned().unwrap_or(range.clone())
    };
    ranges.into_iter().map(|range| (range.clone(), around(&range))).collect()
}

fn codes(words: &[Word<'_>], table: &'static Words) -> Vec<Range<usize>> {
    let heads = table.code_heads.all(words).filter(|(head, at)| words[at.start].folded == **head);
    let coloured = heads.filter(|(_, at)| {
        let next = words.get(at.end);
        next.is_some_and(|next| table.code_tails.contains(&&*next.folded) && phrase::is_join(next.gap))
    });
    let mut codes: Vec<Range<usize>> = coloured.map(|(_, at)| at.start..at.end + 1).collect();
    codes.extend(table.codes.all(words).map(|(_, code)| code));
    codes
}

fn tell(span: Span, words: &str, findings: &mut Findings<'_>) {
    findings.add(
        span,
        format!("\"{words}\" is a code: people who are new here do not know what it means"),
        "say what to do in plain words: \"Hold. Stay in your room.\"",
    );
}
