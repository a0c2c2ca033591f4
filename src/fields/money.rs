//! An amount as it stands in a budget.

use std::fmt;

use toml::de::DeValue;

use super::{At, FieldValue, Refused};

/// A currency sign and a whole amount, kept as typed and as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    shown: String,
    amount: u64,
}

impl Money {
    /// Reads "$12,000", "€ 900", "$0".
    #[must_use]
    pub fn parse(words: &str) -> Option<Money> {
        let shown = words.trim();
        let mut characters = shown.chars();
        let sign = characters.next()?;
        let rest = characters.as_str().trim();
        let plain = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '\u{a0}'));
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let fits = matches!(sign, '$' | '€' | '£') && plain && (1..=15).contains(&digits.len());
        let amount = digits.parse().ok()?;
        fits.then(|| Money { shown: shown.to_owned(), amount })
    }

    /// The amount in whole units of its currency.
    #[must_use]
    pub fn amount(&self) -> u64 {
        self.amount
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl FieldValue for Money {
    const NEEDS: &'static str = "an amount such as \"$12,000\"";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Money, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        Money::parse(words).ok_or_else(|| {
            Some(Refused::new(
                format!("\"{words}\" is not an amount"),
                "write a currency sign and a whole amount: \"$12,000\"",
            ))
        })
    }
}
