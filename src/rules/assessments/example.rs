//! Answers as an example in a sentence: "when `weapon` is `no` and `intent` is `yes`".

use super::super::said::listed;
use crate::document::{Answer, Class, Question};
use crate::outcome::{Example, Given};

/// Whether people judge a class by its criteria alone.
pub(super) fn is_judged(class: &Class) -> bool {
    class.all.is_empty() && class.any.is_empty() && class.none.is_empty()
}

/// The end of a sentence.
pub(super) fn when(answers: &Example<'_>) -> String {
    let answers: Vec<String> = answers.iter().map(|(question, given)| one(question, given)).collect();
    if answers.is_empty() { "whatever the answers are".to_owned() } else { format!("when {}", listed(&answers, "and")) }
}

fn one(question: &Question, given: &Given) -> String {
    let id = &question.id.value;
    match given {
        Given::Marked(marked) if question.answer.value == Answer::Several => {
            let names = marked.iter().filter_map(|option| question.options.get(*option));
            let names: Vec<String> = names.map(|option| format!("`{}`", option.id.value)).collect();
            match names.as_slice() {
                [] => format!("nothing is marked in `{id}`"),
                names => format!("{} is marked in `{id}`", listed(names, "and")),
            }
        }
        Given::Marked(marked) => {
            let option = marked.first().and_then(|option| question.options.get(*option));
            option.map_or_else(|| format!("`{id}` is answered"), |option| format!("`{id}` is `{}`", option.id.value))
        }
        Given::NotApplicable => format!("`{id}` does not apply"),
        Given::Unobserved => format!("`{id}` could not be seen"),
        Given::Skipped => format!("`{id}` is skipped with its stage"),
    }
}
