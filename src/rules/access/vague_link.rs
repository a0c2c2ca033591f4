//! A link whose words do not say where it leads.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Link, Reference, Target};
use crate::document::walk::Pointer;
use crate::document::{plain, whole};
use crate::fields::Language;
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("vague-link"),
    group: Group::Access,
    severity: Severity::Warning,
    what: "The words of a link say what people find there.",
    why: "Many people hear a page as a list of its links: \"here, here, more, here\". On paper there is nothing to click.",
    source: "WCAG 2.2, 2.4.4.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nTo learn about storms, [click here](https://example.org/).\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nRead [the county's page on storms](https://example.org/).\n",
    )]),
    check: Check::Handbook(check),
};

/// Words that say nothing, by language.
fn vague(language: &Language) -> &'static [&'static str] {
    match language.primary() {
        "en" => &[
            "click here",
            "click",
            "here",
            "more",
            "read more",
            "see more",
            "learn more",
            "more info",
            "more information",
            "details",
            "info",
            "link",
            "this",
            "this link",
            "this page",
            "this document",
            "page",
            "website",
            "go",
            "tap here",
            "see here",
            "continue",
        ],
        "es" => &[
            "haga clic aquí",
            "haz clic aquí",
            "clic aquí",
            "aquí",
            "más",
            "leer más",
            "ver más",
            "más información",
            "enlace",
            "este enlace",
            "esta página",
        ],
        _ => &[],
    }
}

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        let list = vague(&document.language);
        whole::pointers(document, &mut |pointer| match pointer {
            Pointer::Link(link) => look_at_link(link, list, findings),
            Pointer::Reference(reference) => look_at_reference(reference, list, findings),
            Pointer::Image(_) | Pointer::Step(_) => {}
        });
    }
}

fn look_at_link(link: &Link, list: &[&str], findings: &mut Findings<'_>) {
    let words = plain(&link.label);
    if is_vague(&words, list) {
        let message = format!("\"{}\" does not say where this link leads", words.trim());
        findings.add(link.span, message, "name what people find there: `[the county's page on storms](…)`");
    } else if let Target::Elsewhere(address) = &link.target
        && is_long_address(words.trim())
        && address.contains(words.trim())
    {
        findings.add(
            link.span,
            "This link shows a long address instead of words",
            "name what people find there: `[the county's page on storms](…)`",
        );
    }
}

fn look_at_reference(reference: &Reference, list: &[&str], findings: &mut Findings<'_>) {
    let Some(label) = &reference.label else { return };
    let words = plain(label);
    if is_vague(&words, list) {
        let message = format!("\"{}\" does not say where this link leads", words.trim());
        findings.add(reference.span, message, "use words that name it, or leave them out to show its title");
    }
}

fn is_vague(words: &str, list: &[&str]) -> bool {
    let words = words.trim().trim_end_matches(['.', '…', '»', '>', '→', ':', '!']).trim().to_lowercase();
    list.contains(&words.as_str())
}

/// A host alone can be said aloud; a path cannot.
fn is_long_address(words: &str) -> bool {
    let rest = words.strip_prefix("https://").or_else(|| words.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.trim_end_matches('/').contains('/') || rest.len() > 40)
}
