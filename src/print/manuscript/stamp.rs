//! What tells one sheet from an older one: its revision, the release that approved it, and where a phone asks about it.

use serde::Serialize;

use super::Wanted;
use crate::document::{Document, Status};
use crate::edition::{Approval, History};
use crate::handbook::releases::List;
use crate::plan;
use crate::print::qr;

/// The stamp at the foot of a sheet.
#[derive(Debug, Serialize)]
pub(super) struct Stamp {
    revision: String,
    /// The release that approved these words, or the newest.
    release: Option<String>,
    /// Words for a text that is not approved as it stands.
    draft: Option<String>,
    reviewed: Option<String>,
    /// Where its code is checked.
    verify: Option<String>,
    /// The same for a phone, as the file of a picture.
    qr: Option<String>,
}

impl Stamp {
    /// A document's.
    pub(super) fn of(document: &Document, wanted: &Wanted<'_>) -> Stamp {
        let (words, common) = (wanted.words, &document.common);
        let history = wanted.reading(document).edition.history(document);
        let mut stamp = Stamp::stamped(document.id.as_str(), &history, wanted);
        if stamp.draft.is_none() && common.status != Status::Approved {
            stamp.draft = Some(words.of("status", common.status).to_owned());
        }
        stamp.reviewed = common.last_reviewed.as_ref().map(|date| words.date(date.value));
        stamp
    }

    /// A list's; one that has the name of a document cannot be asked about.
    pub(super) fn of_list(list: List, wanted: &Wanted<'_>) -> Stamp {
        let name = list.sheet();
        let mut stamp = Stamp::stamped(&name, &wanted.edition.list_history(list), wanted);
        if wanted.edition.document(&name).is_some() {
            (stamp.verify, stamp.qr) = (None, None);
        }
        stamp
    }

    fn stamped(name: &str, history: &History, wanted: &Wanted<'_>) -> Stamp {
        let (edition, words) = (wanted.edition, wanted.words);
        let (release, draft) = match &history.standing {
            Approval::Unreleased => (None, None),
            Approval::Approved { since } => (Some(since.clone()), None),
            Approval::Draft { release, approved } => {
                let key = if approved.is_some() { "changed" } else { "new" };
                (Some(release.clone()), Some(words.fill("document", key, &[("release", release)])))
            }
        };
        let revision = history.revision.to_string();
        let root = plan::root(edition);
        let site = wanted.binder.site.as_ref().map(|site| &site.value).or(edition.masthead.url.as_ref());
        let verify = site.map(|url| format!("{url}{root}verify.html#{name}.{revision}"));
        Stamp { release, draft, reviewed: None, qr: verify.as_deref().and_then(qr::svg), verify, revision }
    }
}
