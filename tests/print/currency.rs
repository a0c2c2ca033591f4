//! Sheets and time: which is current, which was replaced and why, and what is exchanged in a binder.

use std::collections::BTreeSet;

use gobag::compile;
use gobag::compile::print::Printing;
use gobag::source::{Content, Sources};
use serde_json::Value;

use super::pdf::{Pdf, counted};
use super::{bare, classroom, only, printed, sample};
use crate::common::{Folder, site};

#[test]
fn every_sheet_says_what_it_is_which_revision_and_for_whom() {
    let pdf = classroom();
    for (name, page) in pdf.sheets() {
        let words = &pdf.pages[page];
        assert!(words.contains("For staff. Not for the public."), "{name}: {words}");
        assert!(words.contains("printed November 24, 2026"), "{name}: {words}");
        assert!(words.contains("Revision "), "{name} has no revision: {words}");
    }
}

#[test]
fn a_phone_reads_from_a_sheet_a_code_that_the_site_calls_current() {
    let pdf = classroom();
    let page = *pdf.sheets().get("A1-1").expect("the first procedure has a sheet");
    let code = code(pdf, page);
    let (address, code) = code.split_once('#').expect("the address has a code");
    assert_eq!(address, "https://handbook.example.org/schools/harbor/verify.html");
    let (document, revision) = code.rsplit_once('.').expect("the code has a revision");
    let pages = site::pages(&site::sample("staff"));
    assert_eq!(data(&pages["schools/harbor/verify.html"])["documents"][document]["code"], revision);
}

/// The address that a phone reads from a page.
fn code(pdf: &Pdf, page: usize) -> String {
    let codes = pdf.codes(page);
    let code = codes.iter().find(|code| code.contains("verify.html#"));
    code.unwrap_or_else(|| panic!("page {}: {codes:?}", page + 1)).clone()
}

/// What the page about paper tells its script.
fn data(html: &str) -> Value {
    let start = html.find("id=\"verify-data_\">").expect("the page has its data") + "id=\"verify-data_\">".len();
    let end = start + html[start..].find("</script>").expect("the data ends");
    serde_json::from_str(&html[start..end]).expect("the data is JSON")
}

/// What the site of a handbook's staff says of an address that a phone has read. The page's script says it in a browser
/// (`tests/browser/verify.test.mjs`), from the same data.
fn answer(folder: &Folder, address: &str) -> String {
    let (site, code) = address.split_once('#').expect("the address has a code");
    assert_eq!(site, "https://plan.example.org/verify.html");
    let (name, code) = code.rsplit_once('.').expect("the code has a revision");
    let data = data(&folder.clone().audience("staff").page("verify.html"));
    let sheet = &data["documents"][name];
    if sheet["code"] == code {
        return format!("{}: {}", sheet["title"].as_str().unwrap_or(""), sheet["state"].as_str().unwrap_or(""));
    }
    if sheet["approved"] == code {
        return format!("{}: approved, will change", sheet["title"].as_str().unwrap_or(""));
    }
    let old = sheet["earlier"].as_array().into_iter().flatten().find(|old| old["code"] == code);
    old.map_or_else(
        || "unknown".to_owned(),
        |old| {
            let because: Vec<&str> =
                old["because"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            format!("superseded on {}: {}", old["until"].as_str().unwrap_or(""), because.join(" "))
        },
    )
}

const APPROVED: &str = "[[approval]]\nbody = \"Board of education\"\nname = \"M. Teague\"\nsigned = 2026-11-20\nrelease = \"A\"\nsupersedes = \"none\"\n";

fn page(title: &str, words: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nsummary = \"About {title}.\"\naudience = \"staff\"\nstatus = \"approved\"\nlast_reviewed = 2026-11-01\n+++\n{words}\n"
    )
}

fn contacts(gas: &str) -> String {
    format!(
        "[[contact]]\nid = \"office\"\nlabel = \"Office\"\nphone = \"+1 231 555 0101\"\nverified = 2026-11-01\n\n[[contact]]\nid = \"gas\"\nlabel = \"Gas company\"\nphone = \"{gas}\"\nverified = 2026-11-01\n"
    )
}

