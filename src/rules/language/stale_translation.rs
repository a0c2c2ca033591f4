//! A translation whose original says something else by now.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::handbook::translation::{Standing, parts};
use crate::handbook::{Handbook, Translation};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("stale-translation"),
    group: Group::Language,
    severity: Severity::Warning,
    what: "Every translated section says which text it translates, and the original still says that.",
    why: "A family that reads last year's step in its own language does last year's step. Until the words are renewed, the page shows what the original says now.",
    source: "Federal guidance on language access; DESIGN, editions.",
    failing: Example(&[
        ("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n"),
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n## Doors\n\nUse the east door.\n",
        ),
        (
            "pages/a.es.md",
            "+++\ntitle = \"Página\"\nsummary = \"Una página.\"\n\n[translates]\nfront_matter = \"000000\"\ndoors = \"000000\"\n+++\n## Puertas {#doors}\n\nUse la puerta del oeste.\n",
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
            "+++\ntitle = \"Página\"\nsummary = \"Una página.\"\n\n[translates]\nfront_matter = \"7Q5S3A\"\ndoors = \"5YQXN1\"\n+++\n## Puertas {#doors}\n\nUse la puerta del este.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    handbook.pairs().for_each(|(original, translation)| one(original, translation, findings));
}

fn one(original: &crate::document::Document, translation: &Translation, findings: &mut Findings<'_>) {
    let written = &translation.written;
    let parts = parts(original, written);
    let accept = format!("gobag translate accept {}", original.id.value);
    let unknown = parts.iter().filter(|part| part.standing == Standing::Unknown).count();
    if unknown > 0 {
        let title = &written.common.title.value;
        let message = match unknown {
            all if all == parts.len() => format!("\"{title}\" does not say which text it translates"),
            1 => format!("One part of \"{title}\" does not say which text it translates"),
            some => format!("{some} parts of \"{title}\" do not say which text they translate"),
        };
        let help = format!("compare it with {}, then write the codes down with `{accept}`", original.path);
        findings.push(Diagnostic::warning(findings.name(), written.common.title.span, message).help(help));
    }
    for part in parts.iter().filter(|part| part.standing == Standing::Behind) {
        let then = part.then.expect("a part that is behind says what it translates");
        let (what, ours, theirs) = match part.section {
            None => (
                "What stands before the first heading".to_owned(),
                written.common.title.span,
                original.common.title.span,
            ),
            Some(section) => {
                let ours = part.translated.map_or(written.common.title.span, |translated| translated.span);
                (format!("The section \"{}\"", section.id), ours, section.span)
            }
        };
        let message = format!(
            "{what} has changed in the original since it was translated: {} then, {} now",
            then.value, part.now
        );
        findings.push(
            Diagnostic::warning(findings.name(), ours, message)
                .related(theirs, "what the original says now")
                .help(format!("renew the translation, then write it down with `{accept}`")),
        );
    }
}
