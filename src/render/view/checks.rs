//! What the plan is checked for: every rule with its weight here, and what somebody has signed for.

use serde::Serialize;

use super::{Day, marked};
use crate::config::{Level, Waiver};
use crate::diagnostic::Severity;
use crate::edition::Control;
use crate::fields::Named as _;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};
use crate::rules::{Group, RULES, Rule};

/// The page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Shown {
    count: usize,
    waivers: Vec<Signed>,
    groups: Vec<Subject>,
}

/// A finding that is waived.
#[derive(Debug, Serialize)]
struct Signed {
    rule: String,
    place: String,
    reason: String,
    by: String,
    until: Day,
}

/// The rules of one subject.
#[derive(Debug, Serialize)]
struct Subject {
    id: String,
    title: String,
    about: &'static str,
    rules: Vec<Shows>,
}

/// A rule.
#[derive(Debug, Serialize)]
struct Shows {
    name: &'static str,
    what: &'static str,
    why: Html,
    /// `error`, `warning` or `off`.
    weight: &'static str,
    word: String,
}

pub(super) fn of(writer: &Writer<'_>, control: &Control, contents: &mut Contents) -> Shown {
    let words = writer.book.words;
    if !control.waivers.is_empty() {
        contents.add("waivers_", words.get("checks", "waivers"));
    }
    let groups = Group::ALL.into_iter().filter_map(|group| {
        let rules: Vec<Shows> = RULES
            .iter()
            .filter(|rule| rule.group == group)
            .map(|rule| {
                let weight = weight(rule, control);
                let word = words.get("weight", weight).to_owned();
                Shows { name: rule.name.0, what: rule.what, why: marked(rule.why), weight, word }
            })
            .collect();
        if rules.is_empty() {
            return None;
        }
        let id = format!("{}_", group.name());
        let title = words.get("rule-group", group.name()).to_owned();
        contents.add(&id, &title);
        Some(Subject { id, title, about: group.about(), rules })
    });
    let groups = groups.collect();
    Shown { count: RULES.len(), waivers: control.waivers.iter().map(|waiver| signed(waiver, writer)).collect(), groups }
}

fn signed(waiver: &Waiver, writer: &Writer<'_>) -> Signed {
    Signed {
        rule: waiver.rule.value.clone(),
        place: waiver.place.value.clone(),
        reason: waiver.reason.value.clone(),
        by: waiver.by.value.clone(),
        until: Day::of(waiver.until.value, writer.book.words),
    }
}

/// What a rule weighs in this handbook: the rule's own line in `[rules]`, then its group's, then its own weight.
fn weight(rule: &Rule, control: &Control) -> &'static str {
    let said = |name: &str| control.levels.iter().rev().find(|(known, _)| known == name).map(|(_, level)| level.name());
    let own = match rule.severity {
        Severity::Error => Level::Error.name(),
        Severity::Warning => Level::Warning.name(),
    };
    said(rule.name.0).or_else(|| said(rule.group.name())).unwrap_or(own)
}
