//! Rules on procedures: edge cases, plans that are right in other words, and the places that are underlined.

use crate::common::Folder;

/// The front matter of a whole procedure, up to its end.
const FRONT: &str = "+++\ntitle = \"Plan\"\nsummary = \"S.\"\naction = \"ACTION\"\ntrigger = \"T.\"\nauthority = [\"teacher\"]\nannouncement = \"Plan. Do it now.\"\nall_clear = \"It is over.\"\nKEYS+++\n";

/// The findings of a rule over one procedure of an action, with more keys and a text.
fn found(rule: &str, action: &str, keys: &str, text: &str) -> Vec<String> {
    folder(action, keys, text).findings_of(rule)
}

fn folder(action: &str, keys: &str, text: &str) -> Folder {
    let front = FRONT.replace("ACTION", action).replace("KEYS", keys);
    Folder::small().file("procedures/plan.md", &format!("{front}{text}"))
}

fn none() -> Vec<String> {
    Vec::new()
}

#[test]
fn an_authority_that_cannot_be_read_is_told_once() {
    let text = |authority: &str| {
        format!(
            "+++\ntitle = \"Plan\"\nsummary = \"S.\"\naction = \"hold\"\ntrigger = \"T.\"\n{authority}announcement = \"A.\"\nall_clear = \"C.\"\n+++\n"
        )
    };
    let of =
        |authority: &str| Folder::small().file("procedures/plan.md", &text(authority)).findings_of("missing-authority");
    assert_eq!(of(""), [r#"missing-authority procedures/plan.md:2 "\"Plan\"""#]);
    assert_eq!(of("authority = []\n"), [r#"missing-authority procedures/plan.md:6 "authority""#]);
    assert_eq!(of("authority = [\"The Principal\"]\n"), none(), "invalid-value has told it");
    assert_eq!(of("authority = 3\n"), none(), "invalid-value has told it");
}

#[test]
fn a_translation_and_an_extension_need_not_repeat_what_the_original_says() {
    let original = FRONT.replace("ACTION", "lockdown").replace("KEYS", "");
    let little = "+++\ntitle = \"Plan\"\nsummary = \"S.\"\n+++\n";
    let more = "+++\ntitle = \"Plan\"\nsummary = \"S.\"\nextends = true\n+++\n";
    let folder = Folder::small()
        .file("handbook.toml", "title = \"H\"\npublisher = \"P\"\nlanguages = [\"en\", \"es\"]\n")
        .file("schools/north/school.toml", "title = \"North\"\n")
        .file("procedures/plan.md", &original)
        .file("procedures/plan.es.md", little)
        .file("schools/north/procedures/plan.md", more);
    for rule in [
        "missing-authority",
        "missing-all-clear",
        "missing-accommodation",
        "missing-setting",
        "missing-substitute",
        "missing-recovery",
        "missing-person-unhandled",
    ] {
        let found = folder.findings_of(rule);
        assert!(found.iter().all(|found| found.contains(" procedures/plan.md:")), "{found:?}");
    }
}

#[test]
fn words_that_wait_to_be_written_are_not_said() {
    let keys = "announcement = \"TBD\"\n";
    let text = format!(
        "+++\ntitle = \"P\"\nsummary = \"S.\"\naction = \"hold\"\ntrigger = \"T.\"\n{keys}all_clear = \"Over.\"\n+++\n"
    );
    assert_eq!(
        Folder::small().file("procedures/plan.md", &text).findings_of("missing-all-clear"),
        [r#"missing-all-clear procedures/plan.md:6 "TBD""#]
    );
}

#[test]
fn the_words_that_begin_and_end_are_each_told() {
    let front = "+++\ntitle = \"Plan\"\nsummary = \"S.\"\naction = \"hold\"\ntrigger = \"T.\"\nauthority = [\"teacher\"]\n+++\n";
    let found = Folder::small().file("procedures/plan.md", front);
    assert_eq!(found.findings_of("missing-all-clear").len(), 2);
    assert_eq!(found.findings_of("missing-field"), none());
}

#[test]
fn a_step_of_twenty_five_words_is_short_enough_and_one_more_is_not() {
    let step = |words: usize| format!("## During\n\n1. @teacher within 30s: Go{}.\n", " on".repeat(words - 1));
    assert_eq!(found("long-step", "hold", "", &step(25)), none());
    let long = found("long-step", "hold", "", &step(26));
    assert!(matches!(long.as_slice(), [one] if one.starts_with("long-step procedures/plan.md:12 \"Go on")), "{long:?}");
}

#[test]
fn a_step_begins_with_what_to_do() {
    for told in [
        "The teacher locks the door.",
        "Students line up.",
        "Office should call 911.",
        "[[role:teacher]] locks the door.",
        "It is important to lock the door.",
        "Locking the door comes first.",
    ] {
        let found = found("long-step", "hold", "", &format!("## During\n\n1. @teacher: {told}\n"));
        assert_eq!(found.len(), 1, "{told}");
    }
    for good in [
        "Lock the door.",
        "Never open the door.",
        "Do not open the door.",
        "Bring the class list.",
        "If you see smoke, leave.",
        "Quietly move to the wall.",
        "Ask who will drive.",
        "**Lock** the door.",
        "[[role:teacher|Lock]] it.",
        "911: Call it.",
    ] {
        let found = found("long-step", "hold", "", &format!("## During\n\n1. @teacher: {good}\n"));
        // The fourth last is a reference to a person, whatever it is called.
        assert_eq!(found.len(), usize::from(good.starts_with("[[")), "{good}");
    }
}

#[test]
fn steps_of_a_language_without_a_table_are_left_alone() {
    let folder =
        Folder::small().file("handbook.toml", "title = \"H\"\npublisher = \"P\"\nlanguages = [\"de\"]\n").file(
            "procedures/plan.md",
            &format!(
                "{}## A {{phase=during}}\n\n1. @teacher: Die Tür abschließen, code red.\n",
                FRONT.replace("ACTION", "hold").replace("KEYS", "")
            ),
        );
    assert_eq!(folder.findings_of("long-step"), none());
    assert_eq!(folder.findings_of("code-words"), none());
}

#[test]
fn a_code_is_told_where_it_is_used_and_not_where_it_is_forbidden() {
    let used = found("code-words", "hold", "", "When you hear *Code\nRed*, lock the door.\n");
    assert_eq!(used, ["code-words procedures/plan.md:10 \"Code\\nRed\""]);
    for fine in [
        "We never say code red.",
        "Do not use code words such as Code Blue.",
        "The area code is 231.",
        "Type the door code. Red lights mean that it is locked.",
        "Hold up the green card.",
    ] {
        assert_eq!(found("code-words", "hold", "", &format!("{fine}\n")), none(), "{fine}");
    }
}

#[test]
fn numbers_are_codes_over_the_loudspeaker() {
    let spoken = |words: &str| {
        let front = FRONT.replace("ACTION", "hold").replace("KEYS", "").replace("Plan. Do it now.", words);
        Folder::small().file("procedures/plan.md", &front).findings_of("code-words")
    };
    assert_eq!(spoken("Level 2 lockdown. Lock the door."), [r#"code-words procedures/plan.md:7 "Level 2""#]);
    assert_eq!(
        spoken("Dr. Armstrong, please come to the office."),
        [r#"code-words procedures/plan.md:7 "Dr. Armstrong""#]
    );
    assert_eq!(spoken("Lockdown. Everyone on level 2, stay there."), none());
}

#[test]
fn vague_words_are_told_in_the_moment_itself_and_nowhere_else() {
    let text = "## Before\n\n1. @teacher: Practice as needed.\n\n## During\n\n1. @teacher: Call 911 as soon\n   as possible.\n   - If needed: Leave.\n\n## On the bus {setting=bus}\n\n1. @teacher: Tell the proper authorities.\n\n## After\n\n1. @teacher: Rest if possible.\n";
    assert_eq!(
        found("vague-words", "hold", "", text),
        [
            r#"vague-words procedures/plan.md:16 "as soon\n   as possible""#,
            r#"vague-words procedures/plan.md:18 "If needed""#,
            r#"vague-words procedures/plan.md:22 "the proper authorities""#,
        ]
        .map(|line| line.replace("the proper", "proper"))
    );
    let fine = "## During\n\n1. @teacher: Do as the officer says. Needed items are in the bag.\n";
    assert_eq!(found("vague-words", "hold", "", fine), none());
}

#[test]
fn a_heading_that_speaks_of_the_bus_needs_only_its_attribute() {
    let text = "## On the bus\n\n1. @teacher: Stay seated.\n\n## Outside {setting=outside}\n\n1. @teacher: Come in.\n\n## After school {setting=after-school}\n\n1. @teacher: Stay.\n";
    assert_eq!(
        found("missing-setting", "hold", "", text),
        [r####"missing-setting procedures/plan.md:10 "## On the bus""####]
    );
    let empty = "## Outside {setting=outside}\n\n## On the bus {setting=bus}\n\nStay seated.\n\n## Early {setting=before-school}\n\nStay.\n";
    assert_eq!(found("missing-setting", "hold", "", empty), [r#"missing-setting procedures/plan.md:2 "\"Plan\"""#]);
}

#[test]
fn substitutes_and_visitors_may_be_told_without_a_section_of_their_own() {
    let roles = "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"T\"\nalternates = [\"N\"]\n\n[[role]]\nid = \"substitute\"\ntitle = \"Substitute\"\nprimary = \"S\"\nalternates = [\"N\"]\n";
    let with = |text: &str| folder("hold", "", text).file("roles.toml", roles).findings_of("missing-substitute");
    assert_eq!(with("## During\n\n1. @teacher @substitute: Take visitors into your room.\n"), none());
    assert_eq!(with("## During\n\n1. @teacher @substitute: Lock the door.\n").len(), 1);
    let both =
        "## During\n\n1. @teacher @substitute: Lock the door.\n\n## Visitors\n\nGo with the adult you came to see.\n";
    assert_eq!(with(both), none());
    // Whoever takes the paper with their names, or counts them, has told them nothing.
    for silent in ["2. @teacher: Take the visitor log.", "\n## Accounting\n\n1. @teacher: Count classes and visitors."]
    {
        let text = format!("## During\n\n1. @teacher @substitute: Lock the door.\n{silent}\n");
        assert_eq!(with(&text).len(), 1, "{silent}");
    }
    assert_eq!(
        with("## Substitutes and visitors\n\nTBD\n"),
        [r####"missing-substitute procedures/plan.md:10 "## Substitutes and visitors""####]
    );
}

const ONE_PLACE: &str = "[[place]]\nid = \"field\"\ntitle = \"Field\"\nuse = \"assembly\"\naccessible = true\n";

#[test]
fn an_alternate_place_may_stand_in_the_register_or_in_a_decision() {
    let with = |places: &str, text: &str| {
        folder("evacuate", "places = [\"field\"]\n", text)
            .file("places.toml", places)
            .findings_of("missing-alternate-place")
    };
    assert_eq!(with(ONE_PLACE, ""), [r#"missing-alternate-place places.toml:1 "[[place]]""#]);
    assert_eq!(with("", "").len(), 1, "there is no place at all");
    let church = "\n[[place]]\nid = \"church\"\ntitle = \"Church\"\n";
    let decided = "## During\n\n1. @teacher at [[place:field]]: Count.\n   - If blocked: Go to [[place:church]].\n";
    assert_eq!(with(&format!("{ONE_PLACE}{church}"), decided), none());
    assert_eq!(with(&format!("{ONE_PLACE}alternate = \"church\"\n{church}"), ""), none());
    assert_eq!(
        with(&format!("{ONE_PLACE}alternate = \"field\"\n"), ""),
        [r#"missing-alternate-place places.toml:6 "\"field\"""#]
    );
    assert_eq!(
        with(&format!("{ONE_PLACE}alternate = \"field\"\n"), decided),
        [r#"missing-alternate-place places.toml:6 "\"field\"""#],
        "a step that says otherwise does not mend the register"
    );
    // A quiet room is no place for everyone, and a step elsewhere speaks of another way.
    let quiet = "## During\n\n1. @teacher: Rest.\n   - If it is loud: Go to [[place:church]].\n";
    assert_eq!(with(&format!("{ONE_PLACE}{church}"), quiet), [r#"missing-alternate-place places.toml:1 "[[place]]""#]);
    // The first of `places` is the one that needs an alternate, whatever another one has.
    let far =
        "\n[[place]]\nid = \"far\"\ntitle = \"Far\"\nuse = \"assembly\"\naccessible = true\nalternate = \"church\"\n";
    assert_eq!(
        with(&format!("{ONE_PLACE}{church}{far}"), "Later, [[place:far]].\n"),
        [r#"missing-alternate-place places.toml:1 "[[place]]""#]
    );
    let twin = "\n[[place]]\nid = \"church\"\ntitle = \"field\"\n";
    assert_eq!(
        with(&format!("{ONE_PLACE}alternate = \"church\"\n{twin}"), ""),
        [r#"missing-alternate-place places.toml:8 "[[place]]""#]
    );
    assert_eq!(with(&format!("{ONE_PLACE}alternate = \"nowhere\"\n"), ""), none(), "unresolved-reference has told it");
}

#[test]
fn a_reunification_may_keep_its_places_to_itself() {
    let places = "[[place]]\nid = \"hall\"\ntitle = \"Hall\"\nuse = \"reunification\"\naccessible = true\nsensitive = true\nalternate = \"gym\"\n\n[[place]]\nid = \"gym\"\ntitle = \"Gym\"\nuse = \"reunification\"\naccessible = true\nsensitive = true\n\n[[place]]\nid = \"gate\"\ntitle = \"Gate\"\nuse = \"reunification\"\naccessible = true\n";
    let folder = folder("reunify", "audience = \"public\"\n", "").file("places.toml", places);
    assert_eq!(folder.findings_of("missing-alternate-place"), none());
}

#[test]
fn a_school_without_a_place_is_told_in_its_own_file() {
    let place = "\n[places.field]\ntitle = \"Field\"\nuse = \"assembly\"\naccessible = true\nalternate = \"lot\"\n\n[places.lot]\ntitle = \"Lot\"\nuse = \"assembly\"\naccessible = true\n";
    let folder = folder("evacuate", "", "")
        .file("schools/north/school.toml", &format!("title = \"North\"\n{place}"))
        .file("schools/south/school.toml", "title = \"South\"\n");
    assert_eq!(
        folder.findings_of("missing-alternate-place"),
        [r#"missing-alternate-place schools/south/school.toml:1 """#]
    );
}

const SAFE: &str = "1. @teacher: Compare the photo ID with the emergency card, in private.\n";

#[test]
fn a_student_who_may_leave_alone_is_found_in_the_very_sentence() {
    let of = |more: &str| found("unsafe-reunification", "reunify", "", &format!("## During\n\n{SAFE}\n{more}\n"));
    let unsafe_ = of("Wait here. Students 18 and older may sign themselves out with a state card. Thank you.");
    assert_eq!(
        unsafe_,
        [
            r#"unsafe-reunification procedures/plan.md:14 "Students 18 and older may sign themselves out with a state card.""#
        ]
    );
    for alone in [
        "Let students of 18 leave alone.",
        "Release students who walk on their own at 3:00.",
        "Senior students sign themselves out.",
    ] {
        assert_eq!(of(alone), [format!("unsafe-reunification procedures/plan.md:14 {alone:?}")]);
    }
    for safe in [
        "No student signs themself out, not at 18.",
        "Students may not leave on their own.",
        "Release each student only to the adult on the card.",
        "Every child stays until a listed adult has signed.",
        "Students do not go home alone, even when they walk every day.",
        "No student signs themself out. If students sign themselves out, an adult stops them.",
        "Do not let students leave alone.",
        "Keep each student until an adult signs. Send a runner for students who came in alone.",
        "Students leave with an adult. Let no one wait alone.",
    ] {
        assert_eq!(of(safe), none(), "{safe}");
    }
    assert_eq!(of("Staff may go home on their own when each student is gone.").len(), 1, "nothing is said of students");
}

#[test]
fn supplies_check_nobody() {
    let text = "## During\n\n1. @teacher: Release each student only to an adult, in private.\n";
    let found = found("unsafe-reunification", "reunify", "supplies = [\"Photo ID\", \"Emergency cards\"]\n", text);
    assert_eq!(found, [r####"unsafe-reunification procedures/plan.md:11 "## During""####]);
}

#[test]
fn writing_a_name_down_is_not_enough() {
    let of = |text: &str| found("missing-person-unhandled", "evacuate", "", &format!("## Accounting\n\n{text}\n"));
    assert_eq!(
        of("1. @teacher: Write down who is missing."),
        [r####"missing-person-unhandled procedures/plan.md:10 "## Accounting""####]
    );
    for handled in [
        "1. @teacher: Count. Report missing students to the commander.",
        "1. @teacher: Count.\n   - If the count is short: Shout the number.",
        "Count your class.\n\n### If someone is missing\n\nTell the officer in charge.",
        "Anyone who cannot be found is reported to the fire officer at once.",
    ] {
        assert_eq!(of(handled), none(), "{handled}");
    }
}

#[test]
fn the_accounting_annex_says_it_for_all() {
    let annex = "+++\ntitle = \"Accounting\"\nsummary = \"S.\"\ntype = \"functional\"\nfunction = \"accounting\"\n+++\n## If someone is missing\n\nTell the officer in charge.\n";
    let text = "## During\n\n1. @teacher: Count, as in [[annex-accounting]].\n";
    let with = |text: &str| {
        folder("evacuate", "", text).file("annexes/annex-accounting.md", annex).findings_of("missing-person-unhandled")
    };
    assert_eq!(with(text), none());
    assert_eq!(
        with("## During\n\n1. @teacher: Go out.\n"),
        [r#"missing-person-unhandled procedures/plan.md:2 "\"Plan\"""#]
    );
    assert_eq!(found("missing-person-unhandled", "medical", "", ""), none(), "nobody moves");
    let silent =
        annex.replace("## If someone is missing\n\nTell the officer in charge.", "## Count\n\nCount everyone.");
    let found = Folder::small().file("annexes/annex-accounting.md", &silent).findings_of("missing-person-unhandled");
    assert_eq!(found, [r#"missing-person-unhandled annexes/annex-accounting.md:2 "\"Accounting\"""#]);
}

#[test]
fn care_afterwards_may_stand_among_the_steps_after() {
    let of = |text: &str| found("missing-recovery", "hold", "", text);
    assert_eq!(of("## After\n\n1. @teacher: Ask students how they feel, and call the social worker.\n"), none());
    assert_eq!(
        of("## After\n\n1. @teacher: Sweep the hall.\n"),
        [r####"missing-recovery procedures/plan.md:10 "## After""####]
    );
    assert_eq!(of(""), [r#"missing-recovery procedures/plan.md:2 "\"Plan\"""#]);
    let before = "## Before\n\n1. @teacher: Meet the counselor.\n\n## After\n\n1. @teacher: Sweep the hall.\n";
    assert_eq!(of(before).len(), 1, "a counselor met before is no care afterwards");
}

#[test]
fn an_accommodation_that_cannot_be_read_is_told_once() {
    assert_eq!(
        found("missing-accommodation", "hold", "", ""),
        [r#"missing-accommodation procedures/plan.md:2 "\"Plan\"""#]
    );
    let single = "[accommodation]\nneed = \"N\"\nsupport = \"S\"\nrole = \"teacher\"\n";
    assert_eq!(found("missing-accommodation", "hold", single, ""), none(), "invalid-value has told it");
}
