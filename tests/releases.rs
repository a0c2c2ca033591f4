//! Revisions and releases: what a plan said on the day it was approved, what has changed since, and what a sheet of paper is
//! worth.

use crate::common::Folder;
use gobag::compile;
use gobag::edition::release::Difference;
use serde_json::Value;

const APPROVAL: &str = "[[approval]]\nbody = \"Board of education\"\nname = \"M. Teague\"\nsigned = 2026-11-20\nrelease = \"first\"\nsupersedes = \"none\"\n";

/// A page of a staff handbook with a number to call, which one school has its own of.
const PAGE: &str = "+++\ntitle = \"Signs\"\nsummary = \"What the signs mean.\"\naudience = \"public\"\nlast_reviewed = 2026-11-01\n+++\nGreen signs lead **out**. Call [[contact:office]].\n\n## At night\n\nThe signs are lit.\n";

fn handbook() -> Folder {
    Folder::small()
        .file("pages/signs.md", PAGE)
        .file(
            "pages/keys.md",
            "+++\ntitle = \"Keys\"\nsummary = \"Who has the keys.\"\naudience = \"staff\"\nlast_reviewed = 2026-11-01\n+++\nThe red cabinet. See [[signs]].\n",
        )
        .file(
            "contacts.toml",
            "[[contact]]\nid = \"office\"\nlabel = \"Office\"\nphone = \"+1 231 555 0101\"\naudience = \"public\"\nverified = 2026-11-01\n",
        )
        .file("schools/harbor/school.toml", "title = \"Harbor\"\nlevel = \"elementary\"\n")
        .file("approvals.toml", APPROVAL)
}

/// The text of a release of this handbook.
fn release(folder: &Folder, name: &str) -> String {
    let prepared = compile::release(&folder.sources(), name, &|_| {}).expect("the name is free");
    let errors: Vec<String> =
        prepared.compiled.diagnostics.iter().map(|found| format!("{} {}", found.rule.0, found.message)).collect();
    assert!(prepared.signed.is_ok(), "{:?} {errors:#?}", prepared.signed);
    prepared.text
}

/// The handbook after its first release.
fn released() -> Folder {
    let folder = handbook();
    let text = release(&folder, "first");
    folder.file("releases/first.toml", &text)
}

/// The same with a word changed, and a row that says so.
fn changed() -> Folder {
    let row = "\n[[change]]\nnumber = 1\ndate = 2026-11-22\nby = \"Safety coordinator\"\nsummary = \"The signs are lit all day.\"\ndocuments = [\"signs\"]\n";
    released()
        .file("pages/signs.md", &PAGE.replace("are lit", "are lit all day"))
        .file("approvals.toml", &format!("{APPROVAL}{row}"))
}

/// What the page about paper tells its script.
fn data(folder: &Folder, path: &str) -> Value {
    let page = folder.page(path);
    let start = page.find("id=\"verify-data_\">").expect("the page has its data") + "id=\"verify-data_\">".len();
    let end = start + page[start..].find("</script>").expect("the data ends");
    serde_json::from_str(&page[start..end]).expect("the data is JSON")
}

fn code(folder: &Folder, document: &str) -> String {
    data(folder, "verify.html")["documents"][document]["code"].as_str().expect("a code").to_owned()
}

#[test]
fn a_release_needs_a_signature_of_its_own() {
    let prepared = compile::release(&handbook().sources(), "second", &|_| {}).expect("the name is free");
    let refused = prepared.signed.expect_err("nobody has signed").to_string();
    assert!(refused.starts_with("nobody has signed for release second; add to approvals.toml"), "{refused}");
}

#[test]
fn a_release_is_made_once() {
    let refused = compile::release(&released().sources(), "FIRST", &|_| {}).expect_err("it is there").to_string();
    assert_eq!(refused, "release FIRST was made on 2026-11-24 and stays as it is; give this one another name");
}

#[test]
fn a_release_has_a_name_that_every_disk_takes() {
    for name in ["../first", "a b", "", ".hidden", "fälle"] {
        let refused = compile::release(&handbook().sources(), name, &|_| {});
        assert!(refused.is_err(), "{name}");
    }
}

