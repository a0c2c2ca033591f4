//! What looks like people's data, and what only looks so.

use crate::common::Folder;

fn page(audience: &str, words: &str) -> Folder {
    let text = format!("+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"{audience}\"\n+++\n{words}\n");
    Folder::small().file("pages/a.md", &text)
}

fn identifiers(words: &str) -> Vec<String> {
    let found = page("staff", words).findings_of("student-identifier");
    found.into_iter().map(|found| found.split_once(' ').map_or(String::new(), |(_, place)| place.to_owned())).collect()
}

#[test]
fn a_student_is_known_by_a_date_a_number_a_plan_or_a_name_with_a_grade() {
    for (words, found) in [
        ("DOB: 3/14/2013", "DOB: 3/14/2013"),
        ("**Date of birth:** March 14, 2013", "Date of birth:** March 14, 2013"),
        ("Born 2013-03-14 in town.", "Born 2013-03-14"),
        ("Words <!-- DOB: 3/14/2013 --> more.", "DOB: 3/14/2013"),
        ("Her date of birth is 03/14/2013.", "date of birth is 03/14/2013"),
        ("His birthday was on 14 March 2013.", "birthday was on 14 March 2013"),
        ("The grade 7 student Maya Lopez leaves.", "grade 7 student Maya Lopez"),
        ("Our first-grader, Maya Lopez, needs the lift.", "first-grader, Maya Lopez"),
        ("Student ID 0048291", "Student ID 0048291"),
        ("Give the pouch to Maya Lopez, grade 7.", "Maya Lopez, grade 7"),
        ("Jordan P. (8th grade) goes with the aide.", "Jordan P. (8th grade"),
        ("Don't forget: \"now\" & then... DOB: 3/14/2013 isn't for 'all' &amp; sundry.", "DOB: 3/14/2013"),
        ("José Núñez is a fourth-grader.", "José Núñez is a fourth-grader"),
        ("Maya Lopez has an IEP.", "Maya Lopez has an IEP"),
        ("See the 504 plan for Ana-Luz Ortega.", "504 plan for Ana-Luz Ortega"),
    ] {
        assert_eq!(identifiers(words), [format!("pages/a.md:6 {found:?}")], "{words}");
    }
}

#[test]
fn good_plans_speak_of_grades_and_plans_without_naming_a_child() {
    for words in [
        "Students with an IEP or a 504 plan practice their own route.",
        "Grade 5 and 60 family volunteers take part.",
        "Ms. Chen, grade 4, leads the line.",
        "Ask Lena Ortiz, grade 3 teacher, for the key.",
        "Spring Concert, grade 6, in the gym.",
        "Call 911. Grade 3 goes first.",
        "The school was born on 1 May.",
        "Student numbers: 412 students in grades K to 5.",
        "Section 504 of the Rehabilitation Act of 1973.",
        "A tenth-grade volleyball player sends a photo.",
        "Date of birth: ____________",
        "Grade 7 Student Council meets on Monday.",
        "Their date of birth is on the card of 14 March 2013.",
    ] {
        assert_eq!(identifiers(words), Vec::<String>::new(), "{words}");
    }
}

#[test]
fn a_class_list_in_a_table_is_told_once() {
    let table = "| Student | Allergy |\n|---|---|\n| Maya Lopez | Peanuts |\n| Omar Haddad | Bees |";
    assert_eq!(identifiers(table), ["pages/a.md:8 \" Maya Lopez \""]);
    assert_eq!(identifiers("| Student | Allergy |\n|---|---|\n|  |  |"), Vec::<String>::new());
    assert_eq!(identifiers("| Role | Grade |\n|---|---|\n| Maya Lopez | 7 |"), Vec::<String>::new());
}

fn cases(words: &str) -> usize {
    page("team", words).findings_of("private-case-data").len()
}

