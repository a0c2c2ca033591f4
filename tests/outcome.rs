//! The mathematics of assessments: what is reckoned quickly is what trying every form gives.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use crate::common::Folder;
use gobag::document::{Answer, Assessment, Class, Content, Document, Question};
use gobag::handbook::Handbook;
use gobag::outcome::{Decision, Found, Given, Range, Reach, Score, Standing, holds, score};
use proptest::prelude::*;

const HEAD: &str = "title = \"Walk\"\nsummary = \"A walk.\"\naudience = \"staff\"\ntype = \"site\"\n";

/// The assessment of some TOML after the head.
fn read(text: &str) -> Arc<Document> {
    let folder = Folder::small().file("assessments/walk.toml", &format!("{HEAD}{text}"));
    let read = Handbook::read(&folder.sources());
    let found: Vec<_> = read.diagnostics.iter().map(|found| found.message.clone()).collect();
    assert!(found.is_empty(), "{found:?}\n{text}");
    Arc::clone(read.value.document("walk", None).expect("it was just written"))
}

fn assessment(document: &Document) -> &Assessment {
    let Content::Assessment(assessment) = &document.content else { panic!("it stands among the assessments") };
    assert!(assessment.is_whole);
    assessment
}

/// Every answer to a question.
fn answers(question: &Question, required: bool) -> Vec<Given> {
    let count = question.options.len();
    let mut answers: Vec<Given> = match question.answer.value {
        Answer::Several => (0..1_usize << count)
            .map(|bits| Given::Marked((0..count).filter(|option| bits >> option & 1 == 1).collect()))
            .collect(),
        Answer::Text | Answer::Date => vec![Given::Marked(Vec::new())],
        _ => (0..count).map(|option| Given::Marked(vec![option])).collect(),
    };
    answers.extend(question.not_applicable.then_some(Given::NotApplicable));
    answers.extend(question.unobserved.then_some(Given::Unobserved));
    answers.extend((!required).then_some(Given::Skipped));
    answers
}

/// Every way to fill the form; a stage is skipped as a whole.
fn forms(assessment: &Assessment) -> Vec<Vec<Given>> {
    let mut forms = vec![Vec::new()];
    for stage in &assessment.stages {
        let begun = forms.clone();
        for question in &stage.questions {
            forms = forms
                .into_iter()
                .flat_map(|form: Vec<Given>| {
                    answers(question, true).into_iter().map(move |given| [form.clone(), vec![given]].concat())
                })
                .collect();
        }
        if !stage.required {
            let skipped = vec![Given::Skipped; stage.questions.len()];
            forms.extend(begun.into_iter().map(|form| [form, skipped.clone()].concat()));
        }
    }
    forms
}

fn fits(assessment: &Assessment, class: &Class, form: &[Given]) -> bool {
    let met = |condition: &gobag::document::Condition| {
        let mut asked = assessment.questions().zip(form);
        let ((_, question), given) =
            asked.find(|((_, question), _)| question.id.value == condition.question).expect("the question is there");
        holds(condition, question, given)
    };
    class.all.iter().all(|condition| met(condition))
        && (class.any.is_empty() || class.any.iter().any(|condition| met(condition)))
        && !class.none.iter().any(|condition| met(condition))
}

#[derive(Clone, Debug)]
struct Drawn {
    answer: usize,
    points: Vec<Option<i64>>,
    not_applicable: bool,
    unobserved: bool,
}

const KINDS: [&str; 4] = ["yes-no", "choice", "several", "scale"];

fn drawn(unit: i64) -> impl Strategy<Value = Drawn> {
    let points = prop::collection::vec(prop::option::weighted(0.8, -3_i64..=4), 2..=3);
    (0..KINDS.len(), points, prop::bool::weighted(0.3), prop::bool::weighted(0.3)).prop_map(
        move |(answer, points, not_applicable, unobserved)| Drawn {
            answer,
            points: points.into_iter().map(|points| points.map(|points| points * unit)).collect(),
            not_applicable,
            unobserved,
        },
    )
}

