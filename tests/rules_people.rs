//! Rules on roles, contacts and places: what a school lays over the district, and dates at their edges.

use crate::common::Folder;

fn none() -> Vec<String> {
    Vec::new()
}

fn places(text: &str) -> Folder {
    Folder::small().file("places.toml", text)
}

const FIELD: &str = "[[place]]\nid = \"field\"\ntitle = \"Field\"\nuse = \"assembly\"\n";

#[test]
fn a_school_that_names_another_place_says_whether_that_one_is_accessible() {
    let school = |keys: &str| {
        let text = format!("title = \"North\"\n\n[places.field]\n{keys}");
        places(&format!("{FIELD}accessible = true\n"))
            .file("schools/north/school.toml", &text)
            .findings_of("unknown-accessibility")
    };
    assert_eq!(
        school("title = \"Tennis court\"\n"),
        [r#"unknown-accessibility schools/north/school.toml:3 "[places.field]""#]
    );
    assert_eq!(school("capacity = 300\n"), none(), "it is the district's place");
    assert_eq!(school("title = \"Tennis court\"\naccessible = false\n"), none());
}

#[test]
fn what_cannot_be_read_or_is_no_gathering_place_is_passed_by() {
    assert_eq!(places(&format!("{FIELD}accessible = \"yes\"\n")).findings_of("unknown-accessibility"), none());
    assert_eq!(places(&FIELD.replace("assembly", "media")).findings_of("unknown-accessibility"), none());
    let every = "title = \"North\"\n\n[places.field]\naccessible = true\n";
    assert_eq!(places(FIELD).file("schools/north/school.toml", every).findings_of("unknown-accessibility"), none());
}

fn role(id: &str, group: &str, primary: &str, alternates: &str) -> String {
    format!(
        "[[role]]\nid = \"{id}\"\ntitle = \"{id}\"\ngroup = \"{group}\"\nprimary = \"{primary}\"\nalternates = [{alternates}]\n\n"
    )
}

#[test]
fn command_is_three_deep_and_an_alternate_is_somebody_else() {
    let of = |id: &str, alternates: &str| {
        Folder::small()
            .file("roles.toml", &role(id, "command", "Principal", alternates))
            .findings_of("missing-alternate-role")
    };
    assert_eq!(of("commander", "\"Dean\", \"Counselor\""), none());
    assert_eq!(of("commander", "\"Dean\""), [r#"missing-alternate-role roles.toml:6 "alternates""#]);
    assert_eq!(of("commander", "\"Dean\", \"dean\"").len(), 1, "one person twice");
    assert_eq!(of("liaison", "\"Dean\""), none());
    assert_eq!(of("liaison", "\"principal\"").len(), 1, "the holder");
    assert_eq!(of("liaison", "").len(), 1);
}

#[test]
fn a_school_names_its_own_alternates() {
    let roles = "[[role]]\nid = \"nurse\"\ntitle = \"Nurse\"\nprimary = \"Nurse\"\n";
    let with = |people: &str| {
        let folder = Folder::small().file("roles.toml", roles);
        folder
            .file("schools/north/school.toml", &format!("title = \"North\"\n\n{people}"))
            .findings_of("missing-alternate-role")
    };
    assert_eq!(with("[people.nurse]\nalternates = [\"Health aide\"]\n"), none());
    assert_eq!(with(""), [r#"missing-alternate-role roles.toml:1 "[[role]]""#]);
    let own = with("[people.nurse]\nprimary = \"Ms. N\"\nalternates = [\"Ms. N\"]\n");
    assert_eq!(own, [r#"missing-alternate-role schools/north/school.toml:5 "alternates""#]);
    assert_eq!(with("[people.nurse]\nalternates = 3\n"), none(), "invalid-value has told it");
}

#[test]
fn two_roles_of_an_incident_are_two_people_at_each_school() {
    let roles = role("operations", "general-staff", "Coach", "\"A\"") + &role("search", "teams", "Custodian", "\"B\"");
    let folder = Folder::small().file("roles.toml", &roles);
    let school = "title = \"North\"\n\n[people.search]\nprimary = \"The coach\"\nalternates = [\"B\"]\n";
    let with = folder.clone().file("schools/north/school.toml", school);
    assert_eq!(folder.findings_of("role-conflict"), none());
    assert_eq!(with.findings_of("role-conflict"), [r#"role-conflict schools/north/school.toml:4 "\"The coach\"""#]);
    let daily =
        role("office", "school", "Secretary", "\"A\"") + &role("planning", "general-staff", "Secretary", "\"B\"");
    assert_eq!(Folder::small().file("roles.toml", &daily).findings_of("role-conflict"), none());
}

fn contact(keys: &str) -> Vec<String> {
    contact_in("", keys)
}

fn contact_in(handbook: &str, keys: &str) -> Vec<String> {
    let folder = Folder::small()
        .file("handbook.toml", &format!("title = \"H\"\npublisher = \"P\"\n{handbook}"))
        .file("contacts.toml", &format!("[[contact]]\nid = \"a\"\nlabel = \"A\"\n{keys}"));
    folder.findings_of("stale-contact")
}

#[test]
fn a_contact_is_right_for_a_hundred_and_eighty_days() {
    // Today is 2026-11-24; 180 days before is 2026-05-28.
    let phone = "phone = \"+1 231 555 0110\"\n";
    assert_eq!(contact(&format!("{phone}verified = 2026-05-28\n")), none());
    assert_eq!(contact(&format!("{phone}verified = 2026-05-27\n")), ["stale-contact contacts.toml:5 \"2026-05-27\""]);
    assert_eq!(contact(&format!("{phone}verified = 2026-11-25\n")).len(), 1, "a day that has not come");
    assert_eq!(contact(phone), ["stale-contact contacts.toml:1 \"[[contact]]\""]);
    assert_eq!(contact(&format!("{phone}verified = \"last week\"\n")), none(), "invalid-value has told it");
    assert_eq!(contact("phone = \"988\"\n"), none());
    assert_eq!(contact_in("contact_interval = \"12 months\"\n", &format!("{phone}verified = 2026-05-27\n")), none());
}

#[test]
fn a_schools_own_number_needs_its_own_day() {
    let district =
        "[[contact]]\nid = \"office\"\nlabel = \"Office\"\nphone = \"+1 231 555 0110\"\nverified = 2026-11-02\n";
    let with = |keys: &str| {
        let school = format!("title = \"North\"\n\n[contacts.office]\n{keys}");
        Folder::small()
            .file("contacts.toml", district)
            .file("schools/north/school.toml", &school)
            .findings_of("stale-contact")
    };
    assert_eq!(
        with("phone = \"+1 231 555 0111\"\n"),
        [r#"stale-contact schools/north/school.toml:3 "[contacts.office]""#]
    );
    assert_eq!(with("hours = \"8 to 4\"\n"), none());
    assert_eq!(with("phone = \"+1 231 555 0111\"\nverified = 2026-11-02\n"), none());
}

#[test]
fn numbers_are_those_that_can_be_dialled() {
    let of = |phone: &str| {
        let text = format!("[[contact]]\nid = \"a\"\nlabel = \"A\"\nphone = \"{phone}\"\nverified = 2026-11-02\n");
        let folder = Folder::small().file("contacts.toml", &text);
        assert_eq!(folder.findings_of("invalid-value"), none());
        folder.findings_of("invalid-phone").len()
    };
    for good in [
        "911",
        "+1 231 555 0110",
        "+1 (231) 555-0110 ext 12",
        "231.555.0110",
        "555 0110",
        "+44 20 7946 0958",
        "116 123",
    ] {
        assert_eq!(of(good), 0, "{good}");
    }
    for wrong in [
        "+1 231 555 011",
        "+1 131 555 0110",
        "+1 231 155 0110",
        "+44 (0)20 7946 0958",
        "+0 231 555 0110",
        "1-800-FLOWERS",
        "call the school",
        "12",
    ] {
        assert_eq!(of(wrong), 1, "{wrong}");
    }
}

#[test]
fn numbers_behind_links_are_dialled_too() {
    let page = "+++\ntitle = \"P\"\nsummary = \"S.\"\n+++\n[Call us](tel:+1-231-555-011) or [write](sms:+12315550110?body=x).\n";
    let found = Folder::small().file("pages/a.md", page).findings_of("invalid-phone");
    assert_eq!(found, [r#"invalid-phone pages/a.md:5 "[Call us](tel:+1-231-555-011)""#]);
}

#[test]
fn an_agreement_holds_through_its_last_day() {
    let of = |day: &str| {
        places(&format!("[[place]]\nid = \"a\"\ntitle = \"A\"\nagreement_expires = {day}\n"))
            .findings_of("expired-agreement")
    };
    assert_eq!(of("2026-11-24"), none());
    assert_eq!(of("2026-11-23"), [r#"expired-agreement places.toml:4 "2026-11-23""#]);
    let school = "title = \"North\"\n\n[places.a]\ntitle = \"B\"\n";
    let inherited = places("[[place]]\nid = \"a\"\ntitle = \"A\"\nagreement_expires = 2026-11-23\n")
        .file("schools/north/school.toml", school);
    assert_eq!(inherited.findings_of("expired-agreement").len(), 1, "told once, where the date stands");
}
