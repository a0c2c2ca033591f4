//! Assessments at work: the page carries the rules that were checked, and the script that reckons with them in a browser
//! says of every form what `src/outcome/` says.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{Folder, tools};
use gobag::artifact::Artifacts;
use gobag::document::{Answer, Assessment, Content, Question};
use gobag::handbook::Handbook;
use gobag::outcome::{Decision, Given, Range, Sheet, Standing};
use gobag::source::Sources;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// Every kind of rule that a page can carry, in one small assessment.
const WHOLE: &str = include_str!("cases/assessment.toml");

/// A published script, put where Node.js can read it.
fn script(artifacts: &Artifacts, name: &str) -> PathBuf {
    let start = format!("assets/{name}.");
    let (_, bytes) = artifacts
        .iter()
        .find(|(path, _)| path.starts_with(&start) && path.ends_with(".js"))
        .unwrap_or_else(|| panic!("{name}.js is not published"));
    let file = tools::target().join("tmp").join(format!("{name}.js"));
    fs::write(&file, bytes).expect("the target folder can be written");
    file
}

fn made(folder: &Folder) -> Artifacts {
    folder.compile().artifacts.unwrap_or_else(|| panic!("nothing was made: {:#?}", folder.findings()))
}

/// The rules that a page carries.
fn carried(page: &str) -> Value {
    let start = "<script type=\"application/json\" id=\"sheet_\">";
    let at = page.find(start).expect("the page carries its rules") + start.len();
    let end = at + page[at..].find("</script>").expect("a script ends");
    serde_json::from_str(&page[at..end]).expect("the rules are JSON")
}

fn whole() -> Folder {
    Folder::small().file("assessments/whole.toml", WHOLE).audience("staff")
}

#[test]
fn a_page_carries_the_rules_of_its_assessment_as_the_snapshot_shows_them() {
    let page = whole().page("assessments/whole.html");
    let shown = serde_json::to_string_pretty(&carried(&page)).expect("JSON");
    snapbox::assert_data_eq!(shown, snapbox::file!["cases/sheet.json"].raw());
}

#[test]
fn nothing_in_the_rules_ends_the_script_that_holds_them() {
    let folder = whole().file("assessments/whole.toml", &WHOLE.replace("title = \"Ask\"", "title = \"</script><b>\""));
    let page = folder.page("assessments/whole.html");
    assert_eq!(carried(&page)["stages"][0]["title"], "</script><b>");
}

#[test]
fn what_is_missing_and_what_becomes_of_files_is_as_the_table_says() {
    let artifacts = made(&whole());
    let mut command = tools::node();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    command.arg(root.join("table.mjs")).arg(root.join("sheet.json"));
    command.arg(script(&artifacts, "outcome")).arg(script(&artifacts, "case-files"));
    tools::run(&mut command, "tests/cases/table.mjs fails");
}

/// How many forms are reckoned on both sides.
const FORMS: usize = 12_000;

#[test]
fn the_browser_says_of_ten_thousand_forms_what_this_program_says() {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let mut sheets = Vec::new();
    let sample = gobag::disk::read::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    sheets.extend(reckoned(&sample.expect("the sample handbook can be read"), 700, &mut runner));
    let text = assessments();
    let mut forms: usize = sheets.iter().map(|sheet| sheet["cases"].as_array().map_or(0, Vec::len)).sum();
    assert!(forms >= 4_000, "the sample has at least six assessments");
    while forms < FORMS {
        let text = text.new_tree(&mut runner).expect("a small assessment").current();
        let folder = Folder::small().file("assessments/walk.toml", &text);
        let small = reckoned(&folder.sources(), 40, &mut runner);
        assert_eq!(small.len(), 1, "{text}\n{:#?}", folder.findings());
        sheets.extend(small);
        forms += 40;
    }
    let file = tools::target().join("tmp/forms.json");
    fs::write(&file, serde_json::to_vec(&sheets).expect("JSON")).expect("the target folder can be written");
    let mut command = tools::node();
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/agree.mjs")).arg(file);
    command.arg(script(&made(&whole()), "outcome"));
    let told = tools::run(&mut command, "the browser reckons otherwise");
    assert_eq!(told.trim(), format!("{forms} forms"));
}

