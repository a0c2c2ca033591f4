//! Who approved the plan, what changed, and who holds a copy.

use serde::Serialize;

use super::scribe::Scribe;
use super::text::Run;

/// The plan's control pages.
#[derive(Debug, Serialize)]
pub(super) struct Control {
    approvals: Vec<Signed>,
    changes: Vec<Changed>,
    distribution: Vec<Held>,
}

#[derive(Debug, Serialize)]
struct Signed {
    body: String,
    role: Option<String>,
    name: Option<String>,
    signed: Option<String>,
    release: Option<String>,
    supersedes: Option<String>,
}

#[derive(Debug, Serialize)]
struct Changed {
    number: u32,
    date: Option<String>,
    by: Option<String>,
    summary: Vec<Run>,
    documents: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Held {
    name: String,
    agency: Option<String>,
    date: Option<String>,
    copies: Option<u32>,
    release: Option<String>,
}

impl Control {
    /// Writes them down, the newest change first.
    pub(super) fn of(scribe: &mut Scribe<'_>) -> Control {
        let (edition, words) = (scribe.edition, scribe.words);
        let record = &edition.approvals;
        let approvals = record.approvals.iter().map(|approval| Signed {
            body: approval.body.clone(),
            role: approval.role.clone(),
            name: approval.name.clone(),
            signed: approval.signed.as_ref().map(|date| words.date(date.value)),
            release: approval.release.as_ref().map(|release| release.value.clone()),
            supersedes: approval.supersedes.as_ref().map(|release| release.value.clone()),
        });
        let approvals = approvals.collect();
        let mut changes: Vec<&crate::handbook::approvals::Change> = record.changes.iter().collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.number.value));
        let changes = changes.into_iter().map(|change| Changed {
            number: change.number.value,
            date: change.date.as_ref().map(|date| words.date(date.value)),
            by: change.by.clone(),
            summary: scribe.phrase(&change.summary),
            documents: change
                .documents
                .iter()
                .filter_map(|id| edition.document(id.as_str()))
                .map(|document| document.common.title.value.clone())
                .collect(),
        });
        let changes = changes.collect();
        let distribution = record.distribution.iter().map(|holder| Held {
            name: holder.name.clone(),
            agency: holder.agency.clone(),
            date: holder.date.as_ref().map(|date| words.date(date.value)),
            copies: holder.copies,
            release: holder.release.as_ref().map(|release| release.value.clone()),
        });
        Control { approvals, changes, distribution: distribution.collect() }
    }
}
