//! What went wrong in a drill, and nothing came of it.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::drills::DrillProblem;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("open-drill-problem"),
    group: Group::Drills,
    severity: Severity::Warning,
    what: "What went wrong in a drill has an owner, a day by which it is mended, and a change to the plan.",
    why: "The locked door that everybody laughed about in October is the same locked door in March.",
    source: "FEMA IS-362; federal school guide: improvement after each exercise.",
    failing: Example(&[(
        "drills.toml",
        "[[record]]\nkind = \"fire\"\ndate = 2026-11-05\n[[record.problem]]\nwhat = \"The bell did not sound in the gym.\"\n",
    )]),
    passing: Example(&[(
        "drills.toml",
        "[[record]]\nkind = \"fire\"\ndate = 2026-11-05\n[[record.problem]]\nwhat = \"The bell did not sound in the gym.\"\nowner = \"teacher\"\ndue = 2026-12-11\nchange = \"The gym has a bell of its own, tested each month.\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for problem in handbook.drills.records.iter().flat_map(|record| &record.problems) {
        let what = short(&problem.what.plain());
        let missing = missing(problem, handbook.today);
        if !missing.is_empty() {
            let (words, keys): (Vec<&str>, Vec<String>) = missing.into_iter().unzip();
            findings.add(
                problem.what.span,
                format!("The problem \"{what}\" has {}", words.join(" and ")),
                format!("add {}", keys.join(", ")),
            );
        }
        if let (Some(due), None) = (&problem.due, &problem.closed)
            && due.value < handbook.today
        {
            findings.push(
                Diagnostic::warning(
                    findings.name(),
                    due.span,
                    format!("The problem \"{what}\" was to be mended by {}, and is still open", due.value),
                )
                .help(format!("when it is mended, add `closed = {}`; until then, give it a new day", handbook.today)),
            );
        }
    }
}

/// What a problem lacks, and the line to type. One that is closed needs only what came of it.
fn missing(problem: &DrillProblem, today: Date) -> Vec<(&'static str, String)> {
    let open = problem.closed.is_none();
    let mut missing = Vec::new();
    if open && problem.owner.is_none() {
        missing.push(("no owner", "`owner = \"facilities\"`".to_owned()));
    }
    if open && problem.due.is_none() {
        let soon = today.checked_add(jiff::Span::new().days(30)).unwrap_or(today);
        missing.push(("no day by which it is mended", format!("`due = {soon}`")));
    }
    if problem.change.is_none() {
        missing.push(("no change to the plan", "`change = \"What is different from now on.\"`".to_owned()));
    }
    missing
}

/// The first words of a problem.
fn short(what: &str) -> String {
    let what = what.trim().trim_end_matches('.');
    match what.char_indices().nth(60) {
        None => what.to_owned(),
        Some((at, _)) => format!("{} …", what[..at].trim_end()),
    }
}
