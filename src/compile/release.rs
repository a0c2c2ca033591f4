//! A handbook as it stands today into a release: whether it may be made, its file, and what differs from the one before.

use std::collections::BTreeMap;

use super::{Compiled, Misfit, Progress, check};
use crate::edition::release::{self, Difference};
use crate::fields::{Id, Placed};
use crate::handbook::Handbook;
use crate::source::Sources;

/// A release, ready to be written.
#[derive(Debug)]
pub struct Prepared {
    /// What is wrong with the handbook; nothing is released while there is any error.
    pub compiled: Compiled,
    /// Whether somebody has signed for it.
    pub signed: Result<(), Misfit>,
    /// The file's path in the handbook.
    pub path: String,
    /// The file's text.
    pub text: String,
    /// How many documents there are in it.
    pub documents: usize,
    /// The release before.
    pub before: Option<String>,
    /// What differs from the release before.
    pub differences: BTreeMap<Id, Difference>,
    /// What differs, as rows for the record of changes.
    pub draft: String,
}

/// Prepares a release of what the handbook says today.
///
/// # Errors
/// When the name is no name for a release, or there is one of this name.
pub fn release(sources: &Sources, name: &str, progress: Progress<'_>) -> Result<Prepared, Misfit> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
    if !name.starts_with(|letter: char| letter.is_ascii_alphanumeric()) || !name.chars().all(fits) || name.len() > 60 {
        return Err(Misfit::ReleaseName { name: name.to_owned() });
    }
    let compiled = check(sources, progress);
    let handbook = Handbook::read(sources).value;
    if let Some(there) = handbook.releases.iter().find(|release| release.name.eq_ignore_ascii_case(name)) {
        return Err(Misfit::Released { name: name.to_owned(), date: there.date.value });
    }
    let now = release::snapshot(&handbook, true);
    let before = handbook.releases.last();
    let differences = before.map(|before| release::differences(before, &now)).unwrap_or_default();
    Ok(Prepared {
        compiled,
        signed: signed(&handbook, name),
        path: format!("{}{name}.toml", crate::handbook::releases::FOLDER),
        text: release::text(&handbook, name, &now),
        documents: now.documents.len(),
        before: before.map(|before| before.name.clone()),
        draft: release::draft(&handbook, &differences),
        differences,
    })
}

/// Whether an approval of this release has a name, a day and the release that it replaces; the rule `unsigned-release` says
/// the same of approvals that are there.
fn signed(handbook: &Handbook, name: &str) -> Result<(), Misfit> {
    let named = |value: &Option<Placed<String>>| value.as_ref().is_some_and(|value| value.value == name);
    let approvals = &handbook.approvals.approvals;
    if approvals.iter().any(|approval| named(&approval.release) && approval.signed.is_some() && approval.name.is_some())
    {
        return Ok(());
    }
    let before = handbook.releases.last().map_or("none", |before| before.name.as_str());
    Err(Misfit::Unsigned {
        name: name.to_owned(),
        help: format!(
            "add to approvals.toml `[[approval]]` with `body = \"…\"`, `name = \"…\"`, `signed = {}`, `release = \"{name}\"` and `supersedes = \"{before}\"`",
            handbook.today
        ),
    })
}
