//! SIGKILL, at any moment: of a build, and of commands that write into the author's own files.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{Dice, names, published, site_of, times};
use crate::bad_input::{FRONT, Place, said};

/// Enough pages for a build to have a middle.
fn many(place: &Place, words: &str) {
    for number in 0..60 {
        place.page(&format!("page-{number}"), &format!("{words} {number}. ").repeat(60));
    }
}

#[test]
fn a_build_that_is_killed_leaves_one_of_two_whole_sites() {
    let place = Place::new();
    let versions = ["The door is locked", "The window is open"];
    let sites = versions.map(|words| {
        many(&place, words);
        site_of(&place)
    });
    let begun = Instant::now();
    assert!(place.build(&[]).status.success());
    let mut whole = begun.elapsed().as_micros() as u64;
    let (mut dice, mut killed, mut exchanged, mut midway) = (Dice::new(), 0, 0, 0);
    let rounds = times(100, 500);
    for round in 0..rounds {
        many(&place, versions[round % 2]);
        let before = published(&place);
        let mut child = place.command(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("gobag runs");
        std::thread::sleep(Duration::from_micros(dice.below(whole * 5 / 4)));
        child.kill().expect("SIGKILL");
        killed += usize::from(!child.wait().expect("it ends").success());

        let now = published(&place);
        assert!(sites.contains(&now), "kill {round} left something between two sites");
        exchanged += usize::from(now != before);
        midway += usize::from(names(place.folder.path()) != ["content", "public"]);
        // Whatever was left lying about, the next build makes the site that the handbook says, and tidies up.
        if round % 4 == 3 {
            let version = round / 4 % 2;
            many(&place, versions[version]);
            let begun = Instant::now();
            let output = place.build(&[]);
            // How long a build takes depends on what else the machine does now; what was built already takes no time and tells nothing.
            if now != sites[version] {
                whole = begun.elapsed().as_micros() as u64;
            }
            assert!(output.status.success(), "{}", said(&output));
            assert!(published(&place) == sites[version], "after kill {round} the next build made another site");
            assert_eq!(names(place.folder.path()), ["content", "public"], "after kill {round}");
        }
    }
    assert!(killed > rounds / 4 && midway > 0 && exchanged > 0, "{killed} killed, {midway} midway, {exchanged} done");
}

#[test]
fn an_authors_file_is_whole_whenever_its_mending_is_killed() {
    let place = Place::new();
    let text = |name: &str| format!("{FRONT}+++\n\n{}\n", format!("Ask the [[role:{name}]] about it.\n").repeat(2_000));
    let (before, after) = (text("techer"), text("teacher"));
    let file = place.path("content/pages/page.md");
    let mut command = place.command(&[]);
    let fix = |place: &Place| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gobag"));
        command.args(["check", "--fix"]).current_dir(place.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    place.put("pages/page.md", &before);
    let begun = Instant::now();
    assert!(fix(&place).status().expect("gobag runs").success());
    let whole = begun.elapsed().as_micros() as u64;
    assert_eq!(std::fs::read_to_string(&file).expect("the page is there"), after);
    let (mut dice, mut seen) = (Dice::new(), [0, 0]);
    for round in 0..times(40, 500) {
        place.put("pages/page.md", &before);
        let mut child = fix(&place).spawn().expect("gobag runs");
        std::thread::sleep(Duration::from_micros(dice.below(whole * 5 / 4)));
        child.kill().expect("SIGKILL");
        child.wait().expect("it ends");
        let now = std::fs::read_to_string(&file).expect("the page is there");
        let known = [&before, &after].into_iter().position(|text| *text == now);
        seen[known.unwrap_or_else(|| panic!("kill {round} left half a page: {} bytes", now.len()))] += 1;
    }
    assert!(seen[0] > 0, "it was killed before it was done: {seen:?}");
    place.put("pages/page.md", &before);
    assert!(fix(&place).status().expect("gobag runs").success(), "what a kill left is in nobody's way");
    assert_eq!(names(&place.path("content/pages")), ["page.md"]);
    assert!(command.output().expect("gobag runs").status.success());
}
