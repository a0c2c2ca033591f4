//! Why a piece of evidence does not count in full, and what to do about it.

use jiff::civil::Date;

use crate::document::body::Phase;
use crate::fields::Named as _;

/// Why evidence does not count in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// A heading, or a file, with nothing below it.
    OnlyHeading,
    /// Still being written.
    Draft,
    /// Being read by others, and not in force.
    InReview,
    /// Nobody has said when it was last held against reality.
    NeverReviewed,
    /// That was too long ago.
    Overdue {
        /// The day it should have been reviewed.
        due: Date,
    },
    /// An annex that leaves out a phase.
    WithoutPhases(Vec<Phase>),
    /// A register whose rows leave something out, in words.
    Rows {
        /// What they leave out.
        what: String,
        /// What to add.
        remedy: String,
    },
}

impl Weakness {
    /// What is weak about it, as the end of "it is evidence, but …".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Weakness::OnlyHeading => "there is only a heading".to_owned(),
            Weakness::Draft => "it is a draft".to_owned(),
            Weakness::InReview => "it is in review and not yet approved".to_owned(),
            Weakness::NeverReviewed => "it does not say when it was last reviewed".to_owned(),
            Weakness::Overdue { due } => format!("its review was due on {due}"),
            Weakness::WithoutPhases(phases) => format!("it has no words for the phase {}", list(phases)),
            Weakness::Rows { what, .. } => what.clone(),
        }
    }

    /// What to do about it, as a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Weakness::OnlyHeading => "Write what belongs under the heading.".to_owned(),
            Weakness::Draft => "Finish it, have it approved, and set `status = \"approved\"`.".to_owned(),
            Weakness::InReview => "Have it approved, and set `status = \"approved\"`.".to_owned(),
            Weakness::NeverReviewed => "Read it against how things are, and set `last_reviewed`.".to_owned(),
            Weakness::Overdue { .. } => {
                "Read it against how things are, change what is no longer true, and set `last_reviewed`.".to_owned()
            }
            Weakness::WithoutPhases(phases) => {
                format!("Write the goal, objectives and courses of action for the phase {}.", list(phases))
            }
            Weakness::Rows { remedy, .. } => remedy.clone(),
        }
    }
}

/// "before", "before and after".
fn list(phases: &[Phase]) -> String {
    let names: Vec<String> = phases.iter().map(|phase| format!("*{}*", phase.name())).collect();
    names.join(" and ")
}
