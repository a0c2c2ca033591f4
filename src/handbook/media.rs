//! Pictures and attachments, without what they say of their makers.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::kept::Kept;
use super::metadata::{self, Trace};
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

/// Every media file outside the theme, by path.
pub(super) fn collect(sources: &Sources, theme: &str, kept: &mut Kept) -> BTreeMap<String, Media> {
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
    cleaned.into_iter().map(|(_, path, media)| (path, media)).collect()
}
