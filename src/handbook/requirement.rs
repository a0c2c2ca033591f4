//! What must be practised: so many drills of a kind in a school year, and in which part of it.

use jiff::civil::Date;
use toml::de::DeValue;

use super::drills::{DrillKind, kind};
use crate::fields::{At, FieldValue, Fields, Interval, Placed, Refused, names};
use crate::source::Span;

/// So many of a kind in a year.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Of what.
    pub kind: DrillKind,
    /// Other kinds that count as well.
    pub also: Vec<DrillKind>,
    /// How many in a school year.
    pub count: u32,
    /// In each month of the year so many, rather than at any time.
    pub every: Option<Pace>,
    /// The first day on which one counts.
    pub from: Option<Date>,
    /// By when.
    pub by: Option<Date>,
    /// What demands it.
    pub basis: Option<String>,
    /// Where the handbook says so; nothing for what its jurisdiction says.
    pub span: Option<Span>,
}

names! {
    /// How often within a school year.
    pub enum Pace {
        /// In each month that the year touches.
        Month = "month",
    }
}

/// The first and the last day of a school year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The first day.
    pub begins: Date,
    /// The last day.
    pub ends: Date,
}

impl Year {
    /// Whether a day is in it.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        self.begins <= date && date <= self.ends
    }

    /// Its months, each as the first and the last of its days that are in the year.
    #[must_use]
    pub fn months(self) -> Vec<Year> {
        let mut months = Vec::new();
        let mut begins = self.begins;
        // A year of more than two years is a slip, told elsewhere; it must not make a list without end.
        while begins <= self.ends && months.len() < 24 {
            let ends = begins.last_of_month().min(self.ends);
            months.push(Year { begins, ends });
            match begins.last_of_month().tomorrow() {
                Ok(next) => begins = next,
                Err(_) => break,
            }
        }
        months
    }
}

impl Requirement {
    /// Whether a drill of this kind counts.
    #[must_use]
    pub fn counts(&self, kind: DrillKind) -> bool {
        self.kind == kind || self.also.contains(&kind)
    }

    /// How many there are in a whole year.
    #[must_use]
    pub fn in_year(&self, year: Option<Year>) -> u32 {
        match (self.every, year) {
            (None, _) => self.count,
            (Some(Pace::Month), Some(year)) => self.count * year.months().len() as u32,
            // A school is in session in nine months at least.
            (Some(Pace::Month), None) => self.count * 9,
        }
    }

    /// Reads a `[[requirement]]`. Days such as "12-31" are found in the school year, where it is known.
    pub(super) fn read(mut table: Fields<'_>, year: Option<Year>, own: bool) -> Option<Requirement> {
        let kind = kind(&mut table);
        let also = table.list("also").into_iter().map(|kind| kind.value).collect();
        let count = table.required::<u32>("count", "1").value;
        let every = table.optional("every");
        let begins = year.map(|year| year.begins);
        let from = table.optional::<SchoolDay>("from").and_then(|day| day.in_year(begins));
        let by = table.optional::<SchoolDay>("by").and_then(|day| day.in_year(begins));
        let basis = table.optional("basis");
        let span = own.then(|| table.first_line());
        table.finish();
        Some(Requirement { kind: kind?, also, count, every, from, by, basis, span })
    }
}

/// Reads the school year; both days or none.
pub(super) fn year(begins: Option<&Placed<Date>>, ends: Option<&Placed<Date>>) -> Option<Year> {
    let year = Year { begins: begins?.value, ends: ends?.value };
    (year.begins <= year.ends).then_some(year)
}

/// A day of the school year: a date, a day of any year ("12-31"), or so long after the first day ("90 days").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SchoolDay {
    Date(Date),
    Every { month: i8, day: i8 },
    After(Interval),
}

impl SchoolDay {
    /// The day in the year that begins then.
    fn in_year(self, begins: Option<Date>) -> Option<Date> {
        match self {
            SchoolDay::Date(date) => Some(date),
            SchoolDay::After(interval) => interval.after(begins?),
            SchoolDay::Every { month, day } => {
                let begins = begins?;
                let this = Date::new(begins.year(), month, day).ok()?;
                if this >= begins { Some(this) } else { Date::new(begins.year() + 1, month, day).ok() }
            }
        }
    }
}

impl FieldValue for SchoolDay {
    const NEEDS: &'static str = "a date such as 2026-12-01, a day of every year such as \"12-01\", or \"90 days\"";

    fn read(value: &DeValue<'_>, at: At<'_>) -> Result<SchoolDay, Option<Refused>> {
        let DeValue::String(words) = value else { return Date::read(value, at).map(SchoolDay::Date) };
        if let Some(interval) = Interval::parse(words) {
            return Ok(SchoolDay::After(interval));
        }
        // 2027 is no leap year, so that a day of every year is in every year.
        let every = words.trim().split_once('-').and_then(|(month, day)| {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            Date::new(2027, month, day).ok()?;
            Some(SchoolDay::Every { month, day })
        });
        match every {
            Some(day) => Ok(day),
            None => Date::read(value, at).map(SchoolDay::Date).map_err(|_| {
                let help = "write 2026-12-01, or \"12-01\" for every year, or \"90 days\" after the first day";
                Some(Refused::new("this is not a day of a school year", help))
            }),
        }
    }
}