#[test]
fn two_signs_make_a_case_and_one_is_a_form() {
    for case in [
        "**Student:** Maya Lopez  \n**Date of incident:** 10/12/2026",
        "| | |\n|---|---|\n| Student | Maya Lopez |\n| Case no. | 2026-014 |",
        "Subject: Jordan Price\n\nClassification: serious substantive",
        "Case # TA-2026-7\n\nDate of interview: October 12, 2026",
        "Student: Maya Lopez\n\nTarget: Omar Haddad",
    ] {
        assert_eq!(cases(case), 1, "{case}");
    }
    for form in [
        "**Student:** ________\n\n**Date of incident:** ________",
        "Student: Jane Doe\n\nCase no. 2026-014",
        "Subject: School Evacuation\n\nDate of report: 10/12/2026",
        "Student: Lock the door. Outcome: everyone is safe.",
        "Case number: on the folder's tab.",
        "Report no. 24-212 of the state's auditor.",
    ] {
        assert_eq!(cases(form), 0, "{form}");
    }
}

const OFFICE: &str = "[[contact]]\nid = \"office\"\nlabel = \"Office\"\nphone = \"+1 231 555 0110\"\nverified = 2026-10-05\naudience = \"public\"\n\n[[contact]]\nid = \"desk\"\nlabel = \"Transport desk\"\nphone = \"231-555-0109\"\nverified = 2026-10-05\n";

fn phones(audience: &str, words: &str) -> Vec<String> {
    page(audience, words).file("contacts.toml", OFFICE).findings_of("personal-phone")
}

#[test]
fn a_number_is_known_however_it_is_written() {
    for words in [
        "Call 231-555-0110.",
        "Call (231) 555-0110.",
        "Call 1 231 555 0110.",
        "Call 555-0110.",
        "[Call](tel:+12315550110)",
        "Call 911 or 988.",
    ] {
        assert_eq!(phones("public", words), Vec::<String>::new(), "{words}");
    }
    for (words, found) in [
        ("Call 231-555-0199.", "231-555-0199"),
        ("Call (231) 555.0199 at night.", "(231) 555.0199"),
        ("Text me at 555-0199.", "555-0199"),
        ("Cell 2315550199", "2315550199"),
        ("From abroad: +44 20 7946 0018.", "+44 20 7946 0018"),
        ("[Ask Ms. Ortiz](tel:231-555-0199)", "[Ask Ms. Ortiz](tel:231-555-0199)"),
    ] {
        assert_eq!(phones("public", words), [format!("personal-phone pages/a.md:6 {found:?}")], "{words}");
    }
}

#[test]
fn other_numbers_are_no_telephones() {
    for words in [
        "On 2026-11-24 at 9:40.",
        "100-1200 students",
        "ISBN 978-3-16-148410-0",
        "MCL 29.19, 105 ILCS 128",
        "Room 231-555",
    ] {
        assert_eq!(phones("public", words), Vec::<String>::new(), "{words}");
    }
}

#[test]
fn a_value_is_read_by_those_who_read_the_text_that_names_it() {
    let config = "title = \"Handbook\"\npublisher = \"School\"\n[values]\nline = \"231-555-0188\"\n";
    let with =
        |audience: &str, words: &str| page(audience, words).file("handbook.toml", config).findings_of("personal-phone");
    assert_eq!(with("public", "Call [[value:line]]."), ["personal-phone handbook.toml:4 \"\\\"231-555-0188\\\"\""]);
    assert_eq!(with("staff", "Call [[value:line]]."), Vec::<String>::new());
    assert_eq!(with("public", "## For staff {audience=staff}\n\nCall [[value:line]]."), Vec::<String>::new());
}

#[test]
fn staff_may_read_what_the_public_may_not() {
    assert_eq!(phones("staff", "Call 231-555-0199."), Vec::<String>::new());
    assert_eq!(phones("public", "## Staff {audience=staff}\n\nCall 231-555-0199."), Vec::<String>::new());
    // The number of a contact that is not public is as hidden as the contact.
    assert_eq!(phones("public", "Call 231 555 0109."), ["personal-phone pages/a.md:6 \"231 555 0109\""]);
}

