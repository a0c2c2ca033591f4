//! A length of time as people say it: "12 months", "30s".

use std::fmt;

use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan as _};
use toml::de::DeValue;

use super::{At, FieldValue, Refused};

/// The unit that was typed; months are not days, so it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months of the calendar.
    Month,
    /// Years of the calendar.
    Year,
}

/// A count of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Interval {
    /// Reads "30s", "2 min", "12 months". The number comes first.
    #[must_use]
    pub fn parse(words: &str) -> Option<Interval> {
        let words = words.trim();
        let digits = words.find(|c: char| !c.is_ascii_digit())?;
        let count: u32 = words[..digits].parse().ok().filter(|&count| count <= 100_000)?;
        let unit = match words[digits..].trim() {
            "s" | "sec" | "second" | "seconds" => Unit::Second,
            "m" | "min" | "minute" | "minutes" => Unit::Minute,
            "h" | "hour" | "hours" => Unit::Hour,
            "d" | "day" | "days" => Unit::Day,
            "w" | "week" | "weeks" => Unit::Week,
            "month" | "months" => Unit::Month,
            "y" | "year" | "years" => Unit::Year,
            _ => return None,
        };
        Some(Interval { count, unit })
    }

    /// The day this long after another; for seconds, minutes and hours the whole days in them. `None` past the end of
    /// the calendar.
    #[must_use]
    pub fn after(self, date: Date) -> Option<Date> {
        let count = i64::from(self.count);
        let span: Duration = match self.unit {
            Unit::Second => (count / 86_400).days(),
            Unit::Minute => (count / 1_440).days(),
            Unit::Hour => (count / 24).days(),
            Unit::Day => count.days(),
            Unit::Week => count.weeks(),
            Unit::Month => count.months(),
            Unit::Year => count.years(),
        };
        date.checked_add(span).ok()
    }

    /// In seconds, with 30 days a month and 365 a year: good for comparing, not for calendars.
    #[must_use]
    pub fn seconds(self) -> u64 {
        let unit = match self.unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3_600,
            Unit::Day => 86_400,
            Unit::Week => 7 * 86_400,
            Unit::Month => 30 * 86_400,
            Unit::Year => 365 * 86_400,
        };
        u64::from(self.count) * unit
    }
}

impl fmt::Display for Interval {
    /// In English, spelled out: "30 seconds", "1 year".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

impl FieldValue for Interval {
    const NEEDS: &'static str = "a length of time such as \"12 months\"";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Interval, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        Interval::parse(words).ok_or_else(|| {
            Some(Refused::new(
                format!("\"{words}\" is not a length of time"),
                "write a number and seconds, minutes, hours, days, weeks, months or years: \"12 months\"",
            ))
        })
    }
}
