//! Which part of a site is made: where several machines make it together, or where some of it stands from the last time. Whole
//! schools, each by its own name, so that a school that comes or goes moves no other.

use std::collections::BTreeSet;
use std::fmt;

/// One part of several; the whole is the only part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    number: usize,
    of: usize,
    /// Schools that are in no part, since they stand.
    but: BTreeSet<String>,
}

impl Default for Share {
    /// The whole.
    fn default() -> Share {
        Share::but(BTreeSet::new())
    }
}

impl Share {
    /// The most parts.
    pub const MOST: usize = 10_000;

    /// Part `number` (from 1) of `of`, if there is such a part.
    #[must_use]
    pub fn new(number: usize, of: usize) -> Option<Share> {
        let share = Share { number, of, but: BTreeSet::new() };
        ((1..=of).contains(&number) && of <= Share::MOST).then_some(share)
    }

    /// All but some schools.
    #[must_use]
    pub fn but(schools: BTreeSet<String>) -> Share {
        Share { number: 1, of: 1, but: schools }
    }

    /// Reads `3/8`.
    #[must_use]
    pub fn parse(words: &str) -> Option<Share> {
        let (number, of) = words.split_once('/')?;
        Share::new(number.trim().parse().ok()?, of.trim().parse().ok()?)
    }

    /// Which part it is, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// How many parts there are.
    #[must_use]
    pub fn of(&self) -> usize {
        self.of
    }

    /// Whether no other machine makes any of it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.of == 1
    }

    /// Whether a school is in this part, or the district where no school is named. The first part has what belongs to no
    /// school.
    #[must_use]
    pub fn holds(&self, school: Option<&str>) -> bool {
        let Some(school) = school else { return self.number == 1 };
        if self.but.contains(school) {
            return false;
        }
        let hash = blake3::hash(school.as_bytes());
        let start = hash.as_bytes().first_chunk::<8>().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        start % self.of as u64 == self.number as u64 - 1
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn a_part_is_one_of_so_many() {
        assert_eq!(Share::parse("3/8"), Share::new(3, 8));
        for wrong in ["0/8", "9/8", "3", "3/", "/8", "a/b", "1/0", "1/10001", "-1/8"] {
            assert_eq!(Share::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_school_is_in_exactly_one_part() {
        for school in ["harbor", "ridgeline", "millrace", "é"] {
            let parts = (1..=7).filter_map(|number| Share::new(number, 7));
            assert_eq!(parts.filter(|share| share.holds(Some(school))).count(), 1);
        }
    }

    #[test]
    fn a_school_that_stands_is_not_made_and_the_district_is() {
        let share = Share::but(["harbor".to_owned()].into());
        assert!(
            !share.holds(Some("harbor")) && share.holds(Some("ridgeline")) && share.holds(None) && share.is_whole()
        );
    }
}
