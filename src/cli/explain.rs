//! `gobag explain`: a rule's name becomes its page.

use super::screen;
use super::{Outcome, Ran, Stopped};
use crate::nearest::suggestion;
use crate::rules::{RULES, reference};

/// Say what a rule is about: what must hold, why, and an example of each side
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag explain step-without-role\n  \
    gobag explain                      all rules, a line each")]
pub(super) struct Arguments {
    /// The rule, as it stands in brackets in a finding; all rules unless given
    rule: Option<String>,
}

/// Prints a rule's page, or the list of rules.
///
/// # Errors
/// When there is no such rule.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let Some(name) = &arguments.rule else {
        screen::say_lines(&reference::list())?;
        return Ok(Outcome::Done);
    };
    let Some(rule) = RULES.iter().find(|rule| rule.name.0 == name) else {
        let help = suggestion(name, RULES.iter().map(|rule| rule.name.0))
            .unwrap_or_else(|| "`gobag explain` lists them all".to_owned());
        return Err(Stopped::NoRule { name: name.clone(), help });
    };
    screen::say_lines(&reference::page(rule))?;
    Ok(Outcome::Done)
}
