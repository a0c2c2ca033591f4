//! Responders who do not hold the current plan.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::approvals::Holder;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::sentences::find_word;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-distribution"),
    group: Group::Release,
    severity: Severity::Warning,
    what: "Law enforcement, the fire department and everyone else who holds a copy have the current release.",
    why: "Officers who come with last year's plan go to last year's assembly place.",
    source: "Federal school guide: record of distribution.",
    failing: Example(&[(
        "approvals.toml",
        "[[approval]]\nbody = \"Board of education\"\nname = \"M. Teague\"\nsigned = 2026-08-15\nrelease = \"2026-08-15\"\nsupersedes = \"2025-08-20\"\n\n[[distribution]]\nname = \"Chief\"\nagency = \"Police department\"\nrelease = \"2025-08-20\"\n",
    )]),
    passing: Example(&[(
        "approvals.toml",
        "[[approval]]\nbody = \"Board of education\"\nname = \"M. Teague\"\nsigned = 2026-08-15\nrelease = \"2026-08-15\"\nsupersedes = \"2025-08-20\"\n\n[[distribution]]\nname = \"Chief\"\nagency = \"Police department\"\nrelease = \"2026-08-15\"\n\n[[distribution]]\nname = \"Chief\"\nagency = \"Fire department\"\nrelease = \"2026-08-15\"\n",
    )]),
    check: Check::Handbook(check),
};

/// Who comes first, and the English words by which a row names them.
const RESPONDERS: [(&str, &[&str]); 2] = [
    (
        "law enforcement",
        &[
            "police",
            "sheriff",
            "sheriff's",
            "sheriff’s",
            "law enforcement",
            "public safety",
            "marshal",
            "trooper",
            "troopers",
            "constable",
            "state patrol",
        ],
    ),
    ("the fire department", &["fire", "public safety", "firefighters"]),
];

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let approvals = &handbook.approvals;
    let signed = approvals.approvals.iter().filter_map(|approval| {
        let release = approval.release.as_ref()?;
        Some((approval.signed.as_ref()?.value, release.value.as_str(), release.span))
    });
    let Some((_, current, approved)) = signed.max_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1))) else { return };
    let holds = |holder: &Holder| holder.release.as_ref().is_some_and(|release| release.value == current);
    let mut missing: Vec<&str> = Vec::new();
    if handbook.config.source_language().primary() == "en" {
        for (who, words) in RESPONDERS {
            let rows: Vec<&Holder> = approvals.distribution.iter().filter(|holder| is_named(holder, words)).collect();
            // One that holds an old copy is told at its own row.
            if rows.is_empty() {
                missing.push(who);
            }
        }
    } else if approvals.distribution.is_empty() {
        missing.push("anyone");
    }
    if !missing.is_empty() {
        let place: Span = approvals.distribution.last().map_or(approved, |holder| holder.span);
        let finding = Diagnostic::warning(
            findings.name(),
            place,
            format!("The record of distribution does not name {}", missing.join(" or ")),
        );
        findings.push(finding.related(approved, "the current release").help(format!(
            "hand it over, then add `[[distribution]]` with `name`, `agency`, `date = {}`, `copies` and `release = \"{current}\"`",
            handbook.today
        )));
    }
    let current_holders: BTreeSet<String> =
        approvals.distribution.iter().filter(|holder| holds(holder)).map(key).collect();
    let mut told: BTreeSet<String> = BTreeSet::new();
    // The newest row of a holder stands last.
    for holder in approvals.distribution.iter().rev().filter(|holder| !holds(holder)) {
        if current_holders.contains(&key(holder)) || !told.insert(key(holder)) {
            continue;
        }
        let who = holder.agency.as_deref().unwrap_or(&holder.name);
        let help =
            format!("hand the current one over, then write `release = \"{current}\"` and `date = {}`", handbook.today);
        match &holder.release {
            Some(release) => findings.add(
                release.span,
                format!("{who} holds the release \"{}\", and the current one is \"{current}\"", release.value),
                help,
            ),
            None => findings.add(holder.span, format!("Nobody knows which release {who} holds"), help),
        }
    }
}

/// The holder, whoever sits at the desk: the agency, or the name where there is none.
fn key(holder: &Holder) -> String {
    match &holder.agency {
        Some(agency) => agency.trim().to_lowercase(),
        None => holder.name.trim().to_lowercase(),
    }
}

fn is_named(holder: &Holder, words: &[&str]) -> bool {
    let row = format!("{} {}", holder.name, holder.agency.as_deref().unwrap_or("")).to_lowercase();
    words.iter().any(|word| find_word(&row, word).is_some())
}
