//! An assessment: stages of questions that lead to a decision, a score or a list of what is missing.
//!
//! A threat is decided by criteria, never by a sum (research on school threat assessment; the rule `scored-threat`), so
//! classes have conditions over answers and only scored assessments have points and bands.

mod file;

use super::body::Step;
use super::prose::Prose;
use crate::fields::{Id, Interval, Placed, names};
use crate::source::Span;

/// Questions that lead to a decision.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// What is assessed.
    pub kind: AssessmentType,
    /// How the answers are used.
    pub method: Placed<Method>,
    /// What it is for.
    pub purpose: Option<Prose>,
    /// How to work through it.
    pub instructions: Option<Prose>,
    /// Where the finished form lives, who reads it, when it is destroyed.
    pub record_policy: Option<Prose>,
    /// How long until it is done again.
    pub reassess_after: Option<Placed<Interval>>,
    /// How long after its last change a case may stay on the device that it was worked on.
    pub wipe_after: Option<Placed<Interval>>,
    /// Who must be at the table.
    pub team: Team,
    /// What comes before stage one.
    pub override_: Option<Override>,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// How points are counted.
    pub scoring: Option<Scoring>,
    /// What a score means.
    pub bands: Vec<Band>,
    /// What a decision can be.
    pub classes: Vec<Class>,
    /// What is done, for whom.
    pub interventions: Vec<Intervention>,
    /// Whether every key could be read; findings have told what could not. What is reckoned with numbers and conditions
    /// waits for that.
    pub is_whole: bool,
}

names! {
    /// What is assessed.
    pub enum AssessmentType {
        /// A threat by a person.
        Threat = "threat",
        /// A building and its grounds.
        Site = "site",
        /// What makes people vulnerable.
        Vulnerability = "vulnerability",
        /// A drill.
        DrillEvaluation = "drill-evaluation",
        /// A plan against its requirements.
        Compliance = "compliance",
    }
}

names! {
    /// How answers are used.
    pub enum Method {
        /// Criteria lead to a class.
        Decision = "decision",
        /// Points lead to a band.
        Scored = "scored",
        /// Each answer stands for itself.
        Checklist = "checklist",
    }
}

names! {
    /// The disciplines of a team.
    pub enum Discipline {
        /// Those who run the school.
        Administration = "administration",
        /// Counselors, psychologists, social workers.
        MentalHealth = "mental-health",
        /// Law enforcement.
        LawEnforcement = "law-enforcement",
        /// Teachers.
        Instruction = "instruction",
        /// Nurses and physicians.
        Medical = "medical",
        /// Buildings and grounds.
        Facilities = "facilities",
        /// Special education.
        SpecialEducation = "special-education",
        /// Families.
        Family = "family",
        /// The community.
        Community = "community",
    }
}

/// Who must be at the table, and who may be.
#[derive(Clone, Debug, Default)]
pub struct Team {
    /// Must be there.
    pub required: Vec<Placed<Discipline>>,
    /// May be there.
    pub optional: Vec<Placed<Discipline>>,
    /// The table's place, where there is one.
    pub span: Option<Span>,
}

/// The way around everything when someone is in immediate danger.
#[derive(Clone, Debug)]
pub struct Override {
    /// When.
    pub when: Prose,
    /// What to do at once.
    pub steps: Vec<Step>,
    /// Where it stands.
    pub span: Span,
}

/// Questions that are asked together.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Its title.
    pub title: Placed<String>,
    /// Whether it may be skipped.
    pub required: bool,
    /// Who must be there.
    pub disciplines: Vec<Placed<Discipline>>,
    /// What to know before.
    pub intro: Option<Prose>,
    /// When it begins.
    pub entry: Option<Prose>,
    /// What must be true before the next.
    pub exit: Option<Prose>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Where it stands.
    pub span: Span,
}

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it is called by, unique in its assessment.
    pub id: Placed<Id>,
    /// The question.
    pub text: Prose,
    /// What helps to answer it.
    pub help: Option<Prose>,
    /// How it is answered.
    pub answer: Placed<Answer>,
    /// The options; for yes and no the two of them.
    pub options: Vec<Opt>,
    /// Physical or social.
    pub dimension: Option<Dimension>,
    /// What to look at or attach.
    pub evidence: Option<Prose>,
    /// Whether "does not apply" is an answer.
    pub not_applicable: bool,
    /// Whether "could not be seen" is an answer.
    pub unobserved: bool,
    /// The framework's element it asks about.
    pub element: Option<Placed<String>>,
    /// Where it stands.
    pub span: Span,
}