/// A handbook with an address and one binder.
fn holding(include: &str) -> String {
    format!(
        "title = \"Handbook\"\npublisher = \"School\"\nurl = \"https://plan.example.org/\"\n\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\naudience = \"staff\"\ninclude = [{include}]\n"
    )
}

/// A handbook with an address and a binder, released as A.
fn released() -> Folder {
    with_release(approved_once(), "A")
}

/// The same before it was released.
fn approved_once() -> Folder {
    Folder::small()
        .file("handbook.toml", &holding("\"pages\", \"roles\", \"contacts\""))
        .file("pages/doors.md", &page("Doors", "They close by themselves. See [[signs]]."))
        .file("pages/keys.md", &page("Keys", "The red cabinet."))
        .file(
            "pages/signs.md",
            &page("Signs", "They lead out. Call [[contact:office]].\n\n## At night\n\nThey are lit."),
        )
        .file("policies/locks.md", &page("Locks", "Who has which."))
        .file("contacts.toml", &contacts("+1 231 555 0102"))
        .file("approvals.toml", APPROVED)
}

/// The same in two languages: of its documents one is translated, and one that is not names a role that is.
fn released_in_two_languages() -> Folder {
    let config = holding("\"pages\", \"roles\", \"contacts\"").replace("url =", "languages = [\"en\", \"es\"]\nurl =");
    let signs = "+++\ntitle = \"Letreros\"\nsummary = \"Sobre los letreros.\"\n+++\nLlevan afuera. Llame a [[contact:office]].\n\n## De noche {#at-night}\n\nEstán encendidos.\n";
    let folder = approved_once()
        .file("handbook.toml", &config)
        .file("roles.es.toml", "[[role]]\nid = \"teacher\"\ntitle = \"Docente\"\n")
        .file("pages/doors.md", &page("Doors", "Ask the [[role:teacher]]."))
        .file("pages/signs.es.md", signs);
    with_release(folder, "A")
}

/// Its binder in Spanish.
fn spanish(folder: &Folder, since: Option<&str>) -> Option<Pdf> {
    let printing = Printing { language: Some("es".to_owned()), since: since.map(str::to_owned), ..Printing::default() };
    let (artifacts, _, errors) = printed(&folder.sources(), &printing);
    assert_eq!(errors, Vec::<String>::new());
    artifacts.get("es/all.pdf").map(Pdf::of)
}

fn with_release(folder: Folder, name: &str) -> Folder {
    let prepared = compile::release(&folder.sources(), name, &|_| {}).expect("the name is free");
    assert!(prepared.signed.is_ok(), "{:?}", prepared.signed);
    folder.file(&prepared.path, &prepared.text)
}

/// Approved again as B, with a reason for what changed.
fn approved(folder: Folder, documents: &str, summary: &str) -> Folder {
    let record = format!(
        "{APPROVED}\n[[approval]]\nbody = \"Board of education\"\nname = \"M. Teague\"\nsigned = 2026-11-23\nrelease = \"B\"\nsupersedes = \"A\"\n\n[[change]]\nnumber = 1\ndate = 2026-11-22\nsummary = \"{summary}\"\ndocuments = [{documents}]\n"
    );
    folder.file("approvals.toml", &record)
}

/// What is printed of its binder; nothing where nothing is.
fn binder(folder: &Folder, since: Option<&str>) -> Option<Pdf> {
    let (artifacts, copies, errors) =
        printed(&folder.sources(), &Printing { since: since.map(str::to_owned), ..Printing::default() });
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(copies.len(), artifacts.iter().count());
    artifacts.get("all.pdf").map(Pdf::of)
}

/// The units that have sheets here, with their titles.
fn units(pdf: &Pdf) -> BTreeSet<(String, String)> {
    let title = |page: usize| {
        let counted = pdf.pages[page].lines().rev().find_map(counted);
        counted.map_or_else(String::new, |(title, _)| title.to_owned())
    };
    let first = pdf.sheets().into_iter().filter(|(name, _)| name.ends_with("-1"));
    first.map(|(name, page)| (name.trim_end_matches("-1").to_owned(), title(page))).collect()
}

