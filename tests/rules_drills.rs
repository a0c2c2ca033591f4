//! Drills against the law and the handbook's own word, at the edges.

use crate::common::Folder;
use gobag::config::Jurisdiction;
use gobag::fields::Named as _;
use gobag::handbook::jurisdiction::Profile;
use gobag::handbook::requirement::Year;
use jiff::civil::date;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

const YEAR: &str = "year_begins = 2026-09-01\nyear_ends = 2027-06-11\n";

fn handbook(jurisdiction: &str, drills: &str) -> Folder {
    let config = format!("title = \"Handbook\"\npublisher = \"School\"\njurisdiction = \"{jurisdiction}\"\n");
    Folder::small().file("handbook.toml", &config).file("drills.toml", drills)
}

/// Plans or records of one kind on each of some days.
fn drills(table: &str, kind: &str, days: &[&str]) -> String {
    days.iter()
        .enumerate()
        .map(|(at, day)| match table {
            "plan" => format!(
                "[[plan]]\nid = \"{kind}-{at}\"\nkind = \"{kind}\"\ndate = {day}\naccommodations = [\"A ramp.\"]\nsupport = \"The counselor.\"\ndebrief = \"In class.\"\n"
            ),
            _ => format!("[[record]]\nkind = \"{kind}\"\ndate = {day}\nposted = {day}\n"),
        })
        .collect()
}

/// A year that meets Michigan's law on 2026-11-24.
fn michigan() -> Vec<String> {
    vec![
        drills("record", "fire", &["2026-09-10", "2026-10-08", "2026-11-05"]),
        drills("record", "lockdown", &["2026-09-24"]),
        drills("plan", "fire", &["2027-04-15", "2027-05-20"]),
        drills("plan", "tornado", &["2027-03-10", "2027-04-28"]),
        drills("plan", "lockdown", &["2027-01-14", "2027-05-06"]),
    ]
}

fn findings(jurisdiction: &str, parts: &[String], rule: &str) -> Vec<String> {
    handbook(jurisdiction, &format!("{YEAR}{}", parts.concat())).findings_of(rule)
}

#[test]
fn every_profile_is_read_without_a_finding() {
    for &jurisdiction in Jurisdiction::ALL {
        let year = Year { begins: date(2026, 9, 1), ends: date(2027, 6, 11) };
        let profile = Profile::of(jurisdiction, Some(year));
        assert!(profile.diagnostics.is_empty(), "{}: {:?}", jurisdiction.name(), profile.diagnostics);
        assert!(profile.value.effective.is_some() && profile.value.law.is_some(), "{}", jurisdiction.name());
        assert!(!profile.value.requirements.is_empty(), "{}", jurisdiction.name());
        assert!(profile.value.requirements.iter().all(|one| one.basis.is_some() && one.span.is_none()));
    }
}

#[test]
fn days_of_a_profile_fall_in_the_school_year() {
    let year = Year { begins: date(2026, 9, 1), ends: date(2027, 6, 11) };
    let days = |jurisdiction| {
        let requirements = Profile::of(jurisdiction, Some(year)).value.requirements;
        requirements.iter().filter_map(|one| one.by).collect::<Vec<_>>()
    };
    assert_eq!(days(Jurisdiction::NewYork), [date(2026, 12, 31)]);
    assert_eq!(days(Jurisdiction::Illinois), [date(2026, 11, 30)]);
    assert_eq!(days(Jurisdiction::Michigan), [date(2026, 12, 1), date(2027, 3, 31), date(2026, 12, 1)]);
}

#[test]
fn a_year_that_meets_the_law_has_no_finding() {
    assert_eq!(findings("michigan", &michigan(), "drill-shortfall"), Vec::<String>::new());
    assert_eq!(findings("michigan", &michigan(), "drill-late"), Vec::<String>::new());
}

