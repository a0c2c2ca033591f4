//! A hazard annex that says again what another page says.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::body::{Inline, ReferenceKind, Step, Target};
use crate::document::walk::Pointer;
use crate::document::{Annex, AnnexType, Content, Document, plain, walk};
use crate::handbook::Handbook;
use crate::rules::originals::{annexes, originals};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("repeated-annex"),
    group: Group::Annexes,
    severity: Severity::Warning,
    what: "A hazard annex cites functional annexes and procedures, and does not repeat their steps.",
    why: "A step that stands in two places is changed in one of them, and in the next emergency two people follow two versions of it.",
    source: "REMS guidance on annexes: a hazard annex says what is special about its hazard and refers to functional annexes for the rest.",
    failing: Example(&[
        (
            "annexes/annex-shelter.md",
            "+++\ntitle = \"Shelter annex\"\nsummary = \"How we shelter.\"\ntype = \"functional\"\nfunction = \"shelter-in-place\"\n+++\n## During\n\n### Courses of action\n\n1. @teacher: Take everyone to the marked shelter area and count them.\n",
        ),
        (
            "annexes/hazard-tornado.md",
            "+++\ntitle = \"Tornado annex\"\nsummary = \"A tornado.\"\ntype = \"hazard\"\nuses = [\"annex-shelter\"]\n+++\n## During\n\n### Courses of action\n\n1. @teacher: Take everyone to the marked shelter area, and count them.\n",
        ),
    ]),
    passing: Example(&[
        (
            "annexes/annex-shelter.md",
            "+++\ntitle = \"Shelter annex\"\nsummary = \"How we shelter.\"\ntype = \"functional\"\nfunction = \"shelter-in-place\"\n+++\n## During\n\n### Courses of action\n\n1. @teacher: Take everyone to the marked shelter area and count them.\n",
        ),
        (
            "annexes/hazard-tornado.md",
            "+++\ntitle = \"Tornado annex\"\nsummary = \"A tornado.\"\ntype = \"hazard\"\nuses = [\"annex-shelter\"]\n+++\n## During\n\n### Courses of action\n\n1. @teacher: Shelter at once on a warning, as [[annex-shelter#during]] says.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

/// Shorter steps ("Call 911.") are the same everywhere, and may be.
const WORDS: usize = 5;

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    if !annexes(handbook).any(|(_, annex)| annex.kind == AnnexType::Hazard) {
        return;
    }
    let mut known: BTreeMap<Vec<String>, (&Document, &Step)> = BTreeMap::new();
    for document in originals(handbook).filter(|document| is_source(document)) {
        for step in steps(document) {
            known.entry(key(step)).or_insert((document, step));
        }
    }
    let functional = annexes(handbook).find(|(_, annex)| annex.kind == AnnexType::Functional);
    for (document, annex) in annexes(handbook).filter(|(_, annex)| annex.kind == AnnexType::Hazard) {
        if let Some((example, _)) = functional
            && !cites(handbook, document, annex)
        {
            findings.add(
                document.common.title.span,
                format!("\"{}\" relies on no functional annex and no procedure", document.common.title.value),
                format!("name those it relies on: `uses = [\"{}\"]`", example.id.value),
            );
        }
        let mut repeated: BTreeMap<&str, Repeated<'_>> = BTreeMap::new();
        for step in steps(document).into_iter().filter(|step| !refers(step)) {
            let words = key(step);
            if words.len() >= WORDS
                && let Some(&(source, original)) = known.get(&words)
                // At a school, its own page may say again what the district's of the same name says.
                && source.id.value != document.id.value
            {
                let first = Repeated { source, original, step, more: 0 };
                repeated.entry(source.path.as_str()).and_modify(|repeated| repeated.more += 1).or_insert(first);
            }
        }
        repeated.values().for_each(|repeated| findings.push(told(repeated, findings.name())));
    }
}

/// A page that an annex repeats, and the first of the steps; one finding for each page is enough.
struct Repeated<'h> {
    source: &'h Document,
    original: &'h Step,
    step: &'h Step,
    more: usize,
}

fn told(repeated: &Repeated<'_>, rule: RuleName) -> Diagnostic {
    let more = match repeated.more {
        0 => String::new(),
        1 => ", and another one".to_owned(),
        more => format!(", and {more} others"),
    };
    let source = repeated.source;
    Diagnostic::warning(
        rule,
        action(repeated.step),
        format!("This step stands in \"{}\" already{more}", source.common.title.value),
    )
    .related(action(repeated.original), "here")
    .help(format!("say only what is special here, and refer to the rest: `[[{}]]`", source.id.value))
}

/// Whether a step refers to another page itself: that is what it should do.
fn refers(step: &Step) -> bool {
    let mut found = false;
    walk::in_words(&step.action, &mut |pointer| {
        found |= match pointer {
            Pointer::Reference(reference) => reference.kind == ReferenceKind::Document,
            Pointer::Link(link) => matches!(link.target, Target::File { .. }),
            Pointer::Image(_) | Pointer::Step(_) => false,
        };
    });
    found
}

/// Pages whose steps others refer to.
fn is_source(document: &Document) -> bool {
    match &document.content {
        Content::Procedure(_) => true,
        Content::Annex(annex) => annex.kind == AnnexType::Functional,
        Content::Practice(_) | Content::Assessment(_) | Content::Policy(_) | Content::Page(_) => false,
    }
}

/// Whether an annex names a page that others refer to, in its front matter or its text.
fn cites(handbook: &Handbook, document: &Document, annex: &Annex) -> bool {
    let school = document.school.as_ref();
    let named = |id: &str| handbook.document(id, school).is_some_and(|found| is_source(found));
    // A name that nothing has is told elsewhere.
    let given = |id: &str| named(id) || handbook.document(id, school).is_none();
    if annex.uses.iter().any(|id| given(id.as_str())) {
        return true;
    }
    let mut found = false;
    let mut each = |pointer: Pointer<'_>| match pointer {
        Pointer::Reference(reference) if reference.kind == ReferenceKind::Document => found |= named(&reference.id),
        Pointer::Link(link) => {
            if let Target::File { path, .. } = &link.target {
                found |= handbook.document_at(path).is_some_and(|found| is_source(found));
            }
        }
        Pointer::Reference(_) | Pointer::Image(_) | Pointer::Step(_) => {}
    };
    walk::pointers(&document.body.opening, &mut each);
    walk::sections(&document.body, &mut |section, _| walk::pointers(&section.blocks, &mut each));
    found
}

fn steps(document: &Document) -> Vec<&Step> {
    let mut found = Vec::new();
    walk::steps(&document.body.opening, &mut |step| found.push(step));
    walk::sections(&document.body, &mut |section, _| walk::steps(&section.blocks, &mut |step| found.push(step)));
    found
}

/// The words of a step in any order, so that a comma or a turned sentence is no other step.
fn key(step: &Step) -> Vec<String> {
    let words = plain(&step.action).to_lowercase();
    let mut words: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 2)
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What a step says to do, without its head.
fn action(step: &Step) -> Span {
    let place = |inline: &Inline| match inline {
        Inline::Text(words) | Inline::Code(words) => Some(words.span),
        Inline::Reference(reference) => Some(reference.span),
        Inline::Link(link) => Some(link.span),
        _ => None,
    };
    match (step.action.first().and_then(place), step.action.last().and_then(place)) {
        (Some(first), Some(last)) if first.start <= last.end => first.to(last),
        _ => step.head,
    }
}
