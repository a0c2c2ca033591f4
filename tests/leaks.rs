//! What may not be seen is in no byte that is published; and where it would be, the gate finds it and nothing is published.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::common::Folder;
use gobag::artifact::Artifacts;
use gobag::compile::{self, Request};
use gobag::config::Rank;
use gobag::diagnostic::{Diagnostic, Severity};
use gobag::edition::{Edition, Reader};
use gobag::gate::Gate;
use gobag::handbook::Handbook;
use gobag::plan::Plan;
use gobag::{render, search};
use proptest::prelude::*;

const AUDIENCES: [&str; 4] = ["public", "staff", "responder", "team"];

fn page(title: &str, front: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsummary = \"A page.\"\n{front}\n+++\n{body}")
}

/// A handbook with a page for the team that says `body`, and one for everybody.
fn with(body: &str) -> Folder {
    Folder::small()
        .file("pages/plan.md", &page("Keys and alarms", "audience = \"team\"", body))
        .file("pages/open.md", &page("Welcome", "audience = \"public\"", "Hello to everybody who reads this.\n"))
}

const KEY: &str = "The spare key hangs behind the boiler in the cellar.\n";

fn leaks(folder: &Folder) -> Vec<String> {
    folder.findings_of("public-leak")
}

#[test]
fn a_handbook_without_a_leak_has_no_finding() {
    assert_eq!(with(KEY).findings(), Vec::<String>::new());
}

#[test]
fn restricted_words_in_a_file_of_the_theme_stop_publication_and_the_words_are_underlined() {
    let folder = with(KEY).file("theme/assets/note.txt", "Remember: THE SPARE KEY hangs, behind the boiler!\n");
    assert_eq!(leaks(&folder), ["public-leak pages/plan.md:6 \"The spare key hangs behind the boiler\""]);
    assert!(folder.compile().artifacts.is_none());
}

#[test]
fn the_finding_names_the_file_that_would_be_published() {
    let folder = with(KEY).file("theme/assets/note.txt", KEY);
    let found = folder.compile().diagnostics;
    let found: Vec<&Diagnostic> = found.iter().collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Error);
    assert!(found[0].message.contains("assets/note."), "{}", found[0].message);
    assert!(found[0].message.contains("\"public\""), "{}", found[0].message);
}