#[test]
fn a_kind_that_is_short_is_told_once_and_where_the_next_one_goes() {
    let mut year = michigan();
    year.remove(2);
    // Five in the year and three by December are both asked for; only the first is short.
    let found = findings("michigan", &year, "drill-shortfall");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("[[plan]]"), "{found:?}");
}

#[test]
fn a_season_without_its_drill_is_told_though_the_year_has_enough() {
    let mut year = michigan();
    year[3] = drills("plan", "tornado", &["2027-04-14", "2027-04-28"]);
    assert_eq!(findings("michigan", &year, "drill-shortfall"), Vec::<String>::new());
    assert_eq!(findings("michigan", &year, "drill-late"), ["drill-late drills.toml:36 \"2027-04-14\""]);
    year[4] = drills("plan", "lockdown", &["2026-12-02", "2026-12-16"]);
    assert_eq!(findings("michigan", &year, "drill-shortfall").len(), 1);
}

#[test]
fn a_planned_drill_without_a_record_counts_for_thirty_days() {
    let mut year = michigan();
    for (day, expected) in [("2026-10-25", 0), ("2026-10-24", 1)] {
        year[1] = drills("plan", "lockdown", &[day]).replace("lockdown-0", "autumn");
        let found = findings("michigan", &year, "drill-shortfall");
        assert_eq!(found.len(), expected, "{day}: {found:?}");
        // A missing paper is said, and stops nothing; a missing drill does.
        let folder = handbook("michigan", &format!("{YEAR}{}", year.concat()));
        assert_eq!(folder.compile().diagnostics.count(gobag::diagnostic::Severity::Error), 0, "{day}");
        assert!(found.iter().all(|found| found.ends_with("\"\\\"autumn\\\"\"")), "{found:?}");
    }
}

#[test]
fn a_drill_of_the_whole_district_counts_for_each_school_and_one_schools_for_itself() {
    let requirement = "[[requirement]]\nkind = \"reunification\"\ncount = 1\n";
    let plan = drills("plan", "reunification", &["2027-05-13"]);
    let schools = |plan: &str| {
        Folder::small()
            .file("schools/a/school.toml", "title = \"School A\"\n")
            .file("schools/b/school.toml", "title = \"School B\"\n")
            .file("drills.toml", &format!("{YEAR}{requirement}{plan}"))
            .findings_of("drill-shortfall")
    };
    assert_eq!(schools(&plan), Vec::<String>::new());
    assert_eq!(schools(&plan.replace("kind", "school = \"a\"\nkind")).len(), 1);
}

#[test]
fn secure_counts_as_lockdown_in_michigan_and_fire_as_evacuation_in_illinois() {
    let mut year = michigan();
    year[1] = drills("record", "secure", &["2026-09-24"]);
    assert_eq!(findings("michigan", &year, "drill-shortfall"), Vec::<String>::new());
    let illinois = [
        drills("record", "fire", &["2026-09-10", "2026-10-08", "2026-11-05"]),
        drills("record", "bus", &["2026-10-01"]),
        drills("record", "shelter", &["2026-10-21"]),
        drills("plan", "lockdown", &["2026-12-01"]),
    ];
    assert_eq!(findings("illinois", &illinois, "drill-shortfall"), Vec::<String>::new());
    // The ninetieth day after 2026-09-01 is 2026-11-30.
    assert_eq!(findings("illinois", &illinois, "drill-late").len(), 1);
}

#[test]
fn washington_asks_for_each_month_and_for_each_of_three_functions() {
    let months = ["2026-09-10", "2026-10-08", "2026-11-05"];
    let later = ["2026-12-03", "2027-01-14", "2027-02-11", "2027-03-10", "2027-04-15", "2027-05-20"];
    let shelter = drills("plan", "shelter", &["2027-06-03"]);
    let year = [drills("record", "fire", &months), drills("plan", "lockdown", &later), shelter.clone()];
    assert_eq!(findings("washington", &year, "drill-shortfall"), Vec::<String>::new());
    let year = [drills("record", "fire", &months), drills("plan", "lockdown", &later[1..]), shelter];
    assert_eq!(findings("washington", &year, "drill-shortfall").len(), 1, "December has none");
    let last = drills("plan", "lockdown", &["2027-06-03"]);
    let year = [drills("record", "fire", &months), drills("plan", "lockdown", &later), last];
    assert_eq!(findings("washington", &year, "drill-shortfall").len(), 1, "nobody practises shelter");
}