#[test]
fn notes_of_public_places_are_public_texts() {
    let places = "[[place]]\nid = \"field\"\ntitle = \"Field\"\naccessible = true\nnote = \"The key: 231-555-0199.\"\n";
    assert_eq!(
        Folder::small().file("places.toml", places).findings_of("personal-phone"),
        ["personal-phone places.toml:5 \"231-555-0199\""]
    );
    let staff = places.replace("accessible", "audience = \"staff\"\naccessible");
    assert_eq!(Folder::small().file("places.toml", &staff).findings_of("personal-phone"), Vec::<String>::new());
}

#[test]
fn a_page_without_an_audience_says_so_but_its_translation_need_not() {
    let text = "+++\ntitle = \"Page\"\nsummary = \"A page.\"\n+++\nWords.\n";
    let folder = Folder::small().file("pages/a.md", text).file("pages/a.es.md", text);
    assert_eq!(folder.findings_of("missing-audience"), ["missing-audience pages/a.md:2 \"\\\"Page\\\"\""]);
}

const HALL: &str = "[[place]]\nid = \"hall\"\ntitle = \"Grange hall\"\nuse = \"reunification\"\nalternate = \"hall\"\naccessible = true\naddress = \"3 Grange Lane, Alder Bay\"\nsensitive = true\n";

/// What of a page's words shows a detail that its readers may not know.
fn exposed(folder: Folder) -> Vec<String> {
    let found = folder.findings_of("exposed-detail");
    found.into_iter().map(|found| found.split_once(' ').map_or(String::new(), |(_, place)| place.to_owned())).collect()
}

fn addresses(audience: &str, words: &str) -> Vec<String> {
    exposed(page(audience, words).file("places.toml", HALL))
}

#[test]
fn a_restricted_address_is_known_however_it_is_written() {
    for (words, found) in [
        ("Come to 3 Grange Lane.", "3 Grange Lane"),
        ("Come to 3 grange ln, Alder Bay.", "3 grange ln"),
        ("Come to **3 Grange** Lane.", "3 Grange** Lane"),
        ("| Where |\n|---|\n| 3 GRANGE LN. |", "3 GRANGE LN"),
        ("[Come](maps.md)\n\n> 3 Grange\n> Lane", "3 Grange\n> Lane"),
    ] {
        let line = if words.starts_with('|') || words.starts_with('[') { 8 } else { 6 };
        assert_eq!(addresses("public", words), [format!("pages/a.md:{line} {found:?}")], "{words}");
    }
}

#[test]
fn other_doors_and_those_who_may_know_are_left_alone() {
    for words in ["13 Grange Lane", "3 Grange Road", "3 Lane", "Grange Lane is closed.", "Alder Bay, room 3"] {
        assert_eq!(addresses("public", words), Vec::<String>::new(), "{words}");
    }
    assert_eq!(addresses("staff", "Come to 3 Grange Lane."), Vec::<String>::new());
    assert_eq!(addresses("public", "## Staff {audience=staff}\n\nCome to 3 Grange Lane."), Vec::<String>::new());
    let team = HALL.replace("sensitive = true", "audience = \"team\"");
    let staff = page("staff", "Come to 3 Grange Lane.").file("places.toml", &team);
    assert_eq!(exposed(staff), ["pages/a.md:6 \"3 Grange Lane\""]);
}

#[test]
fn an_address_that_somebody_may_know_anyway_is_no_secret() {
    let words = "Our school is at 3 Grange Lane.";
    let school = "title = \"Grange School\"\naddress = \"3 Grange Lane, Alder Bay, Michigan\"\n";
    let folder = page("public", words).file("places.toml", HALL).file("schools/grange/school.toml", school);
    assert_eq!(exposed(folder), Vec::<String>::new());
    let open =
        format!("{HALL}\n[[place]]\nid = \"yard\"\ntitle = \"Yard\"\naccessible = true\naddress = \"3 Grange Lane\"\n");
    assert_eq!(exposed(page("public", words).file("places.toml", &open)), Vec::<String>::new());
}

