//! The few words of each language that carry meaning by themselves: phases, parts, "if".
//!
//! A language without a table needs the attributes (`{phase=during}`); nothing is guessed for it.

use super::body::{Part, Phase};
use crate::fields::Language;

/// One language's words, in lower case.
pub struct Words {
    phases: &'static [(&'static str, Phase)],
    parts: &'static [(&'static str, Part)],
    if_: &'static str,
    if_blocked: &'static str,
}

const ENGLISH: Words = Words {
    phases: &[("before", Phase::Before), ("during", Phase::During), ("after", Phase::After)],
    parts: &[
        ("accounting", Part::Accounting),
        ("accounting for everyone", Part::Accounting),
        ("support afterwards", Part::Support),
        ("support afterward", Part::Support),
        ("substitutes and visitors", Part::Substitutes),
        ("what families hear", Part::Families),
        ("goal", Part::Goal),
        ("objectives", Part::Objectives),
        ("courses of action", Part::Actions),
        ("use when", Part::UseWhen),
        ("do not use when", Part::NotWhen),
        ("is it suitable?", Part::Suitability),
        ("power", Part::Power),
        ("harm", Part::Harm),
        ("prepare", Part::Prepare),
        ("meet", Part::Meet),
        ("follow up", Part::FollowUp),
        ("questions for the person responsible", Part::QuestionsResponsible),
        ("questions for the person harmed", Part::QuestionsHarmed),
        ("support for the person responsible", Part::SupportsResponsible),
        ("support for the person harmed", Part::SupportsHarmed),
        ("agreement", Part::Agreement),
        ("when to stop and escalate", Part::Escalation),
        ("privacy", Part::Privacy),
        ("an example", Part::Example),
    ],
    if_: "if ",
    if_blocked: "if blocked",
};

const SPANISH: Words = Words {
    phases: &[("antes", Phase::Before), ("durante", Phase::During), ("después", Phase::After)],
    parts: &[
        ("recuento", Part::Accounting),
        ("apoyo posterior", Part::Support),
        ("sustitutos y visitantes", Part::Substitutes),
        ("lo que se dice a las familias", Part::Families),
    ],
    if_: "si ",
    if_blocked: "si está bloqueado",
};

const NONE: Words = Words { phases: &[], parts: &[], if_: "\0", if_blocked: "\0" };

impl Words {
    /// The table of a language; an empty one where there is none.
    #[must_use]
    pub fn of(language: &Language) -> &'static Words {
        match language.primary() {
            "en" => &ENGLISH,
            "es" => &SPANISH,
            _ => &NONE,
        }
    }

    /// The phase a heading names.
    #[must_use]
    pub fn phase(&self, heading: &str) -> Option<Phase> {
        let heading = heading.trim().to_lowercase();
        self.phases.iter().find(|(words, _)| *words == heading).map(|(_, phase)| *phase)
    }

    /// The part a heading names.
    #[must_use]
    pub fn part(&self, heading: &str) -> Option<Part> {
        let heading = heading.trim().to_lowercase();
        self.parts.iter().find(|(words, _)| *words == heading).map(|(_, part)| *part)
    }

    /// Whether an item is a decision: it begins with "If".
    #[must_use]
    pub fn is_decision(&self, item: &str) -> bool {
        item.to_lowercase().starts_with(self.if_)
    }

    /// Whether a decision is about a blocked way.
    #[must_use]
    pub fn is_blocked(&self, item: &str) -> bool {
        item.to_lowercase().starts_with(self.if_blocked)
    }
}
