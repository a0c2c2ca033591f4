//! A school's own words over the district's, section by section.

use std::fs;
use std::process::Command;

use crate::common::Folder;

const DISTRICT: &str = "+++\ntitle = \"Pick-up\"\nsummary = \"Where cars stand.\"\naudience = \"public\"\n+++\n\
    ## Where to stand {required-local}\n\nEach school says where.\n\n## The rule {locked}\n\nShow a photo ID.\n\n## In winter\n\nStay in the car.\n";

fn district() -> Folder {
    Folder::small()
        .file("schools/north/school.toml", "title = \"North School\"\nshort = \"North\"\n")
        .file("pages/pickup.md", DISTRICT)
}

fn local(sections: &str) -> String {
    format!("+++\ntitle = \"Pick-up\"\nsummary = \"Where cars stand.\"\nextends = true\n+++\n{sections}")
}

const WHERE: &str = "## Where to stand\n\nOn Mill Street.\n";

#[test]
fn a_required_part_that_a_school_has_not_written_is_told_with_the_school() {
    assert_eq!(district().findings_of("missing-local-part").len(), 1);
    let written = district().file("schools/north/pages/pickup.md", &local(WHERE));
    assert_eq!(written.findings_of("missing-local-part"), Vec::<String>::new());
}

#[test]
fn a_locked_section_cannot_be_replaced_alone_or_with_the_whole_document() {
    let alone = district().file("schools/north/pages/pickup.md", &local(&format!("{WHERE}\n## The rule\n\nNo ID.\n")));
    assert_eq!(alone.findings_of("locked-section").len(), 1);
    assert!(alone.compile().artifacts.is_none());
    let whole = district()
        .file("schools/north/pages/pickup.md", "+++\ntitle = \"Pick-up\"\nsummary = \"Ours.\"\n+++\nOur own.\n");
    assert_eq!(whole.findings_of("locked-section").len(), 1);
}

#[test]
fn an_override_names_both_revisions_when_the_district_has_changed_its_section() {
    let winter = format!("{WHERE}\n## In winter\n\nWait in the lobby.\n");
    let unsaid = district().file("schools/north/pages/pickup.md", &local(&winter));
    assert_eq!(unsaid.findings_of("stale-override").len(), 2);
    let said = local(&winter).replace(
        "extends = true\n",
        "extends = true\n\n[replaces]\nwhere-to-stand = \"000000\"\nin-winter = \"000000\"\n",
    );
    let stale = district().file("schools/north/pages/pickup.md", &said);
    let found = stale.compile().diagnostics;
    let messages: Vec<&str> =
        found.iter().filter(|found| found.rule.0 == "stale-override").map(|found| found.message.as_str()).collect();
    assert!(
        messages.iter().all(|message| message.contains("000000 then,") && message.ends_with(" now")),
        "{messages:?}"
    );
}

#[test]
fn a_code_for_a_section_that_the_district_no_longer_has_is_an_error() {
    let gone = local(WHERE).replace("extends = true\n", "extends = true\n\n[replaces]\nin-summer = \"000000\"\n");
    let folder = district().file("schools/north/pages/pickup.md", &gone);
    assert!(folder.compile().artifacts.is_none());
    assert!(folder.findings_of("stale-override").iter().any(|found| found.contains("000000")));
}

#[test]
fn a_page_says_which_of_its_parts_are_the_schools() {
    let page = district().file("schools/north/pages/pickup.md", &local(WHERE)).page("schools/north/pages/pickup.html");
    assert!(page.contains("On Mill Street.") && page.contains("Local to North</span>"));
    assert!(
        page.contains("With parts of North's own")
            || page.contains("With parts of North&#x27;s own")
            || page.contains("With parts of North&#39;s own")
    );
}

#[test]
fn a_schools_part_that_is_not_translated_says_its_language_in_a_translated_page() {
    let spanish = "+++\ntitle = \"Recoger\"\nsummary = \"Dónde paran los carros.\"\n+++\n## Dónde parar {#where-to-stand}\n\nCada escuela lo dice.\n\n## La regla {#the-rule}\n\nMuestre una identificación.\n\n## En invierno {#in-winter}\n\nQuédese en el carro.\n";
    let folder = district()
        .file("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n")
        .file("pages/pickup.es.md", spanish)
        .file("schools/north/pages/pickup.md", &local(WHERE));
    let page = folder.page("es/schools/north/pages/pickup.html");
    assert!(page.contains("Muestre una identificación."));
    assert!(page.contains("id=\"where-to-stand\" lang=\"en\" dir=\"ltr\""), "{page}");
}

#[test]
#[allow(clippy::disallowed_methods, reason = "commands work on folders")]
fn the_commands_list_what_is_local_and_write_down_what_was_compared() {
    let home = tempfile::tempdir().expect("there is room");
    let content = home.path().join("content");
    let write = |path: &str, text: &str| {
        let file = content.join(path);
        fs::create_dir_all(file.parent().expect("files stand in folders")).expect("folders can be made");
        fs::write(file, text).expect("files can be written");
    };
    write(
        "handbook.toml",
        "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n[values]\nbell = \"8:00\"\n",
    );
    write(
        "roles.toml",
        "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"Teacher\"\nalternates = [\"Next teacher\"]\n",
    );
    write("schools/north/school.toml", "title = \"North School\"\n[values]\nbell = \"9:00\"\n");
    write("pages/pickup.md", DISTRICT);
    write(
        "pages/pickup.es.md",
        "+++\ntitle = \"Recoger\"\nsummary = \"Dónde.\"\n+++\n## La regla {#the-rule}\n\nMuestre una identificación.\n",
    );
    write("schools/north/pages/pickup.md", &local(WHERE));
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gobag"))
            .args(arguments)
            .current_dir(home.path())
            .output()
            .expect("it starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.code(), said)
    };
    let (code, said) = run(&["diff", "--school", "north"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("where-to-stand in place of the district's; which one is not written down"), "{said}");
    assert!(said.contains("bell = \"9:00\" (district: \"8:00\")"), "{said}");
    let (code, said) = run(&["diff", "--school", "north", "--accept", "pickup"]);
    assert_eq!(code, Some(0), "{said}");
    let written = fs::read_to_string(content.join("schools/north/pages/pickup.md")).expect("it is there");
    assert!(written.contains("extends = true\n\n[replaces]\nwhere-to-stand = \""), "{written}");
    let (_, said) = run(&["translate", "status"]);
    assert!(
        said.contains("without a word of what it translates: front_matter")
            && said.contains("missing: where-to-stand, in-winter"),
        "{said}"
    );
    let (code, said) = run(&["translate", "accept", "pickup"]);
    assert_eq!((code, said.trim()), (Some(0), "1 translation written down"));
    let (_, said) = run(&["translate", "accept"]);
    assert_eq!(said.trim(), "0 translations written down", "a second time nothing changes");
    let (_, said) = run(&["check", "--only", "stale-translation"]);
    assert!(!said.contains("[stale-translation]"), "{said}");
    let (code, said) = run(&["diff", "--school", "nort"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("north"), "{said}");
}
