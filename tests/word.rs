//! `gobag import` on documents that a word processor wrote: LibreOffice, from Debian's packages (84 MB, about a minute), makes .docx
//! files of three plans, and what becomes of them is read.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::common::tools;

/// The plans, as they are handed to the word processor: name, filter to read it with, text.
const PLANS: [(&str, &str, &str); 3] = [
    ("plan.fodt", "", include_str!("word/plan.fodt")),
    ("drills.fodt", "", include_str!("word/drills.fodt")),
    ("district.html", "HTML (StarWriter)", include_str!("word/district.html")),
];

/// A folder with the plans as .docx files.
fn written() -> &'static Path {
    static WRITTEN: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = WRITTEN.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, filter, text) in PLANS {
            fs::write(folder.path().join(name), text).expect("it is written");
            let mut command = Command::new(tools::word_processor());
            command.arg("--headless").current_dir(&folder);
            // Its settings stay out of the home folder of whoever runs the tests.
            command.arg(format!("-env:UserInstallation=file://{}/settings", folder.path().display()));
            if !filter.is_empty() {
                command.arg(format!("--infilter={filter}"));
            }
            command.args(["--convert-to", "docx:MS Word 2007 XML", name]);
            tools::run(&mut command, "LibreOffice did not write a .docx file");
        }
        folder
    });
    folder.path()
}

/// A folder with an imported plan, and the report.
fn imported(name: &str) -> (tempfile::TempDir, String) {
    let here = tempfile::tempdir().expect("a folder");
    fs::copy(written().join(name), here.path().join(name)).expect("LibreOffice has written it");
    let gobag = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        command.args(arguments).current_dir(&here).stdin(Stdio::null()).output().expect("gobag runs")
    };
    let output = gobag(&["import", name]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let report = String::from_utf8(output.stdout).expect("it is text");
    assert!(!report.contains("could not be followed"), "{report}");
    let check = gobag(&["check", "--format", "short"]);
    let found = String::from_utf8_lossy(&check.stdout).into_owned();
    // Where to go is in no plan's list of places; `check` asks for it.
    let errors: Vec<&str> =
        found.lines().filter(|line| line.contains(": error[") && !line.contains("missing-alternate-place")).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    (here, report)
}

fn read(here: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(here.path().join("content").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Holds that a text has all of these, in this order.
fn has_in_order(text: &str, wanted: &[&str]) {
    let mut rest = text;
    for words in wanted {
        let at = rest.find(words).unwrap_or_else(|| panic!("{words:?} is not there, or not in its place:\n{text}"));
        rest = &rest[at + words.len()..];
    }
}

#[test]
fn a_plan_becomes_procedures_with_roles_and_phases() {
    let (here, report) = imported("plan.docx");
    has_in_order(
        &read(&here, "procedures/lockdown.md"),
        &[
            "action = \"lockdown\"",
            "everyone hides.[^",
            "1. @teacher: Lock the door.\n2. @teacher: Turn off the lights.\n   - If it does not lock: Block it with furniture.\n   - Stay away from windows.\n3. @teacher: Keep everyone quiet.\n",
            "4. @office: Call 911.\n5. @office: Announce the lockdown twice.\n6. @commander: Meet the police at the front gate.\n",
            "State code, section 12.",
        ],
    );
    // The table of who does what is what is done during it, although no heading says so.
    has_in_order(
        &read(&here, "procedures/evacuation.md"),
        &[
            "Everyone leaves the building",
            "## Before {phase=before}",
            "## During {phase=during}\n\n1. @teacher: Take the class list",
            "2. @nurse: Bring the medicines.\n3. @custodian: Shut off the gas.\n",
            "**the north field**",
            "![A map of the routes to the north field](../media/",
            "## Accounting {part=accounting}",
            "## After {phase=after}",
            "Count the students.",
        ],
    );
    assert!(
        report.contains("54 paragraphs: ") && report.contains("2 tables: 1 became contacts, 1 became steps"),
        "{report}"
    );
}

#[test]
fn a_plan_becomes_registers_policies_and_pages_in_any_language() {
    let (here, report) = imported("plan.docx");
    has_in_order(
        &read(&here, "contacts.toml"),
        &["phone = \"231 555 0140\"\nnote = \"day and night\"", "label = \"Gas company\"", "label = \"Poison line\""],
    );
    assert!(read(&here, "policies/visitor-policy.md").contains("- Ask for a card.\n- Call the host.\n"));
    let families = read(&here, "pages/informacion-para-familias.md");
    assert!(families.contains("title = \"Información para familias\""), "{families}");
    assert!(families.contains("- Tenga a mano una identificación.\n"), "{families}");
    let pictures: Vec<_> = fs::read_dir(here.path().join("content/media")).expect("a folder").collect();
    assert_eq!(pictures.len(), 1);
    for said in [
        "1 picture: 1 in media/",
        "1 tracked insertion was taken as accepted",
        "1 tracked deletion was carried out",
        "2 page headers and footers were left out",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
    let shelter = read(&here, "procedures/shelter-in-place.md");
    assert!(shelter.contains("Stay inside until told otherwise. Close the windows."), "{shelter}");
    assert!(!shelter.contains("old gate"), "{shelter}");
}

#[test]
fn notes_boxes_contents_and_phases_in_spanish_have_their_places() {
    let (here, report) = imported("drills.docx");
    has_in_order(
        &read(&here, "procedures/hold.md"),
        &[
            "Students stay where they are.[^end-",
            "A paragraph with a box.\n\nKeep this box.",
            "## Before the bell {phase=before}",
            "## During class {phase=during}\n\n1. @teacher: Keep teaching.\n2. @student: Stay seated.\n3. @everyone: Typed by hand.",
            "- A dash item",
            "| Role | Responsibilities | When |",
            "## After {phase=after}",
            "[^end-",
            "Board minutes of May.",
        ],
    );
    has_in_order(
        &read(&here, "procedures/antes-durante-y-despues-de-un-sismo.md"),
        &[
            "## Antes {phase=before}",
            "## Durante {phase=during}\n\n1. @everyone: Agáchese",
            "## Después {phase=after}\n\n1. @teacher: Cuenten a los estudiantes.\n2. @nurse: Atienda a los heridos.\n3. @commander: Decida",
        ],
    );
    for said in ["3 in a table of contents", "1 comment was left out", "1 text box follows the paragraph it hung on"] {
        assert!(report.contains(said), "{said}\n{report}");
    }
}

#[test]
fn what_came_from_the_web_keeps_its_roles_its_links_and_its_merged_cells() {
    let (here, report) = imported("district.docx");
    has_in_order(
        &read(&here, "procedures/cierre-de-emergencia.md"),
        &[
            "action = \"lockdown\"",
            "1. @teacher: Cierren la puerta.\n2. @teacher: Apaguen la luz.\n   - Si no hay llave",
        ],
    );
    has_in_order(
        &read(&here, "procedures/evacuation.md"),
        &[
            "1. @teacher: Lead the class out.\n2. @office: Take the visitor log.",
            "@commander: Call 911.",
            "@nurse: Check for injuries",
        ],
    );
    let drills = read(&here, "pages/drill-schedule.md");
    assert!(drills.contains("| Fall |  |\n| September | Fire |"), "{drills}");
    assert!(drills.contains("[the state's page](https://example.org/a%28b%29)"), "{drills}");
    assert!(report.contains("3 tables: 1 as they were, 1 became contacts, 1 became steps"), "{report}");
}
