//! `--only NAME`: the name of a rule, a group or an urgency becomes the findings that it covers.

use super::Stopped;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::suggestion;
use crate::rules::{Group, RULES, Rule, Urgency};

/// What was asked for.
#[derive(Clone, Copy)]
pub(super) enum Only {
    /// One rule.
    Rule(&'static Rule),
    /// All rules of a group.
    Group(Group),
    /// All that is equally urgent.
    Urgency(Urgency),
}

impl Only {
    /// What a name stands for.
    ///
    /// # Errors
    /// When nothing has that name.
    pub(super) fn parse(name: &str) -> Result<Only, Stopped> {
        let rule = || RULES.iter().find(|rule| rule.name.0 == name).map(|rule| Only::Rule(rule));
        let group = || Group::ALL.into_iter().find(|group| group.name() == name).map(Only::Group);
        let urgency = || Urgency::ALL.into_iter().find(|urgency| urgency.name() == name).map(Only::Urgency);
        rule().or_else(group).or_else(urgency).ok_or_else(|| {
            let names = RULES.iter().map(|rule| rule.name.0);
            let names = names.chain(Group::ALL.map(Group::name)).chain(Urgency::ALL.map(Urgency::name));
            let help = suggestion(name, names).unwrap_or_else(|| {
                format!(
                    "`gobag explain` lists the rules; {} are groups of them, and {} say how urgent a finding is",
                    Group::ALL.map(Group::name).join(", "),
                    Urgency::ALL.map(Urgency::name).join(", ")
                )
            });
            Stopped::NoRule { name: name.to_owned(), help }
        })
    }

    /// The findings that it covers.
    pub(super) fn of(self, found: Diagnostics) -> Diagnostics {
        found.filter_map(|finding| self.covers(&finding).then_some(finding))
    }

    fn covers(self, finding: &Diagnostic) -> bool {
        match self {
            Only::Rule(rule) => rule.name == finding.rule,
            Only::Group(group) => RULES.iter().any(|rule| rule.name == finding.rule && rule.group == group),
            Only::Urgency(urgency) => Urgency::of(finding.rule, finding.severity) == urgency,
        }
    }
}