fn named(units: &[(&str, &str)]) -> BTreeSet<(String, String)> {
    units.iter().map(|(unit, title)| ((*unit).to_owned(), (*title).to_owned())).collect()
}

#[test]
fn a_sheet_is_current_until_the_next_release_which_says_what_changed_and_prints_that_sheet_alone() {
    let folder = released();
    let old = binder(&folder, None).expect("it is printed");
    let all = named(&[("A1", "Doors"), ("A2", "Keys"), ("A3", "Signs"), ("B1", "Roles"), ("B2", "Contacts")]);
    let found = units(&old);
    let letter =
        |units: &BTreeSet<(String, String)>| units.iter().map(|(_, title)| title.clone()).collect::<BTreeSet<_>>();
    assert_eq!(letter(&found), letter(&all));
    let sheet = |pdf: &Pdf, title: &str| {
        let units = units(pdf);
        let unit = &units.iter().find(|(_, name)| name == title).unwrap_or_else(|| panic!("{title}: {units:?}")).0;
        code(pdf, pdf.sheets()[&format!("{unit}-1")])
    };
    for title in ["Doors", "Keys", "Signs", "Roles", "Contacts"] {
        assert_eq!(answer(&folder, &sheet(&old, title)), format!("{title}: approved"));
    }

    // A word is changed, and nobody has approved it yet: the sheet on the wall still holds.
    let edited = folder.file(
        "pages/signs.md",
        &page("Signs", "They lead out. Call [[contact:office]].\n\n## At night\n\nThey are lit all day."),
    );
    let edited = approved(edited, "\"signs\"", "The signs are lit all day.");
    assert_eq!(answer(&edited, &sheet(&old, "Signs")), "Signs: approved, will change");

    let after = with_release(edited, "B");
    assert_eq!(answer(&after, &sheet(&old, "Signs")), "superseded on November 24, 2026: The signs are lit all day.");
    for title in ["Doors", "Keys", "Roles", "Contacts"] {
        assert_eq!(answer(&after, &sheet(&old, title)), format!("{title}: approved"));
    }
    let unknown = "https://plan.example.org/verify.html#signs.ZZZZZZ";
    assert_eq!(answer(&after, unknown), "unknown");

    let pack = binder(&after, Some("A")).expect("there is something to exchange");
    let changed: BTreeSet<_> = found.into_iter().filter(|(_, title)| title == "Signs").collect();
    assert_eq!(units(&pack), changed);
    assert_eq!(answer(&after, &sheet(&pack, "Signs")), "Signs: approved");
    let written: Vec<&str> =
        pack.pages.iter().filter_map(|page| page.lines().map(str::trim).find(|line| !line.is_empty())).collect();
    // The cover, the page that says what to exchange, approval with the record of changes and of distribution, the sheet.
    assert_eq!(written.len(), 6, "{written:?}");
    let exchange = &pack.pages.iter().find(|page| page.contains("What to exchange")).expect("there is such a page");
    assert!(
        exchange.contains("Signs, 1 page") && !exchange.contains("Keys") && !exchange.contains("Contacts"),
        "{exchange}"
    );
}

#[test]
fn a_number_that_changed_prints_its_list_and_whatever_names_it() {
    let folder = approved(released().file("contacts.toml", &contacts("+1 231 555 0199")), "\"signs\"", "A number.");
    let pack = binder(&folder, Some("A")).expect("there is something to exchange");
    let titles: Vec<String> = units(&pack).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["Contacts"]);
    let again = contacts("+1 231 555 0102").replace("verified = 2026-11-01", "verified = 2026-11-20");
    let called = released().file("contacts.toml", &again);
    assert!(binder(&called, Some("A")).is_none(), "a number that was called again replaces no sheet");
}

