//! Answers into the classes that hold, and conditions into what they can lead to.
//!
//! Each condition speaks of one question alone, so what it demands is a set of that question's answers. A class holds when
//! one of a few lists of such demands is met, and fails when one of a few others is. To ask whether some answers meet
//! several lists at once is to cut, question by question, what is left of the answers, and to turn back where nothing is
//! left. That is exact, and quick for every assessment that people can work through; [`STEPS`] bounds the rest.

use super::Given;
use crate::document::{Answer, Assessment, Class, Comparison, Condition, Question, Stage};

/// Whether a condition holds for an answer to its question.
#[must_use]
pub fn holds(condition: &Condition, question: &Question, given: &Given) -> bool {
    let Given::Marked(marked) = given else { return false };
    let Some(option) = question.options.iter().position(|option| option.id.value == condition.option) else {
        return false;
    };
    match condition.comparison {
        Comparison::Is => marked.contains(&option),
        Comparison::IsNot => !marked.contains(&option),
        Comparison::AtMost => marked.iter().any(|marked| *marked <= option),
        Comparison::AtLeast => marked.iter().any(|marked| *marked >= option),
    }
}

/// The classes of an assessment, over the questions that their conditions mention.
pub struct Decision<'a> {
    assessment: &'a Assessment,
    asked: Vec<Asked<'a>>,
    /// Of each of these questions, which answers are still open.
    open: Vec<Vec<bool>>,
}

/// A question and its answers, as far as conditions can tell them apart; what is likeliest on paper stands first.
struct Asked<'a> {
    stage: &'a Stage,
    question: &'a Question,
    answers: Vec<Given>,
    /// The options that conditions mention.
    mentioned: Vec<usize>,
}

/// How a class stands while a form is being filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The answers that are missing decide.
    Open,
    /// It holds, whatever is still answered.
    Holds,
    /// It cannot hold any more.
    Out,
}

/// Answers that lead somewhere: to each question that matters for it, one.
pub type Example<'a> = Vec<(&'a Question, Given)>;

/// Whether there are answers of some kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<T> {
    /// There are; for example these.
    Yes(T),
    /// There are none.
    No,
    /// There are too many ways to look through all of them; nothing is claimed.
    TooMany,
}

/// The most steps of one search.
const STEPS: usize = 1 << 20;

/// The most options of a *several* question that conditions may mention; its answers double with each.
const MENTIONED: usize = 12;

/// What a condition demands: of one question (by its place in `asked`), one of these answers.
#[derive(Clone)]
struct Demand {
    asked: usize,
    allowed: Vec<bool>,
}

/// Demands that are met together.
type Way = Vec<Demand>;

impl<'a> Decision<'a> {
    /// Looks at an assessment's classes. `None` where a condition names what is not there, which has been told, or where
    /// conditions mention more options of one question than can be looked through.
    #[must_use]
    pub fn of(assessment: &'a Assessment) -> Option<Decision<'a>> {
        let mut asked: Vec<Asked<'a>> = Vec::new();
        let conditions = || assessment.classes.iter().flat_map(conditions);
        for condition in conditions() {
            if asked.iter().any(|asked| asked.question.id.value == condition.question) {
                continue;
            }
            let (stage, question) =
                assessment.questions().find(|(_, question)| question.id.value == condition.question)?;
            let mut mentioned: Vec<usize> = Vec::new();
            for other in conditions().filter(|other| other.question == condition.question) {
                let option = question.options.iter().position(|option| option.id.value == other.option)?;
                let ordered = matches!(other.comparison, Comparison::AtMost | Comparison::AtLeast);
                if ordered && question.answer.value != Answer::Scale {
                    return None;
                }
                if !mentioned.contains(&option) {
                    mentioned.push(option);
                }
            }
            let answers = answers(question, !stage.required, &mentioned)?;
            asked.push(Asked { stage, question, answers, mentioned });
        }
        let open = asked.iter().map(|asked| vec![true; asked.answers.len()]).collect();
        Some(Decision { assessment, asked, open })
    }

    /// The same once some questions were answered: `form` has for each question of the assessment, in order, how it was
    /// answered, if it was. Whatever is asked of the decision then is asked of the answers that are still missing.
    #[must_use]
    pub fn after(mut self, form: &[Option<Given>]) -> Decision<'a> {
        let known: Vec<_> =
            self.assessment.questions().zip(form).filter_map(|(at, given)| Some((at, given.as_ref()?))).collect();
        for (asked, open) in self.asked.iter().zip(&mut self.open) {
            // A stage is skipped as a whole: one answer in it tells that it was not.
            let skipped = known
                .iter()
                .find(|((stage, _), _)| stage.id.value == asked.stage.id.value)
                .map(|(_, given)| **given == Given::Skipped);
            let given = known.iter().find(|((_, question), _)| question.id.value == asked.question.id.value);
            for (answer, open) in asked.answers.iter().zip(open) {
                *open = skipped.is_none_or(|skipped| skipped == (*answer == Given::Skipped))
                    && given.is_none_or(|(_, given)| asked.is(answer, given));
            }
        }
        self
    }

