//! Reviews, signatures and copies, at the edges. Today is 2026-11-24.

use crate::common::Folder;

fn page(keys: &str) -> Folder {
    let text = format!("+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"staff\"\n{keys}+++\nWords.\n");
    Folder::small().file("pages/a.md", &text)
}

/// The findings about reviews with their weight.
fn reviews(keys: &str) -> Vec<String> {
    let folder = page(keys);
    let found = folder.compile().diagnostics;
    let reviews = found.iter().filter(|found| found.rule.0 == "overdue-review");
    reviews.map(|found| format!("{:?}: {}", found.severity, found.message)).collect()
}

#[test]
fn a_review_is_due_after_its_interval_and_not_on_the_day() {
    assert_eq!(reviews("last_reviewed = 2025-11-24\n"), Vec::<String>::new());
    assert_eq!(
        reviews("last_reviewed = 2025-11-23\n"),
        ["Warning: The review of \"Page\" is overdue: it was due on 2026-11-23, 12 months after 2025-11-23"]
    );
}

#[test]
fn twice_the_interval_or_two_years_make_it_an_error() {
    assert!(reviews("last_reviewed = 2024-11-24\n")[0].starts_with("Warning"));
    assert!(reviews("last_reviewed = 2024-11-23\n")[0].starts_with("Error"));
    assert!(reviews("review_interval = \"3 months\"\nlast_reviewed = 2026-06-01\n")[0].starts_with("Warning"));
    assert!(reviews("review_interval = \"3 months\"\nlast_reviewed = 2026-05-01\n")[0].starts_with("Error"));
    // Who reviews every three years is not late after two.
    assert_eq!(reviews("review_interval = \"3 years\"\nlast_reviewed = 2024-01-10\n"), Vec::<String>::new());
    assert!(reviews("review_interval = \"3 years\"\nlast_reviewed = 2023-01-10\n")[0].starts_with("Error"));
}

#[test]
fn what_is_in_force_was_reviewed_when_it_came_into_force() {
    assert_eq!(reviews(""), Vec::<String>::new());
    assert_eq!(reviews("status = \"approved\"\neffective = 2026-08-15\n"), Vec::<String>::new());
    assert_eq!(reviews("status = \"approved\"\neffective = 2025-08-15\n").len(), 1);
    assert_eq!(
        page("status = \"approved\"\n").findings_of("overdue-review"),
        ["overdue-review pages/a.md:2 \"\\\"Page\\\"\""]
    );
}

#[test]
fn a_day_that_has_not_come_is_no_review() {
    assert_eq!(
        page("last_reviewed = 2062-11-01\n").findings_of("overdue-review"),
        ["overdue-review pages/a.md:5 \"2062-11-01\""]
    );
}

#[test]
fn the_handbook_decides_the_weight() {
    let config = "title = \"Handbook\"\npublisher = \"School\"\n[rules]\noverdue-review = \"off\"\n";
    assert_eq!(
        page("last_reviewed = 2020-01-01\n").file("handbook.toml", config).findings_of("overdue-review"),
        Vec::<String>::new()
    );
}

fn approvals(text: &str, rule: &str) -> Vec<String> {
    Folder::small().file("approvals.toml", text).findings_of(rule)
}

const SIGNED: &str = "[[approval]]\nbody = \"Board\"\nname = \"M. Teague\"\nsigned = 2026-08-15\nrelease = \"2026-08-15\"\nsupersedes = \"2025-08-20\"\n";

#[test]
fn one_approval_may_say_for_all_what_is_replaced() {
    let second = "[[approval]]\nbody = \"Chief\"\nname = \"C. Hale\"\nsigned = 2026-08-11\nrelease = \"2026-08-15\"\n";
    assert_eq!(approvals(&format!("{SIGNED}{second}"), "unsigned-release"), Vec::<String>::new());
    let other = format!("{SIGNED}{second}supersedes = \"2024-08-20\"\n");
    assert_eq!(approvals(&other, "unsigned-release"), ["unsigned-release approvals.toml:12 \"\\\"2024-08-20\\\"\""]);
}

#[test]
fn what_others_hold_was_signed_by_somebody() {
    let rows = [holder("Police", "2026-08-15"), holder("Fire", "2026-08-15")].concat();
    assert_eq!(approvals(&rows, "unsigned-release"), ["unsigned-release approvals.toml:4 \"\\\"2026-08-15\\\"\""]);
    assert_eq!(approvals(&holder("Police", "draft of June"), "unsigned-release"), Vec::<String>::new());
}

#[test]
fn what_was_replaced_is_history() {
    let old = "[[approval]]\nbody = \"Board\"\nrelease = \"2025-08-20\"\n";
    assert_eq!(approvals(&format!("{old}{SIGNED}"), "unsigned-release"), Vec::<String>::new());
    assert_eq!(approvals(old, "unsigned-release").len(), 2);
}

#[test]
fn a_signature_has_a_name_and_a_day_that_has_come() {
    assert_eq!(approvals(&SIGNED.replace("name = \"M. Teague\"\n", ""), "unsigned-release").len(), 1);
    assert_eq!(
        approvals(&SIGNED.replace("signed = 2026-08-15", "signed = 2026-12-15"), "unsigned-release"),
        ["unsigned-release approvals.toml:4 \"2026-12-15\""]
    );
}

fn holder(agency: &str, release: &str) -> String {
    format!("[[distribution]]\nname = \"Chief\"\nagency = \"{agency}\"\nrelease = \"{release}\"\n")
}

#[test]
fn responders_hold_the_current_release() {
    let found = |rows: &[String]| approvals(&format!("{SIGNED}{}", rows.concat()), "missing-distribution");
    let (new, old) = ("2026-08-15", "2025-08-20");
    assert_eq!(
        found(&[holder("County sheriff's office", new), holder("Volunteer fire company", new)]),
        Vec::<String>::new()
    );
    assert_eq!(found(&[holder("Department of Public Safety", new)]), Vec::<String>::new());
    assert_eq!(found(&[holder("Police", new)]).len(), 1);
    assert_eq!(found(&[]), ["missing-distribution approvals.toml:5 \"\\\"2026-08-15\\\"\""]);
    // A later row of the same agency is its copy; an old copy is told where it stands, and once.
    assert_eq!(found(&[holder("Police", old), holder("Fire", new), holder("Police", new)]), Vec::<String>::new());
    assert_eq!(
        found(&[holder("Police", old), holder("Fire", new)]),
        ["missing-distribution approvals.toml:10 \"\\\"2025-08-20\\\"\""]
    );
}

#[test]
fn a_handbook_that_nobody_has_approved_yet_is_distributed_to_nobody() {
    assert_eq!(approvals(&holder("Police", "draft"), "missing-distribution"), Vec::<String>::new());
}
