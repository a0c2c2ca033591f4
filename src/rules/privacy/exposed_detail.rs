//! The address of a restricted place, a restricted contact's number or mail, or a value of restricted texts, typed into a
//! text that more people may read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::personal_phone::essential;
use crate::config::Rank;
use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::body::{Body, Inline, ReferenceKind, Section};
use crate::document::walk::{self, Pointer};
use crate::document::{Document, Prose, whole};
use crate::fields::Placed;
use crate::handbook::Handbook;
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::texts;

const PLACES: &str = "[[place]]\nid = \"hall\"\ntitle = \"Grange hall\"\nuse = \"other\"\naccessible = true\naddress = \"3 Grange Lane, Alder Bay\"\nsensitive = true\n";

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("exposed-detail"),
    group: Group::Privacy,
    severity: Severity::Error,
    what: "What only some may know is not typed where others read it: a restricted place's address, a restricted contact's number or mail, a value of restricted texts.",
    why: "A reference is hidden from those who may not follow it. The same words typed by hand are shown to everyone, and tell a stranger where families will be sent or how a door is opened.",
    source: "DOMAIN: the reunification address, and alarm and lock details, are never on a public page; confidentiality of building plans: New York, Texas and North Carolina law.",
    failing: Example(&[
        ("places.toml", PLACES),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nWait for us at 3 Grange Ln.\n",
        ),
    ]),
    passing: Example(&[
        ("places.toml", PLACES),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nWait until we tell you where to come.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let readers = readers_of_values(handbook);
    let details = Details::of(handbook, &readers);
    if details.by_first.is_empty() {
        return;
    }
    let mut each = |passage: &Passage, rank: Rank| look(handbook, passage, rank, &details, findings);
    for document in &handbook.documents {
        texts::of_document(handbook, document, &mut |text| each(&text.passage, text.rank));
    }
    texts::in_registers(handbook, &mut |rank, prose| {
        walk::inlines(&prose.blocks, &mut |words| each(&Passage::of(words), rank));
    });
    // A value is read by those who read a text that shows it.
    for (key, value) in values(handbook) {
        if let Some(rank) = readers.get(key.value.as_str()) {
            each(&Passage::of_words(&value.value, value.span), *rank);
        }
    }
}

/// Every value, of the district and of each school.
fn values(handbook: &Handbook) -> impl Iterator<Item = &(Placed<String>, Placed<String>)> {
    handbook.config.values.iter().chain(handbook.schools.iter().flat_map(|school| &school.values))
}

fn look(handbook: &Handbook, passage: &Passage, rank: Rank, details: &Details<'_>, findings: &mut Findings<'_>) {
    let words = passage.text.as_str();
    // Every detail has a digit or an @ in it, and most texts have neither.
    if !words.bytes().any(|b| b.is_ascii_digit() || b == b'@') {
        return;
    }
    let audiences = &handbook.config.audiences;
    for (detail, range) in details.within(words) {
        // The phone numbers of public texts have a rule of their own, which also knows whose number is nobody's.
        if rank >= detail.rank || (detail.what == What::Number && rank == Rank::LOWEST) {
            continue;
        }
        let Some(span) = passage.span(range) else { continue };
        let (readers, few) = (audiences.name(rank), audiences.name(detail.rank));
        let (whose, help) = match detail.what {
            What::Address => (
                format!("the address of \"{}\", a place", detail.of),
                format!(
                    "take it out, and say how people learn where to go on the day; or, if all of {readers} may know it, open the place to them in places.toml"
                ),
            ),
            What::Number => (
                format!("the number of \"{}\", a contact", detail.of),
                format!(
                    "take it out; or, if all of {readers} may call it, give that contact `audience = \"{readers}\"`"
                ),
            ),
            What::Mail => (
                format!("the mail address of \"{}\", a contact", detail.of),
                format!(
                    "take it out; or, if all of {readers} may write to it, give that contact `audience = \"{readers}\"`"
                ),
            ),
            What::Value => (
                format!("the value \"{}\", which stands only in texts", detail.of),
                format!(
                    "take it out; or, if all of {readers} may know it, write `[[value:{}]]` here instead",
                    detail.of
                ),
            ),
        };
        let message = format!("This text is for \"{readers}\", and these words are {whose} for \"{few}\"");
        findings.push(Diagnostic::error(findings.name(), span, message).help(help));
    }
}

/// A kind of detail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Address,
    Number,
    Mail,
    Value,
}

