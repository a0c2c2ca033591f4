//! Documents that differ from the newest release, without a row in the record of changes.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::edition::release::{Difference, differences, snapshot};
use crate::edition::revision;
use crate::fields::Id;
use crate::handbook::Handbook;
use crate::handbook::releases::Release;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::listed;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unrecorded-change"),
    group: Group::Release,
    severity: Severity::Error,
    what: "Every document that says something else than in the newest release, is new or is gone has a row in the record of changes.",
    why: "Whoever holds a binder must be able to learn what is no longer true in it, and why.",
    source: "Federal school guide: record of changes.",
    failing: Example(&[
        (
            "releases/2026-08-15.toml",
            "date = 2026-08-15\nform = 1\nchanges = 3\n\n[[document]]\nid = \"signs\"\nrevision = [{ code = \"000000\", readers = [\"public\", \"staff\", \"responder\", \"team\"] }]\n",
        ),
        (
            "pages/signs.md",
            "+++\ntitle = \"Signs\"\nsummary = \"What the signs in the halls mean.\"\naudience = \"public\"\nlast_reviewed = 2026-08-01\n+++\nGreen signs lead out.\n",
        ),
    ]),
    passing: Example(&[
        (
            "releases/2026-08-15.toml",
            "date = 2026-08-15\nform = 1\nchanges = 3\n\n[[document]]\nid = \"signs\"\nrevision = [{ code = \"000000\", readers = [\"public\", \"staff\", \"responder\", \"team\"] }]\n",
        ),
        (
            "pages/signs.md",
            "+++\ntitle = \"Signs\"\nsummary = \"What the signs in the halls mean.\"\naudience = \"public\"\nlast_reviewed = 2026-08-01\n+++\nGreen signs lead out.\n",
        ),
        (
            "approvals.toml",
            "[[change]]\nnumber = 4\ndate = 2026-09-02\nby = \"Safety coordinator\"\nsummary = \"The signs are green now.\"\ndocuments = [\"signs\"]\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    let Some(release) = handbook.releases.last() else { return };
    if release.form != revision::FORM {
        let message = format!("The codes of release {} were made by another version of Gobag", release.name);
        let finding = Diagnostic::warning(findings.name(), release.span, message).help(
            "nothing can be compared with it: hold the plan against its paper once, then make a new release with `gobag release`",
        );
        findings.push_as(Severity::Warning, finding);
        return;
    }
    let now = snapshot(handbook, false);
    for (id, difference) in differences(release, &now) {
        if !is_recorded(handbook, release, &id) {
            findings.push(unrecorded(handbook, release, &id, &difference, findings.name()));
        }
    }
}

/// Whether a row that came after the release names the document.
fn is_recorded(handbook: &Handbook, release: &Release, id: &Id) -> bool {
    let later = handbook.approvals.changes.iter().filter(|change| change.number.value > release.changes);
    later.flat_map(|change| &change.documents).any(|named| named.value == *id)
}

fn unrecorded(handbook: &Handbook, release: &Release, id: &Id, difference: &Difference, name: RuleName) -> Diagnostic {
    let document = handbook.written_first().find(|document| document.id.value == *id);
    let title = document.map_or(id.as_str(), |document| document.common.title.value.as_str());
    let what = match difference {
        Difference::New => format!("is new since release {}", release.name),
        Difference::Gone => format!("was in release {} and is gone", release.name),
        Difference::Changed(sections) if sections.is_empty() => format!("has changed since release {}", release.name),
        Difference::Changed(sections) => {
            let names: Vec<&str> = sections.iter().map(|section| section.as_str()).collect();
            format!("has changed since release {} (in {})", release.name, listed(&names, "and"))
        }
    };
    let number = handbook.approvals.changes.iter().map(|change| change.number.value).max().unwrap_or(0) + 1;
    let help = format!(
        "add to approvals.toml `[[change]]`, `number = {number}`, `date = {}`, `by = \"…\"`, `summary = \"…\"` and `documents = [\"{id}\"]`; one row may name several documents",
        handbook.today
    );
    let message = format!("\"{title}\" {what}, and the record of changes does not say so");
    let place = document.map_or(release.span, |document| document.common.title.span);
    Diagnostic::error(name, place, message).help(help)
}
