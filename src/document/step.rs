//! Ordered lists into steps: who acts, by when, where; and what to do where reality branches.

use super::body::{Block, BlockKind, Decision, Inline, Item, Reference, Step};
use super::inlines::{end_of, plain, start_of};
use super::text::Text;
use crate::diagnostic::found;
use crate::fields::{Id, Interval, Placed};
use crate::source::Span;

/// Whether an ordered list is steps although its place does not say so: some item says who acts. Then each must.
pub(crate) fn names_a_role(items: &[Item]) -> bool {
    let says_who = |block: &Block| {
        matches!(&block.kind, BlockKind::Paragraph(inlines)
            if matches!(inlines.first(), Some(Inline::Text(text)) if text.value.trim_start().starts_with('@')))
    };
    items.iter().filter_map(|item| item.blocks.first()).any(says_who)
}

/// Reads each item of an ordered list as a step.
pub(crate) fn steps(text: Text<'_>, items: Vec<Item>) -> Vec<Step> {
    items.into_iter().map(|item| step(text, item.blocks)).collect()
}

/// Reads one item: its first paragraph is the head and the action, nested lists are decisions and details.
pub(crate) fn step(text: Text<'_>, blocks: Vec<Block>) -> Step {
    let whole = match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => text.span(0..0),
    };
    let mut blocks = blocks.into_iter().peekable();
    let inlines = match blocks.next_if(|block| matches!(block.kind, BlockKind::Paragraph(_))) {
        Some(Block { kind: BlockKind::Paragraph(inlines), .. }) => inlines,
        _ => Vec::new(),
    };
    let mut step = headed(text, inlines, whole);
    for block in blocks {
        match block.kind {
            BlockKind::List { start, items } => {
                let mut rest = Vec::new();
                for item in items {
                    match decision(text, item) {
                        Ok(decision) => step.decisions.push(decision),
                        Err(item) => rest.push(item),
                    }
                }
                if !rest.is_empty() {
                    step.details.push(Block { span: block.span, kind: BlockKind::List { start, items: rest } });
                }
            }
            kind => step.details.push(Block { span: block.span, kind }),
        }
    }
    step
}

/// Splits a step's first paragraph into its head and what to do.
fn headed(text: Text<'_>, inlines: Vec<Inline>, whole: Span) -> Step {
    let mut step = Step {
        span: whole,
        head: first_words(text, &inlines, whole),
        roles: Vec::new(),
        within: None,
        place: None,
        action: Vec::new(),
        details: Vec::new(),
        decisions: Vec::new(),
    };
    let start = match inlines.first() {
        Some(Inline::Text(first)) if first.value.starts_with('@') => first.span.start as usize,
        _ => {
            step.action = inlines;
            return step;
        }
    };
    // Words of TOML that do not stand in the file as typed have no places; their own offsets serve.
    let base = if text.whole.is_some() { 0 } else { start - text.base };
    let line = text.markdown[base..].lines().next().unwrap_or("");
    let head = Head::read(text, line, base);
    step.roles = head.roles;
    step.within = head.within;
    step.place = head.place;
    match head.end {
        Some(end) => {
            step.head = text.span(base..base + end);
            step.action = after(inlines, text, base, base + end);
        }
        None => step.action = inlines,
    }
    step
}

/// What stands before the colon.
#[derive(Default)]
struct Head {
    roles: Vec<Placed<Id>>,
    within: Option<Placed<Interval>>,
    place: Option<Box<Reference>>,
    /// One past the colon, if there is one.
    end: Option<usize>,
}

/// The most roles that one step can name.
const MOST_ROLES: usize = 50;

