//! A PDF file into the words that are set in it.

use lopdf::Document;

/// What the pages say, and the title; nothing where the file cannot be read, or says it in fonts that name no letters.
pub(super) fn words(bytes: &[u8]) -> Option<String> {
    let document = Document::load_mem(bytes).ok()?;
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let mut words = String::new();
    for page in pages {
        // One page that cannot be read does not hide the others.
        words.push_str(&document.extract_text(&[page]).unwrap_or_default());
        words.push('\n');
    }
    Some(words)
}
