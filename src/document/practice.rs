//! A practice guide's own keys: its tier, who leads it, and that nobody is made to take part.

use crate::diagnostic::{Diagnostic, found};
use crate::fields::{Fields, Id, Interval, Placed, names};
use crate::source::Span;

/// How to repair harm.
#[derive(Clone, Debug)]
pub struct Practice {
    /// How formal it is.
    pub tier: Tier,
    /// Roles that lead it.
    pub facilitator: Vec<Placed<Id>>,
    /// What they must have learned.
    pub training: Option<Placed<String>>,
    /// Whether everyone takes part by choice.
    pub voluntary: Option<Placed<bool>>,
    /// Whether either may stop.
    pub either_may_stop: Option<Placed<bool>>,
    /// How long it takes.
    pub duration: Option<Interval>,
    /// How many take part.
    pub group_size: Option<String>,
    /// What kinds of harm it can speak to.
    pub harm: Vec<Placed<Harm>>,
    /// Which differences of power to weigh.
    pub power: Vec<Placed<Power>>,
    /// Who keeps the agreement, and when it is checked.
    pub agreement: Option<AgreementTerms>,
}

/// Who keeps an agreement.
#[derive(Clone, Debug)]
pub struct AgreementTerms {
    /// The role that keeps it.
    pub owner: Option<Placed<Id>>,
    /// How long after the meeting it is checked.
    pub check_after: Option<Placed<Interval>>,
    /// Where the table stands.
    pub span: Span,
}

names! {
    /// From a sentence to a formal meeting.
    pub enum Tier {
        /// A sentence that says how something felt.
        AffectiveStatement = "affective-statement",
        /// Questions, asked the same of everyone.
        RestorativeQuestions = "restorative-questions",
        /// A conversation on the spot.
        ImpromptuConversation = "impromptu-conversation",
        /// A circle.
        Circle = "circle",
        /// A formal conference.
        Conference = "conference",
    }
}

names! {
    /// What can be harmed.
    pub enum Harm {
        /// Who somebody is.
        Identity = "identity",
        /// Somebody's body.
        Body = "body",
        /// What somebody thinks of themself.
        SelfWorth = "self-worth",
        /// The people around somebody.
        Relationships = "relationships",
        /// What somebody owns.
        Belongings = "belongings",
    }
}

names! {
    /// What can make one stronger than the other.
    pub enum Power {
        /// Older and younger.
        Age = "age",
        /// Money.
        Poverty = "poverty",
        /// Name, origin, faith, gender, disability.
        Identity = "identity",
        /// Standing in the school.
        Status = "status",
        /// Many and one.
        Numbers = "numbers",
    }
}

impl Practice {
    /// Reads a practice guide's keys.
    pub(crate) fn read(fields: &mut Fields<'_>, partial: bool) -> Practice {
        let tier = fields.optional::<Tier>("tier");
        if tier.is_none() && !partial && fields.key_span("tier").is_none() {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, fields.first_line(), "`tier` is missing").help(
                    "add `tier = \"circle\"`; or affective-statement, restorative-questions, impromptu-conversation, conference",
                ),
            );
        }
        Practice {
            tier: tier.unwrap_or(Tier::Circle),
            facilitator: fields.list("facilitator"),
            training: fields.placed("training"),
            voluntary: fields.placed("voluntary"),
            either_may_stop: fields.placed("either_may_stop"),
            duration: fields.optional("duration"),
            group_size: fields.optional("group_size"),
            harm: fields.list("harm"),
            power: fields.list("power"),
            agreement: fields.table("agreement").map(|mut table| {
                let terms = AgreementTerms {
                    owner: table.placed("owner"),
                    check_after: table.placed("check_after"),
                    span: table.span(),
                };
                table.finish();
                terms
            }),
        }
    }
}
