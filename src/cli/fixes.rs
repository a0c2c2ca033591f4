//! Certain changes become lines to look at, and then the author's files.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::screen;
use crate::diagnostic::{Diagnostics, Fix};
use crate::disk::failure::Failure;
use crate::disk::mend;
use crate::source::{SourceId, Sources};

/// Shows every certain change as the line before and after, and makes it unless only a look was asked for.
///
/// Returns how many changes there are.
///
/// # Errors
/// When a file has changed meanwhile, or the disk refuses.
pub(super) fn apply(found: &Diagnostics, sources: &Sources, handbook: &Path, write: bool) -> Result<usize, Failure> {
    let mut of_file: BTreeMap<SourceId, Vec<&Fix>> = BTreeMap::new();
    for fix in found.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()) {
        of_file.entry(fix.span.source).or_default().push(fix);
    }
    let mut made = 0;
    for (source, mut fixes) in of_file {
        let before = sources.text(source);
        let path = &sources.get(source).path;
        // From the end to the start, so that places before stay where they are.
        fixes.sort_by_key(|fix| std::cmp::Reverse((fix.span.start, fix.span.end)));
        fixes.dedup();
        let mut after = before.to_owned();
        let mut shown = Vec::new();
        let mut untouched = before.len();
        for fix in fixes {
            let range = fix.span.range();
            let Some(words) = before.get(range.clone()) else { continue };
            // Not where two changes meet, nor where the name stands twice: then it is not certain any more.
            if range.end > untouched || words.matches(&fix.from).count() != 1 {
                continue;
            }
            after.replace_range(range.clone(), &words.replace(&fix.from, &fix.to));
            untouched = range.start;
            shown.push((range.start, lines(before, &after, range.start)));
        }
        shown.reverse();
        let mut text = String::new();
        for (start, (old, new)) in &shown {
            let line = before[..*start].matches('\n').count() + 1;
            write!(text, "{}:{line}\n- {old}\n+ {new}\n\n", handbook.join(path).display())
                .expect("text can always grow");
        }
        screen::say_lines(&text)?;
        if write && !shown.is_empty() {
            mend::mend(handbook, path, before, &after)?;
        }
        made += shown.len();
    }
    Ok(made)
}

/// The line at an offset, before and after; both texts are the same up to there.
fn lines(before: &str, after: &str, at: usize) -> (String, String) {
    let start = before[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = |text: &str| text[start..].lines().next().unwrap_or("").to_owned();
    (line(before), line(after))
}
