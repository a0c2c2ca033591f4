//! A student handed to somebody who may not take them, or to nobody.

use std::ops::Range;

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Inline, Phase, Step};
use crate::document::{Action, Document, Function, walk};
use crate::handbook::Handbook;
use crate::rules::originals::{annexes, procedures};
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::listed;
use crate::rules::sentences::{is_denied, sentences};
use crate::rules::texts::{self, Text};
use crate::rules::words::Words;
use crate::rules::words::phrase::{self, Word};
use crate::rules::words::phrases::Phrases;
use crate::source::Span;

macro_rules! reunification {
    ($text:literal) => {
        concat!(
            "+++\ntitle = \"Reunification\"\nsummary = \"Students meet their families.\"\naction = \"reunify\"\ntrigger = \"School cannot end the usual way.\"\n+++\n",
            $text
        )
    };
}

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unsafe-reunification"),
    group: Group::Procedures,
    severity: Severity::Error,
    what: "Each student is handed to an adult whose identity and right to take them are checked, never released alone, and in private.",
    why: "In the confusion afterwards, a person who must not have a child has the best chance of taking one. A student who leaves alone is a name that nobody can close, and hard news in a line is heard by all.",
    source: "Federal guidance on family reunification annexes: verify adult authority, no student releases themself, privacy.",
    failing: Example(&[(
        "procedures/reunification.md",
        reunification!("## During\n\n1. @teacher: Send students out when a family asks for them.\n"),
    )]),
    passing: Example(&[(
        "procedures/reunification.md",
        reunification!(
            "## During\n\n1. @teacher: Compare the adult's photo ID with the emergency card, in a private corner.\n2. @teacher: Release the student only to that adult. No student signs themself out.\n"
        ),
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, procedure) in procedures(handbook) {
        let Some(table) = Words::of(&document.language).filter(|_| procedure.action == Action::Reunify) else {
            continue;
        };
        let mut found = Evidence::default();
        texts::of_document(handbook, document, &mut |text| found.take(&text, table));
        // Some plans keep the principles in the annex; what is done at the desk must stand in the procedure.
        for (annex, keys) in annexes(handbook) {
            if keys.function.as_ref().is_some_and(|function| function.value == Function::Reunification) {
                texts::of_document(handbook, annex, &mut |text| found.take(&text, table));
            }
        }
        let (identity, right) = checks(document, table);
        let place = during(document).unwrap_or(document.common.title.span);
        let title = &document.common.title.value;
        let mut unsaid = Vec::new();
        if !identity {
            unsaid.push("who the adult is");
        }
        if !right {
            unsaid.push(if identity {
                "whether the adult may take the student"
            } else {
                "whether they may take the student"
            });
        }
        if !unsaid.is_empty() {
            findings.add(
                place,
                format!("No step of \"{title}\" checks {}", listed(&unsaid, "and")),
                "add a step such as `@student-release: Compare the adult's photo ID with the emergency card before a runner goes.`",
            );
        }
        for span in &found.released {
            findings.add(
                *span,
                "This lets a student leave without an adult",
                "a verified adult signs for each student, at 18 too; say so: `No student signs themself out.`",
            );
        }
        if !found.escorted && found.released.is_empty() {
            findings.add(
                place,
                format!("\"{title}\" does not say that no student leaves without an adult"),
                "add `No student signs themself out: a verified adult signs for each one.`",
            );
        }
        if !found.privacy {
            findings.add(
                place,
                format!("\"{title}\" does not say where families are spoken to in private"),
                "add a step such as `@counselor: Lead a family to a private room when their child is hurt or missing.`",
            );
        }
    }
}

/// What a text says of how students leave.
#[derive(Default)]
struct Evidence {
    /// Nobody leaves without an adult.
    escorted: bool,
    /// Somebody may.
    released: Vec<Span>,
    /// There is a private place.
    privacy: bool,
}

impl Evidence {
    fn take(&mut self, text: &Text<'_>, table: &'static Words) {
        let words = &text.passage.text;
        for range in sentences(words) {
            let sentence = phrase::words(&words[range.clone()]);
            self.privacy |= phrase::has_any(&sentence, &table.privacy);
            let leaves = phrase::has_any(&sentence, &table.leaving);
            if !phrase::has_any(&sentence, &table.students) || !(leaves || phrase::has_any(&sentence, &table.waiting)) {
                continue;
            }
            self.escorted |= phrase::has_any(&sentence, &table.escorted);
            let Some(alone) = phrase::first(&sentence, &table.alone) else { continue };
            let lower = words[range.clone()].to_lowercase();
            let at = sentence[alone.start].range.start.min(lower.len());
            if leaves && lower.is_char_boundary(at) && is_denied(&lower, at) {
                self.escorted = true;
            } else if may_leave(&sentence, &alone, table) {
                self.released.extend(text.passage.span(range));
            }
        }
    }
}

/// "Students 18 and older may sign themselves out": student, may, leave, alone, in this order and with no adult before.
/// "Let students of 18 leave alone" and "students sign themselves out" say the same.
fn may_leave(sentence: &[Word<'_>], alone: &Range<usize>, table: &'static Words) -> bool {
    const SIGNING: [&str; 4] = ["sign", "signs", "check", "checks"];
    let speaks_of_students =
        |words: &[Word<'_>]| phrase::has_any(words, &table.students) && !phrase::has_any(words, &ADULTS);
    let before = &sentence[..alone.start];
    let allowed = phrase::first(before, &table.allowed).is_some_and(|may| {
        speaks_of_students(&before[..may.start]) && phrase::has_any(&before[may.end..], &table.leaving)
    });
    let let_go = phrase::first(before, &LETTING).is_some_and(|verb| {
        speaks_of_students(&before[verb.end..]) && phrase::has_any(&before[verb.end..], &table.leaving)
    });
    // Who is sent stands right after the verb: "release students alone", not "send a runner for students who …".
    let sent = phrase::first(before, &SENDING).is_some_and(|verb| {
        let who = &before[verb.end..];
        speaks_of_students(who) && phrase::has_any(&who[..who.len().min(2)], &table.students)
    });
    let signing = before.last().is_some_and(|verb| SIGNING.contains(&verb.folded.as_ref()))
        && sentence[alone.start].folded.starts_with("themsel")
        && speaks_of_students(before)
        && !phrase::has_any(before, &MAYBE);
    allowed || let_go || sent || signing
}

/// Letting somebody do something.
static LETTING: Phrases = Phrases::new(&["let", "lets", "allow", "allows", "permit", "permits"]);

/// Sending somebody off.
static SENDING: Phrases = Phrases::new(&["release", "releases", "dismiss", "dismisses", "send"]);

/// What leaves open whether it happens at all.
static MAYBE: Phrases = Phrases::new(&["if", "when", "whether", "who", "that", "unless", "until"]);

/// Who is no student.
static ADULTS: Phrases =
    Phrases::new(&["adult", "staff", "parent", "family", "families", "visitor", "volunteer", "driver", "teacher"]);

/// Whether steps check who an adult is, and whether they may take the student.
fn checks(document: &Document, table: &'static Words) -> (bool, bool) {
    let (mut identity, mut right) = (false, false);
    let mut each = |step: &Step| {
        let mut words = |inlines: &[Inline]| {
            let text = Passage::of(inlines).text;
            for range in sentences(&text) {
                let lower = text[range].to_lowercase();
                let words = phrase::words(&lower);
                let said = |phrases: &Phrases| {
                    phrase::first(&words, phrases).is_some_and(|at| !is_denied(&lower, words[at.start].range.start))
                };
                identity |= said(&table.identity);
                right |= said(&table.entitlement);
            }
        };
        words(&step.action);
        walk::inlines(&step.details, &mut words);
        for decision in &step.decisions {
            walk::inlines(&decision.blocks, &mut words);
        }
    };
    walk::steps(&document.body.opening, &mut each);
    walk::sections(&document.body, &mut |section, _| walk::steps(&section.blocks, &mut each));
    (identity, right)
}

/// The heading of the phase during.
fn during(document: &Document) -> Option<Span> {
    let mut found = None;
    walk::sections(&document.body, &mut |section, _| {
        if found.is_none() && section.meaning.phase == Some(Phase::During) {
            found = Some(section.span);
        }
    });
    found
}
