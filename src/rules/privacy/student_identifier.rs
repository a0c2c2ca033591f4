//! Words by which a student can be known: a birth date, a number, a plan of their own, a name with a grade.

use std::sync::LazyLock;

use regex::Regex;

use super::person::{DATE, NAME, NoPersons};
use crate::diagnostic::{RuleName, Severity};
use crate::document::body::Table;
use crate::document::{plain, walk};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::sentences::has_digit;
use crate::rules::wording::Line;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("student-identifier"),
    group: Group::Privacy,
    severity: Severity::Warning,
    what: "The handbook holds no student's birth date, number, individual plan, or name with a grade.",
    why: "A binder stands on a shelf, and a page is copied. What it says of one child can follow that child for years.",
    source: "Family Educational Rights and Privacy Act (FERPA), personally identifiable information.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"staff\"\n+++\nMaya Lopez, grade 7, leaves with the aide.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"staff\"\n+++\nA student who uses a wheelchair leaves with the aide.\n",
    )]),
    check: Check::Words(check),
};

static BORN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i:\b(?:d\.?o\.?b\b\.?|date of birth|birth ?da(?:te|y)|born)(?:[\s:|–-]|\bis\b|\bwas\b|\bon\b)*){DATE}"
    ))
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:student|pupil)(?:['’]s)?(?: (?:id|i\.d\.|number|no\.|#)| ?#)[\s:#]*(?:is )?\d[\d-]{3,}")
});
static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<a>{NAME})(?:['’]s| has| is on| with)(?: an?| the)? (?:IEP|504\b)|(?:IEP|504 plan)(?: for| of|:) (?P<b>{NAME})"
    ))
});
static GRADE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<a>{NAME})[,:]? ?\(?(?:(?:is |a |an )+|in )?(?:(?i:grade|gr\.) ?(?:K|\d{{1,2}})|(?:\d{{1,2}}(?:st|nd|rd|th)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth))[ -](?i:grade)r?)\b"
    ))
});

/// The same the other way round: "grade 7 student Maya Lopez".
static IN_GRADE: LazyLock<Regex> = LazyLock::new(|| {
    let ordinal =
        r"\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth";
    pattern(&format!(
        r"(?i:\b(?:grade ?\d{{1,2}}|(?:{ordinal})[ -]grade) (?:student|pupil)|\b(?:{ordinal})[ -]grader),? (?P<a>{NAME})"
    ))
});

/// A column that names students, and one that says something of each of them.
static STUDENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W*(?:student|students|student(?:['’]s)? name|name of student|child|pupil)\W*$"));
static PRIVATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:dob|birth|grade|student id|medication|medicine|allerg\w*|diagnosis|condition|iep|504|custody|address|phone)\b",
    )
});
static WHOLE_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^\W*{NAME}\W*$")));

/// Before a name: an adult's.
const TITLES: [&str; 12] =
    ["mr.", "mr", "ms.", "ms", "mrs.", "mrs", "dr.", "dr", "coach", "principal", "officer", "teacher"];

/// After a grade: a class, a room or its adults, not a child.
const CLASSES: [&str; 19] = [
    "teacher",
    "teachers",
    "team",
    "class",
    "classes",
    "classroom",
    "classrooms",
    "room",
    "rooms",
    "hall",
    "hallway",
    "wing",
    "counselor",
    "students",
    "families",
    "lead",
    "aide",
    "through",
    "and",
];

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("our own pattern is a regular expression")
}

const HELP: &str = "write of the need, not of the child (\"a student who uses a wheelchair\"), and keep names in the student records system";

fn check(handbook: &Handbook) -> Look<'_> {
    let no_persons = NoPersons::of(handbook);
    Look::new(move |wording, findings| {
        wording.lines.iter().for_each(|text| look(text, &no_persons, findings));
        if let Some(document) = wording.document {
            let mut each = |table: &Table, _: Span| list(table, &no_persons, findings);
            walk::tables(&document.body.opening, &mut each);
            walk::sections(&document.body, &mut |section, _| walk::tables(&section.blocks, &mut each));
        }
    })
}

fn look(text: &Line<'_>, no_persons: &NoPersons, findings: &mut Findings<'_>) {
    let words = text.passage.text.as_str();
    // Nearly every text has none of these.
    if !(has_digit(words) || words.contains("rade") || (words.contains('I') && words.contains("IEP"))) {
        return;
    }
    let mut tell = |range: std::ops::Range<usize>, message: &str| {
        if let Some(span) = text.passage.span(range) {
            findings.add(span, message, HELP);
        }
    };
    if let Some(found) = BORN.find(words) {
        tell(found.range(), "This looks like somebody's date of birth");
    }
    if let Some(found) = NUMBER.find(words) {
        tell(found.range(), "This looks like a student's number");
    }
    // What names are looked for with is slow to make ready; most handbooks need none of it.
    let plans = (words.contains("IEP") || words.contains("504")).then(|| PLAN.captures_iter(words));
    for found in plans.into_iter().flatten() {
        let name = found.name("a").or(found.name("b"));
        let whole = found.get_match();
        if name.is_some_and(|name| no_persons.can_be(name.as_str()) && !is_adult(words, name.start())) {
            tell(whole.range(), "This looks like a student's name with their individual plan");
        }
    }
    for found in words.contains("rade").then(|| IN_GRADE.captures_iter(words)).into_iter().flatten() {
        let name = found.name("a");
        if name.is_some_and(|name| no_persons.can_be(name.as_str())) {
            tell(found.get_match().range(), "This looks like a student's name with their grade");
        }
    }
    let grades = words.to_lowercase().contains("gr").then(|| GRADE.captures_iter(words));
    for found in grades.into_iter().flatten() {
        let Some(name) = found.name("a") else { continue };
        let whole = found.get_match();
        let next = words[whole.end()..].split_whitespace().next().unwrap_or("");
        let next = next.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if no_persons.can_be(name.as_str()) && !is_adult(words, name.start()) && !CLASSES.contains(&next.as_str()) {
            tell(whole.range(), "This looks like a student's name with their grade");
        }
    }
}

fn is_adult(words: &str, name: usize) -> bool {
    let before = words[..name].split_whitespace().next_back().unwrap_or("").to_lowercase();
    TITLES.contains(&before.as_str())
}

/// A table of students with something about each: told once, at the first name.
fn list(table: &Table, no_persons: &NoPersons, findings: &mut Findings<'_>) {
    let heads: Vec<String> = table.head.iter().map(|cell| plain(&cell.inlines)).collect();
    let Some(column) = heads.iter().position(|head| STUDENT.is_match(head)) else { return };
    let Some(said) = heads.iter().find(|head| PRIVATE.is_match(head)) else { return };
    let first = table.rows.iter().filter_map(|row| row.get(column)).find(|cell| {
        let words = plain(&cell.inlines);
        WHOLE_NAME.is_match(&words) && no_persons.can_be(words.trim())
    });
    if let Some(cell) = first {
        let message = format!("This looks like a list of students with \"{}\" of each", said.trim());
        findings.add(cell.span, message, HELP);
    }
}
