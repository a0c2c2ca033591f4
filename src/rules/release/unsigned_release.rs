//! An approval without a signature, a day, a release, or what it replaces.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::approvals::Approval;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::sentences::find_word;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unsigned-release"),
    group: Group::Release,
    severity: Severity::Error,
    what: "A release is signed by name and dated, and says which one it replaces.",
    why: "In the moment, people follow the plan that somebody with authority put their name to, and they must know which of two binders that is.",
    source: "Federal school guide: promulgation, approval, and what it supersedes.",
    failing: Example(&[(
        "approvals.toml",
        "[[approval]]\nbody = \"Board of education\"\nrelease = \"2026-08-15\"\nsupersedes = \"2025-08-20\"\n",
    )]),
    passing: Example(&[(
        "approvals.toml",
        "[[approval]]\nbody = \"Board of education\"\nname = \"M. Teague\"\nsigned = 2026-08-15\nrelease = \"2026-08-15\"\nsupersedes = \"2025-08-20\"\n\n[[distribution]]\nname = \"Chief\"\nagency = \"Police and fire department\"\nrelease = \"2026-08-15\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let approvals = &handbook.approvals.approvals;
    if approvals.is_empty() {
        return unapproved(handbook, findings);
    }
    // What a later release has replaced is history, signed or not.
    let replaced: BTreeSet<&str> =
        approvals.iter().filter_map(|approval| Some(approval.supersedes.as_ref()?.value.as_str())).collect();
    let in_force: Vec<&Approval> = approvals
        .iter()
        .filter(|approval| approval.release.as_ref().is_none_or(|release| !replaced.contains(release.value.as_str())))
        .collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for approval in &in_force {
        unsigned(handbook, approval, findings);
        let Some(release) = &approval.release else { continue };
        if !told.insert(&release.value) {
            continue;
        }
        let same =
            || in_force.iter().filter(|other| other.release.as_ref().is_some_and(|own| own.value == release.value));
        let mut named = same().filter_map(|other| other.supersedes.as_ref());
        match named.next() {
            None => findings.add(
                release.span,
                format!("The release \"{}\" does not say which one it replaces", release.value),
                "add `supersedes = \"2025-08-20\"` with the name of the plan before it, or `supersedes = \"none\"` for the first",
            ),
            Some(first) => {
                if let Some(other) = named.find(|other| other.value != first.value) {
                    let message = format!(
                        "The release \"{}\" replaces \"{}\" in one approval and \"{}\" in another",
                        release.value, first.value, other.value
                    );
                    let finding = Diagnostic::error(findings.name(), other.span, message);
                    findings.push(finding.related(first.span, "the other one").help("write the same name in both"));
                }
            }
        }
    }
}

/// A plan that others hold, and nobody has signed. A draft is handed out to be read, not to be followed.
fn unapproved(handbook: &Handbook, findings: &mut Findings<'_>) {
    let mut releases = handbook.approvals.distribution.iter().filter_map(|holder| holder.release.as_ref());
    if let Some(release) = releases.find(|release| find_word(&release.to_lowercase(), "draft").is_none()) {
        findings.add(
            release.span,
            format!("Copies of the release \"{}\" are handed out, and nobody has signed it", release.value),
            format!(
                "add `[[approval]]` with `body`, `name`, `signed = {}`, `release = \"{}\"` and `supersedes`",
                handbook.today, release.value
            ),
        );
    }
}

/// Tells what one approval lacks.
fn unsigned(handbook: &Handbook, approval: &Approval, findings: &mut Findings<'_>) {
    let parts = [
        (approval.name.is_none(), "no name", "`name = \"…\"`".to_owned()),
        (approval.signed.is_none(), "no day", format!("`signed = {}`", handbook.today)),
        (approval.release.is_none(), "no release", "`release = \"2026-08-15\"`".to_owned()),
    ];
    let missing: Vec<_> = parts.into_iter().filter(|(missing, ..)| *missing).collect();
    if !missing.is_empty() {
        let words: Vec<&str> = missing.iter().map(|(_, words, _)| *words).collect();
        let keys: Vec<&str> = missing.iter().map(|(.., key)| key.as_str()).collect();
        findings.add(
            approval.span,
            format!("The approval by \"{}\" has {}", approval.body, words.join(" and ")),
            format!("add {}", keys.join(" and ")),
        );
    }
    if let Some(signed) = &approval.signed
        && signed.value > handbook.today
    {
        findings.add(
            signed.span,
            format!("The approval by \"{}\" is signed on {}, a day that has not come yet", approval.body, signed.value),
            "leave `signed` out until the signature is there",
        );
    }
}
