//! Rules about annexes, through the front door.

use crate::common::Folder;

const HEAD: &str =
    "+++\ntitle = \"Recovery annex\"\nsummary = \"How we heal.\"\ntype = \"functional\"\nfunction = \"recovery\"\n";
const PHASE: &str = "### Goal\n\nCare.\n\n### Objectives\n\n- One list.\n\n### Courses of action\n\n1. @teacher: Keep the list of those who need care.\n\n";

fn annex(body: &str) -> Folder {
    Folder::small().file("annexes/annex-recovery.md", &format!("{HEAD}+++\n{body}"))
}

#[test]
fn a_whole_annex_is_not_incomplete() {
    let body = format!("## Before\n\n{PHASE}## During\n\n{PHASE}## After\n\n{PHASE}## Memorials\n\nTwo weeks.\n");
    assert_eq!(annex(&body).findings_of("goal-incomplete"), Vec::<String>::new());
}

#[test]
fn a_phase_may_say_its_goal_in_the_heading_of_another_language() {
    let phase = |phase: &str| {
        format!(
            "## X {{phase={phase}}}\n\n### A {{part=goal}}\n\nX.\n\n### B {{part=objectives}}\n\nX.\n\n### C {{part=actions}}\n\nX.\n\n"
        )
    };
    let body = ["before", "during", "after"].map(phase).concat();
    assert_eq!(annex(&body).findings_of("goal-incomplete"), Vec::<String>::new());
}

#[test]
fn missing_phases_are_one_finding_at_the_title() {
    let found = annex(&format!("## Before\n\n{PHASE}")).findings_of("goal-incomplete");
    assert_eq!(found, ["goal-incomplete annexes/annex-recovery.md:2 \"\\\"Recovery annex\\\"\""]);
}

#[test]
fn a_missing_part_stands_under_its_phase_and_an_empty_one_under_itself() {
    let body = format!(
        "## Before\n\n{PHASE}## During\n\n### Goal\n\nTBD\n\n### Objectives\n\n- A.\n\n### Courses of action\n\n1. @teacher: B.\n\n## After\n\n### Goal\n\nA.\n"
    );
    let found = annex(&body).findings_of("goal-incomplete");
    assert_eq!(
        found,
        [
            "goal-incomplete annexes/annex-recovery.md:23 \"### Goal\"",
            "goal-incomplete annexes/annex-recovery.md:35 \"## After\"",
        ]
    );
}

const TORNADO: &str = "+++\ntitle = \"Tornado annex\"\nsummary = \"A tornado.\"\ntype = \"hazard\"\nhazards = [\"tornado\"]\nstatus = \"approved\"\n";

fn with_hazard(priority: &str, annex: &str) -> Folder {
    Folder::small().file(
        "hazards.toml",
        &format!(
            "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"{priority}\"\nreason = \"It comes each spring.\"\n{annex}"
        ),
    )
}

#[test]
fn a_high_risk_without_an_annex_stands_under_its_priority() {
    assert_eq!(
        with_hazard("high", "").findings_of("unplanned-hazard"),
        ["unplanned-hazard hazards.toml:9 \"\\\"high\\\"\""]
    );
    assert_eq!(with_hazard("medium", "").findings_of("unplanned-hazard"), Vec::<String>::new());
}

#[test]
fn a_draft_and_a_functional_annex_are_no_plan() {
    let named = with_hazard("high", "annex = \"hazard-tornado\"\n");
    let draft =
        named.clone().file("annexes/hazard-tornado.md", &format!("{}+++\nX.\n", TORNADO.replace("approved", "review")));
    let functional = named
        .clone()
        .file("annexes/hazard-tornado.md", &format!("{}+++\nX.\n", TORNADO.replace("\"hazard\"", "\"functional\"")));
    let approved = named.file("annexes/hazard-tornado.md", &format!("{TORNADO}+++\nX.\n"));
    let place = ["unplanned-hazard hazards.toml:11 \"\\\"hazard-tornado\\\"\""];
    assert_eq!(draft.findings_of("unplanned-hazard"), place);
    assert_eq!(functional.findings_of("unplanned-hazard"), place);
    assert_eq!(approved.findings_of("unplanned-hazard"), Vec::<String>::new());
}

#[test]
fn an_annex_that_is_nowhere_is_told_once() {
    let found = with_hazard("high", "annex = \"hazard-tornado\"\n").findings();
    assert!(found.iter().any(|found| found.starts_with("unresolved-reference")), "{found:?}");
    assert!(!found.iter().any(|found| found.starts_with("unplanned-hazard")), "{found:?}");
}

#[test]
fn the_register_may_name_the_annex_or_the_annex_the_register() {
    let silent = TORNADO.replace("hazards = [\"tornado\"]\n", "");
    let orphan = with_hazard("medium", "").file("annexes/hazard-tornado.md", &format!("{silent}+++\nX.\n"));
    let named = with_hazard("medium", "annex = \"hazard-tornado\"\n")
        .file("annexes/hazard-tornado.md", &format!("{silent}+++\nX.\n"));
    assert_eq!(
        orphan.findings_of("orphan-annex"),
        ["orphan-annex annexes/hazard-tornado.md:2 \"\\\"Tornado annex\\\"\""]
    );
    assert_eq!(named.findings_of("orphan-annex"), Vec::<String>::new());
}

fn repeating(uses: &str, step: &str) -> Vec<String> {
    Folder::small()
        .file("annexes/annex-recovery.md", &format!("{HEAD}+++\n## During\n\n1. @teacher: Call the families in their own language.\n2. @teacher: Write each promise down with its date.\n3. @teacher: Call 911.\n"))
        .file("annexes/hazard-tornado.md", &format!("{TORNADO}{uses}+++\n## During\n\n{step}"))
        .findings_of("repeated-annex")
}

#[test]
fn a_repeated_step_is_told_under_its_words_once_for_each_page() {
    let found = repeating(
        "uses = [\"annex-recovery\"]\n",
        "1. @teacher within 5 min: Call the families, in their own language.\n2. @teacher: Write down each promise, with its date.\n",
    );
    assert_eq!(found, ["repeated-annex annexes/hazard-tornado.md:11 \"Call the families, in their own language.\""]);
}

#[test]
fn short_steps_and_steps_that_refer_elsewhere_repeat_nothing() {
    let uses = "uses = [\"annex-recovery\"]\n";
    assert_eq!(repeating(uses, "1. @teacher: Call 911.\n"), Vec::<String>::new());
    assert_eq!(
        repeating(uses, "1. @teacher: Call the families in their own language, [[annex-recovery]].\n"),
        Vec::<String>::new()
    );
}

#[test]
fn a_hazard_annex_relies_on_others_in_its_front_matter_or_its_text() {
    assert_eq!(
        repeating("", "1. @teacher: Wait.\n"),
        ["repeated-annex annexes/hazard-tornado.md:2 \"\\\"Tornado annex\\\"\""]
    );
    assert_eq!(repeating("", "1. @teacher: Begin [[annex-recovery]].\n"), Vec::<String>::new());
    assert_eq!(repeating("", "See [recovery](annex-recovery.md).\n"), Vec::<String>::new());
}
