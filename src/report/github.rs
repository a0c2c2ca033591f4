//! `Diagnostics` become the commands that GitHub's runner turns into notes beside the changed lines.

use std::fmt::Write;

use super::{Positions, path_of, triage};
use crate::diagnostic::{Diagnostics, Place, Severity};
use crate::source::Sources;

/// The findings as `::error file=…,line=…::words`, a line each. `folder` is the handbook's, put before every path.
///
/// The urgent come first: the runner shows ten errors and ten warnings of a step, and drops the rest.
///
/// # Panics
/// Never: text can always grow.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, folder: &str) -> String {
    let mut positions = Positions::new(sources);
    let mut text = String::new();
    for (_, diagnostic) in triage::in_order(diagnostics) {
        let weight = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let path = path_of(&diagnostic.label.place, sources);
        let path = if matches!(folder, "" | ".") {
            path.to_owned()
        } else {
            format!("{}/{path}", folder.trim_end_matches('/'))
        };
        let mut place = format!("file={}", property(&path));
        if let Place::Words(span) = &diagnostic.label.place {
            let (start, end) =
                (positions.find(span.source, span.start as usize), positions.find(span.source, span.end as usize));
            write!(place, ",line={},endLine={}", start.line, end.line).expect("text can always grow");
            // Columns are only understood within one line.
            if start.line == end.line {
                write!(place, ",col={},endColumn={}", start.column, end.column).expect("text can always grow");
            }
        }
        let words = match &diagnostic.help {
            Some(help) => format!("{}\n{help}", diagnostic.message),
            None => diagnostic.message.clone(),
        };
        writeln!(text, "::{weight} {place},title={}::{}", property(diagnostic.rule.0), message(&words))
            .expect("text can always grow");
    }
    text
}

/// The signs that end a message are written as their bytes.
fn message(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// In a property commas and colons end it too.
fn property(words: &str) -> String {
    message(words).replace(':', "%3A").replace(',', "%2C")
}
