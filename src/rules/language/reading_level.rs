//! A text for everyone that not everyone can read.

use crate::config::Rank;
use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::body::{Block, BlockKind, Inline, Section};
use crate::document::{Content, Document, Group as PageGroup, plain};
use crate::handbook::Handbook;
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::sentences::sentences;
use crate::rules::words::Words;
use crate::rules::words::reading::Tally;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("reading-level"),
    group: Group::Language,
    severity: Severity::Warning,
    what: "What the public and families read is at about grade 8 or below (Flesch–Kincaid).",
    why: "Many adults do not read beyond this level, fewer still in a second language, and everybody reads worse when afraid for a child.",
    source: "Plain Writing Act guidance; J. P. Kincaid and others, Research Branch Report 8-75 (1975): 0.39 × words ÷ sentences + 11.8 × syllables ÷ words − 15.59.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nIn the event of an emergency necessitating the implementation of evacuation procedures, administrative personnel will communicate information regarding reunification locations utilizing the district's automated notification system. Guardians are respectfully requested to refrain from attempting to contact individual educational facilities telephonically, inasmuch as communications infrastructure must remain available for coordination with responding agencies. Subsequent to authorization by appropriate authorities, identification documentation will be examined preceding the release of any individual student to designated custodial representatives. Additional informational resources concerning psychological assistance are obtainable through the administrative offices of the participating institutions upon request.\n\nQuestions concerning the interpretation of these regulations should be directed to the superintendent's designated representative.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nIf we have to leave the school, we will send you a message. It says where you can meet your child. Please do not call the school. We need the phones to talk with the fire department. Bring a photo ID with you. We look at it before your child goes home with you. It takes time, since we check each name twice. You can ask for help in your language. If you or your child feel bad in the days after, call the front office. We will find someone who can listen. You can ask us anything about this page, by phone or at the front desk, on any school day.\n",
    )]),
    check: Check::Words(check),
};

/// Grade 9 and above is not "about grade 8" any more.
const LIMIT: f64 = 9.0;
/// In fewer words, one long name decides.
const LEAST: u32 = 100;
/// How many of the hardest sentences are shown.
const SHOWN: usize = 3;

fn check(_: &Handbook) -> Look<'_> {
    Look::new(|wording, findings| {
        let (handbook, Some(document)) = (wording.handbook, wording.document) else { return };
        if Words::of(&document.language).is_none() || !is_for_families(handbook, document) {
            return;
        }
        let rank = handbook.document_rank(document);
        let mut pieces: Vec<&[Inline]> = Vec::new();
        pieces.extend(document.common.summary.inlines());
        take(&document.body.opening, &mut pieces);
        document.body.sections.iter().for_each(|section| within(handbook, section, rank, &mut pieces));
        let mut tally = Tally::default();
        for piece in &pieces {
            tally.add(match wording.line(piece).filter(|line| line.passage.is_whole) {
                Some(line) => Tally::of_words(&line.passage.text, line.words(), line.sentences()),
                None => Tally::of(&plain(piece)),
            });
        }
        if let Some(grade) = tally.grade().filter(|&grade| grade >= LIMIT && tally.words >= LEAST) {
            tell(document, grade, &pieces, findings);
        }
    })
}

fn is_for_families(handbook: &Handbook, document: &Document) -> bool {
    let families = matches!(&document.content, Content::Page(page) if page.group == PageGroup::Families);
    families || handbook.document_rank(document) == Rank::LOWEST
}

/// The words of a section that the document's own readers see.
fn within<'d>(handbook: &Handbook, section: &'d Section, rank: Rank, pieces: &mut Vec<&'d [Inline]>) {
    if handbook.section_rank(section, rank) > rank || section.meaning.language.is_some() {
        return;
    }
    take(&section.blocks, pieces);
    section.sections.iter().for_each(|inner| within(handbook, inner, rank, pieces));
}

/// Sentences: no tables, which are read by the cell, and nothing that is shown letter by letter.
fn take<'d>(blocks: &'d [Block], pieces: &mut Vec<&'d [Inline]>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(words) => pieces.push(words),
            BlockKind::List { items, .. } => items.iter().for_each(|item| take(&item.blocks, pieces)),
            BlockKind::Steps { steps, .. } => {
                for step in steps {
                    pieces.push(&step.action);
                    take(&step.details, pieces);
                    step.decisions.iter().for_each(|decision| take(&decision.blocks, pieces));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => take(inner, pieces),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|definition| &definition.details).for_each(|detail| take(detail, pieces));
            }
            BlockKind::Heading(..)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Html(_)
            | BlockKind::Behind(_) => {}
        }
    }
}

fn tell(document: &Document, grade: f64, pieces: &[&[Inline]], findings: &mut Findings<'_>) {
    let title = &document.common.title;
    let message = format!("\"{}\" reads at about grade {}; grade 8 is the most", title.value, grade.floor());
    let mut diagnostic = Diagnostic::warning(findings.name(), title.span, message)
        .help("split the longest sentences, say who does what, and take the shorter word");
    for (grade, span) in hardest(pieces) {
        diagnostic = diagnostic.related(span, format!("this sentence alone: grade {}", grade.floor()));
    }
    findings.push(diagnostic);
}

/// The sentences that weigh most, in the order they are read.
fn hardest(pieces: &[&[Inline]]) -> Vec<(f64, Span)> {
    let mut all: Vec<(f64, Span)> = Vec::new();
    for piece in pieces {
        let passage = Passage::of(piece);
        for range in sentences(&passage.text) {
            let grade = Tally::of(&passage.text[range.clone()]).grade();
            all.extend(grade.filter(|&grade| grade >= LIMIT).zip(passage.span(range)));
        }
    }
    all.sort_by(|(a, here), (b, there)| b.total_cmp(a).then(here.cmp(there)));
    all.truncate(SHOWN);
    all.sort_by_key(|(_, span)| *span);
    all
}