/// Something that only some may know.
struct Detail<'h> {
    /// Its words, as [`token`] makes them.
    tokens: Vec<String>,
    rank: Rank,
    what: What,
    /// What has it: a title, a label, a key.
    of: &'h str,
}

/// Every detail of a handbook, by its first word.
struct Details<'h> {
    by_first: BTreeMap<String, Vec<Detail<'h>>>,
}

impl<'h> Details<'h> {
    fn of(handbook: &'h Handbook, readers: &BTreeMap<&str, Rank>) -> Details<'h> {
        let schools = &handbook.schools;
        let mut known: BTreeMap<Vec<String>, Detail<'h>> = BTreeMap::new();
        // Who may know the least restricted bearer of some words may know the words.
        let mut add = |tokens: Vec<String>, rank: Rank, what: What, of: &'h str| {
            if tokens.is_empty() {
                return;
            }
            let detail = known.entry(tokens.clone()).or_insert(Detail { tokens, rank, what, of });
            if rank < detail.rank {
                (detail.rank, detail.what, detail.of) = (rank, what, of);
            }
        };
        for school in schools {
            school.address.iter().for_each(|address| add(street(address), Rank::LOWEST, What::Address, &school.title));
            if let Some(phone) = &school.phone {
                numbers(phone.value.digits()).for_each(|tokens| add(tokens, Rank::LOWEST, What::Number, &school.title));
            }
        }
        for place in handbook.places.iter().chain(schools.iter().flat_map(|school| &school.places)) {
            place
                .address
                .iter()
                .for_each(|address| add(street(address), handbook.place_rank(place), What::Address, &place.title));
        }
        for contact in handbook.contacts.iter().chain(schools.iter().flat_map(|school| &school.contacts)) {
            let rank = handbook.contact_rank(contact);
            if let Some(phone) = &contact.phone {
                numbers(phone.value.digits()).for_each(|tokens| add(tokens, rank, What::Number, &contact.label));
            }
            contact.email.iter().for_each(|mail| add(words_of(mail), rank, What::Mail, &contact.label));
        }
        for (key, value) in values(handbook) {
            if let Some(rank) = readers.get(key.value.as_str()) {
                add(telling(&value.value), *rank, What::Value, &key.value);
            }
        }
        let mut by_first: BTreeMap<String, Vec<Detail<'h>>> = BTreeMap::new();
        for detail in known.into_values().filter(|detail| detail.rank > Rank::LOWEST) {
            by_first.entry(detail.tokens[0].clone()).or_default().push(detail);
        }
        Details { by_first }
    }

    /// Every detail in a text, with its place.
    fn within(&self, text: &str) -> Vec<(&Detail<'h>, Range<usize>)> {
        let words: Vec<(Cow<'_, str>, Range<usize>)> = tokens(text).collect();
        let mut found = Vec::new();
        for (at, (first, _)) in words.iter().enumerate() {
            for detail in self.by_first.get(first.as_ref()).into_iter().flatten() {
                let rest = &words[at..];
                let same = rest.len() >= detail.tokens.len()
                    && rest.iter().zip(&detail.tokens).all(|((word, _), wanted)| word == wanted);
                if same {
                    let last = &rest[detail.tokens.len() - 1].1;
                    found.push((detail, rest[0].1.start..last.end));
                }
            }
        }
        found
    }
}

/// The part of an address that finds the door: number and street. Without a number, an address is no secret by its words
/// alone: "Main Street" stands in many sentences.
fn street(address: &str) -> Vec<String> {
    let line = address.split([',', '\n']).find(|part| part.bytes().any(|b| b.is_ascii_digit())).unwrap_or("");
    let words = words_of(line);
    if words.len() >= 2 { words } else { Vec::new() }
}

/// The ways in which people write a telephone number: in groups, in one, with the country's code.
fn numbers(digits: &str) -> impl Iterator<Item = Vec<String>> {
    let digits = essential(digits);
    let grouped = match digits.len() {
        10 => vec![digits[..3].to_owned(), digits[3..6].to_owned(), digits[6..].to_owned()],
        _ => Vec::new(),
    };
    // Three digits are anything.
    let long = digits.len() >= 7;
    let coded = vec![format!("1{digits}")];
    [grouped, vec![digits], coded].into_iter().filter(move |_| long)
}

/// A value that tells something by itself: long enough, with a digit and a word. "3:10 p.m." and "Room 4" stand in many
/// texts that mean something else.
fn telling(value: &str) -> Vec<String> {
    let words = words_of(value);
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let has = |is: fn(&char) -> bool| words.iter().flat_map(|word| word.chars()).any(|c| is(&c));
    let tells = words.len() >= 2 && letters >= 10 && has(char::is_ascii_digit) && has(|c| c.is_alphabetic());
    if tells { words } else { Vec::new() }
}

/// The words of a text, as they are compared.
fn words_of(text: &str) -> Vec<String> {
    tokens(text).map(|(word, _)| word.into_owned()).collect()
}

/// Words and numbers in lower case, the usual short forms of streets written out, and where each stands.
fn tokens(text: &str) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>)> {
    let mut rest = 0..text.len();
    std::iter::from_fn(move || {
        let from = rest.start + text[rest.clone()].find(char::is_alphanumeric)?;
        let length = text[from..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - from);
        rest.start = from + length;
        Some((token(&text[from..from + length]), from..from + length))
    })
}

