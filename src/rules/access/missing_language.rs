//! Words in another language that do not say so.

use std::borrow::Cow;

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Inline, Section};
use crate::document::{Document, plain, walk};
use crate::fields::Language;
use crate::handbook::Handbook;
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::script::Script;
use crate::rules::wording::Wording;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-language"),
    group: Group::Access,
    severity: Severity::Error,
    what: "Language tags name languages, and a paragraph in another script than its document's says its language.",
    why: "A screen reader that takes Arabic for English spells nonsense, and a browser that takes Spanish for \"sp\" offers no translation.",
    source: "WCAG 2.2, 3.1.1 and 3.1.2; BCP 47.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n## Para las familias {lang=sp}\n\nLlame a la escuela.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n## Para las familias {lang=es}\n\nLlame a la escuela.\n",
    )]),
    check: Check::Words(check),
};

/// Fewer letters are a name or a greeting: "العربية" in a list of languages.
const FEWEST: usize = 25;

fn check(_: &Handbook) -> Look<'_> {
    Look::new(|wording, findings| {
        let Some(document) = wording.document else {
            for language in &wording.handbook.config.languages {
                tag(&language.value, language.span, findings);
            }
            return;
        };
        // The source language has its place in handbook.toml.
        if document.translates {
            tag(&document.language, document.common.title.span, findings);
        }
        let opening = &document.body.opening;
        walk::inlines(opening, &mut |inlines| {
            script(wording, &document.language, inlines, document.common.title.span, findings)
        });
        walk::sections(&document.body, &mut |section, above| {
            if let Some(language) = &section.meaning.language {
                tag(language, section.span, findings);
            }
            let language = language_of(document, section, above);
            script(wording, language, &section.title, section.span, findings);
            walk::inlines(&section.blocks, &mut |inlines| script(wording, language, inlines, section.span, findings));
        });
    })
}

/// The language of a section: its own, or that of the nearest around it that says one.
fn language_of<'d>(document: &'d Document, section: &'d Section, above: &[&'d Section]) -> &'d Language {
    let around = above.iter().rev().find_map(|section| section.meaning.language.as_ref());
    section.meaning.language.as_ref().or(around).unwrap_or(&document.language)
}

fn tag(language: &Language, span: Span, findings: &mut Findings<'_>) {
    let primary = language.primary();
    // Three letters are a list of thousands; two are a closed one.
    if primary.len() != 2 || ISO_639_1.contains(&primary) {
        return;
    }
    let help = MISTAKEN.iter().find(|(wrong, ..)| *wrong == primary).map_or_else(
        || "use the two letters of ISO 639, such as \"es\" for Spanish or \"ar\" for Arabic".to_owned(),
        |(_, right, name)| format!("{name} is \"{right}\""),
    );
    findings.add(span, format!("\"{primary}\" is not the tag of a language"), help);
}

fn script(wording: &Wording<'_>, language: &Language, inlines: &[Inline], fallback: Span, findings: &mut Findings<'_>) {
    let Some(own) = Script::of(language) else { return };
    let line = wording.line(inlines).filter(|line| line.passage.is_whole);
    let words = line.map_or_else(|| Cow::Owned(plain(inlines)), |line| Cow::Borrowed(line.passage.text.as_str()));
    if own == Script::Latin && words.is_ascii() {
        return;
    }
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    let Some((other, count)) = Script::most(&words).filter(|(other, _)| *other != own) else { return };
    // Two thirds: a sentence in one language may quote a name in another.
    if count < FEWEST || count * 3 < letters * 2 {
        return;
    }
    let passage = Passage::of(inlines);
    let span = passage.span(0..passage.text.len()).unwrap_or(fallback);
    findings.add(
        span,
        format!(
            "These words are written in {} letters, and their section does not say in which language",
            other.name()
        ),
        format!("put them below a heading of their own that says it: `## … {{lang={}}}`", other.example()),
    );
}

/// Countries and slips that are taken for languages: what was typed, what is meant, its name.
const MISTAKEN: [(&str, &str, &str); 10] = [
    ("sp", "es", "Spanish"),
    ("jp", "ja", "Japanese"),
    ("cn", "zh", "Chinese"),
    ("kp", "ko", "Korean"),
    ("vn", "vi", "Vietnamese"),
    ("gr", "el", "Greek"),
    ("ua", "uk", "Ukrainian"),
    ("cz", "cs", "Czech"),
    ("dk", "da", "Danish"),
    ("hm", "hmn", "Hmong"),
];

/// The languages with two letters.
const ISO_639_1: [&str; 183] = [
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bi", "bm", "bn", "bo",
    "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en", "eo",
    "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he", "hi",
    "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv", "ka",
    "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li", "ln",
    "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne", "ng",
    "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu", "rm", "rn",
    "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su",
    "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur",
    "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu",
];