#[test]
fn a_document_between_others_brings_their_new_numbers_and_what_leads_to_them() {
    let folder = approved(released().file("pages/horns.md", &page("Horns", "See [[signs]].")), "\"horns\"", "Horns.");
    let (whole, pack) =
        (binder(&folder, None).expect("it is printed"), binder(&folder, Some("A")).expect("it is printed"));
    let titles: Vec<String> = units(&pack).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["Horns", "Keys", "Signs"]);
    let (all, some) = (units(&whole), units(&pack));
    assert!(some.is_subset(&all), "{some:?} of {all:?}");
    let text = pack.text();
    assert!(
        text.contains("These say the same under another number") && text.contains("the sheet behind its tab"),
        "{text}"
    );
    let doors = &all.iter().find(|(_, title)| title == "Doors").expect("it is there").0;
    let contents = pack.pages.iter().find(|page| page.lines().any(|line| line.trim() == "Contents")).expect("contents");
    assert!(contents.contains(&format!("{doors}-1")), "what stays is in the contents, too: {contents}");
    assert!(text.contains(&format!("Doors, {doors}-1")), "and in the index: {text}");
}

#[test]
fn what_refers_to_a_sheet_that_stays_names_its_page() {
    let folder = approved(
        released().file("pages/doors.md", &page("Doors", "Never lock them. See [[signs]].")),
        "\"doors\"",
        "Doors.",
    );
    let pack = binder(&folder, Some("A")).expect("there is something to exchange");
    let whole = binder(&folder, None).expect("it is printed");
    let signs = units(&whole).into_iter().find(|(_, title)| title == "Signs").expect("it is there").0;
    assert!(pack.text().contains(&format!("See Signs ({signs}-1).")), "{}", pack.text());
}

#[test]
fn every_sheet_of_a_binder_in_another_language_is_approved_and_its_site_knows_its_code() {
    let folder = released_in_two_languages();
    let pdf = spanish(&folder, None).expect("it is printed");
    let known = data(&folder.audience("staff").page("es/verify.html"));
    let mut titles = BTreeSet::new();
    for page in pdf.sheets().into_values() {
        let address = code(&pdf, page);
        let (site, code) = address.split_once('#').expect("the address has a code");
        assert_eq!(site, "https://plan.example.org/es/verify.html");
        let (name, code) = code.rsplit_once('.').expect("the code has a revision");
        let sheet = &known["documents"][name];
        assert_eq!((sheet["code"].as_str(), sheet["state"].as_str()), (Some(code), Some("approved")), "{name}");
        assert!(pdf.pages[page].contains("Versión A"), "{}", pdf.pages[page]);
        titles.insert(sheet["title"].as_str().unwrap_or("").to_owned());
    }
    assert_eq!(titles.into_iter().collect::<Vec<_>>(), ["Doors", "Funciones", "Keys", "Letreros", "Teléfonos"]);
}

#[test]
fn a_pack_in_another_language_holds_what_has_changed_in_it_and_nothing_else() {
    let before = released_in_two_languages();
    assert!(spanish(&before, Some("A")).is_none(), "nothing has changed");
    let titles = |folder: &Folder| -> Vec<String> {
        units(&spanish(folder, Some("A")).expect("there is something to exchange"))
            .into_iter()
            .map(|(_, title)| title)
            .collect()
    };
    let edited = before.clone().file("pages/keys.md", &page("Keys", "The blue cabinet."));
    let edited = approved(edited, "\"keys\"", "Repainted.");
    assert_eq!(titles(&edited), ["Keys"], "the original has changed, and is what is printed");
    let translated = "+++\ntitle = \"Llaves\"\nsummary = \"Sobre las llaves.\"\n+++\nEl armario rojo.\n";
    let found = titles(&before.file("pages/keys.es.md", translated));
    assert!(found.contains(&"Llaves".to_owned()), "{found:?}");
}

/// Exchanges sheets as the pack says, and holds the binder against the one that is printed whole.
fn exchanged(before: &Folder, after: &Folder) -> String {
    let (old, new) = (binder(before, None).expect("it is printed"), binder(after, None).expect("it is printed"));
    let pack = binder(after, Some("A")).expect("there is something to exchange");
    let (old, new, put_in) = (units(&old), units(&new), units(&pack));
    let text = pack.text();
    let list = text.split("Take out").nth(1).unwrap_or("").split("These sheets").next().unwrap_or("");
    let lines: Vec<&str> = list.lines().map(str::trim).collect();
    let is_taken =
        |(number, title): &(String, String)| lines.iter().any(|line| line.ends_with(&format!("{number} {title}")));
    // A sheet of the same number takes the place of the one that was there, and one that is put in under another number comes
    // from where it was.
    let stays = |unit: &&(String, String)| {
        !is_taken(unit) && !put_in.iter().any(|(number, title)| *number == unit.0 || *title == unit.1)
    };
    let mut now: BTreeSet<_> = old.iter().filter(stays).cloned().collect();
    now.extend(put_in.iter().cloned());
    assert_eq!(now, new, "{text}");
    text
}

