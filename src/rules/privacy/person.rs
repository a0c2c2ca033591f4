//! What looks like a person's name, and what only looks so: schools, events, places.

use std::collections::BTreeSet;

use crate::handbook::Handbook;

/// Two capitalised words, or one and an initial: "Maya Lopez", "Jordan P.".
pub(super) const NAME: &str =
    r"\p{Lu}[\p{Ll}’']+(?:-\p{Lu}\p{Ll}+)?(?: \p{Lu}\.)? (?:\p{Lu}[\p{L}’']*\p{Ll}(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\b\.?)";

/// A day, as people write it.
pub(super) const DATE: &str = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{4})";

/// Capitalised words that are no person's name wherever they stand.
const NO_NAMES: [&str; 96] = [
    "academy",
    "after",
    "all",
    "and",
    "any",
    "art",
    "ask",
    "assembly",
    "at",
    "autumn",
    "band",
    "before",
    "board",
    "building",
    "bus",
    "by",
    "call",
    "camp",
    "campus",
    "choir",
    "class",
    "classroom",
    "club",
    "college",
    "concert",
    "council",
    "counselor",
    "day",
    "department",
    "district",
    "drill",
    "each",
    "elementary",
    "emergency",
    "english",
    "evening",
    "every",
    "fair",
    "fall",
    "family",
    "field",
    "fire",
    "first",
    "for",
    "from",
    "game",
    "grade",
    "group",
    "gym",
    "hall",
    "high",
    "history",
    "if",
    "in",
    "kindergarten",
    "lesson",
    "level",
    "library",
    "lockdown",
    "math",
    "middle",
    "morning",
    "music",
    "night",
    "no",
    "office",
    "officer",
    "on",
    "or",
    "our",
    "plan",
    "primary",
    "principal",
    "program",
    "reading",
    "room",
    "school",
    "science",
    "section",
    "show",
    "spring",
    "student",
    "students",
    "summer",
    "support",
    "teacher",
    "team",
    "tell",
    "the",
    "this",
    "to",
    "trip",
    "week",
    "wing",
    "with",
    "your",
];

/// Names in textbooks and on sample forms.
const SAMPLES: [&str; 7] =
    ["jane doe", "john doe", "jane roe", "john roe", "first last", "given family", "name surname"];

/// What is known to be no person.
pub(super) struct NoPersons {
    known: BTreeSet<String>,
}

impl NoPersons {
    /// The handbook's own proper nouns: schools, places, roles, terms.
    pub(super) fn of(handbook: &Handbook) -> NoPersons {
        let schools = handbook.schools.iter().flat_map(|school| [school.title.as_str(), school.short.as_str()]);
        let places = handbook.places.iter().chain(handbook.schools.iter().flat_map(|school| &school.places));
        let titles = [handbook.config.title.as_str(), handbook.config.publisher.as_str()];
        let all = schools
            .chain(titles)
            .chain(places.map(|place| place.title.as_str()))
            .chain(handbook.roles.iter().map(|role| role.title.as_str()))
            .chain(handbook.contacts.iter().map(|contact| contact.label.as_str()))
            .chain(handbook.hazards.iter().map(|hazard| hazard.title.as_str()))
            .chain(handbook.terms.iter().map(|term| term.term.as_str()));
        let known = all.flat_map(|words| words.split(|c: char| !c.is_alphanumeric())).map(str::to_lowercase).collect();
        NoPersons { known }
    }

    /// Whether words in the form of a name can be a person's.
    pub(super) fn can_be(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        let none = |word: &str| NO_NAMES.binary_search(&word).is_ok() || self.known.contains(word);
        !SAMPLES.contains(&lower.as_str()) && !lower.split([' ', '.', '-']).filter(|word| !word.is_empty()).any(none)
    }
}

#[cfg(test)]
mod tests {
    use super::NO_NAMES;

    #[test]
    fn the_list_can_be_searched() {
        assert!(NO_NAMES.is_sorted());
    }
}
