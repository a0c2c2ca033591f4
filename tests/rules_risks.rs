//! Rules about the risk register, through the front door.

use crate::common::Folder;

fn hazard(priority: &str, rest: &str) -> Folder {
    Folder::small().file(
        "hazards.toml",
        &format!(
            "[[hazard]]\nid = \"flood\"\ntitle = \"Flood\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"{priority}\"\n{rest}"
        ),
    )
}

const NONE: Vec<String> = Vec::new();

#[test]
fn a_rating_once_more_is_no_reason() {
    for reason in ["High.", "Risk score: 3.2", "TBD", "Very high priority"] {
        let found = hazard("high", &format!("reason = \"{reason}\"\n")).findings_of("unreasoned-priority");
        assert_eq!(found, [format!("unreasoned-priority hazards.toml:10 {reason:?}")], "{reason}");
    }
    assert_eq!(hazard("low", "reason = \"Two in ten years.\"\n").findings_of("unreasoned-priority"), NONE);
}

#[test]
fn a_missing_reason_stands_under_the_priority() {
    assert_eq!(
        hazard("low", "").findings_of("unreasoned-priority"),
        ["unreasoned-priority hazards.toml:9 \"\\\"low\\\"\""]
    );
}

#[test]
fn a_priority_that_is_missing_is_told_once() {
    let found = hazard("low", "").file(
        "hazards.toml",
        "[[hazard]]\nid = \"flood\"\ntitle = \"Flood\"\ncategory = \"natural\"\nprobability = \"possible\"\nmagnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\nphysical = [\"A\"]\nsocial = [\"B\"]\nstakeholders = [\"C\"]\n",
    );
    assert_eq!(found.findings(), ["missing-field hazards.toml:1 \"[[hazard]]\""]);
}

const ACTION: &str = "[[hazard.action]]\nwhat = \"Buy a pump.\"\n";

#[test]
fn a_high_risk_needs_one_action_that_can_happen() {
    let funded = format!("{ACTION}owner = \"teacher\"\ndue = 2027-03-31\nfunding = \"General fund\"\n");
    assert_eq!(hazard("high", "").findings_of("unfunded-risk"), ["unfunded-risk hazards.toml:9 \"\\\"high\\\"\""]);
    assert_eq!(
        hazard("high", ACTION).findings_of("unfunded-risk"),
        ["unfunded-risk hazards.toml:10 \"[[hazard.action]]\""]
    );
    assert_eq!(hazard("high", &funded).findings_of("unfunded-risk"), NONE);
    assert_eq!(hazard("high", &format!("{ACTION}{funded}")).findings_of("unfunded-risk"), NONE);
    assert_eq!(hazard("medium", "").findings_of("unfunded-risk"), NONE);
    assert_eq!(hazard("high", &funded.replace("General fund", "TBD")).findings_of("unfunded-risk").len(), 1);
}

#[test]
fn a_risk_has_two_sides_and_people_who_were_heard() {
    let whole = "physical = [\"A low wall.\"]\nsocial = [\"Night shifts.\"]\nstakeholders = [\"Drivers\"]\n";
    assert_eq!(hazard("low", whole).findings_of("missing-social-risk"), NONE);
    for line in whole.lines() {
        let found = hazard("low", &whole.replace(line, "")).findings_of("missing-social-risk");
        assert_eq!(found, ["missing-social-risk hazards.toml:2 \"\\\"flood\\\"\""], "{line}");
    }
}