#[test]
fn a_schools_own_address_of_a_hidden_place_is_hidden_too() {
    let school = "title = \"North\"\n\n[places.hall]\naddress = \"9 Mill Road\"\n";
    let folder =
        page("public", "Wait at 9 Mill Rd.").file("places.toml", HALL).file("schools/north/school.toml", school);
    assert_eq!(exposed(folder), ["pages/a.md:6 \"9 Mill Rd\""]);
}

const DESK: &str = "[[contact]]\nid = \"desk\"\nlabel = \"Dispatch desk\"\nphone = \"231-555-0109\"\nemail = \"desk@example.org\"\nverified = 2026-10-05\naudience = \"responder\"\n";

#[test]
fn a_restricted_contacts_number_and_mail_are_hidden_from_lower_audiences() {
    let found = |audience: &str, words: &str| exposed(page(audience, words).file("contacts.toml", DESK));
    for (words, shown) in [
        ("Call 231-555-0109.", "231-555-0109"),
        ("Call +1 (231) 555-0109.", "231) 555-0109"),
        ("Call 2315550109.", "2315550109"),
        ("Write to Desk@Example.org.", "Desk@Example.org"),
    ] {
        assert_eq!(found("staff", words), [format!("pages/a.md:6 {shown:?}")], "{words}");
        assert_eq!(found("responder", words), Vec::<String>::new(), "{words}");
    }
    // In public texts numbers are told by their own rule, once.
    assert_eq!(found("public", "Call 231-555-0109."), Vec::<String>::new());
    assert_eq!(found("public", "Write to desk@example.org."), ["pages/a.md:6 \"desk@example.org\""]);
}

const VALUES: &str = "title = \"Handbook\"\npublisher = \"School\"\n\n[values]\npanel = \"Panel 4471, star to arm\"\nchannel = \"3\"\nbell = \"3:10 p.m.\"\n";

#[test]
fn a_value_is_hidden_from_those_whose_texts_do_not_show_it() {
    let keep = "+++\ntitle = \"Keep\"\nsummary = \"A page.\"\naudience = \"staff\"\n+++\n[[value:panel]], [[value:channel]] and [[value:bell]].\n";
    let found = |words: &str| exposed(page("public", words).file("handbook.toml", VALUES).file("pages/keep.md", keep));
    assert_eq!(found("Type panel 4471, star to arm."), ["pages/a.md:6 \"panel 4471, star to arm\""]);
    // Short ones stand in many sentences that mean something else.
    assert_eq!(found("Take channel 3 at 3:10 p.m., page 3."), Vec::<String>::new());
    // A value that a public text shows is public.
    assert_eq!(found("Type panel 4471, star to arm: [[value:panel]]."), Vec::<String>::new());
    // One that no text shows is nobody's secret.
    let alone = page("public", "Type panel 4471, star to arm.").file("handbook.toml", VALUES);
    assert_eq!(exposed(alone), Vec::<String>::new());
}

#[test]
fn a_hidden_address_inside_a_value_is_judged_by_who_reads_the_value() {
    let values = "title = \"Handbook\"\npublisher = \"School\"\n\n[values]\nmeet = \"the hall, 3 Grange Lane\"\n";
    let found = |audience: &str| {
        exposed(page(audience, "Meet at [[value:meet]].").file("handbook.toml", values).file("places.toml", HALL))
    };
    assert_eq!(found("public"), ["handbook.toml:5 \"\\\"the hall, 3 Grange Lane\\\"\""]);
    assert_eq!(found("staff"), Vec::<String>::new());
}
