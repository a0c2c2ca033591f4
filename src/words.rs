//! The theme's own words (headings, labels) in one table for each language, so that a translation is a file, and with them how
//! their reader's language writes days, numbers and lists.

mod usage;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use icu_decimal::input::Decimal;
use icu_plurals::PluralRules;
use jiff::civil::{Date, Time};

use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::fields::{Fields, Interval, Language, Named, Origin, Unit};
use crate::nearest::suggestion;
use crate::source::{SourceId, Sources};

pub use usage::{Joint, Usage};

/// One language's words, in tables: `words.procedure.order`.
#[derive(Clone, Debug)]
pub struct Words {
    tongue: Language,
    tables: BTreeMap<String, BTreeMap<String, String>>,
    value: tera::Value,
    usage: Arc<Usage>,
    plurals: Arc<PluralRules>,
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
        let (usage, plurals) = (Arc::new(Usage::of(&tongue)), Arc::new(usage::plurals(&tongue)));
        Words { tongue, tables, value, usage, plurals }
    }

    /// The same words for a reader, whose days, numbers and lists are in their own language even where the words are not.
    #[must_use]
    pub fn spoken_to(&self, reader: &Language) -> Words {
        let usage = if self.usage.language() == reader { Arc::clone(&self.usage) } else { Arc::new(Usage::of(reader)) };
        Words { usage, ..self.clone() }
    }

    /// Lays a handbook's own words over these, word by word.
    pub fn overlay(&mut self, source: SourceId, text: &str, findings: &RefCell<Diagnostics>) {
        Origin { source, text, base: 0, findings }.parse(|mut fields| self.take(&mut fields, findings));
        self.tongue = Language::parse(self.get("theme", "language")).unwrap_or_else(|| self.tongue.clone());
        self.plurals = Arc::new(usage::plurals(&self.tongue));
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
                // A language may have more plurals than the first.
                if table.contains_key(&key.value) || plural(&key.value).is_some_and(|many| table.contains_key(many)) {
                    table.insert(key.value, word.value);
                } else {
                    unknown(key.span, &key.value, table.keys().map(String::as_str).collect());
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
        self.usage.date(date)
    }

    /// The language of days, where that is not the reader's own.
    #[must_use]
    pub fn language_of_days(&self) -> Option<&Language> {
        self.usage.borrowed()
    }

    /// A time of day as people write it; seconds where they are known to matter.
    #[must_use]
    pub fn time(&self, time: Time) -> String {
        self.usage.time(time)
    }

    /// A number that counts something.
    #[must_use]
    pub fn number(&self, number: impl Into<Decimal>) -> String {
        self.usage.number(number)
    }

    /// How much a file weighs.
    #[must_use]
    pub fn size(&self, bytes: usize) -> String {
        match bytes as u64 {
            bytes if bytes < 100_000 => format!("{} KB", self.number(bytes.div_ceil(1000))),
            bytes => format!("{} MB", self.usage.tenths((bytes + 50_000) / 100_000)),
        }
    }

    /// Names as a list in running text.
    #[must_use]
    pub fn list<'n>(&self, joint: Joint, names: impl IntoIterator<Item = &'n str>) -> String {
        self.usage.list(joint, names)
    }

    /// What stands behind each of the names in their list, where they are more than words.
    #[must_use]
    pub fn behind(&self, joint: Joint, names: &[&str]) -> Vec<String> {
        self.usage.behind(joint, names)
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
        format!("{} {}", self.number(interval.count), self.counted("interval", one, many, interval.count.into()))
    }

    /// The word for so many of something: `one` for one, else `many`, in the form that the words' language has for this number
    /// where the table has that: `seconds-few`.
    #[must_use]
    pub fn counted(&self, table: &str, one: &str, many: &str, count: u64) -> &str {
        let form = usage::form(&self.plurals, count).and_then(|form| self.find(table, &format!("{many}-{form}")));
        if count == 1 { self.get(table, one) } else { form.unwrap_or_else(|| self.get(table, many)) }
    }
}

/// The key of which another has a form: `seconds` of `seconds-few`.
#[must_use]
pub fn plural(key: &str) -> Option<&str> {
    let (many, form) = key.rsplit_once('-')?;
    usage::FORMS.contains(&form).then_some(many)
}