#[test]
fn after_a_release_nothing_has_changed() {
    let folder = released();
    assert_eq!(folder.findings_of("unrecorded-change"), Vec::<String>::new());
    let signs = &data(&folder, "verify.html")["documents"]["signs"];
    assert_eq!((signs["state"].as_str(), signs["release"].as_str()), (Some("approved"), Some("first")));
    assert!(!folder.page("pages/signs.html").contains("not yet approved"));
}

#[test]
fn a_word_that_has_changed_is_told_with_its_section_until_a_row_says_so() {
    let silent = released().file("pages/signs.md", &PAGE.replace("are lit", "are lit all day"));
    assert_eq!(silent.findings_of("unrecorded-change"), ["unrecorded-change pages/signs.md:2 \"\\\"Signs\\\"\""]);
    let compiled = silent.compile();
    let found = compiled.diagnostics.iter().find(|found| found.rule.0 == "unrecorded-change").expect("it is found");
    assert_eq!(
        found.message,
        "\"Signs\" has changed since release first (in at-night), and the record of changes does not say so"
    );
    assert_eq!(changed().findings_of("unrecorded-change"), Vec::<String>::new());
}

#[test]
fn a_document_that_is_new_or_gone_is_told() {
    let page = PAGE.replace("Signs", "Doors");
    let new = released().file("pages/doors.md", &page);
    assert_eq!(new.findings_of("unrecorded-change"), ["unrecorded-change pages/doors.md:2 \"\\\"Doors\\\"\""]);
    let text = release(&handbook().file("pages/doors.md", &page), "first");
    let gone = handbook().file("releases/first.toml", &text);
    assert_eq!(gone.findings_of("unrecorded-change").len(), 1);
    let row = "\n[[change]]\nnumber = 1\nsummary = \"Doors stand with signs.\"\ndocuments = [\"doors\"]\n";
    let told = gone.file("approvals.toml", &format!("{APPROVAL}{row}"));
    let wrong: Vec<String> =
        told.findings().into_iter().filter(|found| !found.starts_with("missing-distribution")).collect();
    assert_eq!(wrong, Vec::<String>::new(), "a row may name what is gone");
}

#[test]
fn the_draft_has_a_row_for_each_change_that_no_row_tells() {
    let silent = released().file("pages/signs.md", &PAGE.replace("are lit", "are lit all day"));
    let prepared = compile::release(&silent.sources(), "second", &|_| {}).expect("the name is free");
    assert!(matches!(prepared.differences.values().next(), Some(Difference::Changed(_))));
    assert!(prepared.draft.contains("number = 1\ndate = 2026-11-24\n"), "{}", prepared.draft);
    assert!(
        prepared.draft.contains("summary = \"Changed: Signs (at-night). Say what, and why.\""),
        "{}",
        prepared.draft
    );
    let told = compile::release(&changed().sources(), "second", &|_| {}).expect("the name is free");
    assert!(told.draft.starts_with("# Nothing differs"), "{}", told.draft);
}

#[test]
fn a_page_that_differs_from_what_was_approved_says_so_and_its_approved_sheet_still_holds() {
    let (before, after) = (code(&released(), "signs"), changed());
    let signs = &data(&after, "verify.html")["documents"]["signs"];
    assert_eq!((signs["state"].as_str(), signs["approved"].as_str()), (Some("draft"), Some(before.as_str())));
    assert!(after.page("pages/signs.html").contains("Changed since release first, not yet approved"));
}

#[test]
fn the_next_release_replaces_old_sheets_and_says_why() {
    let before = code(&released(), "signs");
    let second = "\n[[approval]]\nbody = \"Board of education\"\nname = \"M. Teague\"\nsigned = 2026-11-23\nrelease = \"second\"\nsupersedes = \"first\"\n";
    let row = "\n[[change]]\nnumber = 1\ndate = 2026-11-22\nsummary = \"The signs are lit all day.\"\ndocuments = [\"signs\"]\n";
    let ready = changed().file("approvals.toml", &format!("{APPROVAL}{second}{row}"));
    let text = release(&ready, "second").replace("date = 2026-11-24", "date = 2026-11-25");
    let after = ready.file("releases/second.toml", &text);
    let signs = &data(&after, "verify.html")["documents"]["signs"];
    assert_eq!((signs["state"].as_str(), signs["release"].as_str()), (Some("approved"), Some("second")));
    let old = &signs["earlier"][0];
    assert_eq!(old["code"].as_str(), Some(before.as_str()));
    assert_eq!(old["until"].as_str(), Some("November 25, 2026"));
    assert_eq!(old["because"][0].as_str(), Some("The signs are lit all day."));
}

