//! Pictures and attachments, without what they say of their makers.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::metadata::{self, Trace};
use crate::source::{Content, Sources};

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
pub(super) fn collect(sources: &Sources, theme: &str) -> BTreeMap<String, Media> {
    let theme = format!("{theme}/");
    let media: Vec<(&str, &Arc<[u8]>)> = sources
        .iter()
        .filter_map(|(_, source)| match &source.content {
            Content::Media(bytes) if !source.path.starts_with(&theme) && !source.path.starts_with(FONTS) => {
                Some((source.path.as_str(), bytes))
            }
            Content::Media(_) | Content::Text(_) | Content::Unreadable(_) => None,
        })
        .collect();
    media
        .into_par_iter()
        .map(|(path, bytes)| {
            let cleaned = metadata::clean(bytes);
            let bytes = cleaned.bytes.map_or_else(|| Arc::clone(bytes), Arc::from);
            (path.to_owned(), Media { bytes, traces: cleaned.traces, stuck: cleaned.stuck })
        })
        .collect()
}