/// The assessments of a handbook, each with some forms and what they lead to.
fn reckoned(sources: &Sources, forms: usize, runner: &mut TestRunner) -> Vec<Value> {
    let handbook = Handbook::read(sources).value;
    let mut sheets = Vec::new();
    for document in handbook.documents.iter().filter(|document| document.school.is_none()) {
        let Content::Assessment(assessment) = &document.content else { continue };
        assert!(assessment.is_whole, "{}", document.id.value);
        let cases: Vec<Value> = (0..forms).map(|_| case(assessment, runner)).collect();
        sheets.push(json!({ "sheet": Sheet::of(assessment), "cases": cases }));
    }
    sheets
}

/// A form that was filled at random, and what it leads to.
fn case(assessment: &Assessment, runner: &mut TestRunner) -> Value {
    let mut form: Vec<Option<Given>> = Vec::new();
    let (mut answers, mut skipped) = (serde_json::Map::new(), Vec::new());
    // From nearly empty to nearly full.
    let share = 0.02 + 0.96 * draw(runner, 1_000) as f64 / 1_000.0;
    let mut open = Vec::new();
    for stage in &assessment.stages {
        let is_skipped = !stage.required && draw(runner, 4) == 0;
        if is_skipped {
            skipped.push(stage.id.value.to_string());
        }
        let mut missing = 0;
        for question in &stage.questions {
            let is_known = is_skipped || (draw(runner, 1_000) as f64) < share * 1_000.0;
            let given = is_known.then(|| if is_skipped { Given::Skipped } else { answer(question, runner) });
            match &given {
                Some(Given::Marked(options)) => {
                    let marked: Vec<String> =
                        options.iter().map(|option| question.options[*option].id.value.to_string()).collect();
                    answers.insert(question.id.value.to_string(), json!({ "marked": marked }));
                }
                Some(Given::NotApplicable) => {
                    drop(answers.insert(question.id.value.to_string(), json!("not-applicable")))
                }
                Some(Given::Unobserved) => drop(answers.insert(question.id.value.to_string(), json!("unobserved"))),
                Some(Given::Skipped) => {}
                None => missing += 1,
            }
            form.push(given);
        }
        open.push(missing);
    }
    let decision = Decision::of(assessment).expect("the conditions are sound").after(&form);
    let standing: Vec<_> = assessment.classes.iter().map(|class| (class, decision.standing(class))).collect();
    let leads = standing.iter().any(|(_, standing)| *standing == Some(Standing::Holds));
    let fit: Vec<&str> = standing
        .iter()
        .filter(|(_, standing)| match standing {
            Some(standing) => *standing == Standing::Holds,
            None => !leads,
        })
        .map(|(class, _)| class.id.value.as_str())
        .collect();
    let named = |standing: &Option<Standing>| match standing {
        None => "judged",
        Some(Standing::Open) => "open",
        Some(Standing::Holds) => "holds",
        Some(Standing::Out) => "out",
    };
    let standing: serde_json::Map<String, Value> =
        standing.iter().map(|(class, standing)| (class.id.value.to_string(), json!(named(standing)))).collect();
    let number = |score| i64::try_from(score).expect("points in the sample are small");
    let range = Range::of(assessment, &form).map(|range| {
        let bands: Vec<&str> = range.bands(assessment).map(|band| band.id.value.as_str()).collect();
        json!({
            "lowest": number(range.lowest),
            "highest": number(range.highest),
            "certain": range.is_certain,
            "bands": bands,
        })
    });
    json!({ "form": { "answers": answers, "skipped": skipped }, "standing": standing, "range": range, "open": open, "fit": fit })
}

/// An answer to a question.
fn answer(question: &Question, runner: &mut TestRunner) -> Given {
    if question.not_applicable && draw(runner, 6) == 0 {
        return Given::NotApplicable;
    }
    if question.unobserved && draw(runner, 6) == 0 {
        return Given::Unobserved;
    }
    let count = question.options.len();
    match question.answer.value {
        Answer::Several => Given::Marked((0..count).filter(|_| draw(runner, 3) == 0).collect()),
        Answer::YesNo | Answer::Scale | Answer::Choice => Given::Marked(vec![draw(runner, count)]),
        Answer::Text | Answer::Date => Given::Marked(Vec::new()),
    }
}