#[test]
fn without_a_school_year_nothing_is_counted_and_that_is_told_once() {
    let found = handbook("michigan", &michigan().concat()).findings_of("drill-shortfall");
    assert_eq!(found, ["drill-shortfall drills.toml:1 \"[[record]]\""]);
    let config = "title = \"Handbook\"\npublisher = \"School\"\njurisdiction = \"michigan\"\n";
    let found = Folder::small().file("handbook.toml", config).findings_of("drill-shortfall");
    assert_eq!(found, ["drill-shortfall handbook.toml:3 \"\\\"michigan\\\"\""]);
    let turned = YEAR.replace("2027-06-11", "2026-06-11");
    let found = handbook("michigan", &turned).findings_of("drill-shortfall");
    assert_eq!(found, ["drill-shortfall drills.toml:2 \"2026-06-11\""]);
}

#[test]
fn a_record_has_thirty_days_to_be_published() {
    let record = |day: &str, posted: &str| {
        let posted = if posted.is_empty() { String::new() } else { format!("posted = {posted}\n") };
        handbook("michigan", &format!("{YEAR}[[record]]\nkind = \"fire\"\ndate = {day}\n{posted}"))
            .findings_of("drill-unpublished")
    };
    assert_eq!(record("2026-10-25", ""), Vec::<String>::new());
    assert_eq!(record("2026-10-24", ""), ["drill-unpublished drills.toml:5 \"2026-10-24\""]);
    assert_eq!(record("2026-09-10", "2026-10-10"), Vec::<String>::new());
    assert_eq!(record("2026-09-10", "2026-10-11"), ["drill-unpublished drills.toml:6 \"2026-10-11\""]);
    assert_eq!(record("2026-09-10", "2026-09-01"), ["drill-unpublished drills.toml:6 \"2026-09-01\""]);
    // Three years it stays published; after them nobody asks.
    assert_eq!(record("2023-11-25", "").len(), 1);
    assert_eq!(record("2023-11-23", ""), Vec::<String>::new());
}

