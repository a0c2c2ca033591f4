//! A language → how it writes days, times, numbers and lists, as the Unicode consortium knows it (CLDR), by ICU4X.

use std::fmt;

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{T, YMD};
use icu_datetime::input::{Date as Day, Time as Clock};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::{ListFormatter, parts};
use icu_locale::LocaleCanonicalizer;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil::{Date, Time};
use writeable::{Part, PartsWrite, Writeable as _};

use crate::fields::Language;

/// How the names of a list belong together.
#[derive(Clone, Copy, Debug)]
pub enum Joint {
    /// All of them: "A, B, and C".
    And,
    /// One of them: "A, B, or C".
    Or,
}

/// What a language does with days, times, numbers and lists. Each of its parts is made once.
#[derive(Debug)]
pub struct Usage {
    language: Language,
    /// The language of the days, where that is another.
    borrowed: Option<Language>,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    minutes: NoCalendarFormatter<T>,
    seconds: NoCalendarFormatter<T>,
    number: DecimalFormatter,
    and: ListFormatter,
    or: ListFormatter,
}

/// How ICU writes the eleventh month of a language whose months it has no names for.
const NAMELESS: &str = "M11";

impl Usage {
    /// A language's usage. What ICU does not know of a language is as ICU has it for all of them, but for days: a parent who
    /// reads "2026 M11 24" reads nothing, so these are in English.
    ///
    /// # Panics
    /// When ICU has not even that: our own mistake, since its data is compiled in.
    #[must_use]
    pub fn of(language: &Language) -> Usage {
        let locale = locale(language);
        let day = days(&locale);
        let is_known = !day.format(&gregorian(Date::constant(2026, 11, 24))).to_string().contains(NAMELESS);
        let lent = Language::default();
        let (day, borrowed) = if is_known { (day, None) } else { (days(&self::locale(&lent)), Some(lent)) };
        let time = |fields| NoCalendarFormatter::try_new((&locale).into(), fields).expect("times are compiled in");
        let and = || ListFormatter::try_new_and((&locale).into(), Default::default()).expect("lists are compiled in");
        let or = || ListFormatter::try_new_or((&locale).into(), Default::default()).expect("lists are compiled in");
        Usage {
            language: language.clone(),
            day,
            minutes: time(T::hm()),
            seconds: time(T::hms()),
            number: DecimalFormatter::try_new((&locale).into(), Default::default()).expect("digits are compiled in"),
            and: and(),
            // What ICU has for all languages is a comma for "and", but an English word for "or".
            or: if borrowed.is_none() { or() } else { and() },
            borrowed,
        }
    }

    /// Whose usage it is.
    #[must_use]
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The language of its days, where that is another.
    #[must_use]
    pub fn borrowed(&self) -> Option<&Language> {
        self.borrowed.as_ref()
    }

    /// A day, its month by name, in the calendar by which schools have their days.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.day.format(&gregorian(date)).to_string()
    }

    /// A time of day; seconds where they are known to matter.
    #[must_use]
    pub fn time(&self, time: Time) -> String {
        let part = |part: i8| u8::try_from(part).unwrap_or_default();
        let clock = Clock::try_new(part(time.hour()), part(time.minute()), part(time.second()), 0);
        let clock = clock.expect("a time of day is a time of day");
        let fields = if time.second() == 0 { &self.minutes } else { &self.seconds };
        fields.format(&clock).to_string()
    }

    /// A number.
    #[must_use]
    pub fn number(&self, number: impl Into<Decimal>) -> String {
        self.number.format(&number.into()).to_string()
    }

    /// A number of tenths, with one digit behind the point.
    #[must_use]
    pub fn tenths(&self, tenths: u64) -> String {
        let mut number = Decimal::from(tenths);
        number.multiply_pow10(-1);
        self.number(number)
    }

    /// Names as a list.
    #[must_use]
    pub fn list<'n>(&self, joint: Joint, names: impl IntoIterator<Item = &'n str>) -> String {
        let names: Vec<&str> = names.into_iter().collect();
        self.joint(joint).format(names.iter()).to_string()
    }

    /// What stands behind each of the names in their list, for names that are more than words: a link, a mark.
    #[must_use]
    pub fn behind(&self, joint: Joint, names: &[&str]) -> Vec<String> {
        let mut gaps = Gaps { behind: Vec::with_capacity(names.len()), is_name: false };
        self.joint(joint).format(names.iter()).write_to_parts(&mut gaps).expect("text can always grow");
        gaps.behind
    }

    fn joint(&self, joint: Joint) -> &ListFormatter {
        match joint {
            Joint::And => &self.and,
            Joint::Or => &self.or,
        }
    }
}

/// The forms that words have for numbers of things, beside the first.
pub(super) const FORMS: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// A language's plurals.
pub(super) fn plurals(language: &Language) -> PluralRules {
    PluralRules::try_new_cardinal((&locale(language)).into()).expect("plurals are compiled in")
}

/// The form that a language has for so many things; nothing for the one that serves all other numbers.
pub(super) fn form(plurals: &PluralRules, count: u64) -> Option<&'static str> {
    match plurals.category_for(count) {
        PluralCategory::Zero => Some(FORMS[0]),
        PluralCategory::One => Some(FORMS[1]),
        PluralCategory::Two => Some(FORMS[2]),
        PluralCategory::Few => Some(FORMS[3]),
        PluralCategory::Many => Some(FORMS[4]),
        PluralCategory::Other => None,
    }
}

/// A list without its names.
struct Gaps {
    behind: Vec<String>,
    is_name: bool,
}

impl fmt::Write for Gaps {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        // No language puts anything before the first name.
        if let Some(last) = self.behind.last_mut().filter(|_| !self.is_name) {
            last.push_str(words);
        }
        Ok(())
    }
}

impl PartsWrite for Gaps {
    type SubPartsWrite = Gaps;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Gaps) -> fmt::Result) -> fmt::Result {
        if part == parts::ELEMENT {
            self.behind.push(String::new());
            self.is_name = true;
        }
        write(self)?;
        self.is_name = false;
        Ok(())
    }
}

/// The name by which ICU has a language's data: "tl" and "spa" are its "fil" and "es".
fn locale(language: &Language) -> Locale {
    let mut locale = language.as_str().parse::<Locale>().unwrap_or(Locale::UNKNOWN);
    LocaleCanonicalizer::new_common().canonicalize(&mut locale);
    locale
}

fn days(locale: &Locale) -> FixedCalendarDateTimeFormatter<Gregorian, YMD> {
    FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).expect("days are compiled in")
}

fn gregorian(date: Date) -> Day<Gregorian> {
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    Day::try_new_gregorian(i32::from(date.year()), part(date.month()), part(date.day())).expect("a day is a day")
}
