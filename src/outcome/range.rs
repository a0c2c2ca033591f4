//! A half-filled form into the lowest and the highest score that it can still come to.
//!
//! The score is points through weight, and for one weight it is lowest with the fewest points and highest with the most. So
//! question by question two numbers are kept for every weight that is possible so far; there are few weights, since only
//! answers that are left out, and stages that are skipped, change it.

use std::collections::BTreeMap;

use super::Given;
use super::score::{Score, counts, factor, fewest, heavier, most, not_applicable, points, reckon, unobserved};
use crate::document::{Assessment, Band, Question, Rank, Scoring};

/// Where the score of a form can still come to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lowest score.
    pub lowest: Score,
    /// The highest score.
    pub highest: Score,
    /// Whether every way to fill the rest has a score.
    pub is_certain: bool,
}

/// The most weights that are followed.
const WEIGHTS: usize = 1 << 14;

/// The fewest and the most points by weight.
type Points = BTreeMap<Score, (Score, Score)>;

impl Range {
    /// Looks at a form: for each question of the assessment, in order, how it was answered, if it was. `None` where no way
    /// to fill the rest has a score, or where there are more weights than people can have meant.
    #[must_use]
    pub fn of(assessment: &Assessment, form: &[Option<Given>]) -> Option<Range> {
        let scoring = assessment.scoring.as_ref()?;
        let mut so_far = Points::from([(0, (0, 0))]);
        let mut form = form.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        for stage in &assessment.stages {
            let given: Vec<Option<&Given>> = form.by_ref().take(stage.questions.len()).collect();
            let begun = given.iter().flatten().next().map(|given| **given == Given::Skipped);
            if begun == Some(true) {
                continue;
            }
            let before = (begun.is_none() && !stage.required).then(|| so_far.clone());
            for (question, given) in stage.questions.iter().zip(given).filter(|(question, _)| counts(question)) {
                so_far = answered(&so_far, question, given, scoring);
                if so_far.len() > WEIGHTS {
                    return None;
                }
            }
            for (weight, between) in before.into_iter().flatten() {
                add(&mut so_far, weight, between);
            }
        }
        let factor = factor(scoring.formula.value);
        let reckoned = |weight: Score, points: Score| reckon(factor, points, weight);
        let lowest = so_far.iter().filter_map(|(weight, (fewest, _))| reckoned(*weight, *fewest)).min()?;
        let highest = so_far.iter().filter_map(|(weight, (_, most))| reckoned(*weight, *most)).max()?;
        Some(Range { lowest, highest, is_certain: so_far.keys().all(|weight| *weight > 0) })
    }

    /// The bands that it lies in.
    pub fn bands<'a>(&self, assessment: &'a Assessment) -> impl Iterator<Item = &'a Band> {
        let Range { lowest, highest, .. } = *self;
        assessment
            .bands
            .iter()
            .filter(move |band| Score::from(band.from.value) <= highest && Score::from(band.to.value) >= lowest)
    }
}

/// The points after one more question, which has this answer or any.
fn answered(before: &Points, question: &Question, given: Option<&Given>, scoring: &Scoring) -> Points {
    let (low, high) = (fewest(question), most(question));
    // Each way to answer: the points between which it lies, or nothing where the question is left out.
    let silent = |rank: Rank| (rank == Rank::Lowest).then_some((low, low));
    let ways: Vec<Option<(Score, Score)>> = match given {
        Some(Given::Marked(options)) => {
            let sum = options.iter().map(|option| points(question, *option)).sum();
            vec![Some((sum, sum))]
        }
        Some(Given::NotApplicable) => vec![silent(not_applicable(scoring))],
        Some(Given::Unobserved) => vec![silent(unobserved(scoring))],
        Some(Given::Skipped) => vec![None],
        None => {
            let mut ways = vec![Some((low, high))];
            ways.extend(question.not_applicable.then(|| silent(not_applicable(scoring))));
            ways.extend(question.unobserved.then(|| silent(unobserved(scoring))));
            ways
        }
    };
    let mut after = Points::new();
    for (weight, between) in before {
        for way in &ways {
            match way {
                Some((fewest, most)) => {
                    let heavier = heavier(scoring.formula.value, *weight, high);
                    add(&mut after, heavier, (between.0 + fewest, between.1 + most));
                }
                None => add(&mut after, *weight, *between),
            }
        }
    }
    after
}

fn add(points: &mut Points, weight: Score, (fewest, most): (Score, Score)) {
    let known = points.entry(weight).or_insert((fewest, most));
    *known = (known.0.min(fewest), known.1.max(most));
}
