//! A mistyped name into the names that were probably meant.

/// The names within a third of the word's length in edits, nearest first, at most three.
///
/// Distance is optimal string alignment (one swap of neighbours is one edit). A name that begins with the word, or the
/// word with the name, counts as near, since endings are what people forget.
#[must_use]
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).clamp(1, 4);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let distance = strsim::osa_distance(&word, &lower);
            let begins = word.len() >= 3 && (lower.starts_with(&word) || word.starts_with(&lower) && lower.len() >= 3);
            let part = word.len() >= 4 && lower.split('-').any(|piece| piece == word);
            (distance <= allowed || begins || part).then_some((distance, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, name)| name).take(3).collect()
}

/// The one name that was surely meant: near in letters, and no other is.
#[must_use]
pub fn certain<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    match nearest(word, names).as_slice() {
        [only] if strsim::osa_distance(&word.to_lowercase(), &only.to_lowercase()) <= 2 => Some(only),
        _ => None,
    }
}

/// "Did you mean …?" for the help of a diagnostic; nothing where no name is near.
#[must_use]
pub fn suggestion<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = nearest(word, names);
    match near.as_slice() {
        [] => None,
        [only] => Some(format!("did you mean `{only}`?")),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(|name| format!("`{name}`")).collect();
            Some(format!("did you mean {} or `{last}`?", head.join(", ")))
        }
    }
}
