//! A school into what everyone may know of it.

use crate::fields::{Id, Phone};
use crate::handbook::school::{Level as SchoolLevel, School};
use crate::handbook::vocabulary::{SchoolWords, Vocabulary};

/// What everyone may know of a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolFacts {
    /// What it is called by.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// Its name in a menu.
    pub short: String,
    /// Elementary, middle, high.
    pub level: SchoolLevel,
    /// Its grades.
    pub grades: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Its number.
    pub phone: Option<Phone>,
    /// How many students.
    pub students: Option<u32>,
    /// How many adults work there.
    pub staff: Option<u32>,
    /// A sentence about it.
    pub summary: Option<String>,
}

impl SchoolFacts {
    /// The same in a language, as far as somebody has translated it.
    pub(super) fn of(school: &School, vocabulary: Option<&Vocabulary>) -> SchoolFacts {
        let words = vocabulary.and_then(|vocabulary| vocabulary.schools.get(&school.id));
        let own = |pick: fn(&SchoolWords) -> &Option<String>| words.and_then(|words| pick(words).clone());
        SchoolFacts {
            id: school.id.clone(),
            title: own(|words| &words.title).unwrap_or_else(|| school.title.clone()),
            short: own(|words| &words.short).unwrap_or_else(|| school.short.clone()),
            level: school.level,
            grades: own(|words| &words.grades).or_else(|| school.grades.clone()),
            address: school.address.clone(),
            phone: school.phone.as_ref().map(|phone| phone.value.clone()),
            students: school.students,
            staff: school.staff,
            summary: own(|words| &words.summary).or_else(|| school.summary.clone()),
        }
    }
}
