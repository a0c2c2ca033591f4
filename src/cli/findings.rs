//! Findings become a report in the form that was asked for, on the stream where it belongs.

use clap::ValueEnum;

use super::screen;
use crate::compile::Compiled;
use crate::disk::failure::Failure;
use crate::report::{self, github, human, json, sarif, short};
use crate::source::Sources;

/// Whom findings are for, as it is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people: the place, the words underlined, and what to type instead
    #[default]
    Human,
    /// A line for each, for editors
    Short,
    /// For programs: one JSON object on standard output, and nothing else
    Json,
    /// For code-scanning services: SARIF 2.1.0
    Sarif,
    /// For GitHub's runner: notes beside the changed lines
    Github,
}

impl From<CheckFormat> for report::Format {
    fn from(format: CheckFormat) -> report::Format {
        match format {
            CheckFormat::Human => report::Format::Human,
            CheckFormat::Short => report::Format::Short,
            CheckFormat::Json => report::Format::Json,
            CheckFormat::Sarif => report::Format::Sarif,
            CheckFormat::Github => report::Format::Github,
        }
    }
}

/// Why findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion<'a> {
    /// Something was to be published.
    Publishing,
    /// Somebody asked.
    Checking {
        /// For a rule, a group or an urgency alone.
        only: Option<&'a str>,
    },
}

/// Tells the findings: people read them on standard error, programs on standard output.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn tell(
    format: report::Format,
    compiled: &Compiled,
    sources: &Sources,
    folder: &str,
    occasion: Occasion<'_>,
) -> Result<(), Failure> {
    let found = &compiled.diagnostics;
    match format {
        report::Format::Human => {
            let style = human::Style {
                folder: folder.to_owned(),
                colour: screen::is_coloured(),
                publishing: occasion == Occasion::Publishing,
                only: match occasion {
                    Occasion::Checking { only } => only.map(str::to_owned),
                    Occasion::Publishing => None,
                },
            };
            screen::show(&human::render(found, sources, &style));
            Ok(())
        }
        report::Format::Short => screen::say_lines(&short::render(found, sources)),
        report::Format::Json => screen::say(&json::render(found, sources, compiled.summary.documents)),
        report::Format::Sarif => screen::say(&sarif::render(found, sources, folder)),
        report::Format::Github => screen::say_lines(&github::render(found, sources, folder)),
    }
}