#[test]
fn playing_an_attacker_is_found_and_forbidding_it_is_not() {
    let situation = |words: &str| {
        let plan = drills("plan", "lockdown", &["2027-01-14"]);
        Folder::small()
            .file("drills.toml", &format!("{plan}situation = \"{words}\"\n"))
            .findings_of("simulated-attacker")
    };
    for wrong in [
        "Officer Lang acts as an armed intruder on the second floor.",
        "The coach plays the part of the shooter; teachers do not know the hour.",
        "No notice is given, but an officer plays the attacker.",
        "Blank rounds are fired in the east hall.",
        "Theater students wear fake blood.",
    ] {
        assert_eq!(situation(wrong).len(), 1, "{wrong}");
    }
    for right in [
        "No one plays an attacker.",
        "An unknown adult will not stop at the front office.",
        "An armed person is reported near the gym. Nobody acts as the intruder.",
        "We never use simulated gunfire.",
        "Classes play on the field when an intruder is reported.",
        "The officer doesn't play the shooter.",
        "Playing an attacker is forbidden.",
        "An armed intruder drill without fake blood.",
    ] {
        assert_eq!(situation(right), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn other_documents_are_about_a_drill_only_when_they_say_so() {
    let page = |words: &str| {
        let text = format!("+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"staff\"\n+++\n{words}\n");
        Folder::small().file("pages/a.md", &text).findings_of("simulated-attacker")
    };
    assert_eq!(
        page("In the spring drill an officer **plays the intruder**."),
        ["simulated-attacker pages/a.md:6 \"plays the intruder\""]
    );
    assert_eq!(page("In the school play, Dana plays the intruder."), Vec::<String>::new());
    assert_eq!(page("Was it made sure in the drill that someone plays the attacker?"), Vec::<String>::new());
}

#[test]
fn care_is_asked_of_plans_to_come_and_not_of_adults_around_a_table() {
    let plan = |kind: &str, day: &str| {
        let text = format!("[[plan]]\nid = \"p\"\nkind = \"{kind}\"\ndate = {day}\nsupport = \"The counselor.\"\n");
        Folder::small().file("drills.toml", &text).findings_of("drill-without-support")
    };
    assert_eq!(plan("fire", "2026-11-24"), ["drill-without-support drills.toml:2 \"\\\"p\\\"\""]);
    assert_eq!(plan("fire", "2026-11-23"), Vec::<String>::new());
    assert_eq!(plan("tabletop", "2027-01-14"), Vec::<String>::new());
}

#[test]
fn a_problem_needs_an_owner_a_day_and_a_change_until_it_is_closed() {
    let problem = |keys: &str| {
        let text =
            format!("[[record]]\nkind = \"fire\"\ndate = 2026-11-05\n[[record.problem]]\nwhat = \"No bell.\"\n{keys}");
        Folder::small().file("drills.toml", &text).findings_of("open-drill-problem")
    };
    let change = "change = \"A bell.\"\n";
    assert_eq!(problem(&format!("{change}owner = \"teacher\"\ndue = 2026-11-24\n")), Vec::<String>::new());
    assert_eq!(
        problem(&format!("{change}owner = \"teacher\"\ndue = 2026-11-23\n")),
        ["open-drill-problem drills.toml:8 \"2026-11-23\""]
    );
    assert_eq!(problem(&format!("{change}closed = 2026-11-20\n")), Vec::<String>::new());
    assert_eq!(problem("closed = 2026-11-20\n"), ["open-drill-problem drills.toml:5 \"No bell.\""]);
    assert_eq!(problem("").len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn months_of_a_year_touch_and_cover_it(start in 0i32..3000, length in 0i32..500) {
        let begins = date(2024, 1, 1).checked_add(jiff::Span::new().days(start)).expect("in the calendar");
        let year = Year { begins, ends: begins.checked_add(jiff::Span::new().days(length)).expect("in the calendar") };
        let months = year.months();
        prop_assert_eq!(months[0].begins, year.begins);
        prop_assert_eq!(months[months.len() - 1].ends, year.ends);
        for pair in months.windows(2) {
            prop_assert_eq!(pair[0].ends.tomorrow().expect("in the calendar"), pair[1].begins);
        }
        prop_assert!(months.iter().all(|month| month.begins.month() == month.ends.month()));
    }

    #[test]
    fn a_requirement_is_short_exactly_when_fewer_are_done_and_planned(
        done in 0usize..5, planned in 0usize..5, needed in 1usize..6, own_kind in any::<bool>(),
    ) {
        let days = ["2026-09-10", "2026-09-17", "2026-09-24", "2026-10-01", "2026-10-08"];
        let later = ["2027-01-07", "2027-02-04", "2027-03-04", "2027-04-01", "2027-05-06"];
        let kind = if own_kind { "fire" } else { "hold" };
        let text = format!(
            "{YEAR}[[requirement]]\nkind = \"fire\"\nalso = [\"hold\"]\ncount = {needed}\n{}{}",
            drills("record", kind, &days[..done]),
            drills("plan", kind, &later[..planned]),
        );
        let found = Folder::small().file("drills.toml", &text).findings_of("drill-shortfall");
        prop_assert_eq!(found.len(), usize::from(done + planned < needed));
    }
}
