//! The record of a drill that was not published in time.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("drill-unpublished"),
    group: Group::Drills,
    severity: Severity::Warning,
    what: "The record of each drill is published as soon as the law says.",
    why: "Families may know what was practised with their children, and a record that is written months later is written from hope.",
    source: "Michigan Fire Prevention Code, MCL 29.19: on the school's website within 30 days, for at least three years.",
    failing: Example(&[
        ("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\njurisdiction = \"michigan\"\n"),
        (
            "drills.toml",
            "year_begins = 2026-09-01\nyear_ends = 2027-06-11\n\n[[record]]\nkind = \"fire\"\ndate = 2026-09-10\n",
        ),
    ]),
    passing: Example(&[
        ("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\njurisdiction = \"michigan\"\n"),
        (
            "drills.toml",
            "year_begins = 2026-09-01\nyear_ends = 2027-06-11\n\n[[record]]\nkind = \"fire\"\ndate = 2026-09-10\nposted = 2026-09-17\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let Some(profile) = &handbook.jurisdiction else { return };
    let Some(within) = profile.posted_within else { return };
    for record in &handbook.drills.records {
        let held = record.date.value;
        let Some(last) = within.after(held) else { continue };
        // A record that need not stay published any longer, and lateness of an earlier year, are history.
        let is_kept = profile.kept.and_then(|kept| kept.after(held)).is_none_or(|end| handbook.today <= end);
        let this_year = handbook.drills.year().is_none_or(|year| year.contains(held));
        let kind = record.kind.name();
        match &record.posted {
            None if is_kept && last < handbook.today => {
                let message = format!(
                    "The record of the {kind} drill on {held} is not published, and {} asks for it within {within}",
                    profile.title
                );
                let finding = Diagnostic::warning(findings.name(), record.date.span, message);
                findings.push(finding.help(format!("publish it, then add `posted = {}`", handbook.today)));
            }
            Some(posted) if posted.value > last && this_year => {
                let message = format!(
                    "The record of the {kind} drill on {held} was published on {}, and {} asks for it by {last}",
                    posted.value, profile.title
                );
                let help = "it stays late: say why, and what will be different, in a `[[waiver]]` of handbook.toml";
                findings.push(Diagnostic::warning(findings.name(), posted.span, message).help(help));
            }
            Some(posted) if posted.value < held => {
                let message =
                    format!("The record of the {kind} drill on {held} was published before the drill was held");
                findings.push(
                    Diagnostic::warning(findings.name(), posted.span, message)
                        .related(record.date.span, "the drill")
                        .help("correct one of the two days"),
                );
            }
            Some(_) | None => {}
        }
    }
}