#[test]
fn words_are_found_in_whatever_form_a_file_has_them() {
    for (path, text) in [
        ("theme/assets/a.txt", "spare key hangs behind the boiler"),
        ("theme/assets/a.json", r#"{"a":["spare\u0020key hangs\n \"behind\" th\u0065 boiler"]}"#),
        ("theme/assets/a.js", "gobag.give(\"a\", \"spare key hangs behind the boiler\");"),
        ("theme/assets/a.css", "p::after { content: \"spare key hangs behind the boiler\" }"),
        (
            "theme/assets/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>spare key hangs behind <tspan/></text><title>Spare key hangs behind the boiler</title></svg>",
        ),
        ("theme/assets/a.xml", "<a b=\"spare key hangs behind the boiler\"/>"),
        ("theme/assets/a.html", "<p>spare <strong>key</strong> hangs&#32;behind\nthe&nbsp;<em>boiler</em></p>"),
        ("theme/assets/a.ics", "DESCRIPTION:spare key hangs\\, beh\r\n ind the boiler\r\n"),
        ("theme/words/en.toml", "[site]\nskip = \"Spare key hangs behind the boiler\"\n"),
    ] {
        assert_eq!(leaks(&with(KEY).file(path, text)).len(), 1, "{path}");
    }
}

#[test]
fn a_template_of_the_handbooks_own_that_says_it_is_found() {
    let template = "<p title=\"the spare key hangs behind\">{{ page.title }}</p>";
    assert_eq!(leaks(&with(KEY).file("theme/templates/page-open.html", template)).len(), 1);
}

#[test]
fn words_that_an_open_page_has_as_well_are_no_secret() {
    let open = page("Keys", "audience = \"public\"", &format!("Everybody knows this. {KEY}"));
    let folder = with(KEY).file("pages/keys.md", &open).file("theme/assets/note.txt", KEY);
    assert_eq!(leaks(&folder), Vec::<String>::new());
}

#[test]
fn what_an_open_page_shows_by_its_name_is_no_secret() {
    let open =
        page("Keys", "audience = \"public\"", "Please tell the [[role:teacher]] at once that the door is open.\n");
    let folder = with("Please tell the teacher at once that the door is open.\n").file("pages/keys.md", &open);
    assert_eq!(leaks(&folder), Vec::<String>::new());
}

#[test]
fn a_list_of_open_names_is_no_secret_and_what_follows_it_is() {
    let roles = "[[role]]\nid = \"nurse\"\ntitle = \"Nurse\"\naudience = \"public\"\n\
        [[role]]\nid = \"first-aid\"\ntitle = \"First-aid team\"\naudience = \"public\"\n";
    let procedure = "+++\ntitle = \"Hold\"\nsummary = \"Stay.\"\naction = \"hold\"\nannouncement = \"Hold.\"\ntrigger = \"Now.\"\nall_clear = \"Over.\"\naudience = \"public\"\n+++\n\
        ## During\n\n1. @nurse @first-aid: Come.\n";
    let rules = "title = \"Handbook\"\npublisher = \"School\"\n[rules]\nprocedures = \"off\"\nrelease = \"off\"\npeople = \"off\"\n";
    let folder = with("Nurse and first-aid team, open the green cabinet.\n")
        .file("handbook.toml", rules)
        .file("roles.toml", roles)
        .file("procedures/hold.md", procedure);
    assert!(folder.page("pocket.html").contains("Nurse and First-aid team"));
    assert_eq!(leaks(&folder), Vec::<String>::new());
    let told = folder.file("theme/assets/note.txt", "Nurse and first-aid team, open the green cabinet.\n");
    assert_eq!(leaks(&told), ["public-leak pages/plan.md:6 \"and first-aid team, open the green cabinet\""]);
}

#[test]
fn a_title_is_found_by_itself() {
    let folder = with("Nothing much.\n").file("theme/assets/note.txt", "See the page on keys and alarms.\n");
    assert_eq!(leaks(&folder), ["public-leak pages/plan.md:2 \"\\\"Keys and alarms\\\"\""]);
}

#[test]
fn a_number_is_found_by_itself_and_a_short_one_with_its_neighbour() {
    let body = "The alarm code is 4417, and the account is 80023355.\n";
    assert_eq!(leaks(&with(body).file("theme/assets/note.txt", "80023355")).len(), 1);
    assert_eq!(leaks(&with(body).file("theme/assets/note.txt", "(is 4417)")).len(), 1);
    assert_eq!(leaks(&with(body).file("theme/assets/note.txt", "width 4417")), Vec::<String>::new());
}

#[test]
fn a_restricted_contacts_number_is_found_in_the_form_that_dials() {
    let contact = "[[contact]]\nid = \"night-desk\"\nlabel = \"Night desk\"\nphone = \"+1 231 555 0142\"\naudience = \"staff\"\nverified = 2026-11-01\n";
    let folder = Folder::small().file("contacts.toml", contact);
    for shown in ["tel:+12315550142", "(231) 555-0142", "555 0142", "Night desk"] {
        assert_eq!(leaks(&folder.clone().file("theme/assets/note.txt", shown)).len(), 1, "{shown}");
    }
    assert_eq!(leaks(&folder.audience("staff").file("theme/assets/note.txt", "555 0142")), Vec::<String>::new());
}

#[test]
fn a_restricted_picture_is_found_under_any_name() {
    let picture = b"\x89PNG\r\n\x1a\nnot much of a picture";
    let body = "![The plan of the cellar](../media/cellar.png)\n";
    let folder = with(body).media("media/cellar.png", picture);
    assert_eq!(leaks(&folder), Vec::<String>::new());
    let folder = folder.media("theme/assets/pattern.png", picture);
    assert_eq!(leaks(&folder), ["public-leak media/cellar.png"]);
}

#[test]
fn words_that_are_set_in_a_pdf_are_found() {
    let page = "BT /F1 12 Tf 50 700 Td (Remember that the spare key) Tj ET BT /F1 12 Tf 50 686 Td (hangs behind the boiler.) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = String::new();
    for (number, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = pdf.len();
    pdf.push_str(&format!(
        "xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    let folder = with(KEY).media("theme/assets/sheet.pdf", pdf.as_bytes());
    assert_eq!(leaks(&folder).len(), 1);
}

#[test]
fn what_is_restricted_is_so_in_its_translation() {
    let folder = Folder::small()
        .file("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n")
        .file("contacts.toml", "[[contact]]\nid = \"desk\"\nlabel = \"Night desk\"\nphone = \"+1 231 555 0142\"\naudience = \"staff\"\nverified = 2026-11-01\n")
        .file("contacts.es.toml", "[[contact]]\nid = \"desk\"\nlabel = \"Mesa de noche\"\nnote = \"La llave cuelga detrás de la caldera.\"\n")
        .file("pages/a.md", &page("Open", "audience = \"public\"", "Open.\n\n## Inside {#inside audience=staff}\n\nClosed words.\n"))
        .file("pages/a.es.md", &page("Abierta", "", "Abierta.\n\n## Adentro {#inside}\n\nLa campana se apaga debajo del escenario.\n"));
    for shown in ["la llave cuelga detrás de la caldera", "la campana se apaga debajo del escenario"] {
        assert_eq!(leaks(&folder.clone().file("theme/assets/note.txt", shown)).len(), 1, "{shown}");
    }
    assert_eq!(leaks(&folder), Vec::<String>::new());
}

#[test]
fn a_section_a_value_and_a_drill_are_as_secret_as_a_page() {
    let folder = Folder::small()
        .file("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\n[values]\nradio = \"channel seventeen upstairs\"\n")
        .file("pages/a.md", &page("Open", "audience = \"public\"", "Open.\n\n## Inside {audience=staff}\n\nThe bell is switched off below the stage. Use [[value:radio]].\n\n## Outside\n\nThe bell rings and all of us leave.\n"))
        .file("drills.toml", "[[plan]]\nid = \"autumn\"\nkind = \"fire\"\ndate = 2026-12-03\nsituation = \"Smoke comes from the kitchen during lunch.\"\n");
    for shown in ["switched off below the stage", "channel seventeen upstairs", "smoke comes from the kitchen"] {
        assert_eq!(leaks(&folder.clone().file("theme/assets/note.txt", shown)).len(), 1, "{shown}");
    }
    assert_eq!(
        leaks(&folder.file("theme/assets/note.txt", "the bell rings and all of us leave")),
        Vec::<String>::new()
    );
}

#[test]
fn words_of_a_comment_in_the_registers_are_neither_secret_nor_open() {
    let folder = with(KEY).file("glossary.toml", &format!("# {KEY}")).file("theme/assets/note.txt", KEY);
    assert_eq!(leaks(&folder).len(), 1);
}

/// Something that may be secret, with the words that give it away.
#[derive(Clone, Debug)]
enum Thing {
    Document(usize),
    Section(usize, usize),
    List(usize),
    Contact(usize),
    Place(usize, bool),
    Role(usize),
    Hazard(usize),
    Drill,
    Media(usize),
    Local(usize),
}

/// Five words that stand nowhere else.
fn canary(number: usize) -> String {
    ["kestrel", "lantern", "meadow", "nickel", "orchard"].map(|word| format!("{word}q{}", letters(number))).join(" ")
}

fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

/// A handbook of some things, and the audience that each needs.
fn folder(things: &[Thing]) -> (Folder, Vec<usize>) {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    let mut folder = Folder::small();
    let mut needs = Vec::new();
    let mut roles = folder_roles();
    for (number, thing) in things.iter().enumerate() {
        let words = canary(number);
        let id = format!("thing{}", letters(number));
        let audience = |rank: usize| format!("audience = \"{}\"", AUDIENCES[rank]);
        let mut add = |file: &'static str, text: String| texts.entry(file).or_default().push_str(&text);
        let need = match *thing {
            Thing::Document(rank) => {
                let body = format!("Words before {words} and after.\n\n| A | B |\n|---|---|\n| **{words}** | b |\n");
                folder = folder.file(&format!("pages/{id}.md"), &page(&format!("Of {words}"), &audience(rank), &body));
                rank
            }
            Thing::Section(outer, inner) => {
                let body = format!(
                    "Words.\n\n## Heading {{audience={}}}\n\n- One\n  > {words}\n\n## Next\n\nWords.\n",
                    AUDIENCES[inner]
                );
                folder = folder.file(&format!("pages/{id}.md"), &page("Page", &audience(outer), &body));
                outer.max(inner)
            }
            Thing::List(rank) => {
                let body = format!("1. @teacher within 30s: Do {words} now.\n   - If {words}: Do it.\n");
                folder = folder.file(&format!("pages/{id}.md"), &page("Page", &audience(rank), &body));
                rank
            }
            Thing::Contact(rank) => {
                let text = format!(
                    "[[contact]]\nid = \"{id}\"\nlabel = \"{words}\"\nphone = \"+1 231 555 0100\"\nverified = 2026-11-01\nnote = \"Ask {words} first.\"\n{}\n",
                    audience(rank)
                );
                add("contacts.toml", text);
                rank
            }
            Thing::Place(rank, sensitive) => {
                let text = format!(
                    "[[place]]\nid = \"{id}\"\ntitle = \"{words}\"\naccessible = true\nsensitive = {sensitive}\nnote = \"At {words} here.\"\n{}\n",
                    audience(rank)
                );
                add("places.toml", text);
                if sensitive { rank.max(1) } else { rank }
            }
            Thing::Role(rank) => {
                roles.push_str(&format!("[[role]]\nid = \"{id}\"\ntitle = \"{words}\"\nprimary = \"Teacher\"\nalternates = [\"Next teacher\"]\nbefore = [\"Do {words} early.\"]\n{}\n", audience(rank)));
                rank
            }
            Thing::Hazard(rank) => {
                let text = format!(
                    "[[hazard]]\nid = \"{id}\"\ntitle = \"{words}\"\ncategory = \"natural\"\nscenario = \"When {words} comes.\"\nprobability = \"unlikely\"\nmagnitude = \"limited\"\nwarning = \"24 hours\"\nduration = \"under 3 hours\"\npriority = \"low\"\nsocial = [\"Words.\"]\nreason = \"Words.\"\n{}\n",
                    audience(rank)
                );
                add("hazards.toml", text);
                rank
            }
            Thing::Drill => {
                let text = format!(
                    "[[plan]]\nid = \"{id}\"\nkind = \"fire\"\ndate = 2026-12-03\nsituation = \"{words} at noon.\"\nsupport = \"The counselor.\"\n"
                );
                add("drills.toml", text);
                1
            }
            Thing::Media(rank) => {
                folder = folder
                    .file(
                        &format!("pages/{id}.md"),
                        &page("Page", &audience(rank), &format!("![A drawing of the yard](../media/{id}.svg)\n")),
                    )
                    .media(
                        &format!("media/{id}.svg"),
                        format!(
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>{words}</text></svg>"
                        )
                        .as_bytes(),
                    );
                rank
            }
            Thing::Local(rank) => {
                folder = folder.file(
                    &format!("schools/north/pages/{id}.md"),
                    &page("Page", &audience(rank), &format!("{words}\n")),
                );
                rank
            }
        };
        needs.push(need);
    }
    folder = folder.file("roles.toml", &roles).file("schools/north/school.toml", "title = \"North\"\n");
    folder = folder.file("pages/zz.md", &page("Open", "audience = \"public\"", "Words.\n"));
    (folder.files(texts.iter().map(|(path, text)| (*path, text.as_str()))), needs)
}

fn folder_roles() -> String {
    gobag::rules::Example::BASE.iter().find(|(path, _)| *path == "roles.toml").expect("it is there").1.to_owned()
}

fn thing() -> impl Strategy<Value = Thing> {
    let rank = 0..AUDIENCES.len();
    prop_oneof![
        rank.clone().prop_map(Thing::Document),
        (rank.clone(), rank.clone()).prop_map(|(outer, inner)| Thing::Section(outer, inner)),
        rank.clone().prop_map(Thing::List),
        rank.clone().prop_map(Thing::Contact),
        (rank.clone(), any::<bool>()).prop_map(|(rank, sensitive)| Thing::Place(rank, sensitive)),
        rank.clone().prop_map(Thing::Role),
        rank.clone().prop_map(Thing::Hazard),
        Just(Thing::Drill),
        rank.clone().prop_map(Thing::Media),
        rank.prop_map(Thing::Local),
    ]
}

/// Everything that a finished tree says: names, bytes, and what is packed.
fn said(artifacts: &Artifacts) -> String {
    let mut all = String::new();
    for (path, bytes) in artifacts.iter() {
        all.push_str(path);
        all.push('\n');
        let open;
        let bytes = if path.ends_with(".pack") {
            open = miniz_oxide::inflate::decompress_to_vec_zlib(bytes).expect("a whole pack");
            open.as_slice()
        } else {
            bytes
        };
        all.push_str(&String::from_utf8_lossy(bytes).to_lowercase());
        all.push('\n');
    }
    all
}

fn finished(folder: &Folder, audience: &str) -> Artifacts {
    let request = Request { audience: Some(audience.to_owned()), ..Request::default() };
    let compiled = compile::compile(&folder.sources(), &request, &|_| {}).expect("the audience exists");
    compiled.artifacts.unwrap_or_else(|| {
        let found: Vec<&Diagnostic> = compiled.diagnostics.iter().collect();
        panic!("nothing was made for {audience}: {found:#?}")
    })
}

/// What the gate of one audience says to a site made for another: as if nothing had been left out.
fn unfiltered(folder: &Folder, gate: Rank, made_for: Rank) -> (String, Vec<String>) {
    let sources = folder.sources();
    let handbook = Handbook::read(&sources).value;
    let theme = render::Theme::of(&sources, &handbook.config).value;
    let schools = handbook.schools.iter().map(|school| Some(school.id.clone()));
    let editions: Vec<Edition> = std::iter::once(None)
        .chain(schools)
        .map(|school| {
            let language = handbook.config.source_language().clone();
            Edition::of(&handbook, Reader { school, audience: made_for, language })
        })
        .collect();
    let plan = Plan::of(&editions).value;
    let built_in: Vec<&str> = render::Theme::texts().collect();
    let gate = Gate::of(&handbook, &sources, gate, &built_in);
    let shelf = Mutex::new(Artifacts::default());
    let gated = gate.before(&shelf);
    let share = &gobag::share::Share::default();
    let (media, coverage) = (&handbook.media, None);
    let order =
        render::Order { editions: &editions, plan: &plan, theme: &theme, media, coverage, share, wanted: &|| true };
    let _ = render::render(order, &gated, &|_, _| {});
    search::index(&editions, &plan, &|edition, subject| theme.heading(edition, subject), share)
        .each(&|path, bytes| gobag::artifact::Shelf::put(&gated, path, bytes));
    let found = gate.findings();
    let words = found.iter().map(|found| crate::common::shown(&sources, found)).collect();
    (said(&shelf.into_inner().expect("nobody panicked")), words)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_word_of_a_higher_audience_is_in_any_byte_that_is_published(things in prop::collection::vec(thing(), 1..10)) {
        let (folder, needs) = folder(&things);
        for (at, audience) in AUDIENCES.iter().enumerate() {
            let said = said(&finished(&folder, audience));
            for (number, &need) in needs.iter().enumerate().filter(|(number, _)| !matches!(things[*number], Thing::Drill)) {
                let word = canary(number).split(' ').next().expect("a word").to_owned();
                prop_assert_eq!(said.contains(&word), need <= at, "{:?} for {}", things[number], audience);
            }
        }
    }

    #[test]
    fn without_the_filter_the_gate_finds_everything_that_would_leak(things in prop::collection::vec(thing(), 1..10)) {
        let (folder, needs) = folder(&things);
        let ranks: Vec<Rank> = Handbook::read(&folder.sources()).value.config.audiences.ranks().collect();
        for (at, &audience) in ranks.iter().enumerate() {
            let (said, found) = unfiltered(&folder, audience, ranks[3]);
            for (number, &need) in needs.iter().enumerate() {
                let word = canary(number).split(' ').next().expect("a word").to_owned();
                let id = format!("thing{}", letters(number));
                let is_told = found.iter().any(|found| found.to_lowercase().contains(&word) || found.contains(&id));
                prop_assert_eq!(is_told, need > at && said.contains(&word), "{:?} for {}: {:#?}", things[number], AUDIENCES[at], found);
            }
        }
    }
}