#[test]
fn a_binder_that_holds_something_else_than_then_is_exchanged_into_what_it_holds_now() {
    let before = released();
    for include in [
        "\"pages\", \"roles\", \"contacts\", \"policies\"",
        "\"pages\", \"contacts\"",
        "\"signs\", \"keys\", \"contacts\"",
        "\"roles\", \"contacts\"",
        "\"pages\"",
        "\"policies\", \"signs\"",
    ] {
        exchanged(&before, &before.clone().file("handbook.toml", &holding(include)));
    }
}

#[test]
fn what_a_binder_names_no_longer_is_taken_out_by_the_number_and_title_on_its_sheets() {
    let before = released();
    let old = units(&binder(&before, None).expect("it is printed"));
    let text =
        exchanged(&before, &before.clone().file("handbook.toml", &holding("\"doors\", \"signs\", \"contacts\"")));
    for title in ["Keys", "Roles"] {
        let number = &old.iter().find(|(_, known)| known == title).expect("it was there").0;
        assert!(text.contains(&format!("{number} {title}")), "{text}");
    }
}

#[test]
fn where_nothing_has_changed_nothing_is_printed() {
    assert!(binder(&released(), Some("A")).is_none());
}

#[test]
fn a_replacement_pack_holds_the_changed_sheets_and_says_what_to_exchange() {
    let files = sample().iter().map(|(_, source)| source.clone()).map(|mut source| {
        if let Content::Text(text) = &mut source.content {
            if source.path == "procedures/hold.md" {
                *text = format!("{text}\nOne more sentence about holding.\n");
            }
            if source.path == "approvals.toml" {
                text.push_str(
                    "\n[[change]]\nnumber = 99\ndate = 2026-11-24\nsummary = \"Changed.\"\ndocuments = [\"hold\"]\n",
                );
            }
        }
        source
    });
    let sources = Sources::new(files.collect(), jiff::civil::date(2026, 11, 24));
    let since = sample_release();
    let printing = Printing { since: Some(since.clone()), ..only("classroom", Some("harbor")) };
    let (artifacts, _, errors) = printed(&sources, &printing);
    assert_eq!(errors, Vec::<String>::new());
    let pack = Pdf::of(artifacts.get("schools/harbor/classroom.pdf").expect("the pack is printed"));
    let text = pack.text();
    assert!(text.contains("What to exchange") && text.contains(&since), "{}", pack.pages[0]);
    assert!(text.contains("One more sentence about holding"));
    let whole = classroom();
    let same = |unit: &str| whole.sheets().get(&format!("{unit}-1")).map(|page| whole.pages[*page].clone());
    for (name, page) in pack.sheets().into_iter().filter(|(name, _)| name.ends_with("-1")) {
        let unit = name.trim_end_matches("-1");
        let before = same(unit).unwrap_or_else(|| panic!("the whole binder has no {name}"));
        let title = |words: &str| {
            let foot = words.lines().map(str::trim).rfind(|line| line.contains(" 1 of "))?;
            Some(bare(foot.split(" 1 of ").next()?))
        };
        assert_eq!(title(&pack.pages[page]), title(&before), "a sheet keeps its number");
    }
    assert!(pack.sheets().len() < whole.sheets().len() / 2, "a pack is much less than the binder");
}

/// The sample's newest release.
fn sample_release() -> String {
    let releases = sample()
        .iter()
        .filter_map(|(_, source)| Some(source.path.strip_prefix("releases/")?.strip_suffix(".toml")?.to_owned()));
    releases.max().expect("the sample has a release")
}
