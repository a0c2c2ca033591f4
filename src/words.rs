//! The theme's own words (headings, labels, months) in one table for each language, so that a translation is a file.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::fields::{Fields, Interval, Language, Named, Origin, Unit};
use crate::nearest::suggestion;
use crate::source::{SourceId, Sources};

/// One language's words, in tables: `words.procedure.order`.
#[derive(Clone, Debug)]
pub struct Words {
    tongue: Language,
    tables: BTreeMap<String, BTreeMap<String, String>>,
    value: tera::Value,
}

impl Words {
    /// The words of the default theme. Words that cannot be read are our own mistake.
    ///
    /// # Panics
    /// When they cannot be read.
    #[must_use]
    pub fn embedded(text: &str) -> Words {
        let findings = RefCell::new(Diagnostics::new());
        let mut tables: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        Origin { source: Sources::nowhere(), text, base: 0, findings: &findings }.parse(|mut fields| {
            for (table, mut entries) in fields.named_tables() {
                let entries = entries.entries::<String>().into_iter().map(|(key, word)| (key.value, word.value));
                tables.insert(table.value, entries.collect());
            }
        });
        assert!(findings.borrow().is_empty(), "the default theme's words cannot be read: {findings:?}");
        let value = tera::Value::from_serializable(&tables);
        let tongue = tables["theme"]["language"].as_str();
        let tongue = Language::parse(tongue).expect("the default theme's words say their language");
        Words { tongue, tables, value }
    }

    /// Lays a handbook's own words over these, word by word.
    pub fn overlay(&mut self, source: SourceId, text: &str, findings: &RefCell<Diagnostics>) {
        Origin { source, text, base: 0, findings }.parse(|mut fields| self.take(&mut fields, findings));
        self.tongue = Language::parse(self.get("theme", "language")).unwrap_or_else(|| self.tongue.clone());
        self.value = tera::Value::from_serializable(&self.tables);
    }

    fn take(&mut self, fields: &mut Fields<'_>, findings: &RefCell<Diagnostics>) {
        let unknown = |span, name: &str, known: Vec<&str>| {
            let help =
                suggestion(name, known.iter().copied()).unwrap_or_else(|| format!("known here: {}", known.join(", ")));
            let message = format!("The theme has no word called `{name}`");
            findings.borrow_mut().push(Diagnostic::error(found::UNKNOWN_KEY, span, message).help(help));
        };
        for (name, mut own) in fields.named_tables() {
            let Some(table) = self.tables.get_mut(&name.value) else {
                unknown(name.span, &name.value, self.tables.keys().map(String::as_str).collect());
                continue;
            };
            for (key, word) in own.entries::<String>() {
                match table.get_mut(&key.value) {
                    Some(place) => *place = word.value,
                    None => unknown(key.span, &key.value, table.keys().map(String::as_str).collect()),
                }
            }
        }
    }

    /// A word.
    ///
    /// # Panics
    /// When the theme has none: our own mistake, which a test finds.
    #[must_use]
    pub fn get(&self, table: &str, key: &str) -> &str {
        match self.find(table, key) {
            Some(word) => word,
            None => panic!("the theme's words have no `{key}` in [{table}]"),
        }
    }

    /// A word, if there is one.
    #[must_use]
    pub fn find(&self, table: &str, key: &str) -> Option<&str> {
        self.tables.get(table)?.get(key).map(String::as_str)
    }

    /// A table of words, if there is one.
    #[must_use]
    pub fn table(&self, table: &str) -> Option<&BTreeMap<String, String>> {
        self.tables.get(table)
    }

    /// Every table.
    #[must_use]
    pub fn tables(&self) -> &BTreeMap<String, BTreeMap<String, String>> {
        &self.tables
    }

    /// The word for a name of the source format.
    #[must_use]
    pub fn of<T: Named>(&self, table: &str, value: T) -> &str {
        self.get(table, value.name())
    }

    /// A word with its gaps filled: `{school}`.
    #[must_use]
    pub fn fill(&self, table: &str, key: &str, gaps: &[(&str, &str)]) -> String {
        let mut words = self.get(table, key).to_owned();
        for (gap, filling) in gaps {
            words = words.replace(&format!("{{{gap}}}"), filling);
        }
        words
    }

    /// The language that the words are in: a reader's language without words of its own has the theme's first.
    #[must_use]
    pub fn language(&self) -> &str {
        self.get("theme", "language")
    }

    /// The language that these words are in, if it is the reader's; else the theme's first.
    #[must_use]
    pub fn tongue<'l>(&'l self, reader: &'l Language) -> &'l Language {
        if self.tongue.primary() == reader.primary() { reader } else { &self.tongue }
    }

    /// Everything, for templates.
    #[must_use]
    pub fn value(&self) -> tera::Value {
        self.value.clone()
    }

    /// A day as people write it.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        const MONTHS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
        let month = MONTHS[usize::try_from(date.month() - 1).unwrap_or(0)];
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.fill("date", "day", &[("month", self.get("month", month)), ("day", &day), ("year", &year)])
    }

    /// A time of day as people write it; seconds where they are known to matter.
    #[must_use]
    pub fn time(&self, time: Time) -> String {
        let half = if time.hour() < 12 { "morning" } else { "afternoon" };
        let twelve = if time.hour() % 12 == 0 { 12 } else { time.hour() % 12 };
        let mut minute = format!("{:02}", time.minute());
        if time.second() != 0 {
            minute.push_str(&format!(":{:02}", time.second()));
        }
        let (hour, twelve) = (time.hour().to_string(), twelve.to_string());
        let gaps =
            [("hour", hour.as_str()), ("hour12", &twelve), ("minute", &minute), ("half", self.get("date", half))];
        self.fill("date", "time", &gaps)
    }

    /// A length of time, spelled out.
    #[must_use]
    pub fn interval(&self, interval: Interval) -> String {
        let (one, many) = match interval.unit {
            Unit::Second => ("second", "seconds"),
            Unit::Minute => ("minute", "minutes"),
            Unit::Hour => ("hour", "hours"),
            Unit::Day => ("day", "days"),
            Unit::Week => ("week", "weeks"),
            Unit::Month => ("month", "months"),
            Unit::Year => ("year", "years"),
        };
        let word = self.get("interval", if interval.count == 1 { one } else { many });
        format!("{} {word}", interval.count)
    }
}
