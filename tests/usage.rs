//! Days, times, numbers and lists as a reader's language writes them, whether or not the theme has its words.

use crate::common::Folder;

/// A handbook in one language with a procedure, a place and a drill.
fn handbook(language: &str) -> Folder {
    Folder::small()
        .file(
            "handbook.toml",
            &format!(
                "title = \"Handbook\"\npublisher = \"School\"\nemergency_number = \"911\"\nlanguages = [\"{language}\"]\n\
                 [rules]\nprocedures = \"off\"\nrelease = \"off\"\ndrills = \"off\"\npeople = \"off\"\nlanguage = \"off\"\n"
            ),
        )
        .file(
            "roles.toml",
            &["Docente", "Enfermera", "Intendente"]
                .map(|title| {
                    let id = title.to_lowercase();
                    format!("[[role]]\nid = \"{id}\"\ntitle = \"{title}\"\naudience = \"public\"\n")
                })
                .concat(),
        )
        .file(
            "contacts.toml",
            "[[contact]]\nid = \"office\"\nlabel = \"Office\"\nphone = \"+1 231 555 0142\"\naudience = \"public\"\n",
        )
        .file(
            "places.toml",
            "[[place]]\nid = \"field\"\ntitle = \"Field\"\nuse = \"assembly\"\ncapacity = 12500\naccessible = true\n\
             audience = \"public\"\n",
        )
        .file(
            "drills.toml",
            "[[record]]\nkind = \"fire\"\ndate = 2026-10-08\nstart = 13:40:00\nprotected = 13:42:10\nposted = 2026-10-09\n",
        )
        .file("procedures/hold.md", &procedure("\"docente\", \"intendente\"", "@docente @intendente within 30s"))
}

fn procedure(authority: &str, head: &str) -> String {
    format!(
        "+++\ntitle = \"Hold\"\nsummary = \"Stay.\"\naction = \"hold\"\nannouncement = \"Hold.\"\n\
         trigger = \"The halls must be clear.\"\nall_clear = \"All clear.\"\naudience = \"public\"\n\
         effective = 2026-11-24\ncalls = [\"office\"]\nauthority = [{authority}]\n+++\n## During\n\n1. {head}: Stay.\n"
    )
}

/// What stands between two signs on a page.
fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let from = page.find(before).unwrap_or_else(|| panic!("there is no {before} on {page}")) + before.len();
    &page[from..from + page[from..].find(after).expect("it ends")]
}

fn day(language: &str) -> String {
    between(&handbook(language).page("procedures/hold.html"), "<time datetime=\"2026-11-24\"", "</time>").to_owned()
}

#[test]
fn a_day_is_written_as_each_language_writes_it() {
    for (language, words) in [
        ("en", "November 24, 2026"),
        ("es", "24 de noviembre de 2026"),
        ("ar", "24 نوفمبر 2026"),
        ("fr", "24 novembre 2026"),
        ("vi", "24 tháng 11 2026"),
        ("so", "Noofeembar 24, 2026"),
        ("tl", "Nobyembre 24, 2026"),
        ("zh", "2026年11月24日"),
        ("my", "၂၀၂၆ နိုဝင်ဘာ ၂၄"),
    ] {
        assert_eq!(day(language), format!(">{words}"), "{language}");
    }
}

#[test]
fn days_are_those_of_the_calendar_of_schools_in_every_language() {
    assert_eq!(day("fa"), ">۲۴ نوامبر ۲۰۲۶");
    assert!(day("th").contains("2026"));
}

#[test]
fn days_of_a_language_without_known_months_are_in_english_and_say_so() {
    assert_eq!(day("hmn"), " lang=\"en\">November 24, 2026");
    assert_eq!(day("ht"), " lang=\"en\">November 24, 2026");
}

#[test]
fn a_region_has_its_own_usage() {
    assert_eq!(day("en-GB"), ">24 November 2026");
    let places = |language: &str| handbook(language).page("places.html");
    assert!(places("es").contains(" 12.500") && places("es-US").contains(" 12,500"));
}

#[test]
fn times_are_those_of_the_language_with_seconds_where_they_are_known() {
    let times = |language: &str| {
        let page = handbook(language).page("drills.html");
        let mut times = page.split("<dd>").skip(1).map(|rest| rest.split("</dd>").next().unwrap_or("").to_owned());
        (times.next().expect("the alarm"), times.next().expect("when everyone was protected"))
    };
    let pair = |(alarm, protected): (&str, &str)| (alarm.to_owned(), protected.to_owned());
    assert_eq!(times("en"), pair(("1:40\u{202f}PM", "1:42:10\u{202f}PM")));
    assert_eq!(times("vi"), pair(("13:40", "13:42:10")));
}

