//! `Diagnostics` become one line each: path, line, column, weight, rule, words. Editors and `grep` read it, so that every
//! finding is there, file by file from top to bottom, as an editor steps through them.

use std::fmt::Write;

use super::{Positions, path_of};
use crate::diagnostic::{Diagnostics, Place, Severity};
use crate::source::Sources;

/// The findings, a line each: `procedures/hold.md:19:4: error[step-without-role]: This step …`.
///
/// # Panics
/// Never: text can always grow.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut positions = Positions::new(sources);
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let path = path_of(&diagnostic.label.place, sources);
        let place = match &diagnostic.label.place {
            Place::File(_) => path.to_owned(),
            Place::Words(span) => {
                let start = positions.find(span.source, span.start as usize);
                format!("{path}:{}:{}", start.line, start.column)
            }
        };
        let weight = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let words = diagnostic.message.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(text, "{place}: {weight}[{}]: {words}", diagnostic.rule.0).expect("text can always grow");
    }
    text
}
