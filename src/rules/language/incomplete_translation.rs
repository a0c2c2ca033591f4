//! A translation that lacks a part of its original, or has one that is not in it.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Document, plain};
use crate::handbook::translation::{Standing, parts, strays, untold};
use crate::handbook::{Handbook, Translation};
use crate::nearest::suggestion;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::listed;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("incomplete-translation"),
    group: Group::Language,
    severity: Severity::Warning,
    what: "A translation has a section for each of its original's, under the same ids, and every text of its front matter.",
    why: "What is missing is shown in the original's language; a section under another id is shown to nobody.",
    source: "Federal guidance on language access; DESIGN, editions.",
    failing: Example(&[
        ("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n"),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n## Doors\n\nUse the east door.\n",
        ),
        (
            "pages/a.es.md",
            "+++\ntitle = \"Página\"\nsummary = \"Una página.\"\n+++\n## Puertas\n\nUse la puerta del este.\n",
        ),
    ]),
    passing: Example(&[
        ("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n"),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n## Doors\n\nUse the east door.\n",
        ),
        (
            "pages/a.es.md",
            "+++\ntitle = \"Página\"\nsummary = \"Una página.\"\n+++\n## Puertas {#doors}\n\nUse la puerta del este.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    handbook.pairs().for_each(|(original, translation)| one(original, translation, findings));
}

fn one(original: &Document, translation: &Translation, findings: &mut Findings<'_>) {
    let written = &translation.written;
    let title = &written.common.title;
    let parts = parts(original, written);
    let missing: Vec<&str> =
        parts.iter().filter(|part| part.standing == Standing::Missing).map(|part| part.key.as_str()).collect();
    for stray in strays(original, written) {
        let message = format!("Nobody gets this section: the original has none with the id \"{}\"", stray.id);
        let help = suggestion(stray.id.as_str(), missing.iter().copied()).unwrap_or_else(|| {
            let ids: Vec<String> = missing.iter().map(|id| format!("{{#{id}}}")).collect();
            match ids.as_slice() {
                [] => "take it out, or write it in the original first".to_owned(),
                ids => format!("end the heading with the id of the section that it translates: {}", ids.join(" or ")),
            }
        });
        let words = plain(&stray.title);
        findings
            .push_as(Severity::Error, Diagnostic::error(findings.name(), stray.span, message).label(words).help(help));
    }
    if !missing.is_empty() {
        let message = format!("\"{}\" lacks the {} {}", title.value, sections(missing.len()), listed(&missing, "and"));
        let help = format!(
            "translate it, under a heading that ends with {{#{}}}; until then readers get the original",
            missing[0]
        );
        findings.push(Diagnostic::warning(findings.name(), title.span, message).help(help));
    }
    let untold = untold(original, written);
    if !untold.is_empty() {
        let keys: Vec<String> = untold.iter().map(|key| format!("`{key}`")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let message = format!("\"{}\" does not translate {} of its front matter", title.value, listed(&keys, "and"));
        findings.push_as(
            Severity::Error,
            Diagnostic::error(findings.name(), title.span, message)
                .help("write the same keys as the original, as many entries in each list, in the same order"),
        );
    }
}

fn sections(count: usize) -> &'static str {
    if count == 1 { "section" } else { "sections" }
}
