//! A meeting that people are made to attend.

use crate::diagnostic::{RuleName, Severity};
use crate::document::{Document, Practice, Tier};
use crate::fields::Placed;
use crate::handbook::Handbook;
use crate::rules::originals::practices;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("involuntary-practice"),
    group: Group::Practices,
    severity: Severity::Error,
    what: "Everyone takes part in a practice by choice, and either may stop.",
    why: "An apology under pressure repairs nothing, and a person harmed who must sit through it is harmed twice.",
    source: "IIRP and school practice manuals: voluntary participation of all parties, throughout.",
    failing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\nvoluntary = false\n+++\nWords.\n",
    )]),
    passing: Example(&[(
        "practices/conference.md",
        "+++\ntitle = \"Repair conference\"\nsummary = \"How we meet.\"\ntier = \"conference\"\nvoluntary = true\neither_may_stop = true\n+++\nWords.\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, practice) in practices(handbook) {
        let name = &document.common.title.value;
        let keys = [
            ("voluntary", &practice.voluntary, format!("\"{name}\" is not by choice")),
            ("either_may_stop", &practice.either_may_stop, format!("In \"{name}\", the people cannot stop")),
        ];
        for (key, given, message) in &keys {
            if let Some(Placed { value: false, span }) = given {
                findings.add(*span, message, format!("make it so, and write `{key} = true`"));
            }
        }
        let missing: Vec<String> =
            keys.iter().filter(|(_, given, _)| given.is_none()).map(|(key, ..)| format!("`{key} = true`")).collect();
        if !missing.is_empty() && meets(practice) {
            findings.add(
                document.common.title.span,
                unsaid(document, practice),
                format!("add {}", missing.join(" and ")),
            );
        }
    }
}

/// Whether people come together for it. A sentence that says how something felt asks nothing of anybody.
fn meets(practice: &Practice) -> bool {
    match practice.tier {
        Tier::AffectiveStatement => false,
        Tier::RestorativeQuestions | Tier::ImpromptuConversation | Tier::Circle | Tier::Conference => true,
    }
}

fn unsaid(document: &Document, practice: &Practice) -> String {
    let what = match (&practice.voluntary, &practice.either_may_stop) {
        (None, None) => "that people take part by choice, and that either may stop",
        (None, Some(_)) => "that people take part by choice",
        (Some(_), _) => "that either may stop",
    };
    format!("\"{}\" does not say {what}", document.common.title.value)
}
