//! The clock: `SOURCE_DATE_EPOCH`, or the system's time, becomes the day a handbook is built on.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::failure::Failure;

/// Today, in UTC, so that one moment is one day on every machine.
///
/// # Errors
/// When `SOURCE_DATE_EPOCH` is set and is not a number of seconds.
pub fn today() -> Result<Date, Failure> {
    match env::var_os("SOURCE_DATE_EPOCH") {
        Some(value) => day_of_epoch(&value.to_string_lossy()),
        None => {
            // A clock before 1970 is a flat battery; that day is as good as any for a computer without a clock.
            let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            Ok(i64::try_from(seconds).ok().and_then(day_of).unwrap_or(Date::MAX))
        }
    }
}

/// The day that the words of `SOURCE_DATE_EPOCH` mean.
fn day_of_epoch(words: &str) -> Result<Date, Failure> {
    let digits = !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = words.parse::<i64>().ok().filter(|_| digits);
    seconds.and_then(day_of).ok_or_else(|| Failure::Epoch { value: words.to_owned() })
}

/// The day of a number of seconds since 1970, as far as calendars go.
fn day_of(seconds: i64) -> Option<Date> {
    Timestamp::from_second(seconds).ok().map(|moment| Offset::UTC.to_datetime(moment).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_is_a_number_of_seconds() {
        assert_eq!(day_of_epoch("0").expect("a day").to_string(), "1970-01-01");
        assert_eq!(day_of_epoch("1787184000").expect("a day").to_string(), "2026-08-20");
        for wrong in ["", "-1", "+1", " 1", "1.5", "today", "2026-08-20", "99999999999999", "99999999999999999999999"] {
            let words = day_of_epoch(wrong).expect_err(wrong).to_string();
            assert!(words.starts_with("SOURCE_DATE_EPOCH is \""), "{words}");
        }
    }
}
