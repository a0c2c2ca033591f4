//! The rules' own words into the reference: `docs/rules.md`, `gobag explain`.

use std::fmt::Write;

use super::RULES;
use super::rule::{Example, Group, Rule};
use crate::diagnostic::Severity;

/// Every rule in one line.
///
/// # Panics
/// Never: text can always grow.
#[must_use]
pub fn list() -> String {
    let width = RULES.iter().map(|rule| rule.name.0.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in RULES {
        writeln!(text, "{:width$}  {:7}  {}", rule.name.0, weight(rule), rule.what).expect("text can always grow");
    }
    text
}

/// A rule's page.
#[must_use]
pub fn page(rule: &Rule) -> String {
    let mut text = format!("# {}\n\n", rule.name.0);
    body(rule, "##", &mut text);
    text
}

/// The whole reference, group by group.
///
/// # Panics
/// Never: text can always grow.
#[must_use]
pub fn book() -> String {
    let mut text = String::from(
        "# Rules\n\n\
        Every way in which a handbook can be wrong, as `gobag check` finds it. An *error* keeps a handbook from being\n\
        published, a *warning* is said. `[rules]` in `handbook.toml` changes the weight of a rule or a whole group, and a\n\
        `[[waiver]]` silences one finding until a date; rules of *structure* and *privacy* allow neither.\n\n\
        This page is made from the rules themselves; `gobag explain RULE` prints a part of it.\n",
    );
    for group in Group::ALL {
        let mut rules = RULES.iter().filter(|rule| rule.group == group).peekable();
        if rules.peek().is_none() {
            continue;
        }
        write!(text, "\n## {}\n\n{}\n", capital(group.name()), group.about()).expect("text can always grow");
        for rule in rules {
            write!(text, "\n### {}\n\n", rule.name.0).expect("text can always grow");
            body(rule, "####", &mut text);
        }
    }
    text
}

fn body(rule: &Rule, marks: &str, text: &mut String) {
    write!(
        text,
        "**{}** *({}, {})*\n\n{}\n\nBasis: {}\n\n{marks} Breaks it\n\n",
        rule.what,
        weight(rule),
        rule.group.name(),
        rule.why,
        if rule.source == "–" { "a handbook that hangs together" } else { rule.source },
    )
    .expect("text can always grow");
    example(&rule.failing, text);
    write!(text, "\n{marks} Mended\n\n").expect("text can always grow");
    if rule.passing.0.is_empty() {
        text.push_str("The same without it.\n");
    }
    example(&rule.passing, text);
}

fn example(example: &Example, text: &mut String) {
    for (path, words) in example.0 {
        let kind = path.rsplit('.').next().unwrap_or("");
        // Four marks: an example may itself hold three.
        write!(text, "`{path}`\n````{kind}\n{}\n````\n", words.trim_end()).expect("text can always grow");
    }
}

fn weight(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
