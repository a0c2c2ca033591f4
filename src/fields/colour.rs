//! A colour, and whether words on it can be read.

use std::fmt;

use toml::de::DeValue;

use super::{At, FieldValue, Refused};

/// A colour of the screen, red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// White paper.
    pub const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };

    /// Reads `#0b4f6c` or `#fa0`.
    #[must_use]
    pub fn parse(words: &str) -> Option<Colour> {
        let digits = words.trim().strip_prefix('#')?;
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let [_, red, green, blue] = value.to_be_bytes();
        match digits.len() {
            6 => Some(Colour { red, green, blue }),
            3 => {
                let nibble = |shift: u32| ((value >> shift & 0xf) * 17) as u8;
                Some(Colour { red: nibble(8), green: nibble(4), blue: nibble(0) })
            }
            _ => None,
        }
    }

    /// Relative luminance, 0 (black) to 1 (white), by the formula of WCAG 2.2, "relative luminance".
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast with another colour, 1 to 21, by the formula of WCAG 2.2, "contrast ratio".
    #[must_use]
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest darker shade whose contrast with `paper` is at least `ratio`, if there is one.
    ///
    /// All three channels shrink by one factor, so the hue stays.
    #[must_use]
    pub fn darkened_until(self, paper: Colour, ratio: f64) -> Option<Colour> {
        (0..=100u32).map(|step| self.scaled(100 - step)).find(|shade| shade.contrast(paper) >= ratio)
    }

    /// The nearest lighter shade whose contrast with `paper` is at least `ratio`, if there is one.
    #[must_use]
    pub fn lightened_until(self, paper: Colour, ratio: f64) -> Option<Colour> {
        let toward = |channel: u8, step: u32| (u32::from(channel) + (255 - u32::from(channel)) * step / 100) as u8;
        (0..=100u32)
            .map(|step| Colour {
                red: toward(self.red, step),
                green: toward(self.green, step),
                blue: toward(self.blue, step),
            })
            .find(|shade| shade.contrast(paper) >= ratio)
    }

    fn scaled(self, percent: u32) -> Colour {
        let part = |channel: u8| (u32::from(channel) * percent / 100) as u8;
        Colour { red: part(self.red), green: part(self.green), blue: part(self.blue) }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl FieldValue for Colour {
    const NEEDS: &'static str = "a colour such as \"#0b4f6c\"";

    fn read(value: &DeValue<'_>, _: At<'_>) -> Result<Colour, Option<Refused>> {
        let DeValue::String(words) = value else { return Err(None) };
        Colour::parse(words).ok_or_else(|| {
            Some(Refused::new(
                format!("\"{words}\" is not a colour"),
                "write # and six digits from 0 to f: \"#0b4f6c\"",
            ))
        })
    }
}
