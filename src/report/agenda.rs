//! Findings become the short list at the end of a long report: what to do first, how much of it there is, where it begins.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::counted;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::rules::Urgency;

/// How many rules of an urgency are named; the others are counted.
const NAMED: usize = 4;

/// The list, a paragraph for each urgency that occurs. `ordered` is the findings, most urgent first; `place` says where one
/// is, and `command` is what shows those of a name.
///
/// # Panics
/// Never: text can always grow.
pub(super) fn agenda(
    ordered: &[(Urgency, &Diagnostic)],
    place: &mut dyn FnMut(&Diagnostic) -> String,
    command: &dyn Fn(&str) -> String,
) -> String {
    let mut text = String::from("What to do first\n");
    let mut number = 0;
    for urgency in Urgency::ALL {
        let from = ordered.partition_point(|(of, _)| *of < urgency);
        let to = ordered.partition_point(|(of, _)| *of <= urgency);
        let findings = &ordered[from..to];
        let Some((_, first)) = findings.first() else { continue };
        number += 1;
        let (name, about, advice) = (urgency.name(), urgency.about(), urgency.advice());
        write!(
            text,
            "  {number}. {name} ({}): {about}. {advice}\n     {}\n     Begin at {}. To see these alone: {}\n",
            findings.len(),
            of_rules(findings),
            place(first),
            command(name)
        )
        .expect("text can always grow");
    }
    text
}

/// "41 step-without-role, 21 missing-phase and 12 of 3 other rules", the most frequent first.
fn of_rules(findings: &[(Urgency, &Diagnostic)]) -> String {
    let mut counts: BTreeMap<RuleName, usize> = BTreeMap::new();
    for (_, finding) in findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let mut counts: Vec<(RuleName, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    // A single one that is left is named as well: counting it is no shorter.
    let named = if counts.len() <= NAMED + 1 { counts.len() } else { NAMED };
    let (shown, rest) = counts.split_at(named);
    let shown: Vec<String> = shown.iter().map(|(rule, count)| format!("{count} {}", rule.0)).collect();
    match rest {
        [] => shown.join(", "),
        rest => {
            let count: usize = rest.iter().map(|(_, count)| count).sum();
            format!("{} and {count} of {}", shown.join(", "), counted(rest.len(), "other rule"))
        }
    }
}
