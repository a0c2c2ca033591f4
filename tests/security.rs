//! `docs/security.md` names tests that there are.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::Path;

#[test]
fn every_threat_names_a_test_that_exists() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(here.join("docs/security.md")).expect("the page is there");
    let mut wrong = Vec::new();
    let mut named = 0;
    let (_, threats) = text.split_once("\n## Threats\n").expect("threats");
    for row in threats.lines().filter(|line| line.starts_with("| ") && line.matches(" | ").count() == 2) {
        let cell = row.rsplit(" | ").next().expect("a last cell").trim_end_matches(" |");
        let names: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        if names.is_empty() && cell != "test" {
            wrong.push(format!("no test: {row}"));
        }
        for name in names.into_iter().filter(|name| name.contains("::") || name.contains('/')) {
            named += 1;
            let is_there = match name.rsplit_once("::") {
                Some((file, test)) => {
                    let file = file.replace("::", "/");
                    let files = [format!("tests/{file}.rs"), format!("tests/{file}/mod.rs")];
                    let texts = files.iter().filter_map(|file| fs::read_to_string(here.join(file)).ok());
                    texts.into_iter().any(|text| text.contains(&format!("fn {test}(")))
                }
                None => here.join(name).is_file(),
            };
            if !is_there {
                wrong.push(format!("there is no test {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(named > 40, "{named} tests are named");
}
