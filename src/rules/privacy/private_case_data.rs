//! The record of a case: a real student, a real day, a decision.

use std::sync::LazyLock;

use regex::Regex;

use super::person::{DATE, NAME, NoPersons};
use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::body::Table;
use crate::document::{Document, walk};
use crate::handbook::Handbook;
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Group, Look, Rule};
use crate::rules::sentences::has_digit;
use crate::rules::wording::Wording;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("private-case-data"),
    group: Group::Privacy,
    severity: Severity::Error,
    what: "The handbook holds blank forms and never a filled one: no case of a named student.",
    why: "The law protects it, and so does decency: the handbook is copied to many hands, and a case belongs to few.",
    source: "Family Educational Rights and Privacy Act (FERPA).",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"team\"\n+++\n**Student:** Maya Lopez\n\n**Case no.:** 2026-014\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"team\"\n+++\n**Student:** ________\n\n**Case no.:** ________\n",
    )]),
    check: Check::Words(check),
};

/// A field of a form that a person's name goes into.
const FIELD: &str = r"(?i:\b(student|pupil|child|subject|respondent|complainant|victim|offender|target|suspect|witness|person harmed|person responsible)(?:['’]s)?(?: name)?|\bname of (?:the )?(?:student|child|pupil))\s*:";
static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(FIELD));
static PERSON: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"{FIELD}\s*(?P<name>{NAME})")));
static CASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:case|incident|referral|report|file|assessment)(?: (?:no\.?|number|id|#)| ?#)\s*[:#]?\s*[a-z]{0,4}-?\d[\d/-]{2,}",
    )
});
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i:\bdate of (?:the )?(?:incident|interview|report|referral|threat|assessment|offense|conference|birth))\s*:?\s*{DATE}"
    ))
});
static DECISION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:classification|classified as|level of concern|threat level|disposition|outcome|diagnosis|suspended)\s*:?\s+(?:as )?[a-z]+",
    )
});

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("our own pattern is a regular expression")
}

/// What a document shows of a case; each alone may be a form's label or an example.
#[derive(Default)]
struct Signs {
    person: Option<(Span, String)>,
    others: Vec<(Span, &'static str)>,
    second_person: Option<Span>,
    decision: Option<Span>,
}

fn check(handbook: &Handbook) -> Look<'_> {
    let no_persons = NoPersons::of(handbook);
    Look::new(move |wording, findings| {
        let Some(document) = wording.document else { return };
        let signs = signs(wording, document, &no_persons);
        let Some((place, words, related)) = case(&signs) else { return };
        findings.push(
            Diagnostic::error(
                findings.name(),
                place,
                "This looks like the record of a case, with a real student in it",
            )
            .related(related, words)
            .help("move it to the locked file of the team, and leave the form here blank: `**Student:** ________`"),
        );
    })
}

/// Two signs make a case: a person and something about them, or a case's number and its day.
fn case(signs: &Signs) -> Option<(Span, &'static str, Span)> {
    if let Some((person, _)) = &signs.person {
        let other = signs.others.first().map(|(span, words)| (*words, *span));
        let second = signs.second_person.map(|span| ("a second person", span));
        let decision = signs.decision.map(|span| ("what was decided", span));
        let (words, span) = other.or(second).or(decision)?;
        return Some((*person, words, span));
    }
    let number = signs.others.iter().find(|(_, words)| *words == NUMBERED)?;
    let day = signs.others.iter().find(|(_, words)| *words == DATED)?;
    Some((number.0, DATED, day.0))
}

const NUMBERED: &str = "the number of the case";
const DATED: &str = "its day";

fn signs(wording: &Wording<'_>, document: &Document, no_persons: &NoPersons) -> Signs {
    let mut signs = Signs::default();
    passages(wording, document, &mut |passage| look(passage, no_persons, &mut signs));
    // A decision counts only beside a person, and nearly no handbook has one.
    if signs.person.is_some() {
        passages(wording, document, &mut |passage| {
            if let Some(span) = DECISION.find(&passage.text).and_then(|found| passage.span(found.range())) {
                signs.decision.get_or_insert(span);
            }
        });
    }
    signs
}

/// The document's texts in which something may be filled in, and each row of its tables as a form.
fn passages(wording: &Wording<'_>, document: &Document, each: &mut dyn FnMut(&Passage)) {
    let mut one = |passage: &Passage| {
        if passage.text.contains(':') || has_digit(&passage.text) {
            each(passage);
        }
    };
    wording.lines.iter().for_each(|text| one(&text.passage));
    let mut rows = |table: &Table, _: Span| {
        for row in table.rows.iter().chain([&table.head]) {
            // A form in a table: the label in one cell, what was filled in beside it.
            for pair in row.windows(2) {
                let words = |cell: usize| wording.line(&pair[cell].inlines).map_or("", |line| line.passage.text.trim());
                let joined = format!("{}: {}", words(0).trim_end_matches(':'), words(1));
                one(&Passage::of_words(&joined, pair[0].span.to(pair[1].span)));
            }
        }
    };
    walk::tables(&document.body.opening, &mut rows);
    walk::sections(&document.body, &mut |section, _| walk::tables(&section.blocks, &mut rows));
}

fn look(passage: &Passage, no_persons: &NoPersons, signs: &mut Signs) {
    let words = passage.text.as_str();
    let has_number = words.chars().any(char::is_numeric);
    let persons = has_filled_field(words).then(|| PERSON.captures_iter(words));
    for found in persons.into_iter().flatten() {
        let Some(name) = found.name("name") else { continue };
        let Some(span) = passage.span(found.get_match().range()) else { continue };
        if !no_persons.can_be(name.as_str()) {
            continue;
        }
        match &signs.person {
            None => signs.person = Some((span, name.as_str().to_owned())),
            Some((_, first)) if first != name.as_str() => signs.second_person = Some(span),
            Some(_) => {}
        }
    }
    for (pattern, sign) in [(&CASE, NUMBERED), (&DAY, DATED)].into_iter().filter(|_| has_number) {
        if let Some(span) = pattern.find(words).and_then(|found| passage.span(found.range())) {
            signs.others.push((span, sign));
        }
    }
}

/// Whether something with a capital letter stands in a field for a name: the cheaper question.
fn has_filled_field(words: &str) -> bool {
    words.contains(':')
        && LABEL.find_iter(words).any(|label| words[label.end()..].trim_start().starts_with(char::is_uppercase))
}
