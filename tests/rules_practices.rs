//! Rules about practice guides, through the front door.

use crate::common::Folder;

fn guide(tier: &str, keys: &str, body: &str) -> Folder {
    Folder::small().file(
        "practices/meeting.md",
        &format!("+++\ntitle = \"Meeting\"\nsummary = \"How we meet.\"\ntier = \"{tier}\"\n{keys}+++\n{body}"),
    )
}

const NONE: Vec<String> = Vec::new();
const TITLE: &str = "practices/meeting.md:2 \"\\\"Meeting\\\"\"";

#[test]
fn what_is_not_by_choice_is_told_where_it_says_so() {
    let found =
        guide("conference", "voluntary = false\neither_may_stop = true\n", "X.\n").findings_of("involuntary-practice");
    assert_eq!(found, ["involuntary-practice practices/meeting.md:5 \"false\""]);
}

#[test]
fn silence_about_choice_is_told_once_at_the_title() {
    assert_eq!(
        guide("circle", "", "X.\n").findings_of("involuntary-practice"),
        [format!("involuntary-practice {TITLE}")]
    );
    // A sentence about a feeling asks nothing of anybody.
    assert_eq!(guide("affective-statement", "", "X.\n").findings_of("involuntary-practice"), NONE);
}

fn prepared(body: &str) -> Vec<String> {
    guide("conference", "facilitator = [\"teacher\"]\ntraining = \"Two days.\"\n", body)
        .findings_of("unprepared-conference")
}

#[test]
fn separate_meetings_are_found_in_many_words() {
    for words in [
        "1. @teacher: Meet each person alone, on different days.",
        "1. @teacher: Visit the person harmed at home, and listen. See the other one separately.",
        "1. @teacher: Hold pre-conference conversations.",
        "1. @teacher: Talk with both sides on their own.",
        "1. @teacher: Do not set a date until each student has been heard individually.",
    ] {
        assert_eq!(prepared(&format!("## Prepare\n\n{words}\n")), NONE, "{words}");
    }
}

#[test]
fn words_alone_do_not_prepare() {
    for words in [
        "1. @teacher: Set the chairs in a circle.",
        "1. @teacher: Do not leave the room alone.",
        "1. @teacher: Never meet the students separately.",
        "TBD",
    ] {
        let found = prepared(&format!("## Prepare\n\n{words}\n"));
        assert_eq!(found, ["unprepared-conference practices/meeting.md:8 \"## Prepare\""], "{words}");
    }
    assert_eq!(prepared("X.\n"), [format!("unprepared-conference {TITLE}")]);
}

#[test]
fn an_untrained_conference_is_told_beside_an_unprepared_one() {
    let found = guide("conference", "", "## Prepare\n\nMeet each alone.\n").findings_of("unprepared-conference");
    assert_eq!(found, [format!("unprepared-conference {TITLE}")]);
    assert_eq!(guide("circle", "", "X.\n").findings_of("unprepared-conference"), NONE);
}

const SIDES: [&str; 4] = [
    "## Questions for the person responsible\n\nWhat happened?\n\n",
    "## Questions for the person harmed\n\nWhat do you need?\n\n",
    "## Support for the person responsible\n\nA mentor.\n\n",
    "## Support for the person harmed\n\nA trusted adult.\n\n",
];

#[test]
fn one_side_is_told_under_the_other() {
    let found = |left_out: usize| {
        let body: Vec<&str> =
            SIDES.into_iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, side)| side).collect();
        guide("conference", "", &body.concat()).findings_of("one-sided-practice")
    };
    assert_eq!(found(9), NONE);
    let rule = "one-sided-practice practices/meeting.md";
    assert_eq!(found(0), [format!("{rule}:6 \"## Questions for the person harmed\"")]);
    assert_eq!(found(1), [format!("{rule}:6 \"## Questions for the person responsible\"")]);
    assert_eq!(found(3), [format!("{rule}:14 \"## Support for the person responsible\"")]);
}

#[test]
fn a_circle_to_get_to_know_one_another_has_no_sides_but_not_one_alone() {
    assert_eq!(guide("circle", "", "X.\n").findings_of("one-sided-practice"), NONE);
    assert_eq!(guide("circle", "harm = [\"identity\"]\n", "X.\n").findings_of("one-sided-practice").len(), 2);
    assert_eq!(guide("circle", "", SIDES[2]).findings_of("one-sided-practice").len(), 1);
}

#[test]
fn each_reason_not_to_meet_is_asked_for() {
    let found = |lines: &str| {
        guide("conference", "", &format!("## Do not use when\n\n{lines}\n")).findings_of("missing-exclusion")
    };
    let all = "- Someone is afraid.\n- One of them denies it.\n- The two are not equal in power.\n- It was sexual.\n";
    assert_eq!(found(all), NONE);
    for line in all.lines() {
        assert_eq!(
            found(&all.replace(line, "- It rains.")),
            ["missing-exclusion practices/meeting.md:6 \"## Do not use when\""],
            "{line}"
        );
    }
    assert_eq!(
        guide("conference", "", "X.\n").findings_of("missing-exclusion"),
        [format!("missing-exclusion {TITLE}")]
    );
}

#[test]
fn reasons_may_stand_under_suitability() {
    let body = "## Do not use when\n\n- Someone is afraid.\n- It was sexual harm.\n\n## Is it suitable?\n\nDoes he admit it? Is the power between them even?\n";
    assert_eq!(guide("conference", "", body).findings_of("missing-exclusion"), NONE);
}

#[test]
fn an_agreement_has_an_owner_and_a_date() {
    let rule = "missing-followup practices/meeting.md";
    let owner = "[agreement]\nowner = \"teacher\"\n";
    assert_eq!(
        guide("conference", owner, "X.\n").findings_of("missing-followup"),
        [format!("{rule}:5 \"[agreement]\"")]
    );
    let date = "[agreement]\ncheck_after = \"14 days\"\n";
    assert_eq!(guide("circle", date, "X.\n").findings_of("missing-followup"), [format!("{rule}:5 \"[agreement]\"")]);
    assert_eq!(guide("circle", date, "X.\n").findings_of("missing-field"), NONE);
    assert_eq!(
        guide("circle", "", "## Agreement\n\nX.\n").findings_of("missing-followup"),
        [format!("{rule}:6 \"## Agreement\"")]
    );
    assert_eq!(guide("circle", "", "X.\n").findings_of("missing-followup"), NONE);
}

#[test]
fn a_translation_says_only_what_it_adds() {
    let folder = guide("conference", "", "X.\n")
        .file("handbook.toml", "title = \"H\"\npublisher = \"S\"\nlanguages = [\"en\", \"es\"]\n");
    let before = folder.findings();
    let mut after = folder
        .file("practices/meeting.es.md", "+++\ntitle = \"Reunión\"\nsummary = \"Cómo nos reunimos.\"\n+++\nX.\n")
        .findings();
    // That it does not say yet what it translates is a matter of its own.
    after.retain(|found| !found.starts_with("stale-translation"));
    assert_eq!(before, after);
}
