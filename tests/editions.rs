//! What a reader sees: the audience's own pages and sections, the school's own words, and nothing else at all.

use crate::common::Folder;
use gobag::config::Rank;
use gobag::edition::{Edition, Reader};
use gobag::fields::Id;
use gobag::handbook::Handbook;
use proptest::prelude::*;

/// What one reader sees of a folder.
fn edition(folder: &Folder, audience: &str, school: Option<&str>) -> Edition {
    let handbook = Handbook::read(&folder.sources()).value;
    let audience = handbook.config.audiences.rank(audience).expect("the audience exists");
    let language = handbook.config.source_language().clone();
    Edition::of(&handbook, Reader { school: school.and_then(Id::parse), audience, language })
}

fn page(audience: &str, body: &str) -> String {
    format!("+++\ntitle = \"Page\"\nsummary = \"A page.\"\n{audience}\n+++\n{body}")
}

/// A district with one school that has words of its own.
fn district() -> Folder {
    Folder::small()
        .file("handbook.toml", "title = \"H\"\npublisher = \"P\"\n[values]\nradio = \"channel one\"\n")
        .file("places.toml", "[[place]]\nid = \"assembly\"\ntitle = \"The meadow\"\nuse = \"assembly\"\ncapacity = 80\n")
        .file(
            "schools/north/school.toml",
            "title = \"North\"\n[values]\nradio = \"channel nine\"\n[people.teacher]\nprimary = \"Homeroom teacher\"\n[places.assembly]\ntitle = \"The pier\"\n",
        )
        .file("pages/a.md", &page("audience = \"public\"", "Use [[value:radio]], go to [[place:assembly]].\n"))
        .file("pages/b.md", &page("", "The district's own.\n"))
        .file("schools/north/pages/b.md", &page("", "The school's own.\n"))
        .file("schools/north/pages/c.md", &page("", "Only here.\n"))
}

#[test]
fn a_page_without_an_audience_is_for_staff() {
    assert!(edition(&district(), "public", None).document("b").is_none());
    assert!(edition(&district(), "staff", None).document("b").is_some());
}

#[test]
fn the_number_of_pages_left_out_is_counted() {
    assert_eq!(edition(&district(), "public", None).withheld, 1);
    assert_eq!(edition(&district(), "staff", None).withheld, 0);
}

#[test]
fn a_schools_values_stand_in_the_districts_text() {
    let shown = format!("{:?}", edition(&district(), "public", Some("north")));
    assert!(shown.contains("channel nine") && !shown.contains("channel one"));
}

#[test]
fn a_school_changes_only_what_it_says_of_a_place() {
    let edition = edition(&district(), "public", Some("north"));
    let place = edition.place("assembly").expect("the place is public");
    assert_eq!((place.title.as_str(), place.capacity), ("The pier", Some(80)));
}

#[test]
fn a_schools_people_hold_the_districts_roles() {
    let edition = edition(&district(), "public", Some("north"));
    let role = edition.role("teacher").expect("roles are public");
    assert_eq!(role.primary.as_ref().map(|primary| primary.value.as_str()), Some("Homeroom teacher"));
    assert_eq!(role.alternates.len(), 1, "it says nothing of alternates, so the district's stay");
}

#[test]
fn a_schools_document_stands_in_place_of_the_districts() {
    let north = edition(&district(), "staff", Some("north"));
    assert_eq!(north.document("b").expect("it is there").path, "schools/north/pages/b.md");
    assert_eq!(edition(&district(), "staff", None).document("b").expect("it is there").path, "pages/b.md");
}

#[test]
fn a_document_that_only_a_school_has_exists_only_there() {
    assert!(edition(&district(), "staff", Some("north")).document("c").is_some());
    assert!(edition(&district(), "staff", None).document("c").is_none());
}

#[test]
fn a_section_for_the_team_is_not_in_the_copy_of_staff() {
    let folder = Folder::small().file(
        "pages/a.md",
        &page("", "Open.\n\n## One {audience=team}\n\nclosed-one\n\n### Below\n\nclosed-two\n\n## Two\n\nopen-again\n"),
    );
    let shown = format!("{:?}", edition(&folder, "staff", None));
    assert!(!shown.contains("closed-one") && !shown.contains("closed-two") && shown.contains("open-again"));
}

#[test]
fn a_section_cannot_be_for_more_people_than_its_document() {
    let folder =
        Folder::small().file("pages/a.md", &page("audience = \"team\"", "## One {audience=public}\n\nclosed\n"));
    assert!(!format!("{:?}", edition(&folder, "staff", None)).contains("closed"));
}

#[test]
fn a_sensitive_place_is_never_public_whatever_its_audience() {
    let place = "[[place]]\nid = \"hall\"\ntitle = \"Hidden hall\"\nuse = \"reunification\"\nsensitive = true\naudience = \"public\"\n";
    let folder = Folder::small().file("places.toml", place);
    assert!(edition(&folder, "public", None).place("hall").is_none());
    assert!(edition(&folder, "staff", None).place("hall").is_some());
}

