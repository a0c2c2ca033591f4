//! Things by their first letter.

use serde::Serialize;

/// Things that begin with one letter.
#[derive(Debug, Serialize)]
pub(super) struct Letter<T> {
    letter: String,
    id: String,
    entries: Vec<T>,
}

/// Sorts things by name and puts them under their first letters; what begins with no letter comes first.
pub(super) fn letters<T>(mut things: Vec<(String, T)>) -> Vec<Letter<T>> {
    things.sort_by_cached_key(|(name, _)| name.to_lowercase());
    let mut letters: Vec<Letter<T>> = Vec::new();
    for (name, thing) in things {
        let first = name.chars().find(|c| !c.is_whitespace()).filter(|c| c.is_alphabetic());
        let letter = first.map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect());
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.push(thing),
            _ => {
                let id = format!("letter_{}", letters.len() + 1);
                letters.push(Letter { letter, id, entries: vec![thing] });
            }
        }
    }
    letters
}