#[test]
fn numbers_have_the_digits_and_the_groups_of_the_language() {
    for (language, words) in [("en", "12,500"), ("vi", "12.500"), ("fr", "12\u{202f}500"), ("fa", "۱۲٬۵۰۰")] {
        assert!(handbook(language).page("places.html").contains(&format!("Room for {words}")), "{language}");
    }
}

#[test]
fn telephone_numbers_and_the_numbers_of_steps_stay_as_they_are() {
    let page = handbook("fa").page("procedures/hold.html");
    assert!(page.contains("231-555-0142") || page.contains("231 555 0142"), "{page}");
    assert!(page.contains("911") && page.contains("<span class=\"no\">1</span>"));
}

#[test]
fn names_are_joined_as_the_language_joins_them() {
    let heads = |language: &str| {
        let folder = handbook(language);
        let three = procedure("\"docente\"", "@docente @enfermera @intendente");
        let head = |folder: Folder| between(&folder.page("pocket.html"), "<p><b>Docente", "<").to_owned();
        let heads = [head(folder.clone()), head(folder.file("procedures/hold.md", &three))];
        heads.map(|head| head.trim_end_matches([':', ' ']).to_owned())
    };
    assert_eq!(heads("en"), [" and Intendente", ", Enfermera, and Intendente"]);
    assert_eq!(heads("es"), [" e Intendente", ", Enfermera e Intendente"]);
    assert_eq!(heads("vi"), [" và Intendente", ", Enfermera và Intendente"]);
    assert_eq!(heads("so"), [" iyo Intendente", ", Enfermera iyo Intendente"]);
    assert_eq!(heads("ar"), [" وIntendente", " وEnfermera وIntendente"]);
    assert_eq!(heads("hmn"), [", Intendente", ", Enfermera, Intendente"]);
}

#[test]
fn links_are_joined_as_names_are() {
    let orders = |language: &str, authority: &str| {
        let page = handbook(language)
            .file("procedures/hold.md", &procedure(authority, "@docente"))
            .page("procedures/hold.html");
        let list = between(&page, "docente.html\">Docente</a>", "</dd>").to_owned();
        list.replace("<a href=\"../roles/enfermera.html\">Enfermera</a>", "Enfermera")
            .replace("<a href=\"../roles/intendente.html\">Intendente</a>", "Intendente")
    };
    let all = "\"docente\", \"enfermera\", \"intendente\"";
    assert_eq!(orders("en", all), ", Enfermera, or Intendente");
    assert_eq!(orders("es", all), ", Enfermera o Intendente");
    assert_eq!(orders("vi", "\"docente\", \"enfermera\""), " hoặc Enfermera");
    assert_eq!(orders("ht", "\"docente\", \"enfermera\""), ", Enfermera");
}

#[test]
fn a_length_of_time_has_the_plural_of_its_number() {
    let limit = |head: &str| {
        let page =
            handbook("ar").file("procedures/hold.md", &procedure("\"docente\"", head)).page("procedures/hold.html");
        between(&page, "class=\"limit\"", "</span> ").split("</span>").nth(1).unwrap_or("").to_owned()
    };
    assert_eq!(limit("@docente within 30s"), "30 ثانية");
    assert_eq!(limit("@docente within 5s"), "5 ثوانٍ");
    assert_eq!(limit("@docente within 1min"), "1 دقيقة");
}

#[test]
fn a_handbook_says_the_plurals_of_a_language_that_has_more_of_them() {
    let table = "[theme]\nlanguage = \"ru\"\n[interval]\nsecond = \"секунда\"\nseconds = \"секунд\"\nseconds-few = \"секунды\"\nseconds-one = \"секунда\"\n";
    let folder = handbook("ru").file("theme/words/ru.toml", table);
    let said = |head: &str| {
        folder.clone().file("procedures/hold.md", &procedure("\"docente\"", head)).page("procedures/hold.html")
    };
    assert!(said("@docente within 21s").contains("21 секунда<"));
    assert!(said("@docente within 3s").contains("3 секунды<"));
    assert!(said("@docente within 30s").contains("30 секунд<"));
    let lost = folder.clone().file("theme/words/ru.toml", "[interval]\nsecnods-few = \"секунды\"\n");
    assert_eq!(lost.findings_of("unknown-key").len(), 1);
}

#[test]
fn months_and_the_order_of_a_day_are_no_words_of_the_theme() {
    let folder = handbook("en").file("theme/words/en.toml", "[date]\nday = \"{day} {month} {year}\"\n");
    assert_eq!(folder.findings_of("unknown-key").len(), 1);
}