/// A number below another.
fn draw(runner: &mut TestRunner, below: usize) -> usize {
    (0..below).new_tree(runner).expect("a number").current()
}

/// Small assessments with points and classes together, which no handbook needs and both sides can reckon.
fn assessments() -> impl Strategy<Value = String> {
    let question = (0_usize..5, prop::collection::vec(-3_i64..=4, 3), any::<[bool; 3]>());
    let stages = prop::collection::vec((any::<bool>(), prop::collection::vec(question, 1..=4)), 1..=3);
    let demand = (0_usize..3, any::<prop::sample::Index>(), 0_usize..3, 0_usize..4);
    let classes = prop::collection::vec(prop::collection::vec(demand, 0..=5), 0..=3);
    let formula = prop_oneof![Just("percent"), Just("sum"), Just("mean")];
    let rank = || prop_oneof![Just("leave-out"), Just("lowest")];
    (stages, classes, formula, rank(), rank()).prop_map(|(stages, classes, formula, na, unseen)| {
        let mut text = format!(
            "title = \"Walk\"\nsummary = \"A walk.\"\naudience = \"staff\"\ntype = \"site\"\nmethod = \"scored\"\n\
             [scoring]\nformula = \"{formula}\"\nnot_applicable = \"{na}\"\nunobserved = \"{unseen}\"\n\
             [[band]]\nid = \"low\"\ntitle = \"Low\"\nfrom = -1000\nto = 1\nmeaning = \"M.\"\nresponse = \"R.\"\n\
             [[band]]\nid = \"high\"\ntitle = \"High\"\nfrom = 2\nto = 1000\nmeaning = \"M.\"\nresponse = \"R.\"\n"
        );
        let mut answers = Vec::new();
        for (at, (required, questions)) in stages.iter().enumerate() {
            writeln!(text, "[[stage]]\nid = \"s{at}\"\ntitle = \"S\"\nrequired = {required}").expect("text can grow");
            for (answer, points, [not_applicable, unobserved, counts]) in questions {
                let kind = ["yes-no", "scale", "choice", "several", "text"][*answer];
                let id = answers.len();
                writeln!(text, "[[stage.question]]\nid = \"q{id}\"\ntext = \"Q?\"\nanswer = \"{kind}\"")
                    .expect("text can grow");
                if kind != "text" {
                    writeln!(text, "not_applicable = {not_applicable}\nunobserved = {unobserved}")
                        .expect("text can grow");
                }
                let of = |at: usize| if *counts { format!(", points = {}", points[at]) } else { String::new() };
                if kind == "yes-no" && *counts {
                    writeln!(text, "points = {{ yes = {}, no = {} }}", points[0], points[1]).expect("text can grow");
                } else if kind != "yes-no" && kind != "text" {
                    let options = (0..3).map(|at| format!("{{ id = \"o{at}\", label = \"O\"{} }}", of(at)));
                    writeln!(text, "options = [{}]", options.collect::<Vec<_>>().join(", ")).expect("text can grow");
                }
                answers.push(kind);
            }
        }
        for (at, class) in classes.iter().enumerate() {
            let mut lists = [Vec::new(), Vec::new(), Vec::new()];
            for (list, question, option, sign) in class {
                let question = question.index(answers.len());
                let (option, signs): (String, &[&str]) = match answers[question] {
                    "text" => continue,
                    "yes-no" => (["yes", "no"][option % 2].to_owned(), &["=", "!="]),
                    "scale" => (format!("o{option}"), &["=", "!=", "<=", ">="]),
                    _ => (format!("o{option}"), &["=", "!="]),
                };
                lists[*list].push(format!("\"q{question} {} {option}\"", signs[sign % signs.len()]));
            }
            let [all, any, none] = lists.map(|list| list.join(", "));
            writeln!(text, "[[class]]\nid = \"c{at}\"\ntitle = \"C\"\nall = [{all}]\nany = [{any}]\nnone = [{none}]")
                .expect("text can grow");
        }
        text
    })
}
