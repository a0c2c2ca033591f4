//! A document that no reader ever gets.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Content, Document};
use crate::handbook::Handbook;
use crate::nearest::suggestion;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("orphan-page"),
    group: Group::Structure,
    severity: Severity::Warning,
    what: "Every document reaches a reader: its language is the handbook's, and what it translates or extends is there.",
    why: "Somebody translated the page and believes that families read it.",
    source: "A handbook that hangs together; every document stands in a list, so only these can be lost.",
    failing: Example(&[(
        "pages/a.es.md",
        "+++\ntitle = \"Página\"\nsummary = \"Una página.\"\naudience = \"public\"\n+++\nPalabras.\n",
    )]),
    passing: Example(&[
        ("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n"),
        ("pages/a.md", "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nWords.\n"),
        (
            "pages/a.es.md",
            "+++\ntitle = \"Página\"\nsummary = \"Una página.\"\naudience = \"public\"\n+++\nPalabras.\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        if document.translates {
            translation(handbook, document, findings);
        } else if document.extends {
            extension(handbook, document, findings);
        }
    }
    home(handbook, findings);
}

fn translation(handbook: &Handbook, document: &Document, findings: &mut Findings<'_>) {
    let languages = &handbook.config.languages;
    if !languages.iter().any(|language| language.value == document.language) {
        let known: Vec<String> = languages.iter().map(|language| format!("\"{}\"", language.value)).collect();
        findings.add(
            document.common.title.span,
            format!("Nobody gets this document: its file says the language \"{}\", which the handbook does not have", document.language),
            format!(
                "write `languages = [{}, \"{}\"]` in handbook.toml; if it is no language, rename the file without the dot",
                known.join(", "),
                document.language
            ),
        );
        return;
    }
    let original = |known: &&std::sync::Arc<Document>| {
        !known.translates && known.id.value == document.id.value && known.school == document.school
    };
    if !handbook.documents.iter().any(|known| original(&known)) {
        let originals = handbook.documents.iter().filter(|known| !known.translates && known.school == document.school);
        let help = suggestion(document.id.as_str(), originals.map(|known| known.id.as_str())).unwrap_or_else(|| {
            format!("give it the name of the document that it translates, before \".{}\"", document.language)
        });
        let message = format!("Nobody gets this document: it translates \"{}\", which is not there", document.id.value);
        findings.add(document.common.title.span, message, help);
    }
}

fn extension(handbook: &Handbook, document: &Document, findings: &mut Findings<'_>) {
    if document.school.is_none() {
        findings.add(
            document.common.title.span,
            "This document says that it extends another, but it is the district's own",
            "leave `extends` out, or move the file below schools/<id>/",
        );
    } else if handbook.document(document.id.as_str(), None).is_none() {
        let district = handbook.documents.iter().filter(|known| !known.translates && known.school.is_none());
        let help = suggestion(document.id.as_str(), district.map(|known| known.id.as_str()))
            .unwrap_or_else(|| "leave `extends` out: it stands on its own".to_owned());
        let message = format!("This document extends \"{}\", which the district does not have", document.id.value);
        findings.add(document.common.title.span, message, help);
    }
}

/// One page's words stand on the home page.
fn home(handbook: &Handbook, findings: &mut Findings<'_>) {
    let mut homes = handbook
        .documents
        .iter()
        .filter(|document| !document.translates && matches!(&document.content, Content::Page(page) if page.home));
    let mut first: Vec<&std::sync::Arc<Document>> = Vec::new();
    for document in &mut homes {
        match first.iter().find(|earlier| earlier.school == document.school) {
            None => first.push(document),
            Some(earlier) => {
                let message = format!(
                    "Two pages say `home = true`, and \"{}\" already stands on the home page",
                    earlier.common.title.value
                );
                findings.push(
                    Diagnostic::warning(findings.name(), document.common.title.span, message)
                        .related(earlier.common.title.span, "the other one")
                        .help("leave `home` out of one of them"),
                );
            }
        }
    }
}