    /// How a class stands. `None` for a class that people judge, and where there are too many ways to look through.
    #[must_use]
    pub fn standing(&self, class: &Class) -> Option<Standing> {
        conditions(class).next()?;
        match (self.reaches(class), self.fails(class)) {
            (Found::TooMany, _) | (_, Found::TooMany) => None,
            (Found::No, _) => Some(Standing::Out),
            (Found::Yes(_), Found::No) => Some(Standing::Holds),
            (Found::Yes(_), Found::Yes(_)) => Some(Standing::Open),
        }
    }

    /// Answers for which a class holds.
    #[must_use]
    pub fn reaches(&self, class: &Class) -> Found<Example<'a>> {
        self.search(&[self.ways_to_hold(class)])
    }

    /// Answers for which a class does not hold.
    #[must_use]
    pub fn fails(&self, class: &Class) -> Found<Example<'a>> {
        self.search(&[self.ways_to_fail(class)])
    }

    /// Answers for which two classes hold.
    #[must_use]
    pub fn both(&self, one: &Class, other: &Class) -> Found<Example<'a>> {
        self.search(&[self.ways_to_hold(one), self.ways_to_hold(other)])
    }

    /// Answers for which no class holds. A class that people judge can always be chosen.
    #[must_use]
    pub fn undecided(&self) -> Found<Example<'a>> {
        let ways: Vec<Vec<Way>> = self.assessment.classes.iter().map(|class| self.ways_to_fail(class)).collect();
        self.search(&ways)
    }

    /// The conditions of `all` and `none` that leave no answer to their question, if there are any.
    #[must_use]
    pub fn contradiction(&self, class: &'a Class) -> Vec<&'a crate::fields::Placed<Condition>> {
        let demands: Vec<_> = class
            .all
            .iter()
            .map(|condition| (condition, self.demand(condition, true)))
            .chain(class.none.iter().map(|condition| (condition, self.demand(condition, false))))
            .collect();
        (0..self.asked.len())
            .map(|at| demands.iter().filter(|(_, demand)| demand.asked == at).collect::<Vec<_>>())
            .find(|same| {
                !same.is_empty()
                    && (0..same[0].1.allowed.len()).all(|answer| same.iter().any(|(_, demand)| !demand.allowed[answer]))
            })
            .map(|same| same.into_iter().map(|(condition, _)| *condition).collect())
            .unwrap_or_default()
    }

    fn demand(&self, condition: &Condition, met: bool) -> Demand {
        let asked = self
            .asked
            .iter()
            .position(|asked| asked.question.id.value == condition.question)
            .expect("every condition's question was looked up");
        let Asked { question, answers, .. } = &self.asked[asked];
        let allowed = answers.iter().map(|given| holds(condition, question, given) == met).collect();
        Demand { asked, allowed }
    }

    fn ways_to_hold(&self, class: &Class) -> Vec<Way> {
        let mut always: Way = class.all.iter().map(|condition| self.demand(condition, true)).collect();
        always.extend(class.none.iter().map(|condition| self.demand(condition, false)));
        if class.any.is_empty() {
            return vec![always];
        }
        let with = |condition| always.iter().cloned().chain([self.demand(condition, true)]).collect();
        class.any.iter().map(|condition| with(condition)).collect()
    }

    fn ways_to_fail(&self, class: &Class) -> Vec<Way> {
        let mut ways: Vec<Way> = class.all.iter().map(|condition| vec![self.demand(condition, false)]).collect();
        ways.extend(class.none.iter().map(|condition| vec![self.demand(condition, true)]));
        if !class.any.is_empty() {
            ways.push(class.any.iter().map(|condition| self.demand(condition, false)).collect());
        }
        ways
    }

    /// A stage that may be skipped is skipped as a whole or not at all: two ways for each.
    fn ways_to_skip(&self) -> Vec<Vec<Way>> {
        let asked = |stage: &Stage| self.asked.iter().any(|asked| asked.stage.id.value == stage.id.value);
        let optional = self.assessment.stages.iter().filter(|stage| !stage.required && asked(stage));
        optional
            .map(|stage| {
                let way = |skipped: bool| {
                    let inside =
                        self.asked.iter().enumerate().filter(|(_, asked)| asked.stage.id.value == stage.id.value);
                    inside
                        .map(|(at, asked)| Demand {
                            asked: at,
                            allowed: asked.answers.iter().map(|given| (*given == Given::Skipped) == skipped).collect(),
                        })
                        .collect()
                };
                vec![way(false), way(true)]
            })
            .collect()
    }

    /// Answers that meet one way of each list.
    fn search(&self, lists: &[Vec<Way>]) -> Found<Example<'a>> {
        let lists = [lists, &self.ways_to_skip()].concat();
        if self.open.iter().any(|open| !open.contains(&true)) {
            return Found::No;
        }
        let mut steps = STEPS;
        match narrow(&lists, self.open.clone(), &mut steps) {
            Some(left) => Found::Yes(self.example(&left)),
            None if steps == 0 => Found::TooMany,
            None => Found::No,
        }
    }

    /// The likeliest answer that is left, of each question that was cut at all: that its stage was not skipped need not
    /// be said.
    fn example(&self, left: &[Vec<bool>]) -> Example<'a> {
        let cut = self.asked.iter().zip(left).filter(|(asked, left)| {
            asked.answers.iter().zip(*left).any(|(given, left)| !left && *given != Given::Skipped)
        });
        cut.filter_map(|(asked, left)| {
            let first = left.iter().position(|allowed| *allowed)?;
            Some((asked.question, asked.answers[first].clone()))
        })
        .collect()
    }
}