names! {
    /// How a question is answered.
    pub enum Answer {
        /// Yes or no.
        YesNo = "yes-no",
        /// One of some, in order.
        Scale = "scale",
        /// One of some.
        Choice = "choice",
        /// Any of some.
        Several = "several",
        /// Words.
        Text = "text",
        /// A day.
        Date = "date",
    }
}

names! {
    /// What a question about a site looks at.
    pub enum Dimension {
        /// Doors, walls, grounds.
        Physical = "physical",
        /// People and what they live with.
        Social = "social",
    }
}

/// An answer that can be chosen.
#[derive(Clone, Debug)]
pub struct Opt {
    /// What it is called by, unique in its question.
    pub id: Placed<Id>,
    /// What it shows.
    pub label: String,
    /// What it counts, where the method is scored.
    pub points: Option<i64>,
}

/// How points are counted.
#[derive(Clone, Debug)]
pub struct Scoring {
    /// The formula.
    pub formula: Placed<Formula>,
    /// What "does not apply" counts; nothing stated is `None`.
    pub not_applicable: Option<Placed<Rank>>,
    /// What "could not be seen" counts; nothing stated is `None`.
    pub unobserved: Option<Placed<Rank>>,
    /// Where it stands.
    pub span: Span,
}

names! {
    /// From points to a score.
    pub enum Formula {
        /// 100 × points ÷ points possible, rounded down.
        Percent = "percent",
        /// The points.
        Sum = "sum",
        /// The mean of the answered questions, rounded down.
        Mean = "mean",
    }
}

names! {
    /// What an answer that says nothing counts.
    pub enum Rank {
        /// Neither points nor possible points.
        LeaveOut = "leave-out",
        /// The fewest points that the question can give.
        Lowest = "lowest",
    }
}

/// What a range of scores means; both ends belong to it.
#[derive(Clone, Debug)]
pub struct Band {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Its title.
    pub title: Placed<String>,
    /// The lowest score.
    pub from: Placed<i64>,
    /// The highest score.
    pub to: Placed<i64>,
    /// What it means.
    pub meaning: Prose,
    /// What to do then.
    pub response: Prose,
    /// Where it stands.
    pub span: Span,
}

/// What a decision can be.
#[derive(Clone, Debug)]
pub struct Class {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Its title.
    pub title: Placed<String>,
    /// What people look for.
    pub criteria: Vec<Prose>,
    /// Every one of these holds.
    pub all: Vec<Placed<Condition>>,
    /// At least one of these holds, where there are any.
    pub any: Vec<Placed<Condition>>,
    /// None of these holds.
    pub none: Vec<Placed<Condition>>,
    /// What is done.
    pub responses: Vec<Prose>,
    /// Who is told.
    pub notify: Vec<Prose>,
    /// By when.
    pub deadline: Option<Placed<Interval>>,
    /// Where it stands.
    pub span: Span,
}

/// What an answer must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The question's id.
    pub question: Id,
    /// How answer and option compare.
    pub comparison: Comparison,
    /// The option's id.
    pub option: Id,
}

/// How an answer is compared with an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Is it.
    Is,
    /// Is another, and was answered.
    IsNot,
    /// Comes before it or is it, on a scale.
    AtMost,
    /// Comes after it or is it, on a scale.
    AtLeast,
}

/// What is done for one of the three.
#[derive(Clone, Debug)]
pub struct Intervention {
    /// For whom.
    pub party: Placed<Party>,
    /// What.
    pub what: Prose,
    /// Who does it.
    pub owner: Option<Placed<Id>>,
    /// By when.
    pub by: Option<Placed<Interval>>,
    /// In which classes; none is all.
    pub classes: Vec<Placed<Id>>,
    /// Where it stands.
    pub span: Span,
}

names! {
    /// Whom an intervention is for.
    pub enum Party {
        /// The person of concern.
        Subject = "subject",
        /// The person who may be harmed.
        Target = "target",
        /// The school around them.
        Environment = "environment",
    }
}

impl Condition {
    /// Reads `weapon = no`, `weapon != yes`, `worry <= some`.
    #[must_use]
    pub fn parse(words: &str) -> Option<Condition> {
        let operators =
            [("!=", Comparison::IsNot), ("<=", Comparison::AtMost), (">=", Comparison::AtLeast), ("=", Comparison::Is)];
        let (at, operator, comparison) =
            operators.iter().find_map(|&(operator, comparison)| Some((words.find(operator)?, operator, comparison)))?;
        Some(Condition {
            question: Id::parse(words[..at].trim())?,
            comparison,
            option: Id::parse(words[at + operator.len()..].trim())?,
        })
    }
}

impl Assessment {
    /// Every question with its stage, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&Stage, &Question)> {
        self.stages.iter().flat_map(|stage| stage.questions.iter().map(move |question| (stage, question)))
    }
}