#[test]
fn a_revision_is_of_the_words_and_not_of_how_they_were_typed() {
    let before = code(&handbook(), "signs");
    let typed =
        PAGE.replace("**out**. Call", "out.\nCall").replace("\n\nThe signs are lit.", "\nThe signs\nare *lit*.");
    assert_eq!(code(&handbook().file("pages/signs.md", &typed), "signs"), before);
    let reviewed = PAGE.replace("2026-11-01", "2026-11-20").replace("+++\nGreen", "owner = \"teacher\"\n+++\nGreen");
    assert_eq!(code(&handbook().file("pages/signs.md", &reviewed), "signs"), before, "a review changes no sheet");
    let words = PAGE.replace("Green", "Blue");
    assert_ne!(code(&handbook().file("pages/signs.md", &words), "signs"), before);
}

#[test]
fn a_number_to_call_is_part_of_what_a_sheet_says() {
    let before = code(&handbook(), "signs");
    let other = "[[contact]]\nid = \"office\"\nlabel = \"Office\"\nphone = \"+1 231 555 0199\"\naudience = \"public\"\nverified = 2026-11-01\n";
    assert_ne!(code(&handbook().file("contacts.toml", other), "signs"), before);
    let own = "title = \"Harbor\"\nlevel = \"elementary\"\n\n[contacts.office]\nlabel = \"Office\"\nphone = \"+1 231 555 0122\"\nverified = 2026-11-01\n";
    let folder = handbook().file("schools/harbor/school.toml", own);
    let school = data(&folder, "schools/harbor/verify.html");
    assert_ne!(school["documents"]["signs"]["code"].as_str(), Some(before.as_str()), "a school's number is another");
    assert_eq!(code(&folder, "signs"), before);
}

#[test]
fn the_public_page_about_paper_knows_nothing_of_what_the_public_may_not_see() {
    let folder = released();
    let staff = code(&folder.clone().audience("staff"), "keys");
    for path in ["verify.html", "schools/harbor/verify.html"] {
        let page = folder.page(path);
        assert!(!page.contains("keys") && !page.contains("Keys") && !page.contains(&staff), "{path}");
    }
}

#[test]
fn a_document_that_became_restricted_is_not_called_withdrawn() {
    let hidden = PAGE.replace("audience = \"public\"", "audience = \"staff\"");
    let folder = released().file("pages/signs.md", &hidden).file(
        "approvals.toml",
        &format!("{APPROVAL}\n[[change]]\nnumber = 1\nsummary = \"For staff.\"\ndocuments = [\"signs\"]\n"),
    );
    let folder = folder.file(
        "pages/welcome.md",
        "+++\ntitle = \"Welcome\"\nsummary = \"Hello.\"\naudience = \"public\"\nlast_reviewed = 2026-11-01\n+++\nHello.\n",
    );
    let folder = folder.file(
        "approvals.toml",
        &format!(
            "{APPROVAL}\n[[change]]\nnumber = 1\nsummary = \"For staff.\"\ndocuments = [\"signs\", \"welcome\"]\n"
        ),
    );
    assert!(!folder.page("verify.html").contains("signs"));
}

#[test]
fn a_release_that_was_touched_by_hand_is_told_where() {
    let text = release(&handbook(), "first");
    let broken = text
        .replacen("code = \"", "code = \"!", 1)
        .replace("[[document]]\nid = \"signs\"", "[[document]]\nidd = \"signs\"");
    let found = handbook().file("releases/first.toml", &broken).findings();
    assert!(found.iter().any(|found| found.starts_with("invalid-value releases/first.toml:")), "{found:#?}");
    assert!(found.iter().any(|found| found.starts_with("unknown-key releases/first.toml:")), "{found:#?}");
}

#[test]
fn codes_of_another_way_of_hashing_are_not_compared() {
    let text = release(&handbook(), "first").replace("form = 1", "form = 99");
    let folder = handbook().file("releases/first.toml", &text).file("pages/signs.md", &PAGE.replace("Green", "Blue"));
    assert_eq!(folder.findings_of("unrecorded-change").len(), 1);
    assert_eq!(data(&folder, "verify.html")["documents"]["signs"]["state"].as_str(), Some("unreleased"));
}
