//! Which part of a site one machine makes, where several make it together: whole schools, each by its own name, so that a
//! school that comes or goes moves no other.

use std::fmt;

/// One part of several; the whole is the only part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    number: usize,
    of: usize,
}

impl Default for Share {
    /// The whole.
    fn default() -> Share {
        Share { number: 1, of: 1 }
    }
}

impl Share {
    /// The most parts.
    pub const MOST: usize = 10_000;

    /// Part `number` (from 1) of `of`, if there is such a part.
    #[must_use]
    pub fn new(number: usize, of: usize) -> Option<Share> {
        (1..=of).contains(&number).then_some(Share { number, of }).filter(|_| of <= Share::MOST)
    }

    /// Reads `3/8`.
    #[must_use]
    pub fn parse(words: &str) -> Option<Share> {
        let (number, of) = words.split_once('/')?;
        Share::new(number.trim().parse().ok()?, of.trim().parse().ok()?)
    }

    /// Which part it is, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        self.number
    }

    /// How many parts there are.
    #[must_use]
    pub fn of(self) -> usize {
        self.of
    }

    /// Whether it is all of it.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.of == 1
    }

    /// Whether a school is in this part, or the district where no school is named. The first part has what belongs to no
    /// school.
    #[must_use]
    pub fn holds(self, school: Option<&str>) -> bool {
        let Some(school) = school else { return self.number == 1 };
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
}
