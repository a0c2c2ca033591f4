//! An assessment: stages of questions that lead to a decision, a score or a list of what is missing.
//!
//! A threat is decided by criteria, never by a sum (research on school threat assessment; the rule `scored-threat`), so
//! classes have conditions over answers and only scored assessments have points and bands.

use super::body::Step;
use super::prose::Prose;
use super::reading::Reading;
use crate::diagnostic::{Diagnostic, Severity, found};
use crate::fields::{Fields, Id, Interval, Placed, names};
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
    /// Reads an assessment's keys.
    pub(crate) fn read(reading: Reading<'_>, fields: &mut Fields<'_>) -> Assessment {
        let wrong = || reading.findings.borrow().count(Severity::Error);
        let before = wrong();
        let assessment = Assessment::read_keys(reading, fields);
        Assessment { is_whole: wrong() == before, ..assessment }
    }

    fn read_keys(reading: Reading<'_>, fields: &mut Fields<'_>) -> Assessment {
        let kind = fields.optional::<AssessmentType>("type");
        if kind.is_none() && fields.key_span("type").is_none() {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, fields.first_line(), "`type` is missing")
                    .help("add `type = \"threat\"`; or site, vulnerability, drill-evaluation, compliance"),
            );
        }
        let method = fields.placed::<Method>("method");
        if method.is_none() && fields.key_span("method").is_none() {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, fields.first_line(), "`method` is missing")
                    .help("add `method = \"decision\"`, `\"scored\"` or `\"checklist\"`"),
            );
        }
        let scored = method.as_ref().filter(|method| method.value == Method::Scored);
        if let Some(scored) = scored
            && kind != Some(AssessmentType::Threat)
            && fields.key_span("scoring").is_none()
        {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, scored.span, "A scored assessment needs a table [scoring]").help(
                    "add `[scoring]` with `formula = \"percent\"`, `not_applicable = \"leave-out\"` and `unobserved = \"lowest\"`",
                ),
            );
        }
        Assessment {
            kind: kind.unwrap_or(AssessmentType::Compliance),
            method: method.unwrap_or(Placed { value: Method::Checklist, span: fields.first_line() }),
            purpose: reading.optional(fields, "purpose"),
            instructions: reading.optional(fields, "instructions"),
            record_policy: reading.optional(fields, "record_policy"),
            reassess_after: fields.placed("reassess_after"),
            wipe_after: fields.placed("wipe_after"),
            team: fields.table("team").map(team).unwrap_or_default(),
            override_: fields.table("override").map(|table| override_(reading, table)),
            stages: fields.tables("stage").into_iter().map(|table| stage(reading, table)).collect(),
            scoring: fields.table("scoring").and_then(scoring),
            bands: fields.tables("band").into_iter().map(|table| band(reading, table)).collect(),
            classes: fields.tables("class").into_iter().map(|table| class(reading, table)).collect(),
            interventions: fields
                .tables("intervention")
                .into_iter()
                .map(|table| intervention(reading, table))
                .collect(),
            is_whole: true,
        }
    }

    /// Every question with its stage, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&Stage, &Question)> {
        self.stages.iter().flat_map(|stage| stage.questions.iter().map(move |question| (stage, question)))
    }
}

fn team(mut table: Fields<'_>) -> Team {
    let team = Team { required: table.list("required"), optional: table.list("optional"), span: Some(table.span()) };
    table.finish();
    team
}

fn override_(reading: Reading<'_>, mut table: Fields<'_>) -> Override {
    let value = Override {
        when: reading.required(&mut table, "when", "\"Someone is in immediate danger.\""),
        steps: reading.steps(&mut table, "steps"),
        span: table.span(),
    };
    table.finish();
    value
}

fn stage(reading: Reading<'_>, mut table: Fields<'_>) -> Stage {
    let stage = Stage {
        id: table.required("id", "\"report\""),
        title: table.required("title", "\"Report\""),
        required: table.optional("required").unwrap_or(true),
        disciplines: table.list("disciplines"),
        intro: reading.optional(&mut table, "intro"),
        entry: reading.optional(&mut table, "entry"),
        exit: reading.optional(&mut table, "exit"),
        questions: table.tables("question").into_iter().map(|question| self::question(reading, question)).collect(),
        span: table.span(),
    };
    table.finish();
    stage
}

