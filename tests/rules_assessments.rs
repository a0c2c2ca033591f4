//! Rules about assessments, through the front door.

use crate::common::Folder;

const NONE: Vec<String> = Vec::new();
const PATH: &str = "assessments/a.toml";

fn threat(rest: &str) -> Folder {
    let head = "title = \"Threat\"\nsummary = \"How we decide.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"decision\"\n";
    Folder::small().file(PATH, &format!("{head}{rest}"))
}

#[test]
fn a_discipline_that_is_only_optional_is_missing() {
    let team = |required: &str, optional: &str| {
        threat(&format!("[team]\nrequired = [{required}]\noptional = [{optional}]\n")).findings_of("incomplete-team")
    };
    let all = "\"administration\", \"mental-health\", \"law-enforcement\"";
    assert_eq!(team(all, ""), NONE);
    let found = team("\"administration\", \"mental-health\"", "\"law-enforcement\"");
    assert_eq!(found, [r#"incomplete-team assessments/a.toml:7 "\"administration\", \"mental-health\"""#]);
    assert_eq!(team("", "\"law-enforcement\""), ["incomplete-team assessments/a.toml:6 \"[team]\""]);
    assert_eq!(team("\"law-enforcment\"", ""), NONE, "what cannot be read has been told");
    assert_eq!(threat("").findings_of("incomplete-team"), ["incomplete-team assessments/a.toml:1 \"\\\"Threat\\\"\""]);
}

/// Stages by id, each with a question.
fn stages(ids: &[&str]) -> String {
    let stage = |id: &&str| {
        format!(
            "[[stage]]\nid = \"{id}\"\ntitle = \"{id}\"\n[[stage.question]]\nid = \"{id}-q\"\ntext = \"What?\"\nanswer = \"text\"\n"
        )
    };
    ids.iter().map(stage).collect()
}

const SIX: [&str; 6] = ["report", "history", "interviews", "classify", "respond", "monitor"];

#[test]
fn each_stage_is_missed_after_the_one_before_it() {
    assert_eq!(threat(&stages(&SIX)).findings_of("missing-stage"), NONE);
    for at in 0..6 {
        let mut ids = SIX.to_vec();
        ids.remove(at);
        let found = threat(&stages(&ids)).findings_of("missing-stage");
        let place =
            if at == 0 { "1 \"\\\"Threat\\\"\"".to_owned() } else { format!("{} \"\\\"{}\\\"\"", 7 * at, SIX[at - 1]) };
        assert_eq!(found, [format!("missing-stage assessments/a.toml:{place}")]);
    }
}

#[test]
fn a_stage_under_another_name_is_told_where_it_stands() {
    let mut ids = SIX;
    ids[2] = "interview";
    let found = threat(&stages(&ids)).findings_of("missing-stage");
    assert_eq!(found, ["missing-stage assessments/a.toml:21 \"\\\"interview\\\"\""]);
}

#[test]
fn stages_out_of_order_optional_or_empty_are_not_there_in_substance() {
    let mut ids = SIX;
    ids.swap(2, 3);
    assert_eq!(
        threat(&stages(&ids)).findings_of("missing-stage"),
        ["missing-stage assessments/a.toml:28 \"\\\"interviews\\\"\""]
    );
    let optional = stages(&SIX).replace("title = \"monitor\"\n", "title = \"monitor\"\nrequired = false\n");
    assert_eq!(
        threat(&optional).findings_of("missing-stage"),
        ["missing-stage assessments/a.toml:42 \"\\\"monitor\\\"\""]
    );
    let empty = stages(&SIX[..5]) + "[[stage]]\nid = \"monitor\"\ntitle = \"Monitor\"\n";
    assert_eq!(
        threat(&empty).findings_of("missing-stage"),
        ["missing-stage assessments/a.toml:42 \"\\\"monitor\\\"\""]
    );
}

#[test]
fn a_threat_with_points_invites_a_sum() {
    let question = "[[stage]]\nid = \"report\"\ntitle = \"R\"\n[[stage.question]]\nid = \"q\"\ntext = \"Q?\"\nanswer = \"yes-no\"\npoints = { yes = 1, no = 0 }\n";
    assert_eq!(
        threat(question).findings_of("scored-threat"),
        ["scored-threat assessments/a.toml:13 \"{ yes = 1, no = 0 }\""]
    );
    let scoring = "[scoring]\nformula = \"sum\"\n";
    assert_eq!(threat(scoring).findings_of("scored-threat"), ["scored-threat assessments/a.toml:6 \"[scoring]\""]);
    let ticked = threat("").file(
        PATH,
        "title = \"T\"\nsummary = \"T.\"\naudience = \"team\"\ntype = \"threat\"\nmethod = \"checklist\"\n",
    );
    assert_eq!(ticked.findings_of("scored-threat"), [r#"scored-threat assessments/a.toml:5 "\"checklist\"""#]);
    // A site may be scored.
    let site = Folder::small().file(
        PATH,
        "title = \"S\"\nsummary = \"S.\"\ntype = \"site\"\nmethod = \"scored\"\n[scoring]\nformula = \"sum\"\n",
    );
    assert_eq!(site.findings_of("scored-threat"), NONE);
}

#[test]
fn an_override_has_steps() {
    let empty = "[override]\nwhen = \"Someone is in danger.\"\nsteps = []\n";
    assert_eq!(
        threat(empty).findings_of("missing-emergency-override"),
        ["missing-emergency-override assessments/a.toml:6 \"[override]\""]
    );
    let whole = "[override]\nwhen = \"Someone is in danger.\"\nsteps = [\"@teacher: Call 911.\"]\n";
    assert_eq!(threat(whole).findings_of("missing-emergency-override"), NONE);
}

/// Two questions (yes or no, and a scale from a to c), then classes.
fn classes(classes: &str) -> Folder {
    threat(&format!(
        "[[stage]]\nid = \"classify\"\ntitle = \"C\"\n[[stage.question]]\nid = \"weapon\"\ntext = \"W?\"\nanswer = \"yes-no\"\n[[stage.question]]\nid = \"plan\"\ntext = \"P?\"\nanswer = \"scale\"\noptions = [{{ id = \"a\", label = \"A\" }}, {{ id = \"b\", label = \"B\" }}, {{ id = \"c\", label = \"C\" }}]\n{classes}"
    ))
}

fn class(id: &str, conditions: &str) -> String {
    format!("[[class]]\nid = \"{id}\"\ntitle = \"{id}\"\n{conditions}\nresponses = [\"Talk.\"]\ndeadline = \"1 day\"\n")
}

#[test]
fn contradictions_make_a_class_unreachable() {
    for conditions in [
        "all = [\"weapon = yes\", \"weapon = no\"]",
        "all = [\"weapon = yes\"]\nnone = [\"weapon != no\"]",
        "all = [\"plan >= b\", \"plan <= a\"]",
        "any = [\"plan = b\", \"plan = c\"]\nnone = [\"plan >= b\"]",
        "all = [\"plan != a\"]\nnone = [\"plan = b\", \"plan = c\"]",
    ] {
        let found = classes(&class("high", conditions)).findings_of("unreachable-class");
        assert_eq!(found, ["unreachable-class assessments/a.toml:20 \"\\\"high\\\"\""], "{conditions}");
    }
    for conditions in
        ["", "all = [\"plan >= b\", \"plan <= b\"]", "any = [\"plan = b\", \"plan = a\"]\nnone = [\"plan >= b\"]"]
    {
        assert_eq!(classes(&class("high", conditions)).findings_of("unreachable-class"), NONE, "{conditions}");
    }
}

#[test]
fn a_decision_has_classes() {
    assert_eq!(
        threat("").findings_of("unreachable-class"),
        ["unreachable-class assessments/a.toml:5 \"\\\"decision\\\"\""]
    );
}

#[test]
fn a_condition_that_cannot_be_read_is_told_once() {
    let found = classes(&class("high", "all = [\"weapon is yes\", \"weapon = no\", \"weapon = yes\"]")).findings();
    assert!(found.iter().any(|found| found.starts_with("invalid-value")), "{found:?}");
    assert!(!found.iter().any(|found| found.starts_with("unreachable-class")), "{found:?}");
    let found = classes(&class("high", "all = [\"weapn = yes\", \"weapon = no\", \"weapon = yes\"]")).findings();
    assert!(found.iter().any(|found| found.starts_with("unresolved-reference")), "{found:?}");
    assert!(!found.iter().any(|found| found.starts_with("unreachable-class")), "{found:?}");
}

fn messages(folder: &Folder, rule: &str) -> Vec<String> {
    let compiled = folder.compile();
    compiled.diagnostics.iter().filter(|found| found.rule.0 == rule).map(|found| found.message.clone()).collect()
}

#[test]
fn two_classes_and_no_class_are_told_with_an_example() {
    let folder = classes(&(class("low", "all = [\"weapon = no\"]") + &class("high", "any = [\"plan >= b\"]")));
    assert_eq!(
        messages(&folder, "overlapping-classes"),
        ["\"low\" and \"high\" both hold when `weapon` is `no` and `plan` is `b`"]
    );
    assert_eq!(messages(&folder, "undecided-answers"), ["No class holds when `weapon` is `yes` and `plan` is `a`"]);
    assert_eq!(
        folder.findings_of("overlapping-classes"),
        ["overlapping-classes assessments/a.toml:26 \"\\\"high\\\"\""]
    );
}

#[test]
fn an_answer_that_says_nothing_can_leave_a_threat_undecided() {
    let both = class("low", "all = [\"weapon = no\"]") + &class("high", "all = [\"weapon = yes\"]");
    let folder = classes(&both);
    assert_eq!(messages(&folder, "undecided-answers"), Vec::<String>::new());
    let text = "id = \"weapon\"\ntext = \"W?\"\nanswer = \"yes-no\"\n";
    let unseen =
        format!("[[stage]]\nid = \"classify\"\ntitle = \"C\"\n[[stage.question]]\n{text}unobserved = true\n{both}");
    assert_eq!(messages(&threat(&unseen), "undecided-answers"), ["No class holds when `weapon` could not be seen"]);
}

#[test]
fn a_class_that_people_judge_takes_what_is_left() {
    let folder = classes(&(class("high", "all = [\"weapon = yes\"]") + &class("other", "")));
    assert_eq!(folder.findings_of("undecided-answers"), NONE);
    assert_eq!(folder.findings_of("overlapping-classes"), NONE);
}

#[test]
fn a_class_says_what_is_done_and_by_when() {
    let found = |class: &str| classes(class).findings_of("class-without-response");
    let place = ["class-without-response assessments/a.toml:20 \"\\\"High\\\"\""];
    let head = "[[class]]\nid = \"high\"\ntitle = \"High\"\n";
    assert_eq!(found(&format!("{head}deadline = \"1 day\"\n")), place);
    assert_eq!(found(&format!("{head}responses = [\"Talk.\"]\n")), place);
    assert_eq!(found(&format!("{head}responses = [\"TBD\"]\ndeadline = \"1 day\"\n")), place);
    assert_eq!(found(&format!("{head}responses = [\"Talk.\"]\ndeadline = \"1 day\"\n")), NONE);
}

fn help(party: &str, classes: &str) -> String {
    format!("[[intervention]]\nfor = \"{party}\"\nwhat = \"Help.\"\nclasses = [{classes}]\n")
}

#[test]
fn each_of_three_is_helped_and_in_each_serious_class() {
    let all = help("subject", "") + &help("target", "") + &help("environment", "");
    assert_eq!(threat(&all).findings_of("one-sided-support"), NONE);
    assert_eq!(
        threat("").findings_of("one-sided-support"),
        ["one-sided-support assessments/a.toml:1 \"\\\"Threat\\\"\""]
    );
    let some = help("subject", "") + &help("target", "\"low\"") + &help("environment", "");
    let folder = classes(&(class("low", "") + &class("high", "") + &some));
    assert_eq!(folder.findings_of("one-sided-support"), ["one-sided-support assessments/a.toml:26 \"\\\"high\\\"\""]);
}

fn notified(title: &str, notify: &[&str]) -> Vec<String> {
    let list: Vec<String> = notify.iter().map(|who| format!("{who:?}")).collect();
    messages(
        &classes(&format!("[[class]]\nid = \"c\"\ntitle = \"{title}\"\nnotify = [{}]\n", list.join(", "))),
        "missing-notification",
    )
}

#[test]
fn the_three_are_found_in_many_words() {
    for notify in [
        &[
            "person threatened (the target)",
            "family of the target",
            "family of the student who made the threat (the subject)",
        ][..],
        &["the target and their family", "parents of the person of concern"],
        &["the intended victim", "both families"],
        &["both students and their families"],
        &["everyone involved", "families of both students"],
        &["victim and victim's parents", "the subject's guardians"],
        &["the student who was threatened", "families of the target and of the subject"],
        &["target", "families of A and B", "the other family"],
        &["the target, their family, and the subject's family"],
        &["the target, the subject and their families"],
        &["the target and their family", "the student who made the threat and their family"],
    ] {
        assert_eq!(notified("Serious", notify), Vec::<String>::new(), "{notify:?}");
    }
}

#[test]
fn whoever_is_not_told_is_named() {
    let missing = |notify: &[&str]| notified("Serious", notify).join("");
    let (target, family, other) = (
        "the person threatened",
        "the family of the person threatened",
        "the family of the student who made the threat",
    );
    let told = |who: &str| format!("\"Serious\" does not say that someone tells {who}");
    assert_eq!(missing(&[]), told(&format!("{target}, {family} and {other}")));
    assert_eq!(missing(&["family of the target", "family of the subject"]), told(target));
    assert_eq!(missing(&["the target's family", "the subject's family"]), told(target));
    assert_eq!(missing(&["target families", "subject families"]), told(target));
    assert_eq!(missing(&["families of both students"]), told(target));
    assert_eq!(missing(&["the target", "the subject's parents"]), told(family));
    assert_eq!(missing(&["the target and their family", "the principal"]), told(other));
}

#[test]
fn the_mildest_class_need_tell_nobody_and_a_longer_word_is_not_mild() {
    assert_eq!(notified("Transient threat", &[]), Vec::<String>::new());
    assert_eq!(notified("Low", &[]), Vec::<String>::new());
    assert_eq!(notified("Unresolved", &[]).len(), 1);
}

/// Two questions of two points each, then `[scoring]` and bands.
fn walk(question: &str, scoring: &str, bands: &[(&str, i64, i64)]) -> Folder {
    let band = |(id, from, to): &(&str, i64, i64)| {
        format!(
            "[[band]]\nid = \"{id}\"\ntitle = \"{id}\"\nfrom = {from}\nto = {to}\nmeaning = \"M.\"\nresponse = \"R.\"\n"
        )
    };
    let text: String = bands.iter().map(band).collect();
    Folder::small().file(
        PATH,
        &format!(
            "title = \"Walk\"\naudience = \"staff\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n[scoring]\n{scoring}[[stage]]\nid = \"s\"\ntitle = \"S\"\n[[stage.question]]\nid = \"a\"\ntext = \"A?\"\nanswer = \"yes-no\"\npoints = {{ yes = 2, no = 0 }}\n{question}[[stage.question]]\nid = \"b\"\ntext = \"B?\"\nanswer = \"scale\"\noptions = [{{ id = \"x\", label = \"X\", points = 0 }}, {{ id = \"y\", label = \"Y\", points = 1 }}, {{ id = \"z\", label = \"Z\", points = 2 }}]\n{text}"
        ),
    )
}

const PERCENT: &str = "formula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n";

#[test]
fn only_a_score_that_can_be_reached_makes_a_gap() {
    // Reached are 0, 25, 50, 75, 100.
    assert_eq!(walk("", PERCENT, &[("low", 0, 30), ("high", 49, 100)]).findings_of("band-gap"), NONE);
    let folder = walk("", PERCENT, &[("low", 0, 24), ("high", 51, 99)]);
    assert_eq!(
        messages(&folder, "band-gap"),
        [
            "Scores from 25 to 50 stand in no band, between \"low\" and \"high\"",
            "A score of 100 stands in no band, above \"high\""
        ]
    );
    assert_eq!(
        folder.findings_of("band-gap"),
        ["band-gap assessments/a.toml:27 \"24\"", "band-gap assessments/a.toml:34 \"99\""]
    );
    // What does not apply is left out, and a quotient of one question alone is among the scores: 2 of 2, 1 of 2, 0 of 2.
    assert_eq!(
        messages(&walk("", PERCENT, &[("low", 20, 100)]), "band-gap"),
        ["A score of 0 stands in no band, below \"low\""]
    );
}

#[test]
fn leaving_out_makes_new_scores() {
    // Four points of six are 66; with the first question left out the other gives 0, 33, 66, 100 of three.
    let three = "[[stage.question]]\nid = \"c\"\ntext = \"C?\"\nanswer = \"yes-no\"\nnot_applicable = true\npoints = { yes = 1, no = 0 }\n";
    let reached = |bands: &[(&str, i64, i64)]| messages(&walk(three, PERCENT, bands), "band-gap");
    // Of five: 0, 20, 40, 60, 80, 100; of four: 0, 25, 50, 75, 100.
    assert_eq!(reached(&[("a", 0, 24), ("b", 26, 100)]), ["A score of 25 stands in no band, between \"a\" and \"b\""]);
    assert_eq!(reached(&[("a", 0, 19), ("b", 21, 100)]), ["A score of 20 stands in no band, between \"a\" and \"b\""]);
    assert_eq!(reached(&[("a", 0, 20), ("b", 25, 100)]), Vec::<String>::new());
}

#[test]
fn a_score_in_two_bands_is_told_at_both_ends() {
    let folder = walk("", PERCENT, &[("low", 0, 50), ("high", 50, 100)]);
    assert_eq!(messages(&folder, "band-overlap"), ["A score of 50 stands in two bands, \"low\" and \"high\""]);
    assert_eq!(folder.findings_of("band-overlap"), ["band-overlap assessments/a.toml:33 \"50\""]);
    let related: Vec<String> = folder
        .compile()
        .diagnostics
        .iter()
        .filter(|found| found.rule.0 == "band-overlap")
        .flat_map(|found| found.related.iter().map(|label| label.text.clone()))
        .collect();
    assert_eq!(related, ["\"low\" ends here"]);
    assert_eq!(folder.findings_of("band-gap"), NONE);
}

#[test]
fn a_band_the_wrong_way_round_is_told_once() {
    let folder = walk("", PERCENT, &[("low", 49, 0), ("high", 50, 100)]);
    let own: Vec<String> = folder.findings().into_iter().filter(|found| found.contains("band")).collect();
    assert_eq!(own, ["band-gap assessments/a.toml:27 \"0\""]);
}

#[test]
fn a_band_that_nothing_reaches_is_said() {
    let folder = walk("", PERCENT, &[("low", 0, 49), ("middle", 51, 74), ("high", 75, 100)]);
    assert_eq!(folder.findings_of("unreachable-band"), ["unreachable-band assessments/a.toml:33 \"51\\nto = 74\""]);
}

#[test]
fn a_score_without_bands_means_nothing() {
    let found = walk("", PERCENT, &[]).findings();
    assert_eq!(found, ["band-gap assessments/a.toml:6 \"[scoring]\""]);
}

#[test]
fn sums_and_means_have_bands_of_their_own() {
    let sum = "formula = \"sum\"\n";
    assert_eq!(walk("", sum, &[("all", 0, 4)]).findings(), NONE);
    assert_eq!(
        messages(&walk("", sum, &[("all", 0, 3)]), "band-gap"),
        ["A score of 4 stands in no band, above \"all\""]
    );
    let mean = "formula = \"mean\"\n";
    assert_eq!(walk("", mean, &[("all", 0, 2)]).findings(), NONE);
    assert_eq!(
        messages(&walk("", mean, &[("all", 0, 1)]), "band-gap"),
        ["A score of 2 stands in no band, above \"all\""]
    );
}

#[test]
fn an_answer_without_a_rule_is_told_once_for_each_kind() {
    let bands = [("low", 0, 49), ("high", 50, 100)];
    let both = "not_applicable = true\nunobserved = true\n";
    let found = walk(both, "formula = \"percent\"\n", &bands).findings_of("unscored-na");
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|found| found.ends_with("assessments/a.toml:6 \"[scoring]\"")), "{found:?}");
    assert_eq!(walk(both, PERCENT, &bands).findings_of("unscored-na"), NONE);
    assert_eq!(walk("", "formula = \"percent\"\n", &bands).findings_of("unscored-na"), NONE);
}

#[test]
fn what_could_not_be_seen_is_not_left_out() {
    let bands = [("low", 0, 49), ("high", 50, 100)];
    let found = |formula: &str, question: &str| {
        walk(question, &format!("formula = \"{formula}\"\nunobserved = \"leave-out\"\n"), &bands)
            .findings_of("unscored-na")
    };
    assert_eq!(found("percent", "unobserved = true\n"), ["unscored-na assessments/a.toml:8 \"\\\"leave-out\\\"\""]);
    assert_eq!(found("mean", "unobserved = true\n").len(), 1);
    // In a sum, nothing is the worst answer already.
    assert_eq!(found("sum", "unobserved = true\n"), NONE);
    assert_eq!(found("percent", ""), NONE);
}

#[test]
fn forgotten_points_are_told_at_their_option() {
    let folder = walk(
        "[[stage.question]]\nid = \"c\"\ntext = \"C?\"\nanswer = \"choice\"\noptions = [{ id = \"p\", label = \"P\", points = 1 }, { id = \"q\", label = \"Q\" }]\n",
        PERCENT,
        &[("all", 0, 100)],
    );
    assert_eq!(folder.findings_of("unscored-answer"), ["unscored-answer assessments/a.toml:22 \"\\\"q\\\"\""]);
    // A question without any points is for the record.
    let folder =
        walk("[[stage.question]]\nid = \"c\"\ntext = \"C?\"\nanswer = \"yes-no\"\n", PERCENT, &[("all", 0, 100)]);
    assert_eq!(folder.findings_of("unscored-answer"), NONE);
}

#[test]
fn a_scored_assessment_says_how() {
    let found = Folder::small()
        .file(PATH, "title = \"S\"\nsummary = \"S.\"\ntype = \"site\"\nmethod = \"scored\"\naudience = \"staff\"\n")
        .findings();
    assert_eq!(found, ["missing-field assessments/a.toml:4 \"\\\"scored\\\"\""]);
}
