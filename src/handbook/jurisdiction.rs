//! What a state's law demands of drills in a school year: data beside this file, read like any other.
//!
//! A handbook adds its own requirements in `drills.toml`; a state that is not here is written there in full.

use std::cell::RefCell;

use jiff::civil::Date;

use super::requirement::{Requirement, Year};
use crate::config::Jurisdiction;
use crate::diagnostic::{Checked, Diagnostics};
use crate::fields::{Interval, Origin};
use crate::source::Sources;

/// A jurisdiction's demands.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name in a sentence.
    pub title: String,
    /// The law.
    pub law: Option<String>,
    /// The day from which these demands hold.
    pub effective: Option<Date>,
    /// How soon after a drill its record is published.
    pub posted_within: Option<Interval>,
    /// How long a record stays published.
    pub kept: Option<Interval>,
    /// What must be practised.
    pub requirements: Vec<Requirement>,
}

/// The files of all jurisdictions.
pub const TEXTS: [&str; 4] = [
    include_str!("jurisdictions/illinois.toml"),
    include_str!("jurisdictions/michigan.toml"),
    include_str!("jurisdictions/new-york.toml"),
    include_str!("jurisdictions/washington.toml"),
];

impl Profile {
    /// The profile of a jurisdiction, with its days in a school year.
    #[must_use]
    pub fn of(jurisdiction: Jurisdiction, year: Option<Year>) -> Checked<Profile> {
        let [illinois, michigan, new_york, washington] = TEXTS;
        let text = match jurisdiction {
            Jurisdiction::Illinois => illinois,
            Jurisdiction::Michigan => michigan,
            Jurisdiction::NewYork => new_york,
            Jurisdiction::Washington => washington,
        };
        let findings = RefCell::new(Diagnostics::new());
        // What is wrong in our own data has no place in the author's files; a test holds that nothing is.
        let origin = Origin { source: Sources::nowhere(), text, base: 0, findings: &findings };
        let value = origin.parse(|mut fields| {
            let profile = Profile {
                title: fields.required::<String>("title", "\"Michigan\"").value,
                law: fields.optional("law"),
                effective: fields.optional("effective"),
                posted_within: fields.optional("posted_within"),
                kept: fields.optional("kept"),
                requirements: fields
                    .tables("requirement")
                    .into_iter()
                    .filter_map(|table| Requirement::read(table, year, false))
                    .collect(),
            };
            fields.finish();
            profile
        });
        Checked { value, diagnostics: findings.into_inner() }
    }
}
