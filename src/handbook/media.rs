//! Pictures and attachments, without what they say of their makers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::kept::Kept;
use super::metadata::{self, Trace};
use crate::diagnostic::{Diagnostic, Diagnostics, Place as Where, found};
use crate::source::{Content, SourceId, Sources};

/// A picture or an attachment.
#[derive(Clone, Debug)]
pub struct Media {
    /// Its bytes, as they may be published.
    pub bytes: Arc<[u8]>,
    /// What the author's own file says of people. None of it is in the bytes, unless it is stuck.
    pub traces: Vec<Trace>,
    /// Whether the traces could not be taken out.
    pub stuck: bool,
}

/// The folder of a handbook's own fonts, which are no pictures.
pub const FONTS: &str = "fonts/";

/// Every media file outside the theme, by path. Tells drawings of which nothing is left.
pub(super) fn collect(
    sources: &Sources,
    theme: &str,
    findings: &RefCell<Diagnostics>,
    kept: &mut Kept,
) -> BTreeMap<String, Media> {
    let theme = format!("{theme}/");
    let media: Vec<(SourceId, &str, &Arc<[u8]>)> = sources
        .iter()
        .filter_map(|(id, source)| match &source.content {
            Content::Media(bytes) if !source.path.starts_with(&theme) && !source.path.starts_with(FONTS) => {
                Some((id, source.path.as_str(), bytes))
            }
            Content::Media(_) | Content::Text(_) | Content::Unreadable(_) => None,
        })
        .collect();
    let known = &*kept;
    let cleaned: Vec<(SourceId, String, Media)> = media
        .into_par_iter()
        .map(|(id, path, bytes)| {
            let clean = || {
                let cleaned = metadata::clean(path, bytes);
                let bytes = cleaned.bytes.map_or_else(|| Arc::clone(bytes), Arc::from);
                Media { bytes, traces: cleaned.traces, stuck: cleaned.stuck }
            };
            (id, path.to_owned(), known.media(id).cloned().unwrap_or_else(clean))
        })
        .collect();
    cleaned.iter().for_each(|(id, _, media)| kept.keep_media(*id, media.clone()));
    for (_, path, _) in
        cleaned.iter().filter(|(_, path, media)| metadata::is_called_drawing(path) && media.bytes.is_empty())
    {
        let message = format!("{path} is no whole drawing, so readers have its words and no picture");
        let help = "open it in a drawing program and save it again as plain SVG";
        let told = Diagnostic::warning(found::UNREADABLE_FILE, Where::File(path.clone()), message).help(help);
        findings.borrow_mut().push(told);
    }
    cleaned.into_iter().map(|(_, path, media)| (path, media)).collect()
}
