//! A document that nobody has held against reality for too long.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Document, Status};
use crate::fields::{Interval, Unit};
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("overdue-review"),
    group: Group::Release,
    severity: Severity::Warning,
    what: "Each document is reviewed within its interval; past twice of it, or past 24 months, it is an error.",
    why: "Doors, numbers and people change every summer. A page that was right two years ago sends somebody to a locked gate.",
    source: "Federal school guide; Ohio and Arizona law on the review of plans.",
    failing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\nlast_reviewed = 2025-10-01\n+++\nWords.\n",
    )]),
    passing: Example(&[(
        "pages/a.md",
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\nlast_reviewed = 2026-10-01\n+++\nWords.\n",
    )]),
    check: Check::Handbook(check),
};

/// However long an interval is, after this time a plan is no longer a plan, unless its authors said a longer one.
const LONGEST: Interval = Interval { count: 24, unit: Unit::Month };

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for document in &handbook.documents {
        look(handbook, document, findings);
    }
}

fn look(handbook: &Handbook, document: &Document, findings: &mut Findings<'_>) {
    let common = &document.common;
    let title = &common.title.value;
    let today = handbook.today;
    let Some(reviewed) = &common.last_reviewed else {
        // What is in force was reviewed when it came into force; a draft is still being written, and a translation or an
        // extension is reviewed with its original.
        if common.status != Status::Approved || document.translates || document.extends {
            return;
        }
        match &common.effective {
            Some(effective) => overdue(handbook, document, effective.value, findings, |findings, message| {
                Diagnostic::warning(findings.name(), effective.span, message)
                    .help(format!("read it where it happens, mend it, then add `last_reviewed = {today}`"))
            }),
            None => findings.add(
                common.title.span,
                format!("\"{title}\" is approved, but does not say when it was last reviewed"),
                format!("read it where it happens, mend it, then add `last_reviewed = {today}`"),
            ),
        }
        return;
    };
    if reviewed.value > today {
        findings.add(
            reviewed.span,
            format!("The review of \"{title}\" is dated {}, a day that has not come yet", reviewed.value),
            "write the day on which it was reviewed",
        );
        return;
    }
    overdue(handbook, document, reviewed.value, findings, |findings, message| {
        Diagnostic::warning(findings.name(), reviewed.span, message)
            .help(format!("read it where it happens, mend it, then write `last_reviewed = {today}`"))
    });
}

/// Tells a review that is due, as an error where it is long due.
fn overdue(
    handbook: &Handbook,
    document: &Document,
    reviewed: Date,
    findings: &mut Findings<'_>,
    finding: impl Fn(&Findings<'_>, String) -> Diagnostic,
) {
    let own = document.common.review_interval.as_ref();
    let interval = own.map_or(handbook.config.review_interval, |own| own.value);
    let Some(due) = interval.after(reviewed) else { return };
    if handbook.today <= due {
        return;
    }
    let twice = Interval { count: interval.count.saturating_mul(2), ..interval }.after(reviewed);
    let longest = LONGEST.after(reviewed).map(|end| end.max(due));
    let last = [twice, longest].into_iter().flatten().min();
    let (severity, words) = match last {
        Some(last) if handbook.today > last => (Severity::Error, "long overdue"),
        _ => (Severity::Warning, "overdue"),
    };
    let title = &document.common.title.value;
    let message = format!("The review of \"{title}\" is {words}: it was due on {due}, {interval} after {reviewed}");
    let mut diagnostic = finding(findings, message);
    if let Some(own) = own {
        diagnostic = diagnostic.related(own.span, "reviewed this often");
    }
    findings.push_as(severity, diagnostic);
}