/// Some stages of questions, at most seven questions in all.
fn stages() -> impl Strategy<Value = Vec<(bool, Vec<Drawn>)>> {
    prop_oneof![Just(1), Just(5)].prop_flat_map(|unit| {
        prop::collection::vec((prop::bool::weighted(0.7), prop::collection::vec(drawn(unit), 1..=3)), 1..=2)
    })
}

fn written(stages: &[(bool, Vec<Drawn>)]) -> String {
    let mut text = String::new();
    let mut number = 0;
    for (at, (required, questions)) in stages.iter().enumerate() {
        write!(text, "[[stage]]\nid = \"s{at}\"\ntitle = \"S\"\nrequired = {required}\n").expect("text can grow");
        for question in questions {
            let Drawn { answer, points, not_applicable, unobserved } = question;
            write!(
                text,
                "[[stage.question]]\nid = \"q{number}\"\ntext = \"Q?\"\nanswer = \"{}\"\nnot_applicable = {not_applicable}\nunobserved = {unobserved}\n",
                KINDS[*answer]
            )
            .expect("text can grow");
            let of = |points: &Option<i64>| points.map(|points| format!(", points = {points}")).unwrap_or_default();
            if *answer == 0 {
                let given = ["yes", "no"]
                    .iter()
                    .zip(points)
                    .filter_map(|(id, points)| points.map(|points| format!("{id} = {points}")));
                writeln!(text, "points = {{ {} }}", given.collect::<Vec<_>>().join(", ")).expect("text can grow");
            } else {
                let options = points
                    .iter()
                    .enumerate()
                    .map(|(option, points)| format!("{{ id = \"o{option}\", label = \"O\"{} }}", of(points)));
                writeln!(text, "options = [{}]", options.collect::<Vec<_>>().join(", ")).expect("text can grow");
            }
            number += 1;
        }
    }
    text
}

fn ranks() -> impl Strategy<Value = (&'static str, &'static str, &'static str)> {
    let rank = || prop_oneof![Just("leave-out"), Just("lowest")];
    (prop_oneof![Just("percent"), Just("sum"), Just("mean")], rank(), rank())
}

/// Indices that become conditions: which list, question, option, sign.
type Draw = (u8, prop::sample::Index, prop::sample::Index, u8);

fn conditions(stages: &[(bool, Vec<Drawn>)], classes: &[Vec<Draw>]) -> String {
    let questions: Vec<&Drawn> = stages.iter().flat_map(|(_, questions)| questions).collect();
    let mut text = String::new();
    for (at, class) in classes.iter().enumerate() {
        let mut lists = [Vec::new(), Vec::new(), Vec::new()];
        for (list, question, option, sign) in class {
            let question = question.index(questions.len());
            let answer = questions[question].answer;
            let count = if answer == 0 { 2 } else { questions[question].points.len() };
            let option = option.index(count);
            let option = if answer == 0 { ["yes", "no"][option].to_owned() } else { format!("o{option}") };
            let signs: &[&str] = if answer == 3 { &["=", "!=", "<=", ">="] } else { &["=", "!="] };
            let sign = signs[usize::from(*sign) % signs.len()];
            lists[usize::from(*list)].push(format!("\"q{question} {sign} {option}\""));
        }
        let [all, any, none] = lists.map(|list| list.join(", "));
        write!(text, "[[class]]\nid = \"c{at}\"\ntitle = \"C\"\nall = [{all}]\nany = [{any}]\nnone = [{none}]\n")
            .expect("text can grow");
    }
    text
}

