//! `hazards.toml`: the risk register.
//!
//! The four ratings are those of the federal school guide's worksheet, 1 to 4 each. The guide gives no formula: priority
//! is the team's judgement, with its reason.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, found};
use crate::document::{Prose, Reading};
use crate::fields::{Fields, Id, Money, Named, Placed, names};
use crate::source::Span;

/// An entry of the risk register.
#[derive(Clone, Debug)]
pub struct Hazard {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub category: Category,
    /// What could happen here.
    pub scenario: Option<Prose>,
    /// How likely.
    pub probability: Placed<Probability>,
    /// How bad.
    pub magnitude: Placed<Magnitude>,
    /// How much warning.
    pub warning: Placed<Warning>,
    /// How long.
    pub duration: Placed<Duration>,
    /// How pressing, in the team's judgement.
    pub priority: Placed<Priority>,
    /// Why.
    pub reason: Option<Prose>,
    /// Physical vulnerabilities.
    pub physical: Vec<Prose>,
    /// Social vulnerabilities.
    pub social: Vec<Prose>,
    /// What is in place.
    pub controls: Vec<Prose>,
    /// Who was heard.
    pub stakeholders: Vec<Prose>,
    /// The day it was assessed.
    pub assessed: Option<Placed<Date>>,
    /// Its annex.
    pub annex: Option<Placed<Id>>,
    /// Who may read it; missing means staff.
    pub audience: Option<Placed<Id>>,
    /// What a public page may say.
    pub public_summary: Option<Prose>,
    /// What will be done.
    pub actions: Vec<RiskAction>,
    /// Where it stands.
    pub span: Span,
}

/// What will be done about a risk.
#[derive(Clone, Debug)]
pub struct RiskAction {
    /// What.
    pub what: Prose,
    /// The role that does it.
    pub owner: Option<Placed<Id>>,
    /// What it costs.
    pub cost: Option<Placed<Money>>,
    /// By when.
    pub due: Option<Placed<Date>>,
    /// Where the money comes from.
    pub funding: Option<String>,
    /// Where it stands.
    pub span: Span,
}

names! {
    /// Where a hazard comes from: the guide's four groups.
    pub enum Category {
        /// H1.
        Natural = "natural",
        /// H2.
        Technological = "technological",
        /// H3.
        Biological = "biological",
        /// H4.
        Adversarial = "adversarial",
    }
}

names! {
    /// How likely.
    pub enum Probability {
        /// 1.
        Unlikely = "unlikely",
        /// 2.
        Possible = "possible",
        /// 3.
        Likely = "likely",
        /// 4.
        HighlyLikely = "highly-likely",
    }
}

names! {
    /// How bad.
    pub enum Magnitude {
        /// 1.
        Negligible = "negligible",
        /// 2.
        Limited = "limited",
        /// 3.
        Critical = "critical",
        /// 4.
        Catastrophic = "catastrophic",
    }
}

names! {
    /// At least how much warning; less is worse.
    pub enum Warning {
        /// 1.
        Day = "24 hours",
        /// 2.
        HalfDay = "12 hours",
        /// 3.
        SixHours = "6 hours",
        /// 4.
        Minimal = "minimal",
    }
}

names! {
    /// How long.
    pub enum Duration {
        /// 1.
        UnderThree = "under 3 hours",
        /// 2.
        ThreeToSix = "3 to 6 hours",
        /// 3.
        SixToTwelve = "6 to 12 hours",
        /// 4.
        OverTwelve = "over 12 hours",
    }
}

names! {
    /// How pressing.
    pub enum Priority {
        /// First.
        High = "high",
        /// Then.
        Medium = "medium",
        /// Last.
        Low = "low",
    }
}

/// A rating's number, 1 to 4.
pub fn rating<T: Named + PartialEq>(value: T) -> u8 {
    T::ALL.iter().position(|known| *known == value).map_or(0, |at| at as u8 + 1)
}

/// Reads one hazard.
pub(super) fn read(reading: Reading<'_>, mut table: Fields<'_>) -> Hazard {
    let hazard = Hazard {
        id: table.required("id", "\"tornado\""),
        title: table.required::<String>("title", "\"Tornado\"").value,
        category: rated(&mut table, "category", Category::Natural).value,
        scenario: reading.optional(&mut table, "scenario"),
        probability: rated(&mut table, "probability", Probability::Possible),
        magnitude: rated(&mut table, "magnitude", Magnitude::Limited),
        warning: rated(&mut table, "warning", Warning::Minimal),
        duration: rated(&mut table, "duration", Duration::UnderThree),
        priority: rated(&mut table, "priority", Priority::Medium),
        reason: reading.optional(&mut table, "reason"),
        physical: reading.list(&mut table, "physical"),
        social: reading.list(&mut table, "social"),
        controls: reading.list(&mut table, "controls"),
        stakeholders: reading.list(&mut table, "stakeholders"),
        assessed: table.placed("assessed"),
        annex: table.placed("annex"),
        audience: table.placed("audience"),
        public_summary: reading.optional(&mut table, "public_summary"),
        actions: table.tables("action").into_iter().map(|table| action(reading, table)).collect(),
        span: table.first_line(),
    };
    table.finish();
    hazard
}

/// A rating that must be there; `fallback` stands in for a missing one, and a finding says so.
fn rated<T: Named + crate::fields::FieldValue>(table: &mut Fields<'_>, key: &'static str, fallback: T) -> Placed<T> {
    let given = table.placed::<T>(key);
    if given.is_none() && table.key_span(key).is_none() {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), format!("`{key}` is missing in [hazard]"))
                .label(format!("needs {}", T::NEEDS))
                .help(format!("add `{key} = \"{}\"`", fallback.name())),
        );
    }
    given.unwrap_or(Placed { value: fallback, span: table.first_line() })
}

fn action(reading: Reading<'_>, mut table: Fields<'_>) -> RiskAction {
    let action = RiskAction {
        what: reading.required(&mut table, "what", "\"Fit locks that work from inside.\""),
        owner: table.placed("owner"),
        cost: table.placed("cost"),
        due: table.placed("due"),
        funding: table.optional("funding"),
        span: table.first_line(),
    };
    table.finish();
    action
}