/// A word as it is compared.
fn token(word: &str) -> Cow<'_, str> {
    let is_lower = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let lower: Cow<'_, str> = if word.bytes().all(is_lower) { word.into() } else { word.to_lowercase().into() };
    match SHORT.iter().find(|(short, _)| *short == lower) {
        Some((_, long)) => Cow::Borrowed(long),
        None => lower,
    }
}

/// What stands short on an envelope.
const SHORT: [(&str, &str); 19] = [
    ("st", "street"),
    ("rd", "road"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("blvd", "boulevard"),
    ("dr", "drive"),
    ("ln", "lane"),
    ("ct", "court"),
    ("hwy", "highway"),
    ("pkwy", "parkway"),
    ("pl", "place"),
    ("sq", "square"),
    ("ter", "terrace"),
    ("trl", "trail"),
    ("cir", "circle"),
    ("n", "north"),
    ("s", "south"),
    ("e", "east"),
    ("w", "west"),
];

/// Who may read each value, by the texts that show it; one that no text shows is nobody's secret.
fn readers_of_values(handbook: &Handbook) -> BTreeMap<&str, Rank> {
    let mut readers: BTreeMap<&str, Rank> = BTreeMap::new();
    let mut shown = |id: &'_ str, rank: Rank| {
        if let Some((key, _)) = values(handbook).find(|(key, _)| key.value == id) {
            readers.entry(key.value.as_str()).and_modify(|known| *known = rank.min(*known)).or_insert(rank);
        }
    };
    for document in &handbook.documents {
        in_document(handbook, document, &mut shown);
    }
    texts::in_registers(handbook, &mut |rank, prose| in_prose(prose, rank, &mut shown));
    readers
}

type Shown<'s> = &'s mut dyn FnMut(&str, Rank);

fn in_document(handbook: &Handbook, document: &Document, shown: Shown<'_>) {
    let rank = handbook.document_rank(document);
    whole::proses(document, &mut |prose| in_prose(prose, rank, shown));
    in_body(handbook, &document.body, rank, shown);
}

fn in_body(handbook: &Handbook, body: &Body, rank: Rank, shown: Shown<'_>) {
    walk::pointers(&body.opening, &mut |pointer| at_pointer(&pointer, rank, shown));
    body.sections.iter().for_each(|section| in_section(handbook, section, rank, shown));
}

fn in_section(handbook: &Handbook, section: &Section, around: Rank, shown: Shown<'_>) {
    let rank = handbook.section_rank(section, around);
    in_words(&section.title, rank, shown);
    walk::pointers(&section.blocks, &mut |pointer| at_pointer(&pointer, rank, shown));
    section.sections.iter().for_each(|inner| in_section(handbook, inner, rank, shown));
}

fn in_prose(prose: &Prose, rank: Rank, shown: Shown<'_>) {
    walk::pointers(&prose.blocks, &mut |pointer| at_pointer(&pointer, rank, shown));
}

fn in_words(words: &[Inline], rank: Rank, shown: Shown<'_>) {
    walk::in_words(words, &mut |pointer| at_pointer(&pointer, rank, shown));
}

fn at_pointer(pointer: &Pointer<'_>, rank: Rank, shown: Shown<'_>) {
    if let Pointer::Reference(reference) = pointer
        && reference.kind == ReferenceKind::Value
    {
        shown(&reference.id, rank);
    }
}
