//! What a page's own button prints, and what `gobag print` prints of the same: the same words in the same order.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::BTreeMap;
use std::path::Path;

use super::pdf::Pdf;
use super::steps::without_pages;
use super::{bare, classroom, only, printed, sample};
use crate::common::{site, tools};

/// What only the screen says: what the device does with a case, and who is at the table, in a line; paper has boxes for it.
const ON_SCREEN: [&str; 2] = ["A case is wiped", "Administration; where useful"];

#[test]
fn a_page_prints_from_a_browser_what_its_sheets_say_in_the_same_order() {
    let forms = {
        let (artifacts, _, errors) = printed(sample(), &only("forms", Some("harbor")));
        assert_eq!(errors, Vec::<String>::new());
        Pdf::of(artifacts.get("schools/harbor/forms.pdf").expect("the forms are printed"))
    };
    let shown = [
        ("schools/harbor/procedures/lockdown.html", classroom(), "Lockdown", 90),
        ("schools/harbor/procedures/medical.html", classroom(), "Medical emergency", 60),
        ("schools/harbor/practices/community-circle.html", classroom(), "Community circle", 45),
        ("schools/harbor/assessments/drill-evaluation.html", &forms, "Drill evaluation", 50),
    ];
    let mut command = tools::node();
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/print/words.mjs")).arg(site::sample("staff"));
    command.args(shown.iter().map(|(path, ..)| *path));
    command.env("GOBAG_TOOLS", tools::modules()).env("GOBAG_CHROMIUM", tools::chromium());
    let said = tools::run(&mut command, "the browser does not print");
    let said: BTreeMap<String, Vec<String>> = serde_json::from_str(&said).expect("it says lines");
    for (path, pdf, title, least) in shown {
        let paper = bare(&without_pages(&pdf.titled(title)));
        let mut places = Vec::new();
        for line in said[path].iter().filter(|line| !ON_SCREEN.iter().any(|only| line.starts_with(only))) {
            let words = bare(line);
            // Labels of a word or two stand in many places.
            if words.len() < 20 {
                continue;
            }
            assert!(paper.contains(&words), "{path}: not on paper: {line}");
            if paper.matches(&words).count() == 1 {
                places.push((paper.find(&words), line));
            }
        }
        assert!(places.len() >= least, "{path}: only {} lines", places.len());
        for pair in places.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{path}: on paper the other way round: {:?}", (pair[0].1, pair[1].1));
        }
    }
}
