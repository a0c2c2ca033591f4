//! A telephone number in a public text that is no public contact of the handbook.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::config::Rank;
use crate::diagnostic::{RuleName, Severity};
use crate::document::body::ReferenceKind;
use crate::document::walk::{self, Pointer};
use crate::document::{Document, whole};
use crate::handbook::Handbook;
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::sentences::has_digit;
use crate::rules::texts::Text;
use crate::rules::wording::Line;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("personal-phone"),
    group: Group::Privacy,
    severity: Severity::Error,
    what: "A public text has no telephone number but those of public contacts.",
    why: "A teacher's own number on a public page is called at night. A number in a sentence is also one that nobody will correct.",
    source: "State law and district practice on what a public plan leaves out: personal contact details of staff and families.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nCall Ms. Ortiz at 231-555-0199.\n",
    )]),
    passing: Example(&[
        (
            "contacts.toml",
            "[[contact]]\nid = \"office\"\nlabel = \"Office\"\nphone = \"+1 231 555 0199\"\nverified = 2026-10-05\naudience = \"public\"\n",
        ),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nCall the office at 231-555-0199.\n",
        ),
    ]),
    check: Check::Words(check),
};

/// Area code and number with something between them, or a country's code first.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:\+?1[ .\x{a0}-]{0,2})?(?:\(\d{3}\)[ .\x{a0}-]{0,2}|\d{3}[ .\x{a0}\x{2011}-])\d{3}[ .\x{a0}\x{2011}-]\d{4}",
        r"|\+\d[\d .()\x{a0}-]{7,17}\d"
    ))
});
/// A local number, or one without a gap, after a word that says it is to be called.
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:call|phone|text|cell|mobile|tel|telephone|number|dial|reach)\b[^.!?\d]{0,30}|tel:|sms:)(?P<number>\d{3}[ .-]\d{4}|1?\d{10})",
    )
});

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("our own pattern is a regular expression")
}

/// Every number that a handbook knows, by its digits, and from which audience up.
struct Known<'h> {
    numbers: BTreeMap<String, (Rank, &'h str)>,
}

fn check(handbook: &Handbook) -> Look<'_> {
    let known = Known::of(handbook);
    Look::new(move |wording, findings| {
        for text in wording.lines.iter().filter(|text| text.rank == Rank::LOWEST) {
            look(text, &known, findings);
        }
        if wording.document.is_some() {
            return;
        }
        // A value has no readers of its own: it is read where it is named.
        let shown = shown(handbook);
        let own = handbook.schools.iter().flat_map(|school| &school.values);
        for (_, value) in own.chain(&handbook.config.values).filter(|(key, _)| shown.contains(key.as_str())) {
            let passage = Passage::of_words(&value.value, value.span);
            let language = handbook.config.source_language();
            let text = Text { passage, rank: Rank::LOWEST, language, inlines: None };
            look(&Line::of(&text), &known, findings);
        }
    })
}

/// The values that texts for everyone name.
fn shown(handbook: &Handbook) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    let public = |document: &&Arc<Document>| handbook.document_rank(document) == Rank::LOWEST;
    for document in handbook.documents.iter().filter(public) {
        let mut each = |pointer: Pointer<'_>| {
            if let Pointer::Reference(reference) = pointer
                && reference.kind == ReferenceKind::Value
            {
                shown.insert(reference.id.clone());
            }
        };
        whole::proses(document, &mut |prose| walk::pointers(&prose.blocks, &mut each));
        walk::pointers(&document.body.opening, &mut each);
        walk::sections(&document.body, &mut |section, around| {
            let outer = around.iter().fold(Rank::LOWEST, |rank, outer| handbook.section_rank(outer, rank));
            if handbook.section_rank(section, outer) == Rank::LOWEST {
                walk::in_words(&section.title, &mut each);
                walk::pointers(&section.blocks, &mut each);
            }
        });
    }
    shown
}

/// No number has fewer digits.
const SHORTEST: usize = 7;

fn look(text: &Line<'_>, known: &Known<'_>, findings: &mut Findings<'_>) {
    let words = text.passage.text.as_str();
    if words.is_ascii() && !has_digit(words) {
        return;
    }
    let digits = match words.is_ascii() {
        true => words.bytes().filter(u8::is_ascii_digit).count(),
        false => words.chars().filter(|c| c.is_numeric()).count(),
    };
    if digits < SHORTEST {
        return;
    }
    let whole = NUMBER.find_iter(words).map(|found| found.range());
    let called = CALLED.captures_iter(words).filter_map(|found| Some(found.name("number")?.range()));
    let mut told: Vec<String> = Vec::new();
    for range in whole.chain(called) {
        // Part of a longer number is another kind of number.
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
        if touches(words[..range.start].chars().next_back()) || touches(words[range.end..].chars().next()) {
            continue;
        }
        let digits = essential(&words[range.clone()]);
        if told.iter().any(|earlier| earlier.ends_with(&digits)) {
            continue;
        }
        let owner = known.owner(&digits);
        if owner.is_some_and(|(rank, _)| rank == Rank::LOWEST) {
            continue;
        }
        let Some(span) = text.passage.span(range) else { continue };
        match owner {
            Some((_, label)) => findings.add(
                span,
                format!("Everyone can read this number, but the contact \"{label}\" is not public"),
                "take it out, or give that contact `audience = \"public\"`",
            ),
            None => findings.add(
                span,
                "This number is in no public contact, and everyone can read it",
                "if it is an office's, add it to contacts.toml with `audience = \"public\"` and write `[[contact:…]]`; if it is a person's own, take it out",
            ),
        }
        told.push(digits);
    }
}

impl<'h> Known<'h> {
    fn of(handbook: &'h Handbook) -> Known<'h> {
        let mut numbers: BTreeMap<String, (Rank, &'h str)> = BTreeMap::new();
        let mut add = |digits: &str, rank: Rank, label: &'h str| {
            let entry = numbers.entry(essential(digits)).or_insert((rank, label));
            if rank < entry.0 {
                *entry = (rank, label);
            }
        };
        add(handbook.config.emergency_number.digits(), Rank::LOWEST, "");
        for school in &handbook.schools {
            school.phone.iter().for_each(|phone| add(phone.digits(), Rank::LOWEST, &school.title));
        }
        let own = handbook.schools.iter().flat_map(|school| &school.contacts);
        for contact in handbook.contacts.iter().chain(own) {
            contact.phone.iter().for_each(|phone| add(phone.digits(), handbook.contact_rank(contact), &contact.label));
        }
        Known { numbers }
    }

    /// Whose number it is; a local one is known by its end.
    fn owner(&self, digits: &str) -> Option<(Rank, &'h str)> {
        if digits.len() > 7 {
            return self.numbers.get(digits).copied();
        }
        let ends = self.numbers.iter().filter(|(known, _)| known.ends_with(digits));
        ends.map(|(_, owner)| *owner).min_by_key(|(rank, _)| *rank)
    }
}

/// The digits without the country's own code, which some write and some do not.
pub(super) fn essential(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('1') {
        Some(rest) if digits.len() == 11 => rest.to_owned(),
        _ => digits,
    }
}
