//! The command, and what it puts on the site.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::small;
use crate::common::{site, tools};

#[test]
fn the_command_lists_what_there_is_and_prints_it_as_a_whole() {
    let target = tools::target().join("tmp/printed");
    let _ = fs::remove_dir_all(&target);
    let gobag = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        command
            .arg("print")
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("SOURCE_DATE_EPOCH", site::EPOCH);
        command
    };
    let list = tools::run(&mut gobag(&["--list"]), "the list fails");
    assert!(list.contains("schools/harbor/classroom.pdf: Classroom binder (binder, letter, for staff)"), "{list}");
    let out = target.display().to_string();
    let said = tools::run(&mut gobag(&["risk-report", "content", "--out", &out]), "printing fails");
    assert!(said.contains("risk-report.pdf: Risk report"), "{said}");
    let made: Vec<PathBuf> = site::files(&target).into_keys().map(PathBuf::from).collect();
    assert_eq!(made, [PathBuf::from("risk-report.pdf")]);
}

#[test]
fn a_pdf_that_the_handbook_wants_on_its_site_is_there_and_its_pages_say_how_large_it_is() {
    let folder = small("Words about doors.").file(
        "handbook.toml",
        "title = \"Handbook\"\npublisher = \"School\"\n\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\ninclude = [\"pages\"]\naudience = \"staff\"\non_site = true\n",
    );
    let compiled = folder.clone().audience("staff").compile();
    let artifacts = compiled.artifacts.expect("it is made");
    let bytes = artifacts.get("print/all.pdf").expect("the PDF is on the site");
    assert!(bytes.starts_with(b"%PDF-"));
    let page = String::from_utf8(artifacts.get("pages/tried.html").expect("the page").to_vec()).expect("UTF-8");
    assert!(page.contains("href=\"../print/all.pdf\">All of it</a> (PDF, "), "{page}");
    let public = folder.audience("public").compile().artifacts.expect("it is made");
    assert!(public.get("print/all.pdf").is_none(), "staff's sheets are not public");
}
