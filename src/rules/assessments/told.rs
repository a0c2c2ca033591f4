//! Which words of `notify` name whom, language by language. A language without a table is passed by.
//!
//! Schools name the same three in many ways: the target, the person threatened, the intended victim. What is read here is
//! generous: an entry that speaks of a family in words nobody foresaw counts for whichever family is still missing.

use crate::document::Class;
use crate::fields::Language;

/// One language's words, in lower case.
pub(super) struct Words {
    /// The mildest classes, of which people may be told or not.
    mild: &'static [&'static str],
    /// The person threatened.
    target: &'static [&'static str],
    /// The person who made the threat.
    subject: &'static [&'static str],
    /// A family.
    family: &'static [&'static str],
    /// The families of both.
    families: &'static [&'static str],
    /// What stands between a family and whose it is.
    of: &'static [&'static str],
    /// Everyone.
    everyone: &'static [&'static str],
}

const ENGLISH: Words = Words {
    mild: &[
        "transient",
        "low",
        "minor",
        "mild",
        "none",
        "no threat",
        "not a threat",
        "no-threat",
        "unfounded",
        "resolved",
        "dismissed",
        "closed",
        "routine",
        "level 1",
        "level-1",
    ],
    target: &[
        "target",
        "victim",
        "person threatened",
        "people threatened",
        "student threatened",
        "students threatened",
        "staff threatened",
        "anyone threatened",
        "those threatened",
        "was threatened",
        "were threatened",
        "threatened person",
        "threatened student",
        "threatened people",
        "person named",
        "people named",
        "those named",
        "person at risk",
        "people at risk",
        "who may be harmed",
        "who could be harmed",
        "who might be harmed",
        "in danger",
        "endangered",
        "person harmed",
        "people harmed",
    ],
    subject: &[
        "subject",
        "made the threat",
        "makes the threat",
        "making the threat",
        "made a threat",
        "making a threat",
        "who threatened",
        "who threatens",
        "threatening student",
        "threatening person",
        "person of concern",
        "student of concern",
        "individual of concern",
        "person responsible",
        "student responsible",
        "person assessed",
        "student assessed",
        "threatener",
    ],
    family: &["famil", "parent", "guardian", "caregiver", "carer", "mother", "father", "household"],
    families: &[
        "both famil",
        "both sets of parent",
        "all famil",
        "each famil",
        "families of both",
        "families of all",
        "families of each",
        "families of the students",
        "families of every",
        "parents of both",
        "parents of all",
        "parents of each",
        "parents of the students",
        "guardians of both",
        "guardians of all",
        "family of each",
        "family of both",
        "families involved",
        "their famil",
        "their parent",
        "their guardian",
        "parents of every",
    ],
    of: &["of", "for"],
    everyone: &[
        "everyone involved",
        "everybody involved",
        "all involved",
        "all parties",
        "both students",
        "both parties",
        "each student",
        "both sides",
    ],
};

/// Who is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The person threatened.
    pub(super) target: bool,
    /// That person's family.
    pub(super) family_of_target: bool,
    /// The other's family.
    pub(super) family_of_subject: bool,
}

impl Words {
    /// The table of a language.
    pub(super) fn of(language: &Language) -> Option<&'static Words> {
        match language.primary() {
            "en" => Some(&ENGLISH),
            _ => None,
        }
    }

    /// Whether a class is the mildest: a figure of speech, put right.
    pub(super) fn is_mild(&self, class: &Class) -> bool {
        let names = [class.id.as_str().to_lowercase(), class.title.value.to_lowercase()];
        // "Low" must not be found in "below", nor "resolved" in "unresolved".
        names.iter().any(|name| self.mild.iter().any(|word| starts_of_words(name, word).next().is_some()))
    }

    /// Who is told by these entries.
    pub(super) fn told(&self, entries: &[String]) -> Told {
        let mut told = Told::default();
        let mut unnamed = 0;
        for entry in entries {
            // One entry may name several, apart by commas.
            let entry = entry.to_lowercase();
            self.read(&entry, &mut told, &mut unnamed);
        }
        for _ in 0..unnamed {
            if !told.family_of_target {
                told.family_of_target = true;
            } else {
                told.family_of_subject = true;
            }
        }
        told
    }

    fn read(&self, entry: &str, told: &mut Told, unnamed: &mut usize) {
        let has = |list: &[&str]| list.iter().any(|word| starts_of_words(entry, word).next().is_some());
        let everyone = has(self.everyone);
        let family = first_of(entry, self.family);
        let Some(family) = family else {
            told.target |= has(self.target) || everyone;
            return;
        };
        // "Target and family", "the target's family": a person before the word is told too, unless it is theirs.
        let (before, after) = entry.split_at(family);
        let person = last_of(before, self.target);
        let theirs = before.trim_end().ends_with(['\'', '’']) || before.contains("'s ") || before.contains("’s ");
        told.target |= person && !theirs || everyone && !self.is_whose(after, self.everyone);
        // "Family of the target", "families and the target".
        let named = first_of(after, self.target).is_some();
        told.target |= named && !self.is_whose(after, self.target);
        if has(self.families) || everyone {
            // "The target and their family" is one family.
            if person && !has(&["both", "all", "each"]) && !everyone {
                told.family_of_target = true;
            } else if last_of(before, self.subject) && !everyone {
                told.family_of_subject = true;
            } else {
                told.family_of_target = true;
                told.family_of_subject = true;
            }
            return;
        }
        let target = person || named;
        let subject = has(self.subject);
        told.family_of_target |= target;
        told.family_of_subject |= subject;
        if !target && !subject {
            *unnamed += 1;
        }
    }

    /// Whether a family is these people's: "of the target" stands after it.
    fn is_whose(&self, after: &str, people: &[&str]) -> bool {
        let Some(at) = first_of(after, people) else { return false };
        let between = &after[..at];
        self.of.iter().any(|of| between.split_whitespace().any(|word| word == *of))
    }
}

/// Where a word begins in a text, at the beginning of a word.
fn starts_of_words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(word).map(|(at, _)| at).filter(|at| !text[..*at].ends_with(char::is_alphanumeric))
}

fn first_of(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| starts_of_words(text, word).next()).min()
}

fn last_of(text: &str, words: &[&str]) -> bool {
    first_of(text, words).is_some()
}
