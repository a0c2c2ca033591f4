//! Pictures and attachments: which there are, and how large a picture is.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::{Content, Sources};

/// A picture or an attachment.
#[derive(Clone, Debug)]
pub struct Media {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Every media file outside the theme, by path.
pub(super) fn collect(sources: &Sources, theme: &str) -> BTreeMap<String, Media> {
    let theme = format!("{theme}/");
    sources
        .iter()
        .filter_map(|(_, source)| match &source.content {
            Content::Media(bytes) if !source.path.starts_with(&theme) => {
                Some((source.path.clone(), Media { bytes: Arc::clone(bytes) }))
            }
            Content::Media(_) | Content::Text(_) | Content::Unreadable(_) => None,
        })
        .collect()
}