#[test]
fn a_value_that_only_hidden_text_names_is_not_there() {
    let folder = Folder::small()
        .file("handbook.toml", "title = \"H\"\npublisher = \"P\"\n[values]\nradio = \"channel seventeen\"\n")
        .file("pages/a.md", &page("audience = \"public\"", "Open.\n\n## Inside {audience=staff}\n\n[[value:radio]]\n"));
    assert!(!format!("{:?}", edition(&folder, "public", None)).contains("channel seventeen"));
    assert!(format!("{:?}", edition(&folder, "staff", None)).contains("channel seventeen"));
}

#[test]
fn an_audience_that_does_not_exist_shows_nothing_to_anybody_below_the_highest() {
    let folder = Folder::small().file("pages/a.md", &page("audience = \"pubic\"", "secret\n"));
    assert!(!format!("{:?}", edition(&folder, "responder", None)).contains("secret"));
    assert_eq!(folder.findings_of("unresolved-reference").len(), 1);
}

/// Something that says a word that stands nowhere else, for an audience.
#[derive(Clone, Debug)]
enum Thing {
    Document(usize),
    Section(usize, usize),
    Contact(usize),
    Place(usize, bool),
    Role(usize),
    Hazard(usize),
}

const AUDIENCES: [&str; 4] = ["public", "staff", "responder", "team"];

/// The audience that a thing needs, and the folder with it.
fn add(folder: Folder, number: usize, thing: &Thing, texts: &mut [String; 3]) -> (Folder, usize) {
    let word = format!("canary{number}x");
    match *thing {
        Thing::Document(rank) => {
            let body = format!("{word} [[value:{word}v]]\n");
            let front = format!("audience = \"{}\"\naliases = [\"{word}\"]", AUDIENCES[rank]);
            (folder.file(&format!("pages/{word}.md"), &page(&front, &body)), rank)
        }
        Thing::Section(outer, inner) => {
            let body = format!("Words.\n\n## Heading {{audience={}}}\n\n- a\n  > {word}\n", AUDIENCES[inner]);
            let front = format!("audience = \"{}\"", AUDIENCES[outer]);
            (folder.file(&format!("pages/page{number}.md"), &page(&front, &body)), outer.max(inner))
        }
        Thing::Contact(rank) => {
            texts[0].push_str(&format!(
                "[[contact]]\nid = \"{word}\"\nlabel = \"{word}\"\nphone = \"555 0100\"\nnote = \"{word}\"\naudience = \"{}\"\n",
                AUDIENCES[rank]
            ));
            (folder, rank)
        }
        Thing::Place(rank, sensitive) => {
            texts[1].push_str(&format!(
                "[[place]]\nid = \"{word}\"\ntitle = \"{word}\"\nsensitive = {sensitive}\naudience = \"{}\"\n",
                AUDIENCES[rank]
            ));
            (folder, if sensitive { rank.max(1) } else { rank })
        }
        Thing::Role(rank) => (
            folder.file(
                &format!("pages/role{number}.md"),
                &page(
                    &format!("audience = \"{}\"", AUDIENCES[rank]),
                    &format!("1. @teacher: Do it.\n   - If {word}: Do it.\n"),
                ),
            ),
            rank,
        ),
        Thing::Hazard(rank) => {
            texts[2].push_str(&format!(
                "[[hazard]]\nid = \"{word}\"\ntitle = \"{word}\"\ncategory = \"natural\"\nscenario = \"{word}\"\nprobability = \"likely\"\nmagnitude = \"limited\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"low\"\naudience = \"{}\"\n",
                AUDIENCES[rank]
            ));
            (folder, rank)
        }
    }
}

fn thing() -> impl Strategy<Value = Thing> {
    let rank = 0..AUDIENCES.len();
    prop_oneof![
        rank.clone().prop_map(Thing::Document),
        (rank.clone(), rank.clone()).prop_map(|(outer, inner)| Thing::Section(outer, inner)),
        rank.clone().prop_map(Thing::Contact),
        (rank.clone(), any::<bool>()).prop_map(|(rank, sensitive)| Thing::Place(rank, sensitive)),
        rank.clone().prop_map(Thing::Role),
        rank.prop_map(Thing::Hazard),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_word_of_a_higher_audience_is_anywhere_in_a_lower_edition(things in prop::collection::vec(thing(), 1..12)) {
        let mut folder = Folder::small();
        let mut texts = [String::new(), String::new(), String::new()];
        let mut needs = Vec::new();
        let mut values = "title = \"H\"\npublisher = \"P\"\n[values]\n".to_owned();
        for (number, thing) in things.iter().enumerate() {
            let (next, rank) = add(folder, number, thing, &mut texts);
            folder = next;
            needs.push(rank);
            values.push_str(&format!("canary{number}xv = \"value\"\n"));
        }
        let [contacts, places, hazards] = texts;
        let folder = folder
            .file("handbook.toml", &values)
            .file("contacts.toml", &contacts)
            .file("places.toml", &places)
            .file("hazards.toml", &hazards);
        let handbook = Handbook::read(&folder.sources()).value;
        let ranks: Vec<Rank> = handbook.config.audiences.ranks().collect();
        for (at, &audience) in ranks.iter().enumerate() {
            let language = handbook.config.source_language().clone();
            let shown = format!("{:?}", Edition::of(&handbook, Reader { school: None, audience, language }));
            for (number, &need) in needs.iter().enumerate() {
                let there = shown.contains(&format!("canary{number}x"));
                prop_assert_eq!(there, need <= at, "{:?} for {}", things[number], AUDIENCES[at]);
            }
        }
    }
}
