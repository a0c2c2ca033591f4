//! The answers to an assessment into what they lead to: one score, or the classes that hold; and, without any answers,
//! every score and every class that some answers could lead to.
//!
//! Three programs must agree on this: the rules, which hold bands and classes against it; the forms on paper; and the
//! script that counts in a browser. So it is written down once, here.
//!
//! # Answers
//! - *yes-no*, *scale*, *choice*: exactly one option is marked.
//! - *several*: any number of options is marked. Nothing marked is an answer too: none of these.
//! - *text*, *date*: words and days count nothing and decide nothing.
//! - "does not apply" and "could not be seen" are answers where the question offers them.
//! - A stage that is not `required` may be skipped, and all its questions with it.
//!
//! A score or a class is shown once every question that counts has one of these; a half-filled form has neither.
//!
//! # Scores
//! A question counts when one of its options has `points`; an option without them gives 0. An answer gives the points of
//! what is marked, added up for *several*. The *most* and the *fewest* points of a question are what its best and worst
//! answer give; for *several* the sum of the options above and below 0.
//!
//! "Does not apply" and "could not be seen" count as the assessment's `[scoring]` says: `leave-out` takes the question out
//! of points and points possible alike, `lowest` gives its fewest points. Where nothing is said, "does not apply" is left
//! out and "could not be seen" is lowest (and the rule `unscored-na` asks for the word). A skipped question is left out.
//!
//! | formula | score |
//! |---|---|
//! | `percent` | 100 × points ÷ the most points of all questions that were not left out |
//! | `sum` | points |
//! | `mean` | points ÷ number of questions that were not left out |
//!
//! Every division is rounded down, below zero too: −0.5 becomes −1, as `Math.floor` does. While whole numbers stay below
//! 2⁵³, floating point gives the same. There is **no score** where nothing was left in, or where the most points are not
//! above 0.
//!
//! # Classes
//! A class holds when every condition of `all` holds, one of `any` does (where there are any), and none of `none` does.
//! No condition holds for an answer that marks nothing by itself: "does not apply", "could not be seen", skipped.
//!
//! | condition | holds when the question was answered, and |
//! |---|---|
//! | `question = option` | the option is marked |
//! | `question != option` | the option is not marked |
//! | `question <= option` | the option that is marked is this one or stands before it |
//! | `question >= option` | the option that is marked is this one or stands after it |
//!
//! A class without conditions is for people to judge; nothing is reckoned about it.
//!
//! # While a form is being filled
//! Some questions have an answer and some have none yet. A class then *holds* when it does whatever the missing answers will
//! be, is *out* when it does for none of them, and is *open* otherwise. A score lies between the lowest and the highest that
//! the missing answers can lead to, and in one of the bands in between. A stage with one answer was not skipped.

mod classes;
mod range;
mod reach;
mod score;
mod sheet;

pub use classes::{Decision, Example, Found, Standing, holds};
pub use range::Range;
pub use reach::Reach;
pub use score::{Score, counts, fewest, most, score};
pub use sheet::Sheet;

/// How a question was answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Given {
    /// These options, by their position; words and days mark none.
    Marked(Vec<usize>),
    /// "Does not apply".
    NotApplicable,
    /// "Could not be seen".
    Unobserved,
    /// Its stage was skipped.
    Skipped,
}
