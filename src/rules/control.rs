//! What the handbook says about rules: their weight, and findings that are waived until a date.

use super::RULES;
use super::rule::{Group, Rule};
use super::structure::unused_waiver;
use crate::config::{Level, Waiver};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity, found};
use crate::handbook::Handbook;
use crate::nearest::suggestion;
use crate::source::Sources;

/// Gives every finding the weight that the handbook says, and drops those that are waived. What the handbook says
/// wrongly about rules is itself found here.
///
/// Faults of privacy and structure always weigh what they weigh: what is unreadable cannot be published, and nobody can
/// sign for a leak.
#[must_use]
pub fn weigh(handbook: &Handbook, sources: &Sources, findings: Diagnostics) -> Diagnostics {
    let mut weighed = Diagnostics::new();
    let levels = levels(handbook, &mut weighed);
    let waivers: Vec<(&Waiver, bool)> =
        handbook.config.waivers.iter().map(|waiver| (waiver, holds(handbook, waiver, &mut weighed))).collect();
    let mut used = vec![false; waivers.len()];
    let kept = findings.filter_map(|mut finding| {
        let Some(rule) = RULES.iter().find(|rule| rule.name == finding.rule) else { return Some(finding) };
        if !is_fixed(rule) {
            let level = levels.iter().rev().find(|(named, _)| named.covers(rule)).map(|(_, level)| *level);
            match level {
                Some(Level::Off) => return None,
                Some(Level::Error) => finding.severity = Severity::Error,
                Some(Level::Warning) => finding.severity = Severity::Warning,
                None => {}
            }
            for (at, (waiver, holds)) in waivers.iter().enumerate() {
                if *holds
                    && waiver.rule.value == rule.name.0
                    && stands_in(handbook, sources, &finding.label.place, &waiver.place.value)
                {
                    used[at] = true;
                    return None;
                }
            }
        }
        Some(finding)
    });
    weighed.append(kept);
    for ((waiver, holds), used) in waivers.iter().zip(used) {
        if *holds && !used {
            weighed.push(unused_waiver::unused(waiver));
        }
    }
    weighed
}

/// Whether a rule cannot be waived or weighed otherwise.
fn is_fixed(rule: &Rule) -> bool {
    matches!(rule.group, Group::Structure | Group::Privacy)
}

/// A rule or a whole group.
enum Named {
    Rule(&'static Rule),
    Group(Group),
}

impl Named {
    fn covers(&self, rule: &Rule) -> bool {
        match self {
            Named::Rule(named) => named.name == rule.name,
            Named::Group(group) => *group == rule.group,
        }
    }
}

/// `[rules]`, groups before single rules, so that the narrower wins.
fn levels(handbook: &Handbook, found: &mut Diagnostics) -> Vec<(Named, Level)> {
    let mut levels = Vec::new();
    for (name, level) in &handbook.config.rules {
        let group = Group::ALL.into_iter().find(|group| group.name() == name.value).map(Named::Group);
        let rule = RULES.iter().find(|rule| rule.name.0 == name.value).map(|rule| Named::Rule(rule));
        match group.or(rule) {
            Some(Named::Rule(rule)) if is_fixed(rule) => found.push(fixed(name.span, rule.name.0)),
            Some(Named::Group(group @ (Group::Structure | Group::Privacy))) => {
                found.push(fixed(name.span, group.name()))
            }
            Some(named) => levels.push((named, level.value)),
            None => found.push(unknown(name.span, &name.value)),
        }
    }
    levels.sort_by_key(|(named, _)| matches!(named, Named::Rule(_)));
    levels
}

fn fixed(span: crate::source::Span, name: &str) -> Diagnostic {
    Diagnostic::error(found::INVALID_VALUE, span, format!("The weight of \"{name}\" is fixed"))
        .help("mend what it finds: a handbook that cannot be read, or that leaks, is not published")
}

fn unknown(span: crate::source::Span, name: &str) -> Diagnostic {
    let names = RULES.iter().map(|rule| rule.name.0).chain(Group::ALL.into_iter().map(Group::name));
    Diagnostic::error(found::UNKNOWN_KEY, span, format!("There is no rule \"{name}\"")).help_if(suggestion(name, names))
}

/// Whether a waiver counts: its rule is known and may be waived, and its date has not passed.
fn holds(handbook: &Handbook, waiver: &Waiver, found: &mut Diagnostics) -> bool {
    let Some(rule) = RULES.iter().find(|rule| rule.name.0 == waiver.rule.value) else {
        found.push(unknown(waiver.rule.span, &waiver.rule.value));
        return false;
    };
    if is_fixed(rule) {
        found.push(
            Diagnostic::error(found::INVALID_VALUE, waiver.rule.span, format!("\"{}\" cannot be waived", rule.name.0))
                .help("mend what it finds, and take the waiver out"),
        );
        return false;
    }
    if waiver.until.value < handbook.today {
        found.push(unused_waiver::expired(waiver));
        return false;
    }
    true
}

/// Whether a finding stands in the file or the document that a waiver names.
fn stands_in(handbook: &Handbook, sources: &Sources, place: &Place, named: &str) -> bool {
    let path = match place {
        Place::Words(span) => sources.get(span.source).path.as_str(),
        Place::File(path) => path,
    };
    path == named || handbook.document_at(path).is_some_and(|document| document.id.as_str() == named)
}