/// An example's answers in every form that has them.
fn with<'f>(assessment: &Assessment, example: &[(&Question, Given)], forms: &'f [Vec<Given>]) -> Vec<&'f Vec<Given>> {
    let ids: Vec<&Question> = assessment.questions().map(|(_, question)| question).collect();
    let at = |question: &Question| ids.iter().position(|known| known.id == question.id).expect("it is asked");
    let mentioned = |given: &Given| match given {
        Given::Marked(options) => Some(options.iter().copied().collect::<BTreeSet<usize>>()),
        _ => None,
    };
    let alike = |form: &Vec<Given>, (question, wanted): &(&Question, Given)| {
        let given = &form[at(question)];
        match (mentioned(wanted), mentioned(given)) {
            // Of several options an example names only those that conditions mention.
            (Some(wanted), Some(given)) if question.answer.value == Answer::Several => wanted.is_subset(&given),
            (wanted, given) => wanted == given,
        }
    };
    forms.iter().filter(|form| example.iter().all(|answer| alike(form, answer))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn reachable_scores_are_those_of_all_forms(stages in stages(), (formula, na, unseen) in ranks()) {
        let text = format!(
            "method = \"scored\"\n[scoring]\nformula = \"{formula}\"\nnot_applicable = \"{na}\"\nunobserved = \"{unseen}\"\n{}",
            written(&stages)
        );
        let document = read(&text);
        let assessment = assessment(&document);
        let tried: BTreeSet<Score> = forms(assessment).iter().filter_map(|form| score(assessment, form)).collect();
        prop_assert_eq!(Reach::of(assessment), Some(Reach::Exactly(tried.into_iter().collect())));
    }

    #[test]
    fn reachable_classes_are_those_of_all_forms(
        stages in stages(),
        classes in prop::collection::vec(
            prop::collection::vec((0_u8..3, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 0..=4),
            1..=3,
        ),
    ) {
        let text = format!("method = \"decision\"\n{}{}", written(&stages), conditions(&stages, &classes));
        let document = read(&text);
        let assessment = assessment(&document);
        let forms = forms(assessment);
        let decision = Decision::of(assessment).expect("the conditions are sound");
        let agree = |found: Found<Vec<(&Question, Given)>>, wanted: &dyn Fn(&[Given]) -> bool| {
            let there = forms.iter().any(|form| wanted(form));
            match found {
                Found::Yes(example) => {
                    let examples = with(assessment, &example, &forms);
                    there && examples.iter().any(|form| wanted(form))
                }
                Found::No => !there,
                Found::TooMany => false,
            }
        };
        for (at, class) in assessment.classes.iter().enumerate() {
            prop_assert!(agree(decision.reaches(class), &|form| fits(assessment, class, form)), "{}", text);
            for other in &assessment.classes[at + 1..] {
                let both = |form: &[Given]| fits(assessment, class, form) && fits(assessment, other, form);
                prop_assert!(agree(decision.both(class, other), &both), "{}", text);
            }
        }
        let none = |form: &[Given]| !assessment.classes.iter().any(|class| fits(assessment, class, form));
        prop_assert!(agree(decision.undecided(), &none), "{}", text);
    }
}

/// A form with some of its answers taken out, and every form that it can still become.
fn begun(forms: &[Vec<Given>], which: prop::sample::Index, known: &[bool]) -> (Vec<Option<Given>>, Vec<Vec<Given>>) {
    let form = &forms[which.index(forms.len())];
    let mut known = known.iter().copied().cycle();
    let half: Vec<Option<Given>> = form.iter().map(|given| known.next()?.then(|| given.clone())).collect();
    let fits = |form: &&Vec<Given>| {
        form.iter().zip(&half).all(|(given, known)| known.as_ref().is_none_or(|known| known == given))
    };
    (half.clone(), forms.iter().filter(fits).cloned().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_half_filled_form_can_come_to_the_scores_of_all_its_ends(
        stages in stages(),
        (formula, na, unseen) in ranks(),
        which in any::<prop::sample::Index>(),
        known in prop::collection::vec(any::<bool>(), 7),
    ) {
        let text = format!(
            "method = \"scored\"\n[scoring]\nformula = \"{formula}\"\nnot_applicable = \"{na}\"\nunobserved = \"{unseen}\"\n{}",
            written(&stages)
        );
        let document = read(&text);
        let assessment = assessment(&document);
        let (half, ends) = begun(&forms(assessment), which, &known);
        let scores: Vec<Option<Score>> = ends.iter().map(|form| score(assessment, form)).collect();
        let wanted = scores.iter().flatten().min().zip(scores.iter().flatten().max()).map(|(lowest, highest)| Range {
            lowest: *lowest,
            highest: *highest,
            is_certain: scores.iter().all(Option::is_some),
        });
        prop_assert_eq!(Range::of(assessment, &half), wanted, "{}", text);
    }

    #[test]
    fn a_class_stands_as_all_ends_of_a_half_filled_form_say(
        stages in stages(),
        classes in prop::collection::vec(
            prop::collection::vec((0_u8..3, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..=4),
            1..=3,
        ),
        which in any::<prop::sample::Index>(),
        known in prop::collection::vec(any::<bool>(), 7),
    ) {
        let text = format!("method = \"decision\"\n{}{}", written(&stages), conditions(&stages, &classes));
        let document = read(&text);
        let assessment = assessment(&document);
        let (half, ends) = begun(&forms(assessment), which, &known);
        let decision = Decision::of(assessment).expect("the conditions are sound").after(&half);
        for class in &assessment.classes {
            let holding = ends.iter().filter(|form| fits(assessment, class, form)).count();
            let wanted = match holding {
                0 => Standing::Out,
                all if all == ends.len() => Standing::Holds,
                _ => Standing::Open,
            };
            prop_assert_eq!(decision.standing(class), Some(wanted), "{} {:?}", text, half);
        }
    }
}

#[test]
fn a_class_that_people_judge_stands_nowhere() {
    let text = "method = \"decision\"\n[[stage]]\nid = \"s\"\ntitle = \"S\"\n[[stage.question]]\nid = \"a\"\ntext = \"A?\"\n\
        answer = \"yes-no\"\n[[class]]\nid = \"c\"\ntitle = \"C\"\n";
    let document = read(text);
    let assessment = assessment(&document);
    let decision = Decision::of(assessment).expect("there is no condition").after(&[None]);
    assert_eq!(decision.standing(&assessment.classes[0]), None);
}

fn reach(text: &str) -> Option<Reach> {
    let document = read(text);
    Reach::of(assessment(&document))
}

#[test]
fn quotients_are_rounded_down_below_zero_too() {
    let text = "method = \"scored\"\n[scoring]\nformula = \"mean\"\n[[stage]]\nid = \"s\"\ntitle = \"S\"\n\
        [[stage.question]]\nid = \"a\"\ntext = \"A?\"\nanswer = \"yes-no\"\npoints = { yes = 0, no = -1 }\n\
        [[stage.question]]\nid = \"b\"\ntext = \"B?\"\nanswer = \"yes-no\"\npoints = { yes = 0, no = -2 }\n";
    assert_eq!(reach(text), Some(Reach::Exactly(vec![-2, -1, 0])));
}

#[test]
fn a_hundred_questions_take_no_longer_than_their_points() {
    let mut text = "method = \"scored\"\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n[[stage]]\nid = \"s\"\ntitle = \"S\"\n".to_owned();
    for number in 0..100 {
        write!(text, "[[stage.question]]\nid = \"q{number}\"\ntext = \"Q?\"\nanswer = \"yes-no\"\nnot_applicable = true\nunobserved = true\npoints = {{ yes = 3, no = 0 }}\n")
            .expect("text can grow");
    }
    assert_eq!(reach(&text), Some(Reach::Exactly((0..=100).collect())));
}

#[test]
fn nothing_is_claimed_about_points_without_measure() {
    let text = "method = \"scored\"\n[scoring]\nformula = \"sum\"\n[[stage]]\nid = \"s\"\ntitle = \"S\"\n\
        [[stage.question]]\nid = \"a\"\ntext = \"A?\"\nanswer = \"yes-no\"\npoints = { yes = 9223372036854775807, no = -9223372036854775808 }\n\
        [[stage.question]]\nid = \"b\"\ntext = \"B?\"\nanswer = \"yes-no\"\npoints = { yes = 1, no = 0 }\n";
    assert_eq!(reach(text), Some(Reach::TooMany));
}

#[test]
fn there_is_no_score_where_nothing_is_left_in() {
    let text = "method = \"scored\"\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\n[[stage]]\nid = \"s\"\ntitle = \"S\"\n\
        [[stage.question]]\nid = \"a\"\ntext = \"A?\"\nanswer = \"yes-no\"\nnot_applicable = true\npoints = { yes = 2, no = 0 }\n";
    let document = read(text);
    assert_eq!(score(assessment(&document), &[Given::NotApplicable]), None);
    assert_eq!(score(assessment(&document), &[Given::Marked(vec![0])]), Some(100));
    assert_eq!(reach(text), Some(Reach::Exactly(vec![0, 100])));
}