impl Head {
    /// Reads `@teacher @aide within 30s at [[place:assembly]]:` at the start of a line.
    fn read(text: Text<'_>, line: &str, base: usize) -> Head {
        let mut head = Head::default();
        let mut at = 0;
        let mut too_many = false;
        loop {
            at += line[at..].len() - line[at..].trim_start().len();
            let rest = &line[at..];
            if rest.starts_with(':') {
                head.end = Some(at + 1);
                return head;
            }
            if let Some(name) = rest.strip_prefix('@') {
                let length =
                    name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(name.len());
                let range = base + at..base + at + 1 + length;
                match Id::parse(&name[..length]) {
                    Some(role) if head.roles.len() < MOST_ROLES => {
                        head.roles.push(Placed { value: role, span: text.span(range) });
                    }
                    // Each stands on the page of each; a hundred thousand of them would not fit into any memory.
                    Some(_) => {
                        if !too_many {
                            let help = "make several steps of it, or a role that stands for all of them".to_owned();
                            let message = "A step can name fifty roles, and here are more";
                            text.error(found::INVALID_VALUE, range, message, help);
                        }
                        too_many = true;
                    }
                    None => text.error(
                        found::INVALID_VALUE,
                        range,
                        "After @ stands a role's id",
                        format!("for example @{}", Id::slug(&name[..length])),
                    ),
                }
                at += 1 + length;
                at += line[at..].len() - line[at..].trim_start_matches(',').len();
            } else if let Some(words) = rest.strip_prefix("within ") {
                let end = words.find([':', '[']).map_or(words.len(), |end| end);
                let end = words.find(" at ").map_or(end, |other| end.min(other));
                let typed = words[..end].trim();
                let start = base + at + 7 + (words.len() - words.trim_start().len());
                let range = start..start + typed.len();
                match Interval::parse(typed) {
                    Some(value) => head.within = Some(Placed { value, span: text.span(range) }),
                    None => text.error(
                        found::INVALID_VALUE,
                        range,
                        format!("\"{typed}\" is not a length of time"),
                        "write a number and s, min or h: within 30s",
                    ),
                }
                at += 7 + end;
            } else if let Some(place) = rest.strip_prefix("at [[") {
                let Some(end) = place.find("]]") else { break };
                let inner = place[..end].split(['|', '\\']).next().unwrap_or("");
                let range = base + at + 3..base + at + 5 + end + 2;
                head.place = Some(Box::new(text.reference(inner, text.span(range))));
                at += 5 + end + 2;
            } else {
                break;
            }
        }
        if line[at..].trim().is_empty() || !line[at..].contains(':') {
            text.error(
                found::INVALID_VALUE,
                base..base + at.max(1).min(line.len()),
                "This step has no colon after who acts",
                "write `@role: What to do.`",
            );
        } else {
            let stop = line[at..].find(':').map_or(line.len(), |colon| at + colon);
            text.error(
                found::INVALID_VALUE,
                base + at..base + stop,
                format!("\"{}\" is not part of a step's head", line[at..stop].trim()),
                "before the colon stand roles, `within` with a time, and `at` with a place: `@teacher within 30s at [[place:assembly]]:`",
            );
            head.end = Some(stop + 1);
        }
        head
    }
}

/// The inlines that stand after an offset of the Markdown.
fn after(inlines: Vec<Inline>, text: Text<'_>, start: usize, end: usize) -> Vec<Inline> {
    let mut rest = Vec::with_capacity(inlines.len());
    // Without places, the head is cut off by its length: it stands at the very start.
    let mut to_skip = end - start;
    for inline in inlines {
        if to_skip == 0 && !rest.is_empty() {
            rest.push(inline);
            continue;
        }
        match inline {
            Inline::Text(mut placed) => {
                let begins = if text.whole.is_some() { end - to_skip } else { placed.span.start as usize - text.base };
                if begins >= end {
                    to_skip = 0;
                    rest.push(Inline::Text(placed));
                    continue;
                }
                // What was skipped before may have been written otherwise than it reads (`&#64;`), and end inside a letter.
                let begins = text.markdown.floor_char_boundary(begins);
                let cut = length_in(&placed.value, &text.markdown[begins..end]);
                let trimmed = placed.value[cut..].trim_start();
                to_skip = to_skip.saturating_sub(cut);
                if !trimmed.is_empty() {
                    if text.whole.is_none() {
                        let typed = &text.markdown[end..];
                        let start = text.base + end + (typed.len() - typed.trim_start().len());
                        placed.span.start = u32::try_from(start).unwrap_or(u32::MAX).min(placed.span.end);
                    }
                    placed.value = trimmed.to_owned();
                    rest.push(Inline::Text(placed));
                }
            }
            Inline::Reference(reference)
                if text.whole.is_none() && (reference.span.end as usize) <= text.base + end =>
            {
                to_skip = end.saturating_sub(reference.span.end as usize - text.base);
            }
            Inline::Reference(reference) if text.whole.is_some() && to_skip > 0 => {
                // The head's own place: as long as it was typed.
                let begins = text.markdown.floor_char_boundary(end - to_skip);
                let typed = text.markdown[begins..].find("]]").map_or(0, |at| at + 2);
                to_skip = to_skip.saturating_sub(typed);
                drop(reference);
            }
            Inline::SoftBreak if rest.is_empty() => {}
            other => rest.push(other),
        }
    }
    rest
}

