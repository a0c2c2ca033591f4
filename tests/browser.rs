//! The sample handbook in a browser, through each of its doors: from a disk as from a stick, and from a host.
//!
//! What is done there is in `tests/browser/*.test.mjs`, for Node's own test runner; each file is one test here.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::path::{Path, PathBuf};

use crate::common::{site, tools};

mod common;

/// Runs a file of `tests/browser/` on the site of an audience, opened from a disk.
fn browse(file: &str, audience: &str) {
    browse_through("file", file, audience);
}

/// The same through a door: "file", "http" (a host, below a folder of its own), or "offline" (the same host, after it is gone).
fn browse_through(door: &str, file: &str, audience: &str) {
    browse_with(door, file, audience, &[]);
}

/// The same, and what else the file has to know.
fn browse_with(door: &str, file: &str, audience: &str, more: &[(&str, PathBuf)]) {
    let mut command = tools::node();
    command.args(["--test", "--test-reporter=spec"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(file));
    command.env("GOBAG_TOOLS", tools::modules());
    command.env("GOBAG_CHROMIUM", tools::chromium());
    command.env("GOBAG_SITE", site::sample(audience)).env("GOBAG_DOOR", door);
    command.envs(more.iter().map(|(name, value)| (*name, value)));
    tools::run(&mut command, &format!("tests/browser/{file} fails on the {audience} site, door {door}"));
}

#[test]
fn everybody_reaches_every_page_by_clicking() {
    browse("walk.test.mjs", "public");
}

#[test]
fn everybody_reaches_every_page_by_clicking_on_a_host() {
    browse_through("http", "walk.test.mjs", "public");
}

#[test]
fn the_staff_reach_every_page_by_clicking() {
    browse("walk.test.mjs", "staff");
}

#[test]
fn every_page_fits_its_screen_and_its_sheet() {
    browse("shape.test.mjs", "staff");
}

#[test]
fn a_device_remembers_who_holds_it_on_a_stick() {
    browse("device.test.mjs", "staff");
}

#[test]
fn a_device_remembers_who_holds_it_on_a_host() {
    browse_through("http", "device.test.mjs", "staff");
}

#[test]
fn a_device_remembers_who_holds_it_after_the_host_is_gone() {
    browse_through("offline", "device.test.mjs", "staff");
}

#[test]
fn a_device_remembers_its_language_on_a_stick() {
    browse("language.test.mjs", "public");
}

#[test]
fn a_device_remembers_its_language_on_a_host() {
    browse_through("http", "language.test.mjs", "public");
}

#[test]
fn a_device_remembers_its_language_after_the_host_is_gone() {
    browse_through("offline", "language.test.mjs", "public");
}

#[test]
fn an_incident_is_kept_on_a_stick() {
    browse("incident.test.mjs", "staff");
}

#[test]
fn an_incident_is_kept_on_a_host() {
    browse_through("http", "incident.test.mjs", "staff");
}

#[test]
fn an_incident_is_kept_after_the_host_is_gone() {
    browse_through("offline", "incident.test.mjs", "staff");
}

#[test]
fn a_case_is_worked_on_a_stick() {
    browse("case.test.mjs", "team");
}

#[test]
fn a_case_is_worked_on_a_host() {
    browse_through("http", "case.test.mjs", "team");
}

#[test]
fn a_case_is_worked_after_the_host_is_gone() {
    browse_through("offline", "case.test.mjs", "team");
}

#[test]
fn a_locked_handbook_is_read_from_a_stick() {
    browse_with("file", "lock.test.mjs", "staff", &[("GOBAG_SITE", site::locked("staff"))]);
}

#[test]
fn a_locked_handbook_is_read_on_a_host() {
    browse_with("http", "lock.test.mjs", "staff", &[("GOBAG_SITE", site::locked("staff"))]);
}

#[test]
fn the_other_browser_reads_a_stick() {
    let more = [("GOBAG_FIREFOX", tools::firefox()), ("GOBAG_LOCKED", site::locked("staff"))];
    browse_with("file", "firefox.test.mjs", "team", &more);
}

#[test]
fn no_kind_of_page_has_a_barrier() {
    browse("access.test.mjs", "staff");
}

#[test]
fn a_code_on_paper_is_answered_from_a_disk() {
    browse("verify.test.mjs", "staff");
}

#[test]
fn a_code_on_paper_is_answered_on_a_host() {
    browse_through("http", "verify.test.mjs", "public");
}

#[test]
fn a_code_on_paper_is_answered_after_the_host_is_gone() {
    browse_through("offline", "verify.test.mjs", "public");
}

#[test]
fn pages_renew_themselves_while_somebody_writes() {
    let more = [
        ("GOBAG", env!("CARGO_BIN_EXE_gobag").into()),
        ("GOBAG_CONTENT", Path::new(env!("CARGO_MANIFEST_DIR")).join("content")),
        ("GOBAG_EPOCH", site::EPOCH.into()),
    ];
    browse_with("http", "serve.test.mjs", "public", &more);
}

#[test]
fn search_works_from_a_disk() {
    browse("search.test.mjs", "public");
}

#[test]
fn search_works_on_a_host() {
    browse_through("http", "search.test.mjs", "public");
}

#[test]
fn search_works_after_the_host_is_gone() {
    browse_through("offline", "search.test.mjs", "public");
}

#[test]
fn everybody_reaches_every_page_by_clicking_after_the_host_is_gone() {
    browse_through("offline", "walk.test.mjs", "public");
}

#[test]
fn every_page_fits_its_screen_and_its_sheet_after_the_host_is_gone() {
    browse_through("offline", "shape.test.mjs", "staff");
}

#[test]
fn what_was_visited_once_is_there_without_a_network_and_a_newer_version_comes_whole_or_not_at_all() {
    let changed = "schools/harbor/procedures/kindergarten-dismissal.md";
    let more = [
        ("GOBAG_NEXT", site::later("staff", changed, "Changed for the next version.")),
        ("GOBAG_OTHER", site::sample("public")),
    ];
    browse_with("file", "offline.test.mjs", "staff", &more);
}
