//! The plain kinds: words, numbers, yes and no, dates, times of day, and text that is Markdown.

use jiff::civil::{Date, Time};
use toml::de::DeValue;

use super::{At, FieldValue, Refused};
use crate::source::Span;

impl FieldValue for String {
    const NEEDS: &'static str = "words in quotation marks";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<String, Option<Refused>> {
        match value {
            DeValue::String(words) if words.trim().is_empty() => Err(Some(Refused::new(
                "there are no words between the quotation marks",
                "fill it in, or leave the key out",
            ))),
            DeValue::String(words) => Ok(words.trim().to_owned()),
            _ => Err(None),
        }
    }
}

impl FieldValue for bool {
    const NEEDS: &'static str = "true or false, without quotation marks";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<bool, Option<Refused>> {
        match value {
            DeValue::Boolean(yes) => Ok(*yes),
            _ => Err(None),
        }
    }
}

impl FieldValue for i64 {
    const NEEDS: &'static str = "a whole number, without quotation marks";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<i64, Option<Refused>> {
        match value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_err(|_| Some(Refused::new("this number is too large", "use a smaller one"))),
            _ => Err(None),
        }
    }
}

impl FieldValue for u32 {
    const NEEDS: &'static str = "a whole number from 0 up, without quotation marks";

    fn read(value: &DeValue<'_>, at: At<'_>) -> Result<u32, Option<Refused>> {
        u32::try_from(i64::read(value, at)?)
            .map_err(|_| Some(Refused::new("this number is out of range", "use a whole number from 0 up")))
    }
}

impl FieldValue for Date {
    const NEEDS: &'static str = "a date such as 2026-08-15, without quotation marks";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Date, Option<Refused>> {
        let parsed = match value {
            DeValue::Datetime(moment) => match (&moment.date, &moment.time) {
                (Some(date), None) => Date::new(date.year as i16, date.month as i8, date.day as i8),
                _ => return Err(Some(Refused::new("this has a time of day in it", "leave only the date: 2026-08-15"))),
            },
            DeValue::String(words) => words.trim().parse(),
            _ => return Err(None),
        };
        parsed.map_err(|_| {
            Some(Refused::new("this is not a day of the calendar", "write year, month and day: 2026-08-15"))
        })
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(pub Time);

impl FieldValue for Clock {
    const NEEDS: &'static str = "a time such as 09:40:00, without quotation marks";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Clock, Option<Refused>> {
        let wrong = || Some(Refused::new("this is not a time of day", "write hours, minutes and seconds: 09:40:00"));
        match value {
            DeValue::Datetime(moment) => match (&moment.date, &moment.time) {
                (None, Some(time)) => Time::new(time.hour as i8, time.minute as i8, time.second.unwrap_or(0) as i8, 0)
                    .map(Clock)
                    .map_err(|_| wrong()),
                _ => Err(wrong()),
            },
            DeValue::String(words) => words.trim().parse().map(Clock).map_err(|_| wrong()),
            _ => Err(None),
        }
    }
}

/// Words that are Markdown, not yet read: `document/` makes prose of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// The words.
    pub words: String,
    /// Where the words stand, without the quotation marks where they stand as typed.
    pub span: Span,
    /// Whether each byte of the words is the same byte in the file, so that places inside can be shown.
    pub as_typed: bool,
}

impl FieldValue for Raw {
    const NEEDS: &'static str = "words in quotation marks";

    fn read(value: &DeValue<'_>, at: At<'_>) -> Result<Raw, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        if words.trim().is_empty() {
            return Err(Some(Refused::new(
                "there are no words between the quotation marks",
                "fill it in, or leave the key out",
            )));
        }
        for mark in ["\"\"\"", "'''", "\"", "'"] {
            let Some(inner) = at.typed.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) else { continue };
            let offset = at.span.start as usize + mark.len();
            if inner == words.as_ref() {
                let span = Span::new(at.span.source, offset, offset + inner.len());
                return Ok(Raw { words: words.to_string(), span, as_typed: true });
            }
            if inner.strip_prefix('\n') == Some(words.as_ref()) {
                let span = Span::new(at.span.source, offset + 1, offset + inner.len());
                return Ok(Raw { words: words.to_string(), span, as_typed: true });
            }
            break;
        }
        Ok(Raw { words: words.to_string(), span: at.span, as_typed: false })
    }
}