impl Asked<'_> {
    /// Whether an answer is the one that was given, as far as conditions can tell.
    fn is(&self, answer: &Given, given: &Given) -> bool {
        match (answer, given) {
            (Given::Marked(options), Given::Marked(marked)) => match self.question.answer.value {
                Answer::Text | Answer::Date => true,
                Answer::Several => {
                    self.mentioned.iter().all(|option| options.contains(option) == marked.contains(option))
                }
                Answer::YesNo | Answer::Scale | Answer::Choice => options == marked,
            },
            (Given::NotApplicable | Given::Unobserved, Given::NotApplicable | Given::Unobserved) => true,
            (answer, given) => answer == given,
        }
    }
}

/// Every condition of a class.
fn conditions(class: &Class) -> impl Iterator<Item = &Condition> {
    class.all.iter().chain(&class.any).chain(&class.none).map(|condition| &condition.value)
}

/// The answers to a question that conditions can tell apart; `None` where there are too many.
fn answers(question: &Question, skippable: bool, mentioned: &[usize]) -> Option<Vec<Given>> {
    let mut answers: Vec<Given> = match question.answer.value {
        Answer::Several if mentioned.len() > MENTIONED => return None,
        Answer::Several => {
            let marks = |bits: usize| {
                let marked = mentioned.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                Given::Marked(marked.map(|(_, option)| *option).collect())
            };
            (0..1 << mentioned.len()).map(marks).collect()
        }
        Answer::YesNo | Answer::Scale | Answer::Choice => {
            (0..question.options.len()).map(|option| Given::Marked(vec![option])).collect()
        }
        Answer::Text | Answer::Date => vec![Given::Marked(Vec::new())],
    };
    // The two that mark nothing are one to every condition; a skipped stage is skipped with all its questions.
    answers.extend(match (question.not_applicable, question.unobserved) {
        (true, _) => Some(Given::NotApplicable),
        (false, true) => Some(Given::Unobserved),
        (false, false) => None,
    });
    answers.extend(skippable.then_some(Given::Skipped));
    Some(answers)
}

/// Cuts what is left by one way of each list; turns back where nothing is left of a question's answers.
fn narrow(lists: &[Vec<Way>], left: Vec<Vec<bool>>, steps: &mut usize) -> Option<Vec<Vec<bool>>> {
    let Some((list, rest)) = lists.split_first() else { return Some(left) };
    for way in list {
        if *steps == 0 {
            return None;
        }
        *steps -= 1;
        let mut cut = left.clone();
        for demand in way {
            for (answer, allowed) in cut[demand.asked].iter_mut().zip(&demand.allowed) {
                *answer &= *allowed;
            }
        }
        let possible = way.iter().all(|demand| cut[demand.asked].contains(&true));
        if possible && let Some(found) = narrow(rest, cut, steps) {
            return Some(found);
        }
    }
    None
}