fn question(reading: Reading<'_>, mut table: Fields<'_>) -> Question {
    let id = table.required("id", "\"weapon\"");
    let text = reading.required(&mut table, "text", "\"Does the person have a weapon?\"");
    let answer = table.placed::<Answer>("answer");
    if answer.is_none() && table.key_span("answer").is_none() {
        table.report(
            Diagnostic::error(
                found::MISSING_FIELD,
                table.first_line(),
                "`answer` is missing: how is the question answered?",
            )
            .help("add `answer = \"yes-no\"`; or scale, choice, several, text, date"),
        );
    }
    let answer = answer.unwrap_or(Placed { value: Answer::Text, span: table.first_line() });
    let mut options: Vec<Opt> = table.tables("options").into_iter().map(option).collect();
    let points = table.table("points");
    if answer.value == Answer::YesNo {
        let mut points = points;
        // Where points are given, the two stand in their table; else they are only meant by `yes-no`.
        let span = points.as_ref().map_or(answer.span, Fields::span);
        let mut of = |key: &'static str| points.as_mut().and_then(|points| points.optional::<i64>(key));
        let (yes, no) = (of("yes"), of("no"));
        if let Some(points) = points {
            points.finish();
        }
        let both = [("yes", "Yes", yes), ("no", "No", no)];
        options = both
            .into_iter()
            .map(|(id, label, points)| Opt {
                id: Placed { value: Id::slug(id), span },
                label: label.to_owned(),
                points,
            })
            .collect();
    } else if let Some(points) = points {
        table.report(
            Diagnostic::error(found::INVALID_VALUE, points.span(), "`points` belongs to yes-no questions")
                .help("give each option its own: { id = \"some\", label = \"Some\", points = 1 }"),
        );
    }
    if matches!(answer.value, Answer::Scale | Answer::Choice | Answer::Several) && options.len() < 2 {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, answer.span, "This question has fewer than two options")
                .help("add `options = [{ id = \"some\", label = \"Some of it\" }, …]`"),
        );
    }
    let question = Question {
        id,
        text,
        help: reading.optional(&mut table, "help"),
        answer,
        options,
        dimension: table.optional("dimension"),
        evidence: reading.optional(&mut table, "evidence"),
        not_applicable: table.optional("not_applicable").unwrap_or(false),
        unobserved: table.optional("unobserved").unwrap_or(false),
        element: table.placed("element"),
        span: table.span(),
    };
    table.finish();
    question
}

fn option(mut table: Fields<'_>) -> Opt {
    let label = table.required::<String>("label", "\"Some of it\"");
    let id = table.placed::<Id>("id").unwrap_or(Placed { value: Id::slug(&label.value), span: label.span });
    let option = Opt { id, label: label.value, points: table.optional("points") };
    table.finish();
    option
}

fn scoring(mut table: Fields<'_>) -> Option<Scoring> {
    let formula = table.placed::<Formula>("formula");
    if formula.is_none() && table.key_span("formula").is_none() {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), "`formula` is missing in [scoring]")
                .help("add `formula = \"percent\"`, `\"sum\"` or `\"mean\"`"),
        );
    }
    let span = table.span();
    let not_applicable = table.placed("not_applicable");
    let unobserved = table.placed("unobserved");
    table.finish();
    Some(Scoring { formula: formula?, not_applicable, unobserved, span })
}

fn band(reading: Reading<'_>, mut table: Fields<'_>) -> Band {
    let band = Band {
        id: table.required("id", "\"urgent\""),
        title: table.required("title", "\"Urgent\""),
        from: table.required("from", "0"),
        to: table.required("to", "49"),
        meaning: reading.required(&mut table, "meaning", "\"What this score means.\""),
        response: reading.required(&mut table, "response", "\"What to do now.\""),
        span: table.span(),
    };
    table.finish();
    band
}

fn class(reading: Reading<'_>, mut table: Fields<'_>) -> Class {
    let class = Class {
        id: table.required("id", "\"transient\""),
        title: table.required("title", "\"Transient\""),
        criteria: reading.list(&mut table, "criteria"),
        all: conditions(&mut table, "all"),
        any: conditions(&mut table, "any"),
        none: conditions(&mut table, "none"),
        responses: reading.list(&mut table, "responses"),
        notify: reading.list(&mut table, "notify"),
        deadline: table.placed("deadline"),
        span: table.span(),
    };
    table.finish();
    class
}

fn conditions(table: &mut Fields<'_>, key: &'static str) -> Vec<Placed<Condition>> {
    let typed = table.list::<String>(key);
    typed
        .into_iter()
        .filter_map(|typed| match Condition::parse(&typed.value) {
            Some(value) => Some(Placed { value, span: typed.span }),
            None => {
                table.report(
                    Diagnostic::error(
                        found::INVALID_VALUE,
                        typed.span,
                        format!("\"{}\" is not a condition", typed.value),
                    )
                    .help("write a question's id, a sign and an option's id: \"weapon = no\""),
                );
                None
            }
        })
        .collect()
}

fn intervention(reading: Reading<'_>, mut table: Fields<'_>) -> Intervention {
    let party = table.placed::<Party>("for");
    if party.is_none() && table.key_span("for").is_none() {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), "`for` is missing: whom does it help?")
                .help("add `for = \"subject\"`, `\"target\"` or `\"environment\"`"),
        );
    }
    let intervention = Intervention {
        party: party.unwrap_or(Placed { value: Party::Environment, span: table.first_line() }),
        what: reading.required(&mut table, "what", "\"A weekly meeting with a trusted adult.\""),
        owner: table.placed("owner"),
        by: table.placed("by"),
        classes: table.list("classes"),
        span: table.span(),
    };
    table.finish();
    intervention
}