/// How much of a run of words a head takes that was typed like this, up to its colon. Quotation marks and entities are read
/// as other letters than were typed, so that lengths differ.
fn length_in(words: &str, typed: &str) -> usize {
    if words.starts_with(typed) {
        return typed.len();
    }
    let colons = typed.matches(':').count();
    words.match_indices(':').take(colons).last().map_or(words.len(), |(at, _)| at + 1)
}

/// An item that begins with "If" and has a colon; any other comes back.
fn decision(text: Text<'_>, item: Item) -> Result<Decision, Item> {
    let Some(Block { span, kind: BlockKind::Paragraph(inlines) }) = item.blocks.first() else { return Err(item) };
    let words = plain(inlines);
    if !text.words.is_decision(words.trim_start()) {
        return Err(item);
    }
    let Some(colon) =
        inlines.iter().position(|inline| matches!(inline, Inline::Text(text) if text.value.contains(':')))
    else {
        text.report(
            crate::diagnostic::Diagnostic::error(
                found::INVALID_VALUE,
                *span,
                "This decision has no colon after its condition",
            )
            .help("write `If the door is blocked: Use the window.`"),
        );
        return Err(item);
    };
    let blocked = text.words.is_blocked(words.trim_start());
    let mut blocks = item.blocks.into_iter();
    let Some(Block { span: first_span, kind: BlockKind::Paragraph(mut inlines) }) = blocks.next() else {
        unreachable!("the first block was a paragraph a moment ago")
    };
    let mut then = inlines.split_off(colon);
    let mut condition = inlines;
    if let Some(Inline::Text(placed)) = then.first_mut() {
        let at = placed.value.find(':').unwrap_or(0);
        let before = placed.value[..at].to_owned();
        let tail = placed.value[at + 1..].trim_start().to_owned();
        // Each half has its own place, where the words stand as typed.
        let as_typed = placed.span.range().len() == placed.value.len();
        let part = |from: usize, to: usize| {
            let start = placed.span.start as usize;
            if as_typed { Span::new(placed.span.source, start + from, start + to) } else { placed.span }
        };
        let (head, rest) = (part(0, at), part(placed.value.len() - tail.len(), placed.value.len()));
        if !before.is_empty() {
            condition.push(Inline::Text(Placed { value: before, span: head }));
        }
        placed.span = rest;
        placed.value = tail;
        if placed.value.is_empty() {
            then.remove(0);
        }
    }
    let mut inner = Vec::new();
    if !then.is_empty() {
        inner.push(Block { span: first_span, kind: BlockKind::Paragraph(then) });
    }
    inner.extend(blocks);
    let span = inner.last().map_or(first_span, |last| first_span.to(last.span));
    Ok(Decision { span, condition, blocked, blocks: inner })
}

/// The first few words of a step, to point at.
fn first_words(text: Text<'_>, inlines: &[Inline], whole: Span) -> Span {
    if text.whole.is_some() {
        return whole;
    }
    let (Some(start), Some(end)) = (inlines.iter().find_map(start_of), inlines.iter().rev().find_map(end_of)) else {
        return whole;
    };
    let words = &text.markdown[start - text.base..(end - text.base).max(start - text.base)];
    let line = words.lines().next().unwrap_or("").trim_end();
    let length = line.char_indices().filter(|(_, c)| *c == ' ').nth(5).map_or(line.len(), |(at, _)| at);
    text.span(start - text.base..start - text.base + length)
}
