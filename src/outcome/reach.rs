//! A scored assessment into every score that some answers lead to.
//!
//! Question by question, for every weight that was possible so far (what the points will be divided by), one row of bits
//! says which sums of points were possible with it. An answer of `n` points shifts the row by `n`. So the work grows with
//! the points and not with the number of ways to fill the form, which doubles with each question.

use std::collections::BTreeMap;

use super::score::{Score, counts, factor, fewest, heavier, most, not_applicable, points, reckon, unobserved};
use crate::document::{Answer, Assessment, Formula, Question, Rank, Scoring, Stage};

/// The scores that answers can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// These and no others, lowest first.
    Exactly(Vec<Score>),
    /// There are more sums than [`CELLS`]: points in the tens of thousands, or more than a thousand questions. Nobody
    /// counts on such a form, and nothing is claimed about it.
    TooMany,
}

/// The most sums that are followed, counted over all weights.
const CELLS: usize = 1 << 23;

impl Reach {
    /// Every score that the assessment's own questions allow; none where it has no `[scoring]`.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Option<Reach> {
        let scoring = assessment.scoring.as_ref()?;
        Some(exactly(assessment, scoring).map_or(Reach::TooMany, Reach::Exactly))
    }
}

fn exactly(assessment: &Assessment, scoring: &Scoring) -> Option<Vec<Score>> {
    let formula = scoring.formula.value;
    let counted = || assessment.questions().map(|(_, question)| question).filter(|question| counts(question));
    // Points of 10, 20 and 30 are points of 1, 2 and 3, ten times.
    let every = counted().flat_map(|question| (0..question.options.len()).map(|option| points(question, option)));
    let unit = every.fold(0, divisor).max(1);
    let low: Score = counted().map(|question| fewest(question).min(0)).sum::<Score>() / unit;
    let high: Score = counted().map(|question| most(question).max(0)).sum::<Score>() / unit;
    let width = usize::try_from(high - low + 1).ok().filter(|width| *width <= CELLS)?;
    let zero = usize::try_from(-low).ok()?;

    let mut start = Row::empty(width);
    start.set(zero);
    let mut sums = Sums { rows: BTreeMap::from([(0, start)]), formula, unit };
    for stage in &assessment.stages {
        sums = through(sums, stage, scoring)?;
    }

    let factor = match formula {
        // Points and points possible are both in units.
        Formula::Percent => factor(formula),
        Formula::Sum | Formula::Mean => factor(formula) * unit,
    };
    let mut scores = Vec::new();
    for (weight, row) in &sums.rows {
        for at in row.iter() {
            if let Some(score) = reckon(factor, at as Score + low, *weight)
                && scores.last() != Some(&score)
            {
                scores.push(score);
            }
        }
    }
    scores.sort_unstable();
    scores.dedup();
    Some(scores)
}

/// The sums after a stage: with its questions, or without them where it may be skipped.
fn through(sums: Sums, stage: &Stage, scoring: &Scoring) -> Option<Sums> {
    let skipped = (!stage.required).then(|| sums.rows.clone());
    let mut sums = sums;
    for question in stage.questions.iter().filter(|question| counts(question)) {
        sums = sums.answered(question, scoring)?;
    }
    for (weight, row) in skipped.into_iter().flatten() {
        sums.add(weight, &row);
    }
    Some(sums)
}

/// The sums that are possible, by weight.
struct Sums {
    rows: BTreeMap<Score, Row>,
    formula: Formula,
    unit: Score,
}

impl Sums {
    /// One more question, answered in every way it can be.
    fn answered(self, question: &Question, scoring: &Scoring) -> Option<Sums> {
        let left_out = question.not_applicable && not_applicable(scoring) == Rank::LeaveOut
            || question.unobserved && unobserved(scoring) == Rank::LeaveOut;
        let most = most(question) / self.unit;
        let mut next = Sums { rows: BTreeMap::new(), formula: self.formula, unit: self.unit };
        for (weight, row) in self.rows {
            next.add(heavier(self.formula, weight, most), &row.answered(question, self.unit)?);
            if left_out {
                next.add(weight, &row);
            }
        }
        let words: usize = next.rows.values().map(|row| row.0.len()).sum();
        (words <= CELLS / 64 + 1).then_some(next)
    }

    fn add(&mut self, weight: Score, row: &Row) {
        match self.rows.get_mut(&weight) {
            Some(known) => known.add(row, 0),
            None => {
                self.rows.insert(weight, row.clone());
            }
        }
    }
}

/// A set of sums, one bit each.
#[derive(Clone)]
struct Row(Vec<u64>);

impl Row {
    fn empty(width: usize) -> Row {
        Row(vec![0; width.div_ceil(64)])
    }

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        let bits = |(index, word): (usize, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
        };
        self.0.iter().enumerate().flat_map(bits)
    }

    /// The sums after a question was answered; "lowest" is among the options, so it adds none.
    fn answered(&self, question: &Question, unit: Score) -> Option<Row> {
        let shifts = (0..question.options.len()).map(|option| isize::try_from(points(question, option) / unit).ok());
        let mut shifts = shifts.collect::<Option<Vec<isize>>>()?;
        if question.answer.value == Answer::Several {
            let mut row = self.clone();
            for shift in shifts {
                let before = row.clone();
                row.add(&before, shift);
            }
            return Some(row);
        }
        shifts.sort_unstable();
        shifts.dedup();
        let mut row = Row(vec![0; self.0.len()]);
        shifts.into_iter().for_each(|shift| row.add(self, shift));
        Some(row)
    }

    /// Adds every sum of another row, `shift` higher. The row is wide enough for every sum there can be.
    fn add(&mut self, other: &Row, shift: isize) {
        let (words, bits) = (shift.div_euclid(64), shift.rem_euclid(64));
        for (index, &word) in other.0.iter().enumerate().filter(|(_, word)| **word != 0) {
            let at = index as isize + words;
            self.or(at, word << bits);
            if bits > 0 {
                self.or(at + 1, word >> (64 - bits));
            }
        }
    }

    fn or(&mut self, at: isize, bits: u64) {
        if let Some(word) = usize::try_from(at).ok().and_then(|at| self.0.get_mut(at)) {
            *word |= bits;
        }
    }
}

/// The greatest number that divides both; of 0 and another, the other.
fn divisor(a: Score, b: Score) -> Score {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
