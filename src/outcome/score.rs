//! Answers into one score.

use super::Given;
use crate::document::{Answer, Assessment, Formula, Question, Rank, Scoring};

/// A score; wide enough for any points that can be typed.
pub type Score = i128;

/// Whether a question counts.
#[must_use]
pub fn counts(question: &Question) -> bool {
    question.options.iter().any(|option| option.points.is_some())
}

/// The points that an option gives.
pub(super) fn points(question: &Question, option: usize) -> Score {
    question.options.get(option).and_then(|option| option.points).unwrap_or(0).into()
}

/// What each option of a question gives, in order.
fn each(question: &Question) -> impl Iterator<Item = Score> {
    (0..question.options.len()).map(|option| points(question, option))
}

/// The fewest points that an answer to a question gives.
#[must_use]
pub fn fewest(question: &Question) -> Score {
    match question.answer.value {
        Answer::Several => each(question).filter(|points| *points < 0).sum(),
        Answer::YesNo | Answer::Scale | Answer::Choice => each(question).min().unwrap_or(0),
        Answer::Text | Answer::Date => 0,
    }
}

/// The most points that an answer to a question gives.
#[must_use]
pub fn most(question: &Question) -> Score {
    match question.answer.value {
        Answer::Several => each(question).filter(|points| *points > 0).sum(),
        Answer::YesNo | Answer::Scale | Answer::Choice => each(question).max().unwrap_or(0),
        Answer::Text | Answer::Date => 0,
    }
}

/// What "does not apply" counts.
pub(super) fn not_applicable(scoring: &Scoring) -> Rank {
    scoring.not_applicable.as_ref().map_or(Rank::LeaveOut, |rank| rank.value)
}

/// What "could not be seen" counts.
pub(super) fn unobserved(scoring: &Scoring) -> Rank {
    scoring.unobserved.as_ref().map_or(Rank::Lowest, |rank| rank.value)
}

/// The score of a filled form: `given` has an answer for each question, in order. `None` where there is no score.
#[must_use]
pub fn score(assessment: &Assessment, given: &[Given]) -> Option<Score> {
    let scoring = assessment.scoring.as_ref()?;
    let formula = scoring.formula.value;
    let (mut sum, mut weight) = (0, 0);
    for ((_, question), given) in assessment.questions().zip(given).filter(|((_, question), _)| counts(question)) {
        let lowest = |rank| (rank == Rank::Lowest).then(|| fewest(question));
        let counted = match given {
            Given::Marked(options) => Some(options.iter().map(|option| points(question, *option)).sum()),
            Given::NotApplicable => lowest(not_applicable(scoring)),
            Given::Unobserved => lowest(unobserved(scoring)),
            Given::Skipped => None,
        };
        if let Some(points) = counted {
            sum += points;
            weight = heavier(formula, weight, most(question));
        }
    }
    reckon(factor(formula), sum, weight)
}

/// What the points are divided by, once another question is left in.
pub(super) fn heavier(formula: Formula, weight: Score, most: Score) -> Score {
    match formula {
        Formula::Percent => weight + most,
        Formula::Mean => weight + 1,
        // A sum is divided by nothing; the weight says only that something was left in.
        Formula::Sum => 1,
    }
}

/// What the points are multiplied by.
pub(super) fn factor(formula: Formula) -> Score {
    match formula {
        Formula::Percent => 100,
        Formula::Sum | Formula::Mean => 1,
    }
}

/// Points into a score, rounded down.
pub(super) fn reckon(factor: Score, points: Score, weight: Score) -> Option<Score> {
    (weight > 0).then(|| (factor * points).div_euclid(weight))
}
