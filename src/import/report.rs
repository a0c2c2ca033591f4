//! What became of an old plan, in words: every file that was made, every part accounted for, and what to look at.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Fate, Imported};

/// The report on one file.
///
/// # Panics
/// Never: text can always grow.
#[must_use]
pub fn report(name: &str, imported: &Imported) -> String {
    let mut text = String::new();
    let tally = &imported.tally;
    writeln!(text, "{name}").expect("text can always grow");
    for (path, _) in &imported.files {
        writeln!(text, "  made      {path}").expect("text can always grow");
    }
    for (path, rows) in &imported.rows {
        let count = rows.matches("\n[[").count();
        writeln!(text, "  added     {count} to {path}").expect("text can always grow");
    }
    for (noun, all, fates) in [
        ("paragraph", tally.paragraphs, &tally.of_paragraphs),
        ("table", tally.tables, &tally.of_tables),
        ("picture", tally.pictures, &tally.of_pictures),
    ] {
        if all > 0 {
            let plural = if all == 1 { "" } else { "s" };
            writeln!(text, "  {all} {noun}{plural}: {}", spread(fates)).expect("text can always grow");
        }
    }
    for remark in &tally.remarks {
        writeln!(text, "  {remark}.").expect("text can always grow");
    }
    if !tally.adds_up() {
        writeln!(text, "  Some parts could not be followed: hold the documents against the original.")
            .expect("text can always grow");
    }
    if !imported.questions.is_empty() {
        writeln!(text, "  Look at these:").expect("text can always grow");
        for (number, question) in imported.questions.iter().enumerate() {
            writeln!(text, "  {:>3}. {question}", number + 1).expect("text can always grow");
        }
    }
    text
}

/// "92 as they were, 20 in tables, 6 empty".
fn spread(fates: &BTreeMap<Fate, usize>) -> String {
    fates.iter().map(|(fate, count)| format!("{count} {}", fate.words())).collect::<Vec<_>>().join(", ")
}
